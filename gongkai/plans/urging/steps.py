"""The steps of a supervision notice (SQ-4.1, SQ-6.6): sent, answered by the unit's leader, settled; late, the leaders'
matter."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.findings import judging
from gongkai.plans.urging import sending

OFFICE, LEADERS, GROUP = (frozenset({role}) for role in (Role.OFFICE, Role.REVIEWER, Role.LEADING_GROUP))
CITE = ("SQ-4.1", "SQ-6.6")
OPEN = ("sent", "back", "late")

KIND = register(
    Kind(
        "plan_notice", "督办单",
        table(
            Step("send", "notice_sent", "发督办单", (), "sent", OFFICE, CITE, then=judging.tell),
            Step("answer", "notice_answered", "答复督办单", OPEN, "answered", LEADERS, CITE, asks=True,
                 checks=(sending.says_something,), then=sending.answered),
            Step("settle", "notice_settled", "销号", ("answered",), "settled", OFFICE, CITE, then=judging.tell),
            Step("send_back", "notice_returned", "退回再办", ("answered",), "back", OFFICE, CITE, says_why=True,
                 restarts=True, then=judging.tell),
            Step("escalate", "notice_overdue", "逾期未答复，报领导小组", ("sent", "back"), "late", frozenset(), CITE,
                 follows=True, then=sending.escalated),
        ),
        {"sent": "待答复", "back": "退回再办", "late": "逾期未答复", "answered": "待销号", "settled": "已销号"},
        path=("answer", "settle"), due_role={sending.LIMIT: Role.REVIEWER}, limits_of=sending.limits_of,
        url="plans:notice",
    )
)  # fmt: skip
