"""The step table of a campaign (BW-16): rules approved, notice, marks, composition, a second person's check, draft
sheets heard by the units, decision, circular."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, after, register, table
from gongkai.assessment import announcing, binding, composing, gates, handing, losing
from gongkai.assessment.hearings import ruling, sheets_out
from gongkai.assessment.models import PaperKind
from gongkai.assessment.mystery import steps as mystery
from gongkai.assessment.outcome import applying, drafting, reaching
from gongkai.assessment.selfchecks import asking
from gongkai.assessment.sources import opening
from gongkai.assessment.ties import settling

OFFICE = frozenset({Role.OFFICE})
LEADERS = frozenset({Role.LEADING_GROUP})

STATES = {
    "planned": "拟定规则",
    "approved": "规则已审定",
    "marking": "评分中",
    "composed": "已合成",
    "checked": "已复核",
    "heard": "评分表已发出",
    "decided": "已审定",
    "announced": "已通报",
}

STEPS = table(
    Step("plan", "planned", "制定方案", (), "planned", OFFICE, ("BW-16.1–16.3", "BW-14"), restarts=True),
    Step(
        "approve", "approved", "审定方案和规则", ("planned",), "approved", LEADERS, ("BW-16.1–16.3",),
        not_by=("plan",), binds=True,
    ),
    Step(
        "notify", "notified", "发出考核通知", ("approved",), "marking", OFFICE, ("BW-16.1–16.3",),
        needs=("approve",), binds=True,
        then=after(composing.count, opening.open_all, asking.open_all, drafting.issuing(PaperKind.NOTICE)),
    ),
    Step("count", "counted", "重新计数", ("marking",), None, OFFICE, ("BW-16.5–16.6",), then=composing.count),
    # Of campaigns from before each source's part was a case of its own.
    Step("hand_in", "handed_in", "报送评分", ("marking",), None, frozenset(), ("DY-4.2",), follows=True),
    Step(
        "compose", "composed", "合成得分", ("marking", "composed"), "composed", OFFICE, ("BW-16.4",),
        needs=("approve",), tells=composing.composed, checks=(gates.is_handed_in, asking.is_over),
        then=after(asking.close, composing.compose, handing.own),
    ),
    Step(
        "check", "checked", "复核得分", ("composed",), "checked", OFFICE, ("BW-16.5–16.6",), not_by=("compose",),
        tells=binding.told, checks=(gates.is_complete, gates.is_as_composed),
    ),
    Step(
        "send", "sent", "发出评分表", ("checked",), "heard", OFFICE, ("BW-4",), tells=binding.told,
        checks=(gates.is_as_checked,), then=sheets_out.send,
    ),
    Step(
        "recompose", "recomposed", "按申诉决定重新合成", ("heard",), None, OFFICE, ("BW-16.4",),
        tells=composing.composed, checks=(gates.is_handed_in, ruling.only_appealed),
        then=after(composing.compose, handing.own, ruling.tell_effects),
    ),
    Step(
        "recheck", "rechecked", "复核重新合成的得分", ("heard",), None, OFFICE, ("BW-16.5–16.6",),
        not_by=("recompose",), tells=binding.told, checks=(gates.is_complete, gates.is_as_composed),
    ),
    Step(
        "settle", "settled", "决定并列的等次", ("heard",), None, LEADERS, ("BW-15",), says_why=True, asks=True,
        not_by=("compose", "recompose"), checks=(settling.fits,),
    ),
    Step(
        "reopen", "reopened", "退回评分", ("composed", "checked", "heard", "decided"), "marking", OFFICE | LEADERS,
        ("BW-16.5–16.6",), says_why=True, then=opening.ask_again,
    ),
    Step(
        "decide", "decided", "审定结果", ("heard",), "decided", LEADERS, ("BW-16.5–16.6",),
        not_by=("compose", "recompose"), asks=True, tells=binding.told,
        checks=(gates.is_complete, gates.is_as_checked, gates.is_heard, settling.is_settled, reaching.is_known),
        then=after(sheets_out.close, opening.close, mystery.close),
    ),
    Step(
        "announce", "announced", "通报并公布", ("decided",), "announced", OFFICE, ("BW-16.5–16.6", "BW-19"),
        tells=binding.told, checks=(gates.is_as_decided, drafting.is_fit_to_go_out),
        then=after(drafting.issuing(PaperKind.CIRCULAR), announcing.announce, losing.hand_over),
    ),
    Step(
        "use", "used", "登记结果运用", ("announced",), None, OFFICE, ("BW-18", "BW-19", "DY-4.1", "TZ-6.3"), asks=True,
        checks=(applying.is_open,), then=applying.keep,
    ),
)  # fmt: skip

BOUND_TO_THE_RESULT = frozenset({"check", "send", "recheck", "decide", "announce"})

KIND = register(
    Kind(
        "campaign", "考核", STEPS, STATES,
        path=("approve", "notify", "compose", "check", "send", "decide", "announce"),
        url="assessment:campaign",
    )
)  # fmt: skip
