"""What time it is. Only views, commands and the schedule ask; everything below them is told."""

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from django.utils import timezone

BEIJING = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The moment acts are written with: the real clock, or the told moment of a demo installation (aware, UTC)."""
    return told() or timezone.now()


def today() -> date:
    """Beijing's day of ``now()``."""
    return now().astimezone(BEIJING).date()


def told() -> datetime | None:
    """The moment a demo or training installation stands at; ``None`` for a real one."""
    born = _installation()
    return born.told if born else None


def forget() -> None:
    """Reads the installation's row again; called after it was written."""
    _cached.cache_clear()


def _installation():
    found = _cached()
    if found is None:
        _cached.cache_clear()  # not born yet: ask again next time
    return found


@cache
def _cached():
    from gongkai.acts.models import Installation

    return Installation.objects.first()
