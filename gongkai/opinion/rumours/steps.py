"""The steps of a rumour (SQ-5.2): entered, verified by one hand, set right and closed by another."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.opinion.rumours import verifying

WRITERS = frozenset({Role.PROPOSER, Role.OFFICE})
CLOSERS = frozenset({Role.REVIEWER, Role.LEADING_GROUP})
CITE, CLARIFIES = ("SQ-5.2", "BW-8.4"), ("SQ-5.2", "条例-6")
CHECKED = ("refuted", "upheld")

KIND = register(
    Kind(
        "rumour", "传言",
        table(
            Step("claim", "rumour_claimed", "登记传言", (), "claimed", WRITERS, CITE),
            Step("refute", "rumour_refuted", "核实为不实", ("claimed",), "refuted", WRITERS, CITE, asks=True,
                 checks=(verifying.is_evidenced,), then=verifying.verified),
            Step("uphold", "rumour_upheld", "核实为属实", ("claimed",), "upheld", WRITERS, CITE, asks=True,
                 checks=(verifying.is_evidenced,), then=verifying.verified),
            Step("send_back", "rumour_back", "退回再核实", CHECKED, "claimed", CLOSERS, CITE, says_why=True),
            Step("clarify", "rumour_clarified", "已澄清", ("refuted",), "clarified", CLOSERS, CLARIFIES, asks=True,
                 not_by=("refute",), checks=(verifying.is_set_right,), then=verifying.clarified),
            Step("correct", "rumour_corrected", "已更正", ("upheld",), "corrected", CLOSERS, CITE, asks=True,
                 not_by=("uphold",), then=verifying.corrected),
            Step("drop", "rumour_dropped", "撤销登记", ("claimed",), "dropped", WRITERS, CITE, says_why=True),
        ),
        {
            "claimed": "待核实", "refuted": "不实，待澄清", "upheld": "属实，待更正", "clarified": "已澄清",
            "corrected": "属实，已更正", "dropped": "已撤销登记",
        },
        path=("claim", "refute", "clarify"), instead={"refute": "uphold", "clarify": "correct"}, detours=("correct",),
        url="opinion:rumour",
    )
)  # fmt: skip
