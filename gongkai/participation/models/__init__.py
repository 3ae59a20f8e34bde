"""What the room of 公众参与 keeps."""

from gongkai.participation.models.consultations import (
    Adopted,
    Channel,
    Consultation,
    Identity,
    Opinion,
    Treatment,
    Version,
)
from gongkai.participation.models.decisions import (
    Body,
    Catalogue,
    Decision,
    Procedure,
    Progress,
    Result,
    Stage,
    State,
)
from gongkai.participation.models.gatherings import Gathering, GatheringSort, SignUp, Standing
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
    "LEAST_LIKED", "SCALE", "Adopted", "Answer", "Basis", "Body", "Catalogue", "Channel", "Consultation", "Decision",
    "Device", "Gathering", "GatheringSort", "Identity", "Invitation", "Opinion", "Outcome", "Procedure", "Progress",
    "Question", "Reply", "Result", "SignUp", "Sort", "Stage", "Standing", "State", "Subject", "Survey", "Treatment",
    "Version",
]  # fmt: skip
