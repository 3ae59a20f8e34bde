"""The steps of a case of the hotline (KF-2.2): 受理、派单、办理、回复、督办、办结、回访、评价; of a unit that helps."""

from gongkai import shelf
from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, after, register, table
from gongkai.hotline import answering, closing, dispatching, escalating, likening, limiting, linking
from gongkai.hotline.models import Plea
from gongkai.hotline.roles import ASKED, HEADS, NOBODY, OFFICE, WRITERS
from gongkai.hotline.vocabulary import Look

CITE, PROMISE = ("KF-2.2", "国办发〔2020〕53号"), ("KF-1", "KF-2.2")
UNDER_WAY = ("dispatched", "contested", "handling", "extending", "drafted")
OPEN = ("received", "accepted", *UNDER_WAY)
LATER = ("accepted", *UNDER_WAY, "replied", "closed", "rated")
STATES = {
    "received": "待受理", "accepted": "待派单", "dispatched": "待签收", "contested": "退回待定", "handling": "办理中",
    "extending": "待批延期", "drafted": "待审核答复", "replied": "已答复，待办结", "closed": "已办结，待回访",
    "rated": "已评价", "refused": "不予受理", "withdrawn": "已撤回",
}  # fmt: skip
ENDED = frozenset({"rated", "refused", "withdrawn"})


def look_for_earlier(cases, takes, acts) -> None:
    """疑似重复 is looked for once it is known what the case is about."""
    likening.look(Plea.objects.filter(case__in=[case.pk for case in cases]))


COMING = (
    Step("enter", "plea_received", "登记诉求", (), "received", ASKED, PROMISE),
    Step("file", "plea_received", "网上提交诉求", (), "received", NOBODY, CITE, follows=True),
    Step("bring", "plea_received", "平台转来", (), "received", NOBODY, CITE, follows=True),
    Step("update", "plea_updated", "平台更新", OPEN, None, NOBODY, CITE, follows=True),
    Step("accept", "plea_accepted", "受理", ("received",), "accepted", OFFICE, CITE, asks=True,
         checks=(dispatching.says_what_it_is,), then=after(dispatching.accepted, look_for_earlier)),
    Step("refuse", "plea_refused", "不予受理", ("received",), "refused", OFFICE, CITE, says_why=True),
    Step("withdraw", "plea_withdrawn", "来电人撤回", OPEN, "withdrawn", NOBODY, CITE, follows=True,
         then=dispatching.lapse),
    Step("enter_withdrawal", "plea_withdrawn", "登记撤回", OPEN, "withdrawn", OFFICE, CITE, says_why=True,
         then=dispatching.lapse),
)  # fmt: skip
GIVING = (
    Step("dispatch", "plea_dispatched", "派单", ("accepted", "contested"), "dispatched", OFFICE, CITE, asks=True,
         checks=(dispatching.names_units,), then=dispatching.dispatched),
    Step("uphold", "plea_dispatched", "维持派单", ("contested",), "dispatched", OFFICE, CITE, says_why=True),
    Step("send_back", "plea_sent_back", "退回派单", ("dispatched",), "contested", WRITERS | HEADS, CITE,
         says_why=True, checks=(dispatching.contested_once, limiting.in_time(limiting.CONTEST))),
    Step("take_up", "plea_taken_up", "签收并承诺", ("dispatched",), "handling", WRITERS | HEADS, PROMISE,
         asks=True, checks=(answering.not_the_accused, answering.promises_in_time), then=answering.promised),
)  # fmt: skip
HANDLING = (
    Step("note", "plea_noted", "记办理情况", ("handling",), None, WRITERS, CITE, says_why=True,
         checks=(answering.not_the_accused,)),
    Step("propose_extension", "plea_extension_asked", "申请延长", ("handling",), "extending", WRITERS, CITE,
         says_why=True, checks=(answering.is_first_extension, limiting.in_time(*limiting.REPLIES))),
    Step("extend", "plea_extended", "同意延长", ("extending",), "handling", OFFICE, CITE,
         not_by=("propose_extension",), checks=(limiting.in_time(*limiting.REPLIES),)),
    Step("refuse_extension", "plea_extension_refused", "不同意延长", ("extending",), "handling", OFFICE, CITE,
         says_why=True),
    Step("draft_reply", "plea_drafted", "起草答复", ("handling",), "drafted", WRITERS, CITE, asks=True, binds=True,
         checks=(answering.is_whole, answering.not_the_accused)),
    Step("reply", "plea_replied", "审核并答复", ("drafted",), "replied", HEADS, CITE, needs=("draft_reply",),
         not_by=("draft_reply",), binds=True, checks=(answering.not_the_accused,), then=dispatching.lapse),
    Step("return_reply", "plea_returned", "退回修改答复", ("drafted",), "handling", HEADS, CITE, says_why=True),
)  # fmt: skip
WATCHING = (
    Step("supervise", "plea_supervised", "督办", UNDER_WAY, None, OFFICE, CITE, says_why=True,
         then=escalating.told_unit),
    Step("answer_notice", "plea_notice_answered", "回复督办", UNDER_WAY, None, WRITERS | HEADS, CITE,
         needs=("supervise",), says_why=True),
    Step("escalate", "plea_escalated", "逾期提请督办", OPEN, None, NOBODY, CITE, follows=True,
         then=escalating.told_unit),
    Step("report_up", "plea_reported_up", "督办无果，报领导小组", OPEN, None, NOBODY, CITE, follows=True,
         then=escalating.told_leaders),
    Step("link", "plea_linked", "关联公开信息", LATER, None, ASKED, ("TZ-5.3",), asks=True,
         checks=(linking.names_something,), then=linking.linked),
    Step("repeat", "plea_repeated", "认定重复", LATER, None, OFFICE, ("KF-T1.14",), asks=True,
         checks=(likening.names_an_earlier,), then=likening.judged(repeat=True)),
    Step("not_repeat", "plea_not_repeated", "认定不是重复", LATER, None, OFFICE, ("KF-T1.14",), asks=True,
         checks=(likening.names_an_earlier,), then=likening.judged(repeat=False)),
)  # fmt: skip
CLOSING = (
    Step("close", "plea_closed", "办结", ("replied",), "closed", WRITERS, CITE),
    Step("call_back", "plea_rated", "回访评价", ("closed",), "rated", OFFICE, PROMISE, asks=True,
         not_by=("draft_reply",), checks=(closing.says_how_it_was,), then=closing.rated),
    Step("rate", "plea_rated", "来电人评价", ("replied", "closed"), "rated", NOBODY, PROMISE, follows=True,
         checks=(closing.says_how_it_was,), then=closing.rated),
    Step("reopen", "plea_reopened", "不满意，重新办理", ("rated",), "handling", OFFICE, PROMISE, says_why=True,
         restarts=True, checks=(closing.is_unsatisfied_once,), then=closing.reopened),
    Step("erase_caller", "plea_erased", "清除来电人信息", tuple(sorted(ENDED)), None, NOBODY, ("个人信息保护法-19",),
         follows=True),
    Step("recount", "plea_recounted", "工作日历有变，重算期限", OPEN, None, NOBODY, CITE, follows=True),
)  # fmt: skip

