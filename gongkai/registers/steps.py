"""The steps of a list: each round of changes goes 提出, 保密审查, 审核, 公布, by hands apart (BW-5.3, SQ-2.1, DY-4)."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.registers import clocks, drafting, gates, showing

EDITORS = frozenset({Role.PROPOSER})
OPENERS = EDITORS | {Role.OFFICE}  # the office opens the list of a unit that owes one
SECRECY = frozenset({Role.SECRECY})
REVIEWERS = frozenset({Role.REVIEWER})
PUBLISHERS = frozenset({Role.PUBLISHER})
TAKE_BACK = frozenset({Role.PUBLISHER, Role.REVIEWER, Role.OFFICE})

STATES = {
    "draft": "拟稿",
    "returned": "退回修改",
    "proposed": "待保密审查",
    "cleared": "待审核",
    "approved": "待公布",
    "published": "已公布",
    "withdrawn": "已撤回",
}
WORKING = ("draft", "returned", "proposed", "cleared", "approved")

STEPS = table(
    Step("form", "formed", "建立", (), "draft", OPENERS, ("BW-5.3", "SQ-2.1"), restarts=True),
    Step(
        "change", "changed", "变动", ("published", "withdrawn"), "draft", EDITORS, ("BW-5.3", "SQ-2.1"), restarts=True,
        then=drafting.start_revision,
    ),
    Step(
        "override", "overridden", "说明检查疑点", ("draft", "returned"), None, EDITORS, ("BW-6.1.5",),
        binds=True, says_why=True,
    ),
    Step(
        "propose", "proposed", "提出公布", ("draft", "returned"), "proposed", EDITORS, ("TZ-4.1",),
        binds=True, checks=(gates.is_complete, gates.holds_no_private_words),
    ),
    Step(
        "clear", "cleared", "保密审查通过", ("proposed",), "cleared", SECRECY, ("DY-4", "BW-6.1.4"),
        needs=("propose",), not_by=("propose", "override"), binds=True,
        checks=(gates.is_what_was_read, gates.is_by_another_hand),
    ),
    Step(
        "approve", "approved", "审核通过", ("cleared",), "approved", REVIEWERS, ("TZ-4.2", "DY-4"),
        needs=("propose", "clear"), not_by=("propose", "override", "clear"), binds=True,
        checks=(gates.is_what_was_read, gates.is_by_another_hand),
    ),
    Step(
        "return", "returned", "退回", ("proposed", "cleared", "approved"), "returned",
        SECRECY | REVIEWERS | PUBLISHERS, ("TZ-4.2",), says_why=True,
    ),
    Step("revise", "revised", "撤回送审", ("proposed", "cleared", "approved"), "draft", EDITORS, ("TZ-4.1",)),
    Step(
        "publish", "published", "公布", ("approved",), "published", PUBLISHERS, ("TZ-4.3", "DY-4"),
        needs=("propose", "clear", "approve"), not_by=("propose", "override", "approve"), binds=True,
        checks=(gates.is_what_was_read, gates.is_by_another_hand), then=showing.publish,
    ),
    Step(
        "remove", "removed", "移出一项", ("published", *WORKING), None, TAKE_BACK, ("SQ-2.2", "TZ-1.2.3"),
        says_why=True, checks=(gates.names_a_row,), then=showing.remove,
    ),
    Step(
        "lapse", "lapsed", "期满移出", ("published", *WORKING), None, frozenset(), ("SQ-2.2", "TZ-1.2.3"), follows=True,
        then=showing.lapse,
    ),
    Step(
        "withdraw", "withdrawn", "撤回公布", ("published", *WORKING), "withdrawn", TAKE_BACK, ("TZ-6.3",),
        says_why=True, checks=(gates.is_public,), then=showing.withdraw,
    ),
)  # fmt: skip

KIND = register(
    Kind(
        "register",
        "清单",
        STEPS,
        STATES,
        path=("propose", "clear", "approve", "publish"),
        due_role={"disclosures.publish": Role.PUBLISHER},
        limits_of=clocks.limits_of,
        url="registers:record",
        settled=frozenset({"published"}),
    )
)
