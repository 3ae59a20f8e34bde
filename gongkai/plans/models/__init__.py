"""What the room of 台账 keeps."""

from gongkai.plans.models.ledger import (
    ON_ITS_WAY,
    OUT,
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
)
from gongkai.plans.models.oversight import Call, Check, CheckSort, Look, Mend, Notice, Return, Verdict

__all__ = [
    "ON_ITS_WAY", "OUT", "Call", "Change", "Check", "CheckSort", "Demand", "Line", "Look", "Mend", "Notice", "Part",
    "Party", "Plan", "Progress", "Proof", "Return", "Task", "Upper", "Verdict", "taking_part",
]  # fmt: skip
