"""What the room of 台账 keeps."""

from gongkai.plans.models.ledger import Change, Demand, Line, Part, Party, Plan, Progress, Proof, Task, Upper
from gongkai.plans.models.oversight import Call, Check, CheckSort, Look, Mend, Notice, Return, Verdict

__all__ = [
    "Call", "Change", "Check", "CheckSort", "Demand", "Line", "Look", "Mend", "Notice", "Part", "Party", "Plan",
    "Progress", "Proof", "Return", "Task", "Upper", "Verdict",
]  # fmt: skip
