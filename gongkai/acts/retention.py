"""到期清除 (个人信息保护法-19): whose term of keeping is over, and how what is sealed goes; the trail stays."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Case, Remark
from gongkai.law.counting import day_of, reach
from gongkai.vault.sealed import SealedText

MOST = 200  # at once


def over(rows: QuerySet[Any], kind: str, ends: Iterable[str], limit: str, now: datetime) -> list[int]:
    """Keys of rows that share the key of their case of this kind, the longest ended first: since the last of the steps
    ``ends`` the term of ``limit`` has run out."""
    acts, latest = Act.objects.filter(step__in=list(ends)), _latest(limit, now)
    old = acts.filter(case__kind=kind, effective__lt=latest)  # by an index: few rows
    last = acts.filter(case=OuterRef("pk")).order_by("-number").values("effective")[:1]
    found = rows.filter(pk__in=old.values("case")).annotate(ended=Subquery(last)).filter(ended__lt=latest)
    ends_of, today = found.order_by("ended").values_list("pk", "ended")[:MOST], _day(now)
    return [key for key, ended in ends_of if _until(limit, ended) < today]


def emptied(rows: QuerySet[Any]) -> int:
    """Empties every sealed field of these rows; returns how many held something."""
    sealed = [field.name for field in rows.model._meta.concrete_fields if isinstance(field, SealedText)]
    held = sum(rows.filter(**{f"{name}__isnull": False}).count() for name in sealed)
    if held:
        rows.update(**dict.fromkeys(sealed))
    return held


def unsaid(cases: QuerySet[Case], now: datetime) -> int:
    """Reasons that officers wrote may name somebody: they go, their salted digest in the trail stays."""
    return Remark.objects.filter(act__case__in=cases, erased=None).update(text=None, erased=now)


def _until(limit: str, ended: datetime) -> date:
    return day_of(reach(shelf.here()[limit].span, _day(ended), shelf.calendar()).due)


def _latest(limit: str, now: datetime) -> datetime:
    """None that ended later can be due: what the term is at the least, so that few rows are looked at."""
    span = shelf.here()[limit].span
    return now - timedelta(days=span.number * {"months": 28, "years": 365}.get(span.unit, 1))


def _day(moment: datetime) -> date:
    return moment.astimezone(BEIJING).date()
