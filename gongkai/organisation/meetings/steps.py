"""The steps of a meeting's entry (KF-T3.3, BW-12.3): entered by whoever held it, agreed to by a leader."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.organisation.meetings import entering

WRITERS, LEADERS = frozenset({Role.PROPOSER, Role.OFFICE}), frozenset({Role.REVIEWER, Role.LEADING_GROUP})
CITE = ("KF-T3.3", "BW-12.3")

KIND = register(
    Kind(
        "work_meeting", "政务公开会议",
        table(
            Step("enter", "entered", "登记会议", (), "entered", WRITERS, CITE, checks=(entering.is_past,)),
            Step("amend", "amended", "更正登记", ("entered", "returned"), "entered", WRITERS, CITE, asks=True,
                 checks=(entering.is_past,), then=entering.amended),
            Step("accept", "accepted", "核定", ("entered",), "accepted", LEADERS, CITE, not_by=("enter", "amend")),
            Step("return", "sent_back", "退回", ("entered",), "returned", LEADERS, CITE, says_why=True),
            Step("drop", "dropped", "撤销登记", ("entered", "returned"), "dropped", WRITERS, CITE, says_why=True),
        ),
        {"entered": "待核定", "returned": "退回补正", "accepted": "已核定", "dropped": "已撤销"},
        path=("accept",), detours=("amend",), unhurried=frozenset({"amend"}), url="organisation:work-meeting",
    )
)  # fmt: skip
