"""The steps of an event (BW-8.1): 收集, 会商, 研判, 回应, 评估, 归档, and what happens beside them."""

from gongkai.accounts.models import Role
from gongkai.acts.steps import Kind, Step, register, table
from gongkai.opinion import clocks, collecting, escalating, evaluating, judging, merging, releasing, writing
from gongkai.opinion.vocabulary import EARLY, OPEN, STATES

WRITERS, SENDERS = frozenset({Role.PROPOSER, Role.OFFICE}), frozenset({Role.PROPOSER, Role.PUBLISHER, Role.OFFICE})
LEADERS = frozenset({Role.REVIEWER, Role.LEADING_GROUP})
WRITER = frozenset({Role.PROPOSER})
JUDGES, NOBODY = LEADERS | {Role.OFFICE}, frozenset[Role]()
READERS = SENDERS | JUDGES | {Role.AUDITOR}
CHAIN, FAST, TONE = ("BW-8.1",), ("BW-8.3", "SQ-5.2"), ("BW-8.4",)
CLASSES = ("BW-8.2", "国办发〔2016〕61号")

KIND = register(
    Kind(
        clocks.KIND, "舆情事件",
        table(
            Step("collect", "noticed", "收集", (), "collected", WRITERS, CHAIN),
            Step("occur", "happened", "核定事发时间", EARLY, None, WRITERS, FAST, asks=True,
                 checks=(collecting.is_before_known,), then=collecting.occurred),
            Step("mention", "opinion_mentioned", "补充监测条目", OPEN, None, WRITERS, CHAIN, asks=True),
            Step("confer", "opinion_conferred", "会商", ("collected",), "conferred", WRITERS, CHAIN, asks=True,
                 then=judging.conferred),
            Step("judge", "opinion_judged", "研判", ("conferred",), "judged", JUDGES, (*CHAIN, *CLASSES), asks=True,
                 checks=(judging.is_grounded,), then=judging.judged),
            Step("regrade", "opinion_regraded", "改判", ("judged", "responded"), None, JUDGES, CLASSES, says_why=True,
                 asks=True, checks=(judging.is_grounded,), then=judging.judged),
            Step("leave", "opinion_left", "不予回应", ("conferred", "judged"), "left", LEADERS, CLASSES, says_why=True,
                 checks=(judging.may_be_left,)),
            Step("draft", "opinion_drafted", "拟写回应稿", OPEN, None, WRITERS, TONE, asks=True,
                 then=writing.drafted),
            Step("review", "opinion_reviewed", "审核回应稿", OPEN, None, LEADERS, TONE, needs=("draft",),
                 not_by=("draft",), binds=True, asks=True, checks=(writing.has_text, writing.is_checked),
                 then=writing.reviewed),
            Step("send_back", "opinion_text_back", "退回回应稿", OPEN, None, LEADERS, TONE, says_why=True,
                 checks=(writing.has_text,), then=writing.returned),
            Step("prepare", "opinion_prepared", "拟成公开信息", OPEN, None, WRITER, FAST, needs=("review",), asks=True,
                 checks=(releasing.is_real,)),
            Step("release", "released", "登记发布", OPEN, None, SENDERS, FAST, needs=("review",), asks=True,
                 checks=(releasing.is_proved,), then=releasing.released),
            Step("urgent", "released", "登记未经审稿的紧急发布", OPEN, None, LEADERS, FAST, says_why=True, asks=True,
                 checks=(releasing.is_proved,), then=releasing.released),
            Step("press", "press_conference", "登记新闻发布会", OPEN, None, WRITERS, FAST, asks=True,
                 checks=(releasing.was_held,), then=releasing.pressed),
            Step("respond", "responded", "回应", ("judged",), "responded", SENDERS, (*CHAIN, *FAST), needs=("review",),
                 asks=True, checks=(releasing.is_proved,), then=releasing.released),
            Step("evaluate", "opinion_evaluated", "评估", ("responded", "left"), "evaluated", JUDGES, (*CHAIN, *TONE),
                 not_by=("respond", "leave"), asks=True, checks=(evaluating.is_looked_back_on,),
                 then=evaluating.evaluated),
            Step("reopen", "opinion_followed", "继续回应", ("responded", "left", "evaluated", "archived"), "judged",
                 WRITERS | LEADERS, CHAIN, says_why=True, asks=True, restarts=True, then=evaluating.reopened),
            Step("archive", "opinion_archived", "归档", ("evaluated",), "archived", WRITERS, CHAIN,
                 checks=(evaluating.rumours_settled,)),
            Step("fold", "opinion_folded", "并入另一事件", EARLY, "folded", WRITERS, CHAIN, asks=True,
                 checks=(merging.is_another,), then=merging.folded),
            Step("part", "opinion_parted", "不再合并", ("folded",), "collected", WRITERS, CHAIN, says_why=True,
                 then=merging.parted),
            Step("drop", "opinion_dropped", "撤销登记", ("collected", "conferred"), "dropped", WRITERS, CHAIN,
                 says_why=True, then=clocks.anew),
            Step("escalate", "opinion_escalated", "逾期，报领导小组", OPEN, None, NOBODY, FAST, follows=True,
                 then=escalating.escalated),
        ),
        STATES, path=("collect", "confer", "judge", "respond", "evaluate", "archive"), instead={"respond": "leave"},
        limits_of=clocks.limits_of, url="opinion:record", waits={"review": writing.unread},
    )
)  # fmt: skip
