"""The steps of a fault (KF-2.2): found by the office, answered by the unit, decided by those who lead."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.hotline.faults import pursuing
from gongkai.hotline.roles import HEADS, LEADERS, NOBODY, OFFICE

CITE = ("KF-2.2", "TZ-6.3")
OPEN = ("found", "heard")

KIND = register(
    Kind(
        "plea_fault", "过错追究",
        table(
            Step("find", "fault_found", "提出过错追究", (), "found", OFFICE, CITE),
            Step("raise", "fault_found", "督办无果，报领导小组", (), "found", NOBODY, CITE, follows=True),
            Step("explain", "fault_explained", "说明情况", ("found",), "heard", HEADS, CITE, says_why=True),
            Step("pursue", "fault_settled", "追究", OPEN, "pursued", OFFICE | LEADERS, CITE, not_by=("find",),
                 asks=True, says_why=True, checks=(pursuing.names_what_follows,), then=pursuing.pursued),
            Step("spare", "fault_settled", "不予追究", OPEN, "spared", OFFICE | LEADERS, CITE, not_by=("find",),
                 says_why=True),
        ),
        {"found": "待说明", "heard": "待决定", "pursued": "已追究", "spared": "不予追究"},
        path=("explain", "pursue"), instead={"pursue": "spare"}, unhurried=frozenset({"explain"}),
        limits_of=pursuing.limits_of, due_role={pursuing.LIMIT: Role.OFFICE}, url="hotline:fault",
        settled=frozenset({"found", "heard", "pursued", "spared"}),
    )
)  # fmt: skip
