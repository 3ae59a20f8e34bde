"""The steps of a year's plan (BW-6.1.3, BW-10): drafted, submitted, approved by a leader, issued, shown, closed."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, after, register, table
from gongkai.plans import gates, issuing, showing, vetting
from gongkai.plans.models import OUT

WRITERS = frozenset({Role.PROPOSER, Role.OFFICE})
LEADERS = frozenset({Role.REVIEWER, Role.LEADING_GROUP})
SHOWERS, SECRECY = frozenset({Role.OFFICE, Role.PUBLISHER}), frozenset({Role.SECRECY})
CITE, SECRET = ("BW-6.1.3", "BW-10"), ("条例-17", "DY-4")

KIND = register(
    Kind(
        "plan", "年度计划",
        table(
            Step("draft", "plan_drafted", "起草计划", (), "drafted", WRITERS, CITE),
            Step("submit", "plan_submitted", "送审", ("drafted", "returned"), "submitted", WRITERS, CITE, binds=True,
                 checks=(gates.is_whole,)),
            Step("clear", "plan_cleared", "保密审查通过", ("submitted",), "cleared", SECRECY, SECRET, needs=("submit",),
                 not_by=("draft", "submit"), binds=True, checks=(gates.bears_no_private_word,)),
            Step("approve", "plan_approved", "批准计划", ("cleared",), "approved", LEADERS, CITE,
                 needs=("submit", "clear"), not_by=("draft", "submit", "clear"), binds=True),
            Step("return", "plan_sent_back", "退回", ("submitted", "cleared", "approved"), "returned",
                 LEADERS | SECRECY, CITE, says_why=True),
            Step("issue", "plan_issued", "下达并公布", ("approved",), "issued", WRITERS, (*CITE, "SQ-6.6"),
                 needs=("clear", "approve"), checks=(gates.bears_no_private_word,),
                 then=after(issuing.issued, showing.show)),
            Step("vet", "progress_vetted", "进展保密审查通过", OUT, None, SECRECY, SECRET, binds=True,
                 checks=(vetting.is_new, gates.bears_no_private_word)),
            Step("show", "plan_shown", "公布进展", OUT, None, SHOWERS, ("SQ-6.6", "BW-5.2"),
                 checks=(vetting.is_vetted, gates.bears_no_private_word), then=showing.show),
            Step("close", "plan_closed", "年终收尾", ("issued",), "closed", WRITERS, CITE,
                 checks=(gates.has_somewhere_to_go, vetting.is_vetted), then=after(issuing.closed, showing.show)),
        ),
        {
            "drafted": "起草中", "returned": "退回修改", "submitted": "待保密审查", "cleared": "待批准",
            "approved": "已批准，待下达", "issued": "实施中", "closed": "已收尾",
        },
        path=("submit", "clear", "approve", "issue", "close"), url="plans:plan", unhurried=frozenset({"close"}),
        settled=frozenset({"submitted", "cleared", "approved", "issued", "closed"}), waits={"vet": vetting.unvetted},
    )
)  # fmt: skip
