"""到期提醒: on working days one letter to each who confirmed an address, if something of theirs is late or due soon.

It is composed when it goes: what was done meanwhile is not in it. It names kinds, numbers and addresses of cases, and
neither titles nor people: who reads somebody's mail learns nothing of the cases.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from gongkai import shelf
from gongkai.accounts.models import Person, Post, WorkMail
from gongkai.acts.clock import BEIJING
from gongkai.desk import duties
from gongkai.desk.duties import Duty
from gongkai.outbox import sending
from gongkai.outbox.models import Message
from gongkai.publication import stamps
from gongkai.publication.frame import Frame, frame

KIND = "remind"
HOUR = 8  # of Beijing's day, from which on the letter goes; whatever stood still sends it later the same day
NAMED = 30  # cases in one letter
AT_ONCE = 200  # people in one go


def due(now: datetime) -> list[datetime]:
    """[now] if somebody is to be reminded today."""
    return [now] if _waiting(now).exists() else []


def gather(_, now: datetime) -> None:
    """Puts today's letter for each for whom there is something; a letter of before that never left does not go."""
    today = now.astimezone(BEIJING).date()
    with transaction.atomic():
        rows = list(_waiting(now).select_for_update(of=("self",)).select_related("person")[:AT_ONCE])
        for row in rows:
            sending.void(KIND, row.pk, now)
            if _pressing(row.person, now):
                sending.put(f"{KIND}:{row.pk}:{today}", KIND, row.pk, now)
        WorkMail.objects.filter(pk__in=[row.pk for row in rows]).update(reminded=today)


def letter(message: Message) -> sending.Mail | None:
    """The letter itself; nothing where all was done meanwhile, or the address is not the person's any more."""
    row = WorkMail.objects.select_related("person").filter(pk=message.about, confirmed__isnull=False).first()
    if row is None or row.address is None or not row.person.is_active:
        return None
    found = _pressing(row.person, message.at)
    if not found:
        return None
    around = frame(stamps.of_scope("all")[1])
    base, late = _base(around), sum(one.state == "late" for one in found)
    lines = [
        f"{place}. {one.kind}第 {one.key} 号，{one.step or one.status}，{one.left}\n   {base}{one.url}\n"
        for place, one in enumerate(found[:NAMED], start=1)
    ]
    rest = [f"另有 {len(found) - NAMED} 件。\n"] if len(found) > NAMED else []
    head = f"您有 {len(found)} 件事要办：已超期 {late} 件，今天和三天内到期 {len(found) - late} 件。\n"
    foot = f"全部见工作台：{base}/staff/\n没有要办的不发信。不想再收的，登录以后点“提醒邮件”，清空邮箱。\n"
    subject = f"{around.face.name}工作台：{len(found)} 件要办，{late} 件超期"
    return sending.Mail(row.address, subject, "\n".join([head, *lines, *rest, foot]), around.face.domain)


def _waiting(now: datetime) -> QuerySet[WorkMail]:
    here = now.astimezone(BEIJING)
    rows = WorkMail.objects.filter(confirmed__isnull=False, address__isnull=False, person__is_active=True)
    if here.hour < HOUR or not shelf.calendar().is_workday(here.date()):
        return rows.none()
    return rows.filter(Q(reminded=None) | Q(reminded__lt=here.date())).order_by("pk")


def _pressing(person: Person, at: datetime) -> list[Duty]:
    """What is late or due within three days of all posts the person holds, each once, the soonest first."""
    posts = Post.objects.held_on(at.astimezone(BEIJING).date()).filter(person=person).select_related("unit")
    found = {one.key: one for post in posts for one in duties.mine(post, at) if one.state}
    return sorted(found.values(), key=lambda one: str(one.due))


def _base(around: Frame) -> str:
    return around.base or "http://127.0.0.1:8000"
