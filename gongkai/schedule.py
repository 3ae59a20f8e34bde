"""What runs by itself: each line asks what is due and not done, and does one; every one is safe to do twice."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import close_old_connections, transaction

from gongkai.acts import recounting, verify
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Anchor
from gongkai.answers import doubting
from gongkai.assessment import losing
from gongkai.assessment.sources import opening as scorings
from gongkai.catalogue import outward
from gongkai.corrections import erasing as readers
from gongkai.desk import alerting, climbing, reminding, tallying
from gongkai.disclosures import standing
from gongkai.disclosures.archive import archiving
from gongkai.disclosures.importing import spool
from gongkai.files import quarantine, text
from gongkai.files.models import StoredFile
from gongkai.findings.cards import issuing as cards
from gongkai.findings.mending import checking
from gongkai.foi import channels, measure, proofs
from gongkai.foi.afterwards import erasing, likening
from gongkai.glance import showing as glance
from gongkai.hotline import erasing as callers
from gongkai.hotline import escalating as hotline
from gongkai.inspection import looking as inspection
from gongkai.intake import bringing as intakes
from gongkai.intake import looking as intake_files
from gongkai.opinion import escalating as opinion
from gongkai.outbox import sending
from gongkai.participation import erasing as participants
from gongkai.participation.consultations import running as consultations
from gongkai.participation.surveys import ending as surveys
from gongkai.plans.urging import sending as urging
from gongkai.publication import door, remaking
from gongkai.registers import showing as registers
from gongkai.search import index, unmet
from gongkai.subscriptions import mailing, subscribing
from gongkai.vault import sealed_files
from gongkai.windows.handling import erasing as applicants
from gongkai.workflow import booking
from gongkai.writing import broken, unfinished, visits

NIGHT, MISSED = range(2, 5), timedelta(days=3)
SECOND, MINUTE = 1.0, 60.0
log = logging.getLogger("gongkai.schedule")


@dataclass(frozen=True)
class Line:
    """``due(now)`` yields what is due and not done; ``do(item, now)`` does one. Nobody waits for what is asked about
    once in so many seconds as ``every`` says."""

    name: str
    due: Callable[[datetime], Iterable]
    do: Callable
    every: float = SECOND


def _days_without_anchor(now: datetime) -> list:
    midnight = now.astimezone(BEIJING).replace(hour=0, minute=0, second=0, microsecond=0)
    if Anchor.objects.filter(at__gte=midnight).exists() or not Act.objects.exists():
        return []
    return [midnight]


def _anchor(_, now: datetime) -> None:
    with transaction.atomic():
        if _days_without_anchor(now):
            verify.anchor(now)


def _old_sessions(now: datetime) -> list:
    from django.contrib.sessions.models import Session

    return list(Session.objects.filter(expire_date__lt=now - timedelta(days=1))[:200])


def _untidied(now: datetime) -> list[str]:
    """Withdrawn words leave the index when it is tidied: in the night; at once where that was missed for days."""
    midnight = now.astimezone(BEIJING).replace(hour=0, minute=0, second=0, microsecond=0)
    last = index.tidied("public")
    if last is None or now - last > MISSED:
        return ["public"]
    return ["public"] if last < midnight and now.astimezone(BEIJING).hour in NIGHT else []


def _directory(now: datetime) -> list[datetime]:
    return [now] if outward.out_of_step(now) else []


def _read(file: StoredFile, now: datetime) -> None:
    """A file that came before it could be read: its words are searched from now on, where it is out."""
    text.keep(file)
    door.search_again([file.pk])


LINES = (
    Line("机构名录和栏目与今天一致", _directory, lambda _, now: outward.show_all(now), MINUTE),
    Line("日历、时限有变，重算期限", recounting.due, recounting.recount),
    Line("清单事项到期移出、到日列入", registers.turning, registers.turn, MINUTE),
    Line("每日锚定办理痕迹", _days_without_anchor, _anchor, MINUTE),
    Line("文件到日施行、失效，被修改、废止", standing.due, standing.come, MINUTE),
    Line("依据变了的政策问答待复核", doubting.due, doubting.doubt, MINUTE),
    Line("制作归档包", archiving.unpacked, archiving.pack),
    Line("核对归档包", archiving.unchecked, archiving.check),
    Line("清除上传中断的残留", quarantine.leftovers, quarantine.remove, MINUTE),
    Line("办理预约的公开和下架", booking.due, booking.carry_out),
    Line("读出附件的文字", lambda now: text.unread(), _read),
    Line("清除无人取走的导入文件", spool.old, lambda path, now: path.unlink(missing_ok=True), MINUTE),
    Line("清除无人取回的未保存文稿", unfinished.old, lambda row, now: row.delete(), MINUTE),
    Line("查看文稿里的外部链接", visits.due, visits.visit),
    Line("查看已公开页面的链接", broken.due, broken.look),
    Line("按国家指标看网站", inspection.due, inspection.look),
    Line("接收同意了的旧信息", lambda now: intakes.waiting(), intakes.bring_some),
    Line("清除无人提出的接收文件", intake_files.forgotten, lambda path, now: path.unlink(missing_ok=True), MINUTE),
    Line("征求意见到日开始", consultations.to_open, consultations.begin),
    Line("征求意见到期截止", consultations.over, consultations.close),
    Line("清除保存期满的提意见人、报名人信息和问卷意见", participants.due, participants.erase, MINUTE),
    Line("问卷到期结束", surveys.over, surveys.end),
    Line("给订阅的人写信", mailing.due, mailing.gather),
    Line("提醒和上报", climbing.due, climbing.climb),
    Line("提醒到期的事", reminding.due, reminding.gather),
    Line("报全县数字到群里", tallying.due, tallying.put),
    Line("合并积压的提醒", alerting.due, alerting.fold),
    Line("发出邮件", sending.due, sending.send),
    Line("清除到期的身份证明", proofs.due, proofs.erase, MINUTE),
    Line("清除保存期满的申请人信息", erasing.due, erasing.erase, MINUTE),
    Line("清除保存期满的更正申请人信息", erasing.amendments_due, erasing.erase_amendment, MINUTE),
    Line("比对申请的内容", likening.batches, lambda keys, now: likening.keep(keys)),
    Line("清除没有提交的身份证明", proofs.forgotten, lambda place, now: sealed_files.erase(place), MINUTE),
    Line("逾期的诉求提请督办", hotline.due, hotline.carry_up, MINUTE),
    Line("清除保存期满的来电人信息", callers.due, callers.erase, MINUTE),
    Line("清除保存期满的申办件申请人信息", applicants.due, applicants.erase, MINUTE),
    Line("清除保存期满的纠错读者信息", readers.due, readers.erase, MINUTE),
    Line("清除过时的访问计数", measure.old, lambda key, now: measure.forget(key), MINUTE),
    Line("发现不通的受理渠道", channels.due, channels.notice, MINUTE),
    Line("过了时限的发牌", cards.due, cards.look, MINUTE),
    Line("复查期间的整改期限停着", lambda now: checking.resting(), checking.rest, MINUTE),
    Line("逾期未整改的报领导小组", checking.overdue, checking.escalate, MINUTE),
    Line("逾期未回应的舆情报领导小组", opinion.overdue, opinion.escalate, MINUTE),
    Line("逾期未答复的督办单报领导小组", urging.overdue, urging.escalate, MINUTE),
    Line("以前公布的考核列入整改", lambda now: losing.forgotten(), losing.make_up, MINUTE),
    Line("清除没有确认的订阅", subscribing.unconfirmed, subscribing.end, MINUTE),
    Line("重新编入检索库", lambda now: remaking.due(), lambda row, now: remaking.go_on(row)),
    Line(
        "清除过久的查不到的词",
        lambda now: unmet.old(now.astimezone(BEIJING).date()),
        lambda key, now: unmet.forget(key),
        MINUTE,
    ),
    Line("数出公开情况一览", glance.due, glance.show),
    Line("补开各方评分事项", scorings.unopened, scorings.open_late),
    Line("整理检索库", _untidied, index.tidy, MINUTE),
    Line("清除过期登录", _old_sessions, lambda session, now: session.delete(), MINUTE),
)


class Rota:
    """Whose turn it is, in one process that goes on sweeping. Where something was done, or failed, there may be more to
    do: that line has its next turn at once."""

    def __init__(self) -> None:
        self._next: dict[str, float] = {}

    def turn(self, at: float) -> list[Line]:
        """Lines whose turn has come at ``at``, in seconds of any clock that only goes forward."""
        lines = [line for line in LINES if at >= self._next.get(line.name, at)]
        self._next |= {line.name: at + line.every for line in lines}
        return lines

    def again(self, name: str) -> None:
        self._next.pop(name, None)


def sweep(now: datetime) -> int:
    """Does everything due at ``now``; one that fails is logged and does not stop the others. Returns how many."""
    return sum(item is not None for _, item in going(now))


def going(now: datetime, lines: Iterable[Line] = LINES) -> Iterator[tuple[str, object]]:
    """The name of a line with each item that it did; with None where it failed and was passed over."""
    close_old_connections()
    for line in lines:
        try:
            for item in line.due(now):
                line.do(item, now)
                yield line.name, item
        except Exception:
            log.exception("后台事项没有办成：%s", line.name)
            yield line.name, None
