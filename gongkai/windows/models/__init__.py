"""What the room of 窗口 keeps."""

from gongkai.windows.models.handled import (
    Bulletin,
    Channel,
    GuideText,
    Item,
    Outcome,
    Part,
    Partner,
    Rating,
    ServiceCase,
)
from gongkai.windows.models.places import (
    AWARDS,
    Absence,
    Centre,
    CentreLook,
    Clerk,
    Half,
    Level,
    Mark,
    Move,
    Roll,
    Sort,
    Window,
    WindowEvent,
)

__all__ = [
    "AWARDS", "Absence", "Bulletin", "Centre", "CentreLook", "Channel", "Clerk", "GuideText", "Half", "Item", "Level",
    "Mark", "Move", "Outcome", "Part", "Partner", "Rating", "Roll", "ServiceCase", "Sort", "Window", "WindowEvent",
]  # fmt: skip
