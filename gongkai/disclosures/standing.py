"""Whether a document still holds (BW-6.1.7, BW-20): what moves its validity, when, and by which act.

An edition says how its document stood when it was read; afterwards other documents amend or repeal it, a clean-up
decides on it, days come on which it takes effect or lapses. Each is the step ``stand`` on the document's own case.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.taking import Take, take_many
from gongkai.disclosures.drafting import start_of_day
from gongkai.disclosures.models import Disclosure, Edition, ValidityChange
from gongkai.disclosures.vocabulary import MOVES, Validity
from gongkai.look.words import titled

ENDED = (Validity.REPEALED, Validity.LAPSED)
HOLDS = (Validity.IN_FORCE, Validity.AMENDED, Validity.PENDING)
WORDS = {Validity.AMENDED: "修改", Validity.REPEALED: "废止"}
STEP = "stand"


def settle(found: Sequence[Disclosure], at: dict[int, datetime]) -> None:
    """How documents stand with the edition that goes out now: as it says, save for what no edition undoes."""
    again = [row for row in found if _live(row).number > 1 and _live(row).validity]
    moved = _last_moves(again) if again else {}
    for row in found:
        live = _live(row)
        former, row.validity = row.validity, _of_edition(live, _day(at[row.pk]))
        last = moved.get(row.pk)
        if last and last.validity in ENDED and row.validity in HOLDS and not _lasts_longer(live, at[row.pk], last):
            row.validity = last.validity
        if row.validity != former:
            row.validity_note = ""


def as_written(row: Disclosure) -> str:
    """What a new edition's draft begins with."""
    return Validity.IN_FORCE if row.validity == Validity.PENDING else row.validity


def cause(found: Sequence[Disclosure], takes: Sequence[Take], at: dict[int, datetime]) -> None:
    """Documents that a published one amends or repeals come to stand otherwise the day it takes effect."""
    acting = [row for row in found if any(link["kind"] in MOVES for link in _live(row).links)]
    by = {take.case.pk: take.by for take in takes} if acting else {}
    for row in acting:
        day = max(_day(at[row.pk]), _live(row).effective_on or date.min)
        for link in _live(row).links:
            if link["kind"] in MOVES and "to" in link:
                _plan(row, link, day)
        for change in _to_come(_day(at[row.pk])).filter(source=row):
            _move(change, by[row.pk], at[row.pk])


def decide(found: Sequence[tuple[Disclosure, str, str]], by: Post | None, at: datetime) -> None:
    """A clean-up judged documents (document, how it stands now, the note its page shows): all or none."""
    takes, moved = [], []
    for row, validity, note in found:
        if row.live is None or row.validity in ENDED:
            continue  # taken back or ended since it was judged
        said = {"validity": validity, "note": note[:300], "says": f"{Validity(validity).label}：{note}"[:400]}
        takes.append(Take(row.case, by, at, detail=said, follows=True))
        if validity != row.validity:
            moved.append(ValidityChange(disclosure=row, validity=validity, since=_day(at), note=note[:300], moved=at))
    if takes:
        take_many("disclosure", STEP, takes)
    ValidityChange.objects.bulk_create(moved)


def due(now: datetime) -> list[tuple[str, int]]:
    """What comes with the day, oldest first: changes planned, documents that take effect, documents that lapse."""
    return [(what, key) for what, rows in _waiting(_day(now)).items() for key in rows.values_list("pk", flat=True)]


def come(item: tuple[str, int], now: datetime) -> None:
    """Does one of ``due``; safe to do twice."""
    what, key = item
    with transaction.atomic():
        if not _waiting(_day(now))[what].filter(pk=key).exists():
            return
        if what == "change":
            _move(ValidityChange.objects.get(pk=key), None, now)
            return
        row = Disclosure.objects.select_related("case", "live").get(pk=key)
        live = _live(row)
        if what == "begin" and live.effective_on:
            _take(row, Validity.IN_FORCE, "", "自今日起施行", None, now, live.effective_on)
        elif live.expires_on:
            over = live.expires_on + timedelta(days=1)
            _take(row, Validity.LAPSED, "", "有效期届满，自行失效", None, now, over)


def _waiting(today: date) -> dict[str, QuerySet]:
    begun = Disclosure.objects.filter(validity=Validity.PENDING, live__effective_on__lte=today)
    over = Disclosure.objects.filter(validity__in=HOLDS, live__expires_on__lt=today)
    return {
        "change": _to_come(today).order_by("since", "pk"),
        "begin": begun.order_by("live__effective_on", "pk"),
        "lapse": over.order_by("live__expires_on", "pk"),
    }


def _live(row: Disclosure) -> Edition:
    assert row.live is not None
    return row.live


def _of_edition(edition: Edition, day: date) -> str:
    waits = edition.effective_on is not None and edition.effective_on > day
    return Validity.PENDING.value if edition.validity == Validity.IN_FORCE and waits else edition.validity


def _lasts_longer(edition: Edition, at: datetime, last: ValidityChange) -> bool:
    """A lapsed document holds again where its new edition says until when."""
    return last.validity == Validity.LAPSED and edition.expires_on is not None and edition.expires_on >= _day(at)


def _last_moves(found: Sequence[Disclosure]) -> dict[int, ValidityChange]:
    moved = ValidityChange.objects.filter(disclosure__in=found, moved__isnull=False).order_by("moved", "pk")
    return {change.disclosure_id: change for change in moved}


def _plan(row: Disclosure, link: dict, day: date) -> None:
    edition, validity = _live(row), MOVES[link["kind"]]
    number = f"（{edition.doc_no}）" if edition.doc_no else ""
    note = f"自{day.year}年{day.month}月{day.day}日起被{titled(edition.title[:200])}{number}{WORDS[validity]}。"
    ValidityChange.objects.get_or_create(
        disclosure_id=link["to"], validity=validity, source=row, defaults={"since": day, "note": note}
    )


def _to_come(today: date):
    """Changes whose day has come; those of a document taken back since are void."""
    stands = Q(source=None) | Q(source__live__isnull=False)
    return ValidityChange.objects.filter(stands, moved=None, since__lte=today, disclosure__live__isnull=False)


def _move(change: ValidityChange, by: Post | None, at: datetime) -> None:
    """What has ended is not moved again; the change counts as done."""
    row = Disclosure.objects.select_related("case").get(pk=change.disclosure_id)
    if row.validity not in ENDED:
        _take(row, change.validity, change.note, change.note, by, at, change.since)
    ValidityChange.objects.filter(pk=change.pk).update(moved=at)


def _take(row: Disclosure, validity: str, note: str, says: str, by, at: datetime, day: date) -> None:
    said = {"validity": str(validity), "note": note, "says": f"{Validity(validity).label}：{says}"}
    began = min(start_of_day(day), at)
    take_many("disclosure", STEP, [Take(row.case, by, at, began, detail=said, follows=True)])
    if validity == Validity.LAPSED and not note:
        ValidityChange.objects.create(disclosure=row, validity=validity, since=day, moved=at)


def _day(at: datetime) -> date:
    return at.astimezone(BEIJING).date()
