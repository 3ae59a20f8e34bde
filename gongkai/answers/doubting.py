"""问答待复核: the paper was taken back, repealed, amended or changed, or the answer's own day is over."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from gongkai.acts.clock import BEIJING
from gongkai.acts.taking import Take, take_many
from gongkai.answers import sources
from gongkai.answers.models import Answer
from gongkai.disclosures.vocabulary import Validity

MOST = 200
MOVED = (Validity.AMENDED, Validity.REPEALED, Validity.LAPSED)


def due(now: datetime) -> list[int]:
    """Keys of answers that are out, stand in no doubt yet and must be looked at again."""
    day = now.astimezone(BEIJING).date()
    return [one.pk for one in _candidates(day) if sources.doubt(one, day)][:MOST]


def doubt(key: int, now: datetime) -> None:
    """Does one of ``due``; safe to do twice."""
    day = now.astimezone(BEIJING).date()
    with transaction.atomic():
        answer = _rows().filter(pk=key, live__isnull=False, doubt="").first()
        if answer is not None and (says := sources.doubt(answer, day)):
            take_many("answer", "doubt", [Take(answer.case, None, now, detail={"says": says}, follows=True)])


def _candidates(day) -> Iterable[Answer]:
    paper = "live__paper__"
    gone = Q(**{f"{paper}live": None})
    moved = Q(**{f"{paper}validity__in": MOVED}) & ~Q(**{f"{paper}validity": F("read_validity")})
    changed = ~Q(**{f"{paper}live__number": F("read_edition")})
    over = Q(live__expires_on__lt=day)
    return _rows().filter(live__isnull=False, doubt="").filter(gone | moved | changed | over).order_by("pk")


def _rows():
    return Answer.objects.select_related("case", "live__paper__live")
