"""The steps of a year's weight (SQ-6.1): entered with the paper that lays it down, agreed to by a leader."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.organisation.appraisals import entering

WRITERS, LEADERS = frozenset({Role.PROPOSER, Role.OFFICE}), frozenset({Role.REVIEWER, Role.LEADING_GROUP})
CITE = ("SQ-6.1",)

KIND = register(
    Kind(
        "appraisal", "绩效考核权重",
        table(
            Step("enter", "entered", "登记权重", (), "entered", WRITERS, CITE),
            Step("amend", "amended", "更正登记", ("entered", "returned"), "entered", WRITERS, CITE, asks=True,
                 then=entering.amended),
            Step("accept", "accepted", "核定", ("entered",), "accepted", LEADERS, CITE, not_by=("enter", "amend")),
            Step("return", "sent_back", "退回", ("entered", "accepted"), "returned", LEADERS, CITE, says_why=True),
            Step("drop", "dropped", "撤销登记", ("entered", "returned"), "dropped", WRITERS, CITE, says_why=True),
        ),
        {"entered": "待核定", "returned": "退回补正", "accepted": "已核定", "dropped": "已撤销"},
        path=("accept",), detours=("amend",), url="organisation:appraisal",
    )
)  # fmt: skip
