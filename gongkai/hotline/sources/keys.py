"""接入密钥: given once, kept as a digest, changed or stopped by a step; how often it knocks is measured."""

from datetime import datetime, timedelta
from secrets import token_hex

from django.core import signing
from django.db.models import F, Q

from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.taking import Opening, open_many
from gongkai.hotline.models import Source
from gongkai.vault.sealed import digest

SALT, MOST_A_MINUTE = "hotline source", 60


class Refused(Exception):
    """A call that is not answered; ``status`` as of HTTP, ``str()`` says why and what to do."""

    def __init__(self, status: int, says: str):
        self.status = status
        super().__init__(says)


def register(name: str, by: Post, at: datetime) -> Source:
    """Opens the case; its key is given by the step that follows."""
    made: list[Source] = []

    def room(cases: list[Case]) -> None:
        made.append(Source.objects.create(case=cases[0]))

    open_many("plea_source", "register", [Opening(by.unit, name, by, at)], room)
    return made[0]


def give(source: Source, by: Post, at: datetime) -> str:
    """A key, signed, in place of the one before it. Only this once can it be read."""
    token = signing.dumps([source.pk, token_hex(16)], salt=SALT)
    source.case.take("give_key", by=by, at=at)
    Source.objects.filter(pk=source.pk).update(token=digest(token))
    return token


def stopped(cases, takes, acts) -> None:
    Source.objects.filter(pk__in=[act.case_id for act in acts]).update(token="")


def of_call(header: str, at: datetime) -> Source:
    """The source whose key a call bears. Raises ``Refused``."""
    token = header.removeprefix("Bearer ").strip()
    try:
        key, _ = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise Refused(401, "没有带接入密钥，或者密钥不对，请核对后再发") from None
    source = Source.objects.select_related("case__unit").filter(pk=key, token=digest(token)).first()
    if source is None or source.case.status != "running":
        raise Refused(401, "这个接入密钥已经停用或者更换，请向政务公开办要新的")
    _measure(source, at)
    return source


def _measure(source: Source, at: datetime) -> None:
    """One conditional UPDATE a call, so that two at once are both counted."""
    minute = at.replace(second=0, microsecond=0)
    Source.objects.filter(Q(minute=None) | ~Q(minute=minute), pk=source.pk).update(minute=minute, calls=0)
    row = Source.objects.filter(pk=source.pk, minute=minute, calls__lt=MOST_A_MINUTE)
    if not row.update(calls=F("calls") + 1):
        wait = int((minute + timedelta(minutes=1) - at).total_seconds()) + 1
        raise Refused(429, f"一分钟最多 {MOST_A_MINUTE} 次，请过 {wait} 秒再发")
