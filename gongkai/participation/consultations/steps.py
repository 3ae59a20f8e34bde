"""The steps of a consultation and of each opinion (重大决策条例-15, BW-9.1–9.4, KF-4.1)."""

from gongkai import shelf
from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.participation.consultations import gates, notices, receiving, showing, treating

WRITERS, SECRECY, HEADS = frozenset({Role.PROPOSER}), frozenset({Role.SECRECY}), frozenset({Role.REVIEWER})
HANDLERS, NOBODY = WRITERS | HEADS, frozenset[Role]()
READERS = HANDLERS | {Role.OFFICE}  # of what was said; who said it is for those who handle it
CITE = ("BW-9.1–9.4", "重大决策条例-15")
LIMIT = "participation.survey_result"
WORDS, SPEAKER = "words", "speaker"
SEALED = {WORDS: "意见原文", SPEAKER: "提意见人信息"}


def limits_of(cases) -> dict[int, list]:
    limit = shelf.here().get(LIMIT)
    return {case.pk: [limit] if limit else [] for case in cases}


KIND = register(
    Kind(
        "consultation", "征求意见",
        table(
            Step("draft", "consultation_drafted", "拟定征求意见", (), "draft", WRITERS, CITE),
            Step("propose", "consultation_proposed", "送审", ("draft",), "proposed", WRITERS, CITE, binds=True,
                 checks=(gates.is_whole, gates.is_long_enough, gates.is_clean)),
            Step("clear", "consultation_cleared", "保密审查通过", ("proposed",), "cleared", SECRECY, ("条例-17",),
                 needs=("propose",), not_by=("propose",), binds=True),
            Step("approve", "consultation_approved", "审定", ("cleared",), "approved", HEADS, CITE,
                 needs=("clear",), not_by=("propose",), binds=True,
                 checks=(gates.is_long_enough, gates.is_to_come, gates.is_clean)),
            Step("return", "consultation_returned", "退回修改", ("proposed", "cleared", "approved"), "draft",
                 SECRECY | HEADS, CITE, says_why=True),
            Step("open", "consultation_opened", "开始征求意见", ("approved",), "open", NOBODY, CITE, follows=True,
                 then=showing.show),
            Step("prolong", "consultation_prolonged", "延长期限", ("open",), None, HEADS, CITE, asks=True,
                 checks=(gates.is_later,), then=showing.prolonged),
            Step("close", "survey_closed", "到期截止", ("open",), "treating", NOBODY, CITE, follows=True,
                 then=showing.show),
            Step("stop", "consultation_stopped", "终止", ("open",), "stopped", HEADS, CITE, asks=True,
                 then=showing.stopped),
            Step("summarize", "consultation_summarized", "拟定采纳情况", ("treating",), "summarized", WRITERS,
                 ("重大决策条例-32", *CITE), checks=(gates.is_answered, gates.is_reasoned, gates.says_nobody),
                 tells=treating.summary),
            Step("reopen", "consultation_summary_returned", "退回采纳情况", ("summarized",), "treating", HEADS, CITE,
                 says_why=True),
            Step("announce", "result_published", "公布采纳情况", ("summarized",), "announced", HEADS,
                 ("重大决策条例-32", *CITE), not_by=("summarize",), checks=(gates.is_as_summarized,),
                 then=showing.show_answered),
            Step("export", "opinions_exported", "导出含个人信息的意见", ("open", "treating", "summarized", "announced"),
                 None, HANDLERS, CITE, asks=True),
            Step("cancel", "consultation_cancelled", "取消", ("draft", "proposed", "cleared", "approved"),
                 "cancelled", HANDLERS, CITE, says_why=True),
            Step("erase", "participants_erased", "清除提意见人信息", ("announced", "stopped"), None, NOBODY,
                 ("个人信息保护法-19",), follows=True),
            Step("recount", "recounted", "工作日历有变，重算期限", ("treating", "summarized"), None, NOBODY, CITE,
                 follows=True),
        ),
        {
            "draft": "拟定中", "proposed": "待保密审查", "cleared": "待审定", "approved": "待开始",
            "open": "征求意见中", "treating": "意见处理中", "summarized": "采纳情况待公布",
            "announced": "已公布采纳情况", "stopped": "已终止", "cancelled": "已取消",
        },
        path=("propose", "clear", "approve", "open", "close", "summarize", "announce"), limits_of=limits_of,
        due_role={LIMIT: Role.PROPOSER}, url="participation:consultation",
        settled=frozenset({"open", "treating", "announced", "stopped"}), sealed=SEALED,
    )
)  # fmt: skip

OPINION = register(
    Kind(
        "consult_opinion", "公众意见",
        table(
            Step("arrive", "opinion_arrived", "收到意见", (), "received", NOBODY, CITE, follows=True),
            Step("enter", "opinion_entered", "登记意见", (), "received", WRITERS, CITE),
            Step("assign", "opinion_assigned", "分给经办人", ("received", "treated"), None, HANDLERS, CITE, asks=True),
            Step("set_aside", "opinion_set_aside", "不予收录", ("received",), "aside", WRITERS, CITE, asks=True,
                 then=receiving.put_aside),
            Step("appeal", "opinion_appealed", "提出异议", ("aside",), "appealed", NOBODY, CITE, follows=True),
            Step("restore", "opinion_restored", "恢复收录", ("aside", "appealed"), "received", HEADS, CITE,
                 not_by=("set_aside",), then=receiving.take_back),
            Step("uphold", "opinion_upheld", "维持不予收录", ("appealed",), "upheld", HEADS, CITE, says_why=True,
                 not_by=("set_aside",)),
            Step("treat", "opinion_treated", "处理意见", ("received", "treated"), "treated", WRITERS, CITE, asks=True,
                 checks=(treating.is_being_treated, treating.is_reasoned)),
            Step("review", "opinion_reviewed", "复核", ("treated",), "settled", HEADS, CITE, not_by=("treat",),
                 binds=True, checks=(treating.is_being_treated,), then=notices.tell),
            Step("return", "opinion_returned", "退回重办", ("treated", "settled"), "received", HEADS, CITE,
                 says_why=True, checks=(treating.is_being_treated,)),
        ),
        {
            "received": "待处理", "treated": "待复核", "settled": "已答复", "aside": "不予收录",
            "appealed": "对不予收录有异议", "upheld": "维持不予收录",
        },
        path=("treat", "review"), detours=("restore",), unhurried=frozenset({"treat", "review"}),
        url="participation:opinion", settled=frozenset(), sealed=SEALED,
    )
)  # fmt: skip
