"""马上提醒: what cannot wait for the morning, by every way a person gave; kinds and numbers of cases and no more.

Messages that could not leave fold into the newest one, or into the digest where that is about to go: whoever comes
back after days finds one message, not thirty.
"""

from collections import defaultdict
from datetime import datetime

from django.db.models import Q

from gongkai.accounts.models import Person, WorkMail
from gongkai.desk import reminding, told, wishing
from gongkai.desk.models import Reminder, Wishes
from gongkai.outbox import sending
from gongkai.outbox.models import Message, Outcome, Way
from gongkai.publication import stamps
from gongkai.publication.frame import frame

NAMED = 5  # in a few words
CAME = Q(outcome__in=(Outcome.SENT, Outcome.DOUBTFUL)) | Q(done=None, begun=True)


def due(now: datetime) -> list[Message]:
    """Messages that wait while a newer one, or the digest, of the same person and way waits too."""
    kinds = [f"{wishing.ALERT}-{way}" for way in Way.values]
    waiting: dict[tuple[str, int], list[Message]] = defaultdict(list)
    for one in Message.objects.filter(kind__in=kinds, done=None, begun=False, due__lte=now).order_by("key"):
        waiting[one.way, one.about].append(one)
    found = []
    for (way, person), some in waiting.items():
        digest = Message.objects.filter(kind=reminding.KINDS.get(way, "-"), about=person, done=None, due__lte=now)
        found += some if digest.exists() else some[:-1]
    return found


def fold(message: Message, now: datetime) -> None:
    """It does not go by itself; what it would have told stands in the one that does."""
    waits = Message.objects.filter(pk=message.pk, done=None, begun=False)
    waits.update(done=now, outcome=Outcome.VOID)


def letter(message: Message) -> sending.Mail | None:
    """By mail."""
    row = WorkMail.objects.select_related("person").filter(pk=message.about, confirmed__isnull=False).first()
    found = _of(message) if row and row.address and row.person.is_active else []
    if not found or row is None or row.address is None:
        return None
    around = frame(stamps.of_scope("all")[1])
    base = around.base or "http://127.0.0.1:8000"
    lines = [f"{place}. {told.says(one)}\n   {base}{told.url(one)}\n" for place, one in enumerate(found, start=1)]
    foot = f"全部见工作台：{base}/staff/\n怎样提醒，在工作台的“我的通知”里选。\n"
    subject = f"{around.face.name}工作台：{len(found)} 件须马上办"
    return sending.Mail(row.address, subject, "\n".join([*lines, foot]), around.face.domain)


def by_phone(message: Message) -> sending.Text | None:
    row = _wishes(message)
    return _text(row.phone, message) if row else None


def by_wecom(message: Message) -> sending.Text | None:
    row = _wishes(message)
    return _text(row.wecom, message) if row else None


def _wishes(message: Message) -> Wishes | None:
    return Wishes.objects.filter(pk=message.about, person__is_active=True).first()


def _text(to: str | None, message: Message) -> sending.Text | None:
    found = _of(message) if to else []
    if not found or to is None:
        return None
    name = frame(stamps.of_scope("all")[1]).face.name
    rest = f"等 {len(found)} 件" if len(found) > NAMED else ""
    said = "；".join(told.says(one) for one in found[:NAMED])
    return sending.Text(to, f"{name}工作台提醒：{said}{rest}。请登录工作台办理。")


def _of(message: Message) -> list[Reminder]:
    """What it tells: all that was to be told at once since the last message that reached the person by this way, and
    still stands. Composed anew after a crash it is the same, so that a second one can be told by its words."""
    release, wish = wishing.release_of(message.key), wishing.of([message.about])[message.about]
    rows = told.rows(Person(pk=message.about)).filter(soon=True, release__lte=release)
    if since := _before(message, release):
        rows = rows.filter(release__gt=since)
    found: dict[tuple, Reminder] = {}
    for one in rows:
        if not wish.never(one.case.kind):
            found.setdefault((one.case_id, one.limit, one.round), one)
    return sorted(found.values(), key=lambda one: (one.last, one.pk))


def _before(message: Message, release: datetime) -> datetime | None:
    """Up to when the person was told by this way already, by such messages and by digests."""
    alerts = Message.objects.filter(CAME, kind=message.kind, about=message.about, key__lt=message.key)
    last = alerts.order_by("-key").values_list("key", flat=True).first()
    digests = Message.objects.filter(
        kind=reminding.KINDS.get(message.way, "-"), about=message.about,
        outcome__in=(Outcome.SENT, Outcome.DOUBTFUL), done__lt=max(release, message.at),
    )  # fmt: skip
    sent = digests.order_by("-done").values_list("done", flat=True).first()
    known = [one for one in (wishing.release_of(last) if last else None, sent) if one]
    return max(known, default=None)
