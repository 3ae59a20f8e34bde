"""The steps of a disclosure: 提出 → 审核 → 公开 → 反馈 → 归档 (TZ-4), secrecy and content review as gates (DY-4)."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, after, register, table
from gongkai.disclosures import clocks, gates, leaking, showing, shown_time, telling
from gongkai.disclosures.budgets import approving
from gongkai.disclosures.editions import before
from gongkai.disclosures.elements import paper_gates
from gongkai.disclosures.interpretation import interpreting, planning
from gongkai.disclosures.people import keeping, narrowing
from gongkai.disclosures.previews import links as preview_links
from gongkai.disclosures.routes import bookings, remarks, routing
from gongkai.disclosures.vocabulary import STATES, UNDER_WAY

EDITORS = frozenset({Role.PROPOSER})
SECRECY = frozenset({Role.SECRECY})
REVIEWERS = frozenset({Role.REVIEWER})
PUBLISHERS = frozenset({Role.PUBLISHER})
JUDGED = (gates.is_by_another_hand, gates.holds_nothing_confirmed)
TAKE_BACK = frozenset({Role.PUBLISHER, Role.REVIEWER, Role.OFFICE})

READ = before(gates.is_what_was_read, gates.is_proactive)
SAID = frozenset({Role.SECRECY, Role.REVIEWER, Role.PUBLISHER, Role.OFFICE})
EVERYWHERE = (*UNDER_WAY, "emergent", "published", "withheld", "archived")
OUT = after(showing.publish, routing.went_out, narrowing.widen)
TO_PUBLISH = (
    READ, *JUDGED, routing.is_seated("publish"), routing.is_countersigned,
    interpreting.follows_its_document,
)  # fmt: skip

STEPS = table(
    Step("form", "formed", "形成", (), "draft", EDITORS, ("TZ-4.1",), restarts=True),
    Step(
        "change", "changed", "变更", ("published", "archived"), "draft", EDITORS, ("TZ-2.5",), restarts=True,
        then=showing.start_new_edition,
    ),
    Step(
        "abandon", "change_abandoned", "放弃变更", ("draft", "returned"), "published", EDITORS, ("TZ-2.5",),
        says_why=True, checks=(gates.is_a_change,), then=after(showing.give_up, routing.take_back),
    ),
    Step("import", "imported", "导入", (), "draft", EDITORS, ("BW-6.1.6",), restarts=True),
    Step(
        "override", "overridden", "说明检查疑点", ("draft", "returned"), None, EDITORS, ("BW-6.1.5",),
        binds=True, says_why=True,
    ),
    Step(
        "propose", "proposed", "提出公开", ("draft", "returned"), "proposed", EDITORS, ("TZ-4.1", "BW-6.1.6"),
        binds=True, checks=(
            before(
                gates.is_complete, gates.names_its_attribute, *paper_gates.GATES, gates.holds_no_private_words
            ),
            gates.holds_nothing_confirmed, interpreting.plans_its_interpretation, remarks.answers_its_remarks,
        ),
    ),
    Step(
        "plan", "planned", "填写解读方案", ("draft", "returned"), None, EDITORS, ("BW-7.3", "SQ-5.1"),
        checks=(planning.is_a_plan,),
    ),
    Step(
        "sanction", "sanctioned", "登记批准日期", (*UNDER_WAY, "emergent", "published", "archived"), None, EDITORS,
        ("预算法-14", "SQ-4.2"), asks=True, checks=(approving.is_of_one,),
    ),
    Step(
        "clear", "cleared", "保密审查通过", ("proposed",), "cleared", SECRECY, ("DY-4", "BW-6.1.4"),
        needs=("propose",), not_by=("propose", "override"), binds=True,
        checks=(before(gates.is_what_was_read), *JUDGED, routing.is_seated("clear")),
        then=routing.ask_countersigns,
    ),
    Step(
        "approve", "approved", "审核通过", ("cleared",), "approved", REVIEWERS, ("TZ-4.2", "DY-4"),
        needs=("propose", "clear"), not_by=("propose", "override", "clear"), binds=True,
        checks=(
            READ, *JUDGED, routing.is_seated("approve"), routing.is_decided_together,
            interpreting.goes_with_its_pair("approve"),
        ),
    ),
    Step(
        "withhold", "withheld", "审定不主动公开", ("cleared",), "withheld", REVIEWERS, ("BW-6.1.6", "TZ-0.1"),
        needs=("propose", "clear"), not_by=("propose", "override", "clear"), binds=True, says_why=True,
        checks=(
            before(gates.is_what_was_read, gates.is_not_proactive), gates.is_by_another_hand,
            routing.is_seated("withhold"),
        ),
        then=after(showing.withhold, routing.leave_elsewhere),
    ),
    Step(
        narrowing.NARROW, "readers_named", "限定查看", UNDER_WAY, None, EDITORS | REVIEWERS, ("DY-4",), says_why=True,
        checks=(narrowing.keeps_the_way_open,), then=narrowing.narrow,
    ),
    Step(
        narrowing.WIDEN, "opened_to_unit", "放开查看", (*EVERYWHERE, "withdrawn"), None,
        EDITORS | REVIEWERS | {Role.OFFICE}, ("DY-4",), says_why=True, checks=(narrowing.is_narrowed,),
        then=narrowing.widen,
    ),
    Step(
        "share", "preview_given", "给预览链接", preview_links.OPEN, None, EDITORS | REVIEWERS, ("条例-17", "DY-4"),
        needs=("propose", "clear"), binds=True, asks=True, checks=(READ,),
    ),
    Step(
        "unshare", "preview_taken_back", "收回预览链接", preview_links.OPEN, None,
        EDITORS | SECRECY | REVIEWERS | {Role.OFFICE}, ("DY-4",), asks=True, checks=(preview_links.names_one,),
        then=preview_links.take_back,
    ),
    Step(
        "return", "returned", "退回", ("proposed", "cleared", "approved"), "returned",
        SECRECY | REVIEWERS | PUBLISHERS, ("TZ-4.2",), says_why=True, then=routing.take_back,
    ),
    Step(
        "revise", "revised", "撤回送审", ("proposed", "cleared", "approved"), "draft", EDITORS, ("TZ-4.1",),
        then=routing.take_back,
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
        "remark", "remarked", "提意见", UNDER_WAY, None, SAID, ("TZ-4.2",), binds=True, says_why=True,
        then=remarks.tell_writer,
    ),
    Step(
        "respond", "responded", "答复意见", UNDER_WAY, None, EDITORS, ("TZ-4.2",), says_why=True,
        checks=(remarks.answers_a_remark,), then=remarks.tell_remarker,
    ),
    Step(
        "publish", "published", "公开", ("approved",), "published", PUBLISHERS, ("TZ-4.3", "DY-4"),
        needs=("propose", "clear", "approve"), not_by=("propose", "override", "approve"), binds=True,
        checks=(*TO_PUBLISH, interpreting.goes_with_its_pair("publish")), then=OUT,
    ),
    Step(
        "schedule", "scheduled", "预约公开", ("approved",), None, PUBLISHERS, ("TZ-4.3",),
        needs=("propose", "clear", "approve"), not_by=("propose", "override", "approve"), binds=True,
        checks=(*TO_PUBLISH, interpreting.goes_with_its_pair("publish"), bookings.names_a_moment),
        then=bookings.book_publication,
    ),
    Step(
        "expire", "expiry_set", "预约下架", ("approved", "emergent", "published", "archived"), None, PUBLISHERS,
        ("TZ-4.3",), says_why=True, checks=(bookings.names_a_moment, shown_time.may_expire), then=bookings.book_expiry,
    ),
    Step(
        "unschedule", "unscheduled", "取消预约", ("approved", "emergent", "published", "archived"), None, PUBLISHERS,
        ("TZ-4.3",), checks=(bookings.is_booked,), then=bookings.unbook,
    ),
    Step(
        "emergency", "published", "紧急公开", ("cleared",), "emergent", PUBLISHERS, ("条例-17", "DY-4"),
        needs=("propose", "clear"), not_by=("propose", "override"), binds=True, says_why=True,
        checks=(
            READ, *JUDGED, routing.is_seated("emergency"), interpreting.follows_its_document,
            bookings.names_who_ordered,
        ),
        then=OUT,
    ),
    Step(
        "ratify", "ratified", "补办审核", ("emergent",), "published", REVIEWERS, ("TZ-4.2", "DY-4"),
        needs=("propose", "clear", "emergency"), not_by=("propose", "override", "clear", "emergency"), binds=True,
        checks=(gates.is_by_another_hand, routing.is_seated("ratify")),
    ),
    Step(
        "disown", "withdrawn", "不予追认并撤回", ("emergent",), "withdrawn", REVIEWERS | {Role.OFFICE},
        ("TZ-6.3", "DY-4"), not_by=("propose", "emergency"), says_why=True,
        then=after(showing.withdraw, routing.leave, leaking.report),
    ),
    Step(
        "withdraw", "withdrawn", "撤回公开", (*UNDER_WAY, "emergent", "published", "archived"),
        "withdrawn", TAKE_BACK, ("TZ-6.3", "TZ-0.2"), says_why=True,
        checks=(gates.is_public, shown_time.may_end), then=after(showing.withdraw, routing.leave, leaking.report),
    ),
    Step("explain", "explained", "已发布解读", ("published", "archived"), None, frozenset(), ("SQ-5.1",), follows=True),
    Step(
        "feedback", "answered", "记录反馈", ("emergent", "published", "archived"), None, EDITORS | PUBLISHERS,
        ("TZ-4.4",), says_why=True,
    ),
    Step(
        keeping.HAND, "keeper_changed", "移交责任人", EVERYWHERE, None,
        EDITORS | REVIEWERS | {Role.OFFICE}, ("条例-10",), asks=True, checks=(keeping.is_an_heir,),
        then=keeping.hand_over,
    ),
    Step(
        keeping.LOOK, "looked_over", "复看", ("emergent", "published", "archived"), None, EDITORS | REVIEWERS,
        ("BW-6.1.5",), asks=True, checks=(keeping.names_a_day,), then=keeping.agree,
    ),
    Step(
        "renote", "note_corrected", "更正变更说明", ("emergent", "published", "archived"), None, PUBLISHERS,
        ("TZ-0.2",), says_why=True, checks=(telling.is_a_note,), then=showing.tell_again,
    ),
    Step(
        "release", "released", "登记发布渠道", ("emergent", "published", "archived"), None, EDITORS | PUBLISHERS,
        ("DY-2.1", "BW-11.1–11.5"), checks=(gates.names_a_channel,),
    ),
    Step(
        "gazette", "gazetted", "刊登公报", ("emergent", "published", "archived"), None, frozenset(),
        ("KF-3.2", "条例-23"), follows=True,
    ),
    Step(
        "stand", "stood", "有效性变动",
        (*UNDER_WAY, "emergent", "published", "archived"), None, frozenset(),
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
        detours=("ratify",),
        instead={"approve": "ratify", "publish": "emergency"},
        unhurried=frozenset({"archive"}),
        due_role={
            "disclosures.publish": Role.PUBLISHER,
            "disclosures.review_withheld": Role.REVIEWER,
            "disclosures.ratify": Role.REVIEWER,
        },
        recalls={"disclosures.review_withheld": "review", interpreting.FOLLOW_LIMIT: "explain"},
        limits_of=clocks.limits_of,
        beside=interpreting.cases_beside,
        url="disclosures:record",
        settled=frozenset({"emergent", "published", "archived"}),
    )
)
