"""What is new, by mail: gathered once a sweep for all who asked, written when it is sent, from what is out then."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from gongkai.acts.clock import BEIJING
from gongkai.look import words
from gongkai.outbox import sending
from gongkai.outbox.models import Message
from gongkai.publication import stamps
from gongkai.publication.frame import Frame, frame
from gongkai.publication.indexed import entry
from gongkai.publication.lists import LISTED
from gongkai.publication.models import Shown
from gongkai.search import index
from gongkai.subscriptions.models import Subscription
from gongkai.subscriptions.subscribing import Wants, last_turn, token_of, wants_of

HOUR = 8  # of Beijing's day, from which on the daily letter goes
RECENT = timedelta(days=30)  # what was published longer ago and comes now was taken over, and is no news
MOST = 500  # looked at in one go, the newest
NAMED = 50  # titles in one letter
AT_ONCE = 500  # subscriptions in one go


def due(now: datetime) -> list[datetime]:
    """[now] if somebody is to be told of something."""
    return [now] if _waiting(now, last_turn()).exists() else []


def gather(_, now: datetime) -> None:
    """Puts a letter for each who waits and for whom there is something; others are up to date."""
    with transaction.atomic():
        last = last_turn()
        rows = list(_waiting(now, last).select_for_update()[:AT_ONCE])
        fresh = _fresh(min((row.seen for row in rows), default=last), last, now)
        around = frame(stamps.of_scope("all")[1])
        for row in rows:
            if _matching(wants_of(row), [one for one in fresh if one.turn > row.seen], around):
                sending.put(f"news:{row.pk}:{row.seen}-{last}", "news", row.pk, now)
        told = Subscription.objects.filter(pk__in=[row.pk for row in rows])
        told.update(seen=last, mailed=now.astimezone(BEIJING).date())


def confirmation(message: Message) -> sending.Mail | None:
    """Asks whoever reads the letters of an address whether they want them."""
    row = Subscription.objects.filter(pk=message.about, ended=None, confirmed=None).first()
    if row is None or row.address is None:
        return None
    around = _around()
    text = (
        f"有人用这个邮箱订阅{around.face.title}的信息。\n\n"
        f"是您本人订阅的，请打开下面的链接，点“确认订阅”，一天之内有效：\n{_link(row, around, 'confirm')}\n\n"
        "不是您订阅的，不用理会：没有确认就不会再收到邮件，邮箱地址一天以后清除。\n"
    )
    return sending.Mail(row.address, f"请确认：订阅{around.face.title}", text, around.face.domain)


def news(message: Message) -> sending.Mail | None:
    """The letter itself; nothing where all of it was withdrawn meanwhile or the subscription ended."""
    row = Subscription.objects.filter(pk=message.about, ended=None).first()
    if row is None or row.address is None:
        return None
    low, high = map(int, message.key.rsplit(":", 1)[1].split("-"))
    around = _around()
    found = _matching(wants_of(row), _fresh(low, high, message.at), around)
    if not found:
        return None
    lines = [
        f"{place}. {one.title}\n   {one.fields.get('unit_name', '')}，{words.day(one.moment)}\n"
        f"   {_base(around)}/d/{one.address}/\n"
        for place, one in enumerate(found[:NAMED], start=1)
    ]
    rest = [f"另有 {len(found) - NAMED} 件，见 {_base(around)}/\n"] if len(found) > NAMED else []
    leave = _link(row, around, "end")
    text = "\n".join(
        [f"{around.face.title}新公开 {len(found)} 件：\n", *lines, *rest, f"不想再收到，请打开：{leave}\n"]
    )
    headers = {"List-Unsubscribe": f"<{leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return sending.Mail(row.address, f"{around.face.name}新公开 {len(found)} 件", text, around.face.domain, headers)


def _waiting(now: datetime, last: int) -> QuerySet:
    here = now.astimezone(BEIJING)
    todays = Q(mailed=None) | Q(mailed__lt=here.date()) if here.hour >= HOUR else Q(pk=None)
    confirmed = Subscription.objects.filter(ended=None, confirmed__isnull=False, seen__lt=last)
    return confirmed.filter(Q(daily=False) | todays).order_by("pk")


def _fresh(low: int, high: int, now: datetime) -> list[Shown]:
    """What came out first or anew between two turns and is out still, the newest first."""
    rows = Shown.objects.live().filter(kind__in=LISTED, turn__gt=low, turn__lte=high, moment__gt=now - RECENT)
    return list(rows.defer("html").order_by("-turn")[:MOST])


def _matching(wants: Wants, rows: Sequence[Shown], around: Frame) -> list[Shown]:
    columns = {
        one.code for code in wants.columns if code in around.columns for one in around.columns[code].family()
    } | set(wants.columns)
    found = [row for row in rows if not columns or row.column in columns]
    found = [row for row in found if not wants.unit or row.unit == wants.unit]
    if not wants.words:
        return found
    asked = [index.asked(one) for one in wants.words]
    return [row for row in found if _holds(row, asked)]


def _holds(row: Shown, asked: list[list[str]]) -> bool:
    """Whether a text holds all parts of one of the phrases, as the search would say."""
    _, title, said, _ = entry(row)
    folded = index.text_of(title, said)
    return any(all(part in folded for part in parts) for parts in asked)


def _around() -> Frame:
    return frame(stamps.of_scope("all")[1])


def _link(row: Subscription, around: Frame, what: str) -> str:
    return f"{_base(around)}/subscribe/{row.code}/{token_of(row)}/{what}/"


def _base(around: Frame) -> str:
    """Where letters lead; a demonstration without a domain is on the machine in front of the reader."""
    return around.base or "http://127.0.0.1:8000"
