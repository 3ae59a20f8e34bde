"""What the room of 公众参与 keeps."""

from gongkai.participation.models.surveys import (
    LEAST_LIKED,
    SCALE,
    Answer,
    Basis,
    Device,
    Invitation,
    Outcome,
    Question,
    Reply,
    Sort,
    Subject,
    Survey,
)

__all__ = [
    "LEAST_LIKED", "SCALE", "Answer", "Basis", "Device", "Invitation", "Outcome", "Question", "Reply", "Sort",
    "Subject", "Survey",
]  # fmt: skip
