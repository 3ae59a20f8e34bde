"""The steps of a training (BW-12.2, SQ-6.5): planned and agreed for the year, held, and the record agreed to."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.organisation.training import holding

WRITERS, LEADERS = frozenset({Role.PROPOSER, Role.OFFICE}), frozenset({Role.REVIEWER, Role.LEADING_GROUP})
CITE = ("BW-12.2", "SQ-6.5")

KIND = register(
    Kind(
        "training", "政务公开培训",
        table(
            Step("plan", "planned", "列入计划", (), "planned", WRITERS, CITE),
            Step("agree", "agreed", "同意计划", ("planned",), "agreed", LEADERS, CITE, not_by=("plan",)),
            Step("turn_down", "turned_down", "不列入计划", ("planned",), "dropped", LEADERS, CITE, says_why=True),
            Step("hold", "held", "登记举办情况", ("agreed", "returned"), "held", WRITERS, CITE, asks=True,
                 checks=(holding.is_told,), then=holding.held),
            Step("accept", "accepted", "核定举办情况", ("held",), "accepted", LEADERS, CITE, not_by=("hold",)),
            Step("return", "sent_back", "退回", ("held",), "returned", LEADERS, CITE, says_why=True),
            Step("drop", "dropped", "取消培训", ("planned", "agreed", "returned"), "dropped", WRITERS | LEADERS, CITE,
                 says_why=True),
        ),
        {
            "planned": "待同意", "agreed": "已列入计划", "held": "已举办，待核定", "returned": "退回补正",
            "accepted": "已举办", "dropped": "已取消",
        },
        path=("agree", "hold", "accept"),
        url="organisation:training",
    )
)  # fmt: skip
