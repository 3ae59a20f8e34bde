"""Questions that found nothing (C7): counted by day, without who asked, and without what looks private."""

import re
from datetime import date, timedelta

from django.db import connection
from django.db.models import Max, Sum

from gongkai.checks import privacy
from gongkai.search.models import Unmet

LONGEST = 30  # characters: a question, not a letter
MOST_A_DAY = 2_000  # different ones
KEPT = timedelta(days=365)
NUMBER = re.compile(r"\d(?:\D?\d){5}")  # telephones, cards, codes: whatever has six figures and more

# Understood alike by SQLite and PostgreSQL.
_COUNT = (
    "INSERT INTO search_unmet(day, question, times) VALUES(%s, %s, 1) "
    "ON CONFLICT(day, question) DO UPDATE SET times = search_unmet.times + 1"
)


def note(terms: list[str], day: date) -> bool:
    """Counts a question by its folded terms. False where it is not kept: too long, private, or too many that day."""
    question = " ".join(terms)
    if len(question) > LONGEST or NUMBER.search(question) or privacy.find(question):
        return False
    today = Unmet.objects.filter(day=day)
    if today.count() >= MOST_A_DAY and not today.filter(question=question).exists():
        return False
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [day, question])
    return True


def lately(since: date, limit: int = 50) -> list[dict]:
    """{question, times, last} of what found nothing since a day, the most asked first."""
    rows = Unmet.objects.filter(day__gte=since).values("question").annotate(times=Sum("times"), last=Max("day"))
    return [dict(row) for row in rows.order_by("-times", "-last", "question")[:limit]]


def forget(key: int) -> None:
    Unmet.objects.filter(pk=key).delete()


def old(day: date) -> list[int]:
    """Keys of what was asked too long ago to be of use."""
    return list(Unmet.objects.filter(day__lt=day - KEPT).values_list("pk", flat=True)[:1000])
