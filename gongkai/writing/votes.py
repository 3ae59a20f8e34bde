"""这页对您有用吗 (C6): a reader's word on a page, counted without who gave it, and what the editors learn of it."""

from collections import OrderedDict
from datetime import date, timedelta

from django.core import signing
from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from gongkai.accounts.models import Post, Unit
from gongkai.publication.models import Shown
from gongkai.writing.models import Vote

MOST_ON_PAGE, MOST_FROM, MOST_OF_ALL = 3, 30, 20_000  # a day: from one place on one page, from one place, from all
KEPT = timedelta(days=365)  # a line; the vote itself is a number and stays
MONTHS, LINES = 12, 100
ADD_WITHIN = 3600  # seconds in which a line may follow its vote
LOCAL = ("127.0.0.1", "::1", "")  # a proxy that does not say for whom it asks would shut out everybody
SALT = "useful"


class TooMany(Exception):
    """More votes than readers would give; ``str()`` says so."""


class Heard:
    """How often a place spoke today, in the memory of a process and never stored."""

    def __init__(self, most: int = 50_000):
        self._day, self._times, self._most = date.min, OrderedDict[tuple[str, str], int](), most

    def often(self, day: date, *places: tuple[str, str]) -> list[int]:
        """How many times each was heard before on that day; counts one more."""
        if day != self._day:
            self._day = day
            self._times.clear()
        said = [self._times.pop(place, 0) for place in places]
        self._times.update({place: times + 1 for place, times in zip(places, said, strict=True)})
        while len(self._times) > self._most:
            self._times.popitem(last=False)
        return said


heard = Heard()


def give(page: Shown, useful: bool, sender: str, day: date) -> str:
    """Counts a vote; returns a ticket by which a line may follow. Raises ``TooMany``."""
    _ask_measure(page, sender, day)
    Vote.objects.filter(day__lt=day - KEPT, line__isnull=False).update(line=None)
    unit = Unit.objects.filter(code=page.unit).first() if page.unit else None
    vote = Vote.objects.create(page=page.key, column=page.column, unit=unit, day=day, useful=useful)
    return signing.dumps(vote.pk, salt=SALT)


def add(ticket: str, line: str) -> bool:
    """Puts a line to the vote of a ticket, once. False where the ticket is not ours, too old or used."""
    try:
        key = signing.loads(ticket, salt=SALT, max_age=ADD_WITHIN)
    except signing.BadSignature:
        return False
    return bool(Vote.objects.filter(pk=key, line__isnull=True).update(line=line))


def of(post: Post):
    """The votes on pages of the units a post sees."""
    keys = post.unit_keys()
    return Vote.objects.all() if keys is None else Vote.objects.filter(unit__in=keys)


def by_month(post: Post, today: date) -> list[dict]:
    """{month, yes, no} of the last months in which anybody voted, the newest first."""
    recent = of(post).filter(day__gt=today - timedelta(days=31 * MONTHS))
    rows = _counted(recent.annotate(month=TruncMonth("day")).values("month"))
    return list(rows.order_by("-month")[:MONTHS])


def by_column(post: Post, today: date) -> list[dict]:
    """{column, yes, no, pages, out} of a year: of how many pages that are out how many were voted on."""
    rows = list(_counted(of(post).filter(day__gt=today - KEPT).values("column")).order_by("-no", "-yes", "column"))
    keys = post.unit_keys()
    out = Shown.objects.live().filter(column__in=[row["column"] for row in rows if row["column"]])
    if keys is not None:
        out = out.filter(unit__in=Unit.objects.filter(pk__in=keys).values_list("code", flat=True))
    many = dict(out.order_by().values_list("column").annotate(Count("pk")))
    return [row | {"out": many.get(row["column"], 0)} for row in rows]


def lines(post: Post) -> list[tuple[Vote, Shown | None]]:
    """The newest lines with the page each is about, for who handles such pages and not for who looks on."""
    if post.looks_on():
        return []
    found = list(of(post).filter(line__isnull=False).order_by("-day", "-pk")[:LINES])
    pages = Shown.objects.filter(key__in={vote.page for vote in found}).defer("html", "plain").in_bulk(field_name="key")
    return [(vote, pages.get(vote.page)) for vote in found]


def _counted(rows):
    yes, no = Count("pk", filter=Q(useful=True)), Count("pk", filter=Q(useful=False))
    return rows.annotate(yes=yes, no=no, pages=Count("page", distinct=True))


def _ask_measure(page: Shown, sender: str, day: date) -> None:
    if sender not in LOCAL:
        on_page, in_all = heard.often(day, (sender, page.key), (sender, ""))
        if on_page >= MOST_ON_PAGE or in_all >= MOST_FROM:
            raise TooMany("今天从您这里已经收到几次评价，不再重复计入。有具体问题的，请点“纠错”。")
    if Vote.objects.filter(day=day).count() >= MOST_OF_ALL:
        raise TooMany("今天收到的评价太多，没有计入。有具体问题的，请点“纠错”。")
