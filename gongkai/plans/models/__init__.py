"""What the room of 台账 keeps."""

from gongkai.plans.models.ledger import (
    ON_ITS_WAY,
    Change,
    Demand,
    Line,
    Part,
    Party,
    Plan,
    Progress,
    Proof,
    Task,
    Upper,
    taking_part,
)  # fmt: skip
from gongkai.plans.models.oversight import Call, Check, CheckSort, Look, Mend, Notice, Return, Verdict

__all__ = [
    "ON_ITS_WAY", "Call", "Change", "Check", "CheckSort", "Demand", "Line", "Look", "Mend", "Notice", "Part", "Party",
    "Plan", "Progress", "Proof", "Return", "Task", "Upper", "Verdict", "taking_part",
]  # fmt: skip
