"""The steps of a reconsideration or lawsuit: entered, its outcome told, the outcome agreed to (条例-51, DY-F2.5)."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.foi.disputes import entering
from gongkai.foi.roles import NOBODY, OFFICERS

LEADERS = frozenset({Role.REVIEWER, Role.LEADING_GROUP})
CITE = ("条例-51", "DY-F2.5")

KIND = register(
    Kind(
        "dispute", "复议诉讼",
        table(
            Step("enter", "entered", "登记复议诉讼", (), "pending", OFFICERS, CITE),
            Step("notice", "review_received", "登记答复通知", ("pending",), None, OFFICERS, ("行政复议法-54",),
                 asks=True, checks=(entering.is_a_review,), then=entering.noticed),
            Step("answer", "review_answered", "登记提交答复", ("pending",), None, OFFICERS, ("行政复议法-54",),
                 asks=True, checks=(entering.is_noticed,), then=entering.answered),
            Step("decide", "decided", "登记结果", ("pending", "returned"), "decided", OFFICERS, CITE, asks=True,
                 checks=(entering.is_told,), then=entering.decided),
            Step("accept", "accepted", "核定结果", ("decided",), "settled", LEADERS, CITE, not_by=("decide",)),
            Step("return", "sent_back", "退回", ("decided",), "returned", LEADERS, CITE, says_why=True),
            Step("recount", "recounted", "工作日历有变，重算期限", ("pending",), None, NOBODY,
                 ("行政复议法-88",), follows=True),
            Step("drop", "dropped", "撤销登记", ("pending", "returned"), "dropped", OFFICERS, CITE, says_why=True),
        ),
        {
            "pending": "审理中", "decided": "结果待核定", "returned": "退回补正", "settled": "已结案",
            "dropped": "已撤销登记",
        },
        path=("decide", "accept"), url="foi:dispute", limits_of=entering.limits_of,
    )
)  # fmt: skip
