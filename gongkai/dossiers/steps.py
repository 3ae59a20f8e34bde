"""The steps of a matter or theme: each round goes 提出, 保密审查, 审核, 公布, by hands apart (SQ-1, BW-5.2, DY-4)."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.dossiers import drafting, gates, showing

EDITORS = frozenset({Role.PROPOSER})
OPENERS = EDITORS | {Role.OFFICE}  # the office opens what a unit owes
SECRECY = frozenset({Role.SECRECY})
REVIEWERS = frozenset({Role.REVIEWER})
PUBLISHERS = frozenset({Role.PUBLISHER})
TAKE_BACK = frozenset({Role.PUBLISHER, Role.REVIEWER, Role.OFFICE})

STATES = {
    "draft": "拟稿", "returned": "退回修改", "proposed": "待保密审查", "cleared": "待审核", "approved": "待公布",
    "published": "已公布", "withdrawn": "已撤回",
}  # fmt: skip
WORKING = ("draft", "returned", "proposed", "cleared", "approved")
READ = (gates.is_what_was_read, gates.is_by_another_hand)

STEPS = table(
    Step("form", "formed", "建立", (), "draft", OPENERS, ("SQ-1", "BW-5.2"), restarts=True),
    Step("change", "changed", "变动", ("published", "withdrawn"), "draft", EDITORS, ("SQ-1", "BW-5.2"), restarts=True,
         then=drafting.start_revision),
    Step("override", "overridden", "说明检查疑点", ("draft", "returned"), None, EDITORS, ("BW-6.1.5",), binds=True,
         says_why=True),
    Step("propose", "proposed", "提出公布", ("draft", "returned"), "proposed", EDITORS, ("TZ-4.1",), binds=True,
         checks=(gates.is_complete, gates.holds_no_private_words)),
    Step("clear", "cleared", "保密审查通过", ("proposed",), "cleared", SECRECY, ("DY-4", "BW-6.1.4"),
         needs=("propose",), not_by=("propose", "override"), binds=True, checks=READ),
    Step("approve", "approved", "审核通过", ("cleared",), "approved", REVIEWERS, ("TZ-4.2", "DY-4"),
         needs=("propose", "clear"), not_by=("propose", "override", "clear"), binds=True, checks=READ),
    Step("return", "returned", "退回", ("proposed", "cleared", "approved"), "returned",
         SECRECY | REVIEWERS | PUBLISHERS, ("TZ-4.2",), says_why=True),
    Step("revise", "revised", "撤回送审", ("proposed", "cleared", "approved"), "draft", EDITORS, ("TZ-4.1",)),
    Step("publish", "published", "公布", ("approved",), "published", PUBLISHERS, ("TZ-4.3", "DY-4"),
         needs=("propose", "clear", "approve"), not_by=("propose", "override", "approve"), binds=True,
         checks=(*READ, gates.is_complete), then=showing.publish),
    Step("withdraw", "withdrawn", "撤回公布", ("published", *WORKING), "withdrawn", TAKE_BACK, ("TZ-6.3",),
         says_why=True, checks=(gates.is_public,), then=showing.withdraw),
)  # fmt: skip

KIND = register(
    Kind(
        "dossier", "全过程和专题", STEPS, STATES, path=("propose", "clear", "approve", "publish"),
        url="dossiers:record", settled=frozenset({"published"}),
    )
)  # fmt: skip