KIND = register(
    Kind(
        "plea", "诉求", table(*COMING, *GIVING, *HANDLING, *WATCHING, *CLOSING), STATES,
        path=("accept", "dispatch", "take_up", "draft_reply", "reply", "close", "call_back"),
        instead={"call_back": "rate"}, detours=("extend",), limits_of=limiting.limits_of, url="hotline:record",
        sealed=dict(Look.choices),
        settled=ENDED, due_role={
            limiting.ACCEPT: Role.OFFICE, limiting.DISPATCH: Role.OFFICE, "hotline.call_back": Role.OFFICE,
        },
    )
)  # fmt: skip


def assist_limit(cases) -> dict[int, list]:
    known = shelf.here()
    return {case.pk: [known["hotline.assist"]] if "hotline.assist" in known else [] for case in cases}


PART = register(
    Kind(
        "plea_part", "协办",
        table(
            Step("assign", "plea_part_asked", "请协办", (), "asked", NOBODY, CITE, follows=True),
            Step("assist", "plea_part_told", "提交协办意见", ("asked",), "told", WRITERS | HEADS, CITE,
                 says_why=True),
            Step("lapse", "plea_part_lapsed", "不再需要", ("asked",), "lapsed", NOBODY, CITE, follows=True),
        ),
        {"asked": "待协办", "told": "已提交", "lapsed": "不再需要"},
        path=("assist",), limits_of=assist_limit, url="hotline:part", settled=frozenset({"told", "lapsed"}),
    )
)  # fmt: skip
