"""The steps of a disclosure: 提出 → 审核 → 公开 → 反馈 → 归档 (TZ-4), secrecy and content review as gates (DY-4)."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.disclosures import clocks, gates, paper_gates, showing

EDITORS = frozenset({Role.PROPOSER})
SECRECY = frozenset({Role.SECRECY})
REVIEWERS = frozenset({Role.REVIEWER})
PUBLISHERS = frozenset({Role.PUBLISHER})
JUDGED = (gates.is_by_another_hand, gates.holds_nothing_confirmed)
TAKE_BACK = frozenset({Role.PUBLISHER, Role.REVIEWER, Role.OFFICE})

STATES = {
    "draft": "拟稿",
    "returned": "退回修改",
    "proposed": "待保密审查",
    "cleared": "待审核",
    "approved": "待公开",
    "published": "已公开",
    "withheld": "审定不主动公开",
    "withdrawn": "已撤回",
    "archived": "已归档",
}

STEPS = table(
    Step("form", "formed", "形成", (), "draft", EDITORS, ("TZ-4.1",), restarts=True),
    Step(
        "change", "changed", "变更", ("published", "archived"), "draft", EDITORS, ("TZ-2.5",), restarts=True,
        then=showing.start_new_edition,
    ),
    Step("import", "imported", "导入", (), "draft", EDITORS, ("BW-6.1.6",), restarts=True),
    Step(
        "override", "overridden", "说明检查疑点", ("draft", "returned"), None, EDITORS, ("BW-6.1.5",),
        binds=True, says_why=True,
    ),
    Step(
        "propose", "proposed", "提出公开", ("draft", "returned"), "proposed", EDITORS, ("TZ-4.1", "BW-6.1.6"),
        binds=True, checks=(
            gates.before(
                gates.is_complete, gates.names_its_attribute, *paper_gates.GATES, gates.holds_no_private_words
            ),
            gates.holds_nothing_confirmed,
        ),
    ),
    Step(
        "clear", "cleared", "保密审查通过", ("proposed",), "cleared", SECRECY, ("DY-4", "BW-6.1.4"),
        needs=("propose",), not_by=("propose", "override"), binds=True,
        checks=(gates.before(gates.is_what_was_read), *JUDGED),
    ),
    Step(
        "approve", "approved", "审核通过", ("cleared",), "approved", REVIEWERS, ("TZ-4.2", "DY-4"),
        needs=("propose", "clear"), not_by=("propose", "override", "clear"), binds=True,
        checks=(gates.before(gates.is_what_was_read, gates.is_proactive), *JUDGED),
    ),
    Step(
        "withhold", "withheld", "审定不主动公开", ("cleared",), "withheld", REVIEWERS, ("BW-6.1.6", "TZ-0.1"),
        needs=("propose", "clear"), not_by=("propose", "override", "clear"), binds=True, says_why=True,
        checks=(gates.before(gates.is_what_was_read, gates.is_not_proactive), gates.is_by_another_hand),
        then=showing.withhold,
    ),
    Step(
        "return", "returned", "退回", ("proposed", "cleared", "approved"), "returned",
        SECRECY | REVIEWERS | PUBLISHERS, ("TZ-4.2",), says_why=True,
    ),
    Step(
        "revise", "revised", "撤回送审", ("proposed", "cleared", "approved"), "draft", EDITORS, ("TZ-4.1",)
    ),
    Step(
        "review", "reviewed", "定期复查：继续不公开", ("withheld",), None, REVIEWERS, ("SQ-6.3", "条例-18"),
        binds=True, says_why=True, checks=(paper_gates.names_its_ground,),
    ),
    Step(
        "reopen", "reopened", "定期复查：转为公开", ("withheld",), "draft", REVIEWERS | EDITORS, ("SQ-6.3", "条例-18"),
        says_why=True,
    ),
    Step(
        "publish", "published", "公开", ("approved",), "published", PUBLISHERS, ("TZ-4.3", "DY-4"),
        needs=("propose", "clear", "approve"), not_by=("propose", "override", "approve"), binds=True,
        checks=(gates.before(gates.is_what_was_read, gates.is_proactive), *JUDGED),
        then=showing.publish,
    ),
    Step(
        "withdraw", "withdrawn", "撤回公开",
        ("published", "archived", "draft", "returned", "proposed", "cleared", "approved"),
        "withdrawn", TAKE_BACK, ("TZ-6.3", "TZ-0.2"), says_why=True,
        checks=(gates.is_public,), then=showing.withdraw,
    ),
    Step(
        "feedback", "answered", "记录反馈", ("published", "archived"), None, EDITORS | PUBLISHERS, ("TZ-4.4",),
        says_why=True,
    ),
    Step(
        "release", "released", "登记发布渠道", ("published", "archived"), None, EDITORS | PUBLISHERS,
        ("DY-2.1", "BW-11.1–11.5"), checks=(gates.names_a_channel,),
    ),
    Step(
        "stand", "stood", "有效性变动",
        ("published", "archived", "draft", "returned", "proposed", "cleared", "approved"), None, frozenset(),
        ("BW-6.1.7", "BW-20"), follows=True, checks=(gates.is_public,), then=showing.stand,
    ),
    Step("archive", "archived", "归档", ("published",), "archived", EDITORS | PUBLISHERS, ("TZ-4.5",)),
)  # fmt: skip

KIND = register(
    Kind(
        "disclosure",
        "主动公开",
        STEPS,
        STATES,
        path=("propose", "clear", "approve", "publish", "archive"),
        unhurried=frozenset({"archive"}),
        due_role={"disclosures.publish": Role.PUBLISHER, "disclosures.review_withheld": Role.REVIEWER},
        recalls={"disclosures.review_withheld": "review"},
        limits_of=clocks.limits_of,
        url="disclosures:record",
        settled=frozenset({"published", "archived"}),
    )
)
