"""申请较多的申请人 (条例-35, 条例-42): who asked for more in a month than is free of charge, without a name."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import TruncMonth

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.foi.handling.steps import OPEN
from gongkai.foi.models import Request

MONTHS, MOST = 12, 50


@dataclass(frozen=True)
class Volume:
    """What one applicant asked for in one month: how many, of how many units, how many wait, and the first of them."""

    month: date
    many: int
    units: int
    waiting: int
    first: Request


def volumes(post: Post, now: datetime) -> list[Volume]:
    """Of the last twelve months, the newest and largest first; whom only those see who handle requests."""
    rows = Request.objects.visible_to(post).filter(received__gte=_since(now), parent=None).exclude(by_paper="")
    free = shelf.fees().items.free
    often = rows.values("by_paper").order_by().annotate(many=Count("pk")).filter(many__gt=free).values("by_paper")
    rows = rows.annotate(month=TruncMonth("received"))
    few = rows.filter(by_paper__in=often)  # the month is taken of these, not of all
    counted = few.values("by_paper", "month").order_by().annotate(many=Count("pk"))
    found = list(counted.filter(many__gt=free).order_by("-month", "-many", "by_paper")[:MOST])
    return [_volume(rows.filter(by_paper=one["by_paper"], month=one["month"]), one) for one in found]


def _volume(rows: QuerySet, counted: dict) -> Volume:
    """What else is told of one of them: asked for these few alone."""
    said = rows.aggregate(
        units=Count("case__unit", distinct=True), first=Min("pk"),
        waiting=Count("pk", filter=Q(case__status__in=OPEN)),
    )  # fmt: skip
    first = Request.objects.select_related("case__unit").get(pk=said["first"])
    return Volume(counted["month"], counted["many"], said["units"], said["waiting"], first)


def _since(now: datetime) -> date:
    """The first day of the month twelve months ago."""
    today = now.astimezone(BEIJING).date()
    months = today.year * 12 + today.month - 1 - MONTHS
    return date(months // 12, months % 12 + 1, 1)
