"""The steps of a year's plan (BW-6.1.3, BW-10): drafted, submitted, approved by a leader, issued, shown, closed."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, after, register, table
from gongkai.plans import gates, issuing, showing

WRITERS = frozenset({Role.PROPOSER, Role.OFFICE})
LEADERS = frozenset({Role.REVIEWER, Role.LEADING_GROUP})
SHOWERS = frozenset({Role.OFFICE, Role.PUBLISHER})
CITE = ("BW-6.1.3", "BW-10")

KIND = register(
    Kind(
        "plan", "年度计划",
        table(
            Step("draft", "plan_drafted", "起草计划", (), "drafted", WRITERS, CITE),
            Step("submit", "plan_submitted", "送审", ("drafted", "returned"), "submitted", WRITERS, CITE, binds=True,
                 checks=(gates.is_whole,)),
            Step("approve", "plan_approved", "批准计划", ("submitted",), "approved", LEADERS, CITE,
                 needs=("submit",), not_by=("draft", "submit"), binds=True),
            Step("return", "plan_sent_back", "退回", ("submitted", "approved"), "returned", LEADERS, CITE,
                 says_why=True),
            Step("issue", "plan_issued", "下达并公布", ("approved",), "issued", WRITERS, (*CITE, "SQ-6.6"),
                 needs=("approve",), checks=(gates.bears_no_private_word,), then=after(issuing.issued, showing.show)),
            Step("show", "plan_shown", "公布进展", ("issued", "closed"), None, SHOWERS, ("SQ-6.6", "BW-5.2"),
                 checks=(gates.bears_no_private_word,), then=showing.show),
            Step("close", "plan_closed", "年终收尾", ("issued",), "closed", WRITERS, CITE,
                 checks=(gates.has_somewhere_to_go,), then=after(issuing.closed, showing.show)),
        ),
        {
            "drafted": "起草中", "returned": "退回修改", "submitted": "待批准", "approved": "已批准，待下达",
            "issued": "实施中", "closed": "已收尾",
        },
        path=("submit", "approve", "issue", "close"), url="plans:plan", unhurried=frozenset({"close"}),
        settled=frozenset({"submitted", "approved", "issued", "closed"}),
    )
)  # fmt: skip
