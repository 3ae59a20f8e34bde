"""The steps of a hearing, a talk, citizens at a meeting, an open day (重大决策条例-16, -17, BW-9.1–9.4, TZ-5.3)."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.participation.gatherings import calling, drawing, gates, showing

WRITERS, HEADS = frozenset({Role.PROPOSER}), frozenset({Role.REVIEWER})
HANDLERS = WRITERS | HEADS
PEOPLE = "people"
CITE, PAPERS = ("重大决策条例-16", "BW-9.1–9.4"), ("重大决策条例-17", "BW-9.1–9.4")

KIND = register(
    Kind(
        "gathering", "听证和座谈",
        table(
            Step("plan", "gathering_planned", "拟定", (), "draft", WRITERS, CITE),
            Step("approve", "gathering_approved", "审定", ("draft",), "approved", HEADS, CITE, not_by=("plan",),
                 binds=True, checks=(gates.is_told_early, gates.is_clean)),
            Step("return", "gathering_returned", "退回修改", ("approved",), "draft", HEADS, CITE, says_why=True),
            Step("announce", "gathering_announced", "发布公告", ("approved",), "announced", HANDLERS, CITE,
                 needs=("approve",), checks=(gates.is_told_early,), then=showing.show),
            Step("postpone", "gathering_postponed", "改期", ("announced", "drawn", "named", "ready"), None, HEADS, CITE,
                 asks=True, checks=(gates.is_later,), then=showing.postponed),
            Step("draw", "participants_drawn", "抽取参加人", ("announced",), "drawn", WRITERS, CITE, asks=True,
                 checks=(gates.sign_up_is_over,), tells=drawing.numbers, then=drawing.draw),
            Step("name", "participants_named", "公布参加人名单", ("drawn",), "named", HEADS, CITE, not_by=("draw",),
                 then=showing.show),
            Step("send", "papers_sent", "登记送达材料", ("named",), "ready", WRITERS, PAPERS, asks=True,
                 checks=(gates.papers_are_in_time,), then=calling.sent),
            Step("hold", "gathering_held", "登记举行情况", ("announced", "named", "ready"), "held", WRITERS, PAPERS,
                 asks=True, checks=(gates.has_come,), then=calling.held),
            Step("back", "gathering_sent_back", "退回补正", ("held",), "ready", HEADS, CITE, says_why=True),
            Step("agree", "gathering_agreed", "核定并公布情况", ("held",), "closed", HEADS, CITE, not_by=("hold",),
                 checks=(gates.is_clean,), then=showing.show),
            Step("cancel", "gathering_cancelled", "取消", ("draft", "approved", "announced", "drawn", "named", "ready"),
                 "cancelled", HEADS, CITE, asks=True, then=showing.cancelled),
            Step("erase", "participants_erased", "清除报名人信息", ("closed", "cancelled"), None, frozenset(),
                 ("个人信息保护法-19",), follows=True),
        ),
        {
            "draft": "拟定中", "approved": "待发布公告", "announced": "报名中", "drawn": "待公布名单",
            "named": "待送达材料",
            "ready": "待举行", "held": "待核定", "closed": "已举行", "cancelled": "已取消",
        },
        path=("approve", "announce", "draw", "name", "send", "hold", "agree"), unhurried=frozenset({"hold", "draw"}),
        url="participation:gathering", settled=frozenset({"announced", "drawn", "named", "ready", "closed"}),
        sealed={PEOPLE: "报名人信息"},
    )
)  # fmt: skip
