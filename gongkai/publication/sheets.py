"""The sheets of a list, numbered from the oldest page, and over all items ever shown.

Page 3 of a column holds its 41st to 60th item for ever, a new item touches the newest page alone, and a withdrawn one
leaves a gap.
"""

from dataclasses import dataclass

from django.db.models import QuerySet

from gongkai.publication.models import Shown
from gongkai.publication.records import VALIDITY

SIZE = 20  # items a page; the newest one holds up to twice as many less one, so it is never nearly empty
FEW = 6


@dataclass(frozen=True)
class Sheet:
    """One page of a list: which rows, and what stands before and after it."""

    items: QuerySet
    url: str
    number: int
    count: int  # of pages
    total: int  # of rows, the withdrawn among them
    path: str  # by which it was asked for

    def rows(self) -> QuerySet:
        """The rows of this page, reached from whichever end is nearer."""
        start = (self.number - 1) * SIZE
        end = self.total if self.number == self.count else self.number * SIZE
        if start * 2 > self.total:
            return self.items.order_by("-docid")[self.total - end : self.total - start]
        return self.items.order_by("docid")[start:end]

    def titled(self, name: str) -> str:
        """The title of this page; all but the newest say which they are."""
        return name if self.path == self.url else f"{name}（第{self.number}页）"

    def context(self) -> dict:
        standing = self.items.filter(withdrawn=None).count() if self.number == self.count else None
        return self.turning() | {"rows": rows_of(self.rows()), "total": standing}

    def turning(self) -> dict:
        """What leads to the pages before and after it."""
        newest = self.number == self.count
        return {
            "number": self.number if self.count > 1 else 0,
            "newest": self.url,
            "oldest": f"{self.url}p1/",
            "newer": "" if newest else f"{self.url}p{self.number + 1}/",
            "older": f"{self.url}p{self.number - 1}/" if self.number > 1 else "",
        }


def sheet(items: QuerySet, url: str, asked: str | None, cls: type[Sheet] = Sheet) -> Sheet:
    total = items.count()
    count = pages_of(total)
    return cls(items, url, int(asked) if asked else count, count, total, f"{url}p{asked}/" if asked else url)


def pages_of(total: int) -> int:
    """How many pages a list of so many rows has."""
    return max(1, total // SIZE)


def reaches(items: QuerySet, asked: str) -> bool:
    return int(asked) <= pages_of(items.count())


def rows_of(query: QuerySet) -> list[dict]:
    """Rows as lists print them, newest first, without the withdrawn."""
    named = query.values_list("docid", "address", "title", "moment", "validity", "withdrawn")
    return [
        {"url": f"/d/{address}/", "title": title, "moment": moment, "validity": _mark(validity)}
        for _, address, title, moment, validity, withdrawn in sorted(named, reverse=True)
        if withdrawn is None
    ]


def _mark(validity: str) -> str:
    return VALIDITY[validity] if validity not in ("", "valid") else ""


def few(codes: list[str], count: int = FEW) -> list[dict]:
    """The newest items of some columns: a few of each, then the newest of those; each costs a step into the index."""
    some = [
        row
        for code in codes
        for row in Shown.objects.live().filter(column=code).order_by("-docid").values_list("docid", flat=True)[:count]
    ]
    return rows_of(Shown.objects.filter(docid__in=sorted(some, reverse=True)[:count]))
