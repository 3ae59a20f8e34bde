"""到期提醒: on working days one digest to each who gave an address, if something of theirs is late or due soon.

It is composed when it goes: what was done meanwhile is not in it. It names kinds, numbers and addresses of cases, and
neither titles nor people: who reads somebody's mail learns nothing of the cases.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Q, QuerySet

from gongkai import shelf
from gongkai.accounts.models import Person, Post, WorkMail
from gongkai.acts.clock import BEIJING
from gongkai.desk import duties, told, wishing
from gongkai.desk.duties import Duty
from gongkai.desk.models import Reminder, Wishes
from gongkai.outbox import sending, ways
from gongkai.outbox.models import Message, Outcome, Way
from gongkai.publication import stamps
from gongkai.publication.frame import Frame, frame

KIND, BY_WECOM = "remind", "remind-wecom"
KINDS: dict[str, str] = {Way.MAIL: KIND, Way.WECOM: BY_WECOM}
NAMED = 30  # cases in one letter
AT_ONCE = 200  # people in one go
LONGEST = timedelta(days=4)  # over a weekend: reminders told by no digest since then are old


@dataclass(frozen=True)
class Digest:
    """What one person is told in the morning: to do, late first; told as a superior; coming in a few days."""

    press: list[Duty]
    up: list[Reminder]
    ahead: list[Reminder]

    def __bool__(self) -> bool:
        return bool(self.press or self.up or self.ahead)

    @property
    def late(self) -> int:
        return sum(one.state == "late" for one in self.press)


def due(now: datetime) -> list[datetime]:
    """[now] if somebody is to be told today."""
    return [now] if any(rows.exists() for _, rows in _waiting(now)) else []


def gather(_, now: datetime) -> None:
    """Puts today's digest for each for whom there is something; one of before that never left does not go."""
    today = now.astimezone(BEIJING).date()
    with transaction.atomic():
        for way, waiting in _waiting(now):
            rows = list(waiting.select_for_update(of=("self",)).select_related("person")[:AT_ONCE])
            for row in rows:
                sending.void(KINDS[way], row.pk, now)
                if of(row.person, way, now):
                    sending.put(f"{KINDS[way]}:{row.pk}:{today}", KINDS[way], row.pk, now, way=way)
            waiting.model._default_manager.filter(pk__in=[row.pk for row in rows]).update(reminded=today)


def of(person: Person, way: str, at: datetime) -> Digest:
    """Of all posts the person holds; kinds that they want to hear nothing of are left out."""
    wish = wishing.of([person.pk])[person.pk]
    press = {one.key: one for one in _pressing(person, at) if not wish.never(one.name)}
    rows = [one for one in told.standing(person) if not wish.never(one.case.kind)]
    since = _last(person, way, at)
    ahead = [one for one in rows if not one.up and one.at > since and one.case_id not in press]
    up = [one for one in rows if one.up and (one.seen is None or one.at > since) and one.case_id not in press]
    return Digest(sorted(press.values(), key=lambda one: str(one.due)), up, ahead)


def letter(message: Message) -> sending.Mail | None:
    """By mail; nothing where all was done meanwhile, or the address is not the person's any more."""
    row = WorkMail.objects.select_related("person").filter(pk=message.about, confirmed__isnull=False).first()
    if row is None or row.address is None or not row.person.is_active:
        return None
    found = of(row.person, Way.MAIL, message.at)
    if not found:
        return None
    around = frame(stamps.of_scope("all")[1])
    parts = "\n".join([*_about_duties(found, _base(around)), *_about_others(found, _base(around))])
    foot = f"全部见工作台：{_base(around)}/staff/\n没有要办的不发信。不想再收的，登录以后在“我的通知”里清空邮箱。\n"
    subject = f"{around.face.name}工作台：{len(found.press)} 件要办，{found.late} 件超期"
    if found.up:
        subject += f"，{len(found.up)} 件上报"
    return sending.Mail(row.address, subject, f"{parts}\n{foot}", around.face.domain)


def short(message: Message) -> sending.Text | None:
    """By WeCom: the numbers, and the first one."""
    row = Wishes.objects.select_related("person").filter(pk=message.about, wecom__isnull=False).first()
    if row is None or row.wecom is None or not row.person.is_active:
        return None
    found = of(row.person, Way.WECOM, message.at)
    if not found:
        return None
    name = frame(stamps.of_scope("all")[1]).face.name
    says = [f"{name}工作台：{_head(found)}"] if found.press else [f"{name}工作台："]
    if found.press:
        first = found.press[0]
        says.append(f"最急的是{first.kind}第 {first.key} 号，{first.left}。")
    if found.up:
        says.append(f"上报给您的 {len(found.up)} 件。")
    if found.ahead:
        says.append(f"几天内到期的 {len(found.ahead)} 件。")
    return sending.Text(row.wecom, "".join([*says, "请登录工作台查看。"]))


def _about_duties(found: Digest, base: str) -> Iterator[str]:
    if found.press:
        yield f"{_head(found)}\n"
    for place, one in enumerate(found.press[:NAMED], start=1):
        yield f"{place}. {one.kind}第 {one.key} 号，{one.step or one.status}，{one.left}\n   {base}{one.url}\n"
    if len(found.press) > NAMED:
        yield f"另有 {len(found.press) - NAMED} 件。\n"


def _about_others(found: Digest, base: str) -> Iterator[str]:
    for head, rows in (("上报给您的，别人没有按时办的", found.up), ("几天内到期的", found.ahead)):
        if rows:
            yield f"{head}，{len(rows)} 件：\n"
        for place, one in enumerate(rows[:NAMED], start=1):
            yield f"{place}. {told.says(one)}\n   {base}{told.url(one)}\n"
        if len(rows) > NAMED:
            yield f"另有 {len(rows) - NAMED} 件。\n"


def _head(found: Digest) -> str:
    many = len(found.press)
    return f"您有 {many} 件事要办：已超期 {found.late} 件，今天和三天内到期 {many - found.late} 件。"


def _waiting(now: datetime) -> list[tuple[str, QuerySet]]:
    """Who was not seen to today, by each way that tells in the morning."""
    here = now.astimezone(BEIJING)
    if here.time() < shelf.ladder().digest or not shelf.calendar().is_workday(here.date()):
        return []
    todays = Q(reminded=None) | Q(reminded__lt=here.date())
    mails = WorkMail.objects.filter(todays, confirmed__isnull=False, address__isnull=False, person__is_active=True)
    found: list[tuple[str, QuerySet]] = [(Way.MAIL, mails.order_by("pk"))]
    if ways.has(Way.WECOM):
        members: models.QuerySet = Wishes.objects.filter(todays, wecom__isnull=False, person__is_active=True)
        found.append((Way.WECOM, members.order_by("pk")))
    return found


def _pressing(person: Person, at: datetime) -> list[Duty]:
    """What is late or due within three days of all posts the person holds."""
    posts = Post.objects.held_on(at.astimezone(BEIJING).date()).filter(person=person).select_related("unit")
    return [one for post in posts for one in duties.mine(post, at) if one.state]


def _last(person: Person, way: str, at: datetime) -> datetime:
    """When the last digest was put that reached the person."""
    sent = Message.objects.filter(kind=KINDS[way], about=person.pk, at__lt=at)
    sent = sent.filter(outcome__in=(Outcome.SENT, Outcome.DOUBTFUL))
    last = sent.order_by("-at").values_list("at", flat=True).first()
    return max(last, at - LONGEST) if last else at - LONGEST


def _base(around: Frame) -> str:
    return around.base or "http://127.0.0.1:8000"
