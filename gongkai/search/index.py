"""The index: texts in and out by document number; the numbers of those that hold what is asked for, newest first."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.db import connection, transaction

from gongkai.search import grams, marks, numbers, postgres, sqlite
from gongkai.search.folding import fold, terms
from gongkai.search.models import INDEXES, Tidied

CAP = 1000  # hits are counted up to here; beyond, the count reads "1,000+"
COUNTED = 2_000  # hits whose facets are counted, the newest ones; so far they are counted exactly, too
LONGEST = 200  # characters of one question
CHUNK = 1000

Entry = tuple[int, str, str, Mapping[str, str]]  # document number, title, text, facets


class QueryFault(ValueError):
    """A question that cannot be asked. ``str()`` is a Chinese sentence that says why and what to do."""


@dataclass(frozen=True)
class Hits:
    """One page of document numbers, newest first. ``count`` is exact unless ``capped``; ``more`` if pages follow.

    ``facets`` says how many of the counted hits have which value of which facet, where that was asked for.
    """

    ids: list[int]
    count: int
    capped: bool
    more: bool
    facets: dict[str, Counter[str]] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """The count in words: 37, or 1,000+."""
        return f"{self.count:,}+" if self.capped else f"{self.count:,}"


def put_many(name: str, entries: Iterable[Entry]) -> int:
    """Puts texts into an index, in place of what stood under the same number. Returns how many."""
    made, entries = 0, iter(entries)
    while some := list(islice(entries, CHUNK)):
        rows = [_row(*entry) for entry in some]
        with transaction.atomic():
            remove(name, [row[0] for row in rows])
            _engine().put(name, rows)
            marks.put(name, [(docid, facets) for docid, _, _, facets in some])
        made += len(rows)
    return made


def remove(name: str, docids: Sequence[int]) -> None:
    """Takes texts and every word of theirs out. Numbers that are not there are passed over."""
    model = INDEXES[name]
    for start in range(0, len(docids), CHUNK):
        held = model.objects.filter(pk__in=docids[start : start + CHUNK])
        if rows := list(held.values_list("docid", "folded", "facets")):
            with transaction.atomic():
                _engine().drop(name, rows)
                marks.drop(name, [row[0] for row in rows])
                model.objects.filter(pk__in=[row[0] for row in rows]).delete()


def find(
    name: str,
    query: str,
    *,
    after: int | None = None,
    limit: int = 20,
    facets: Mapping[str, str | Sequence[str]] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    keep: Callable[[list[int]], set[int]] | None = None,
    count: bool = False,
) -> Hits:
    """Documents that hold every part of ``query``, newest first.

    ``after`` is the last number of the page before; ``facets`` maps a name to the one value or the values wanted;
    ``since`` counts in, ``until`` does not; ``keep`` says which of some numbers the asker may see (for staff lists).
    ``count`` asks for the facets of the newest ``COUNTED`` hits. Raises QueryFault.
    """
    wanted = asked(query)
    low = numbers.first_at(since) if since else 0
    high = numbers.first_at(until) if until else 1 << 62
    groups = [_group(facet, values) for facet, values in (facets or {}).items()]
    top, most, found = _top(name, wanted, groups, low, high, keep, count)
    page = [number for number in top if number < after] if after is not None else top
    if len(page) <= limit and len(top) > most:
        page = _hits(name, wanted, groups, low, min(high, after or high), limit + 1, keep)
    return Hits(page[:limit], min(len(top), most), len(top) > most, len(page) > limit, found)


def asked(query: str) -> list[str]:
    """The folded terms of a question. Raises QueryFault where it is empty, too long or holds no letter or digit."""
    if not query.strip():
        raise QueryFault("请输入要检索的字词")
    if len(query) > LONGEST:
        raise QueryFault(f"检索词有 {len(query):,} 个字，最多 {LONGEST} 个字，请缩短后再试")
    if not (wanted := terms(query)):
        raise QueryFault("检索词里没有汉字、字母或数字，请换一个词")
    return wanted


def text_of(title: str, text: str) -> str:
    """What a document is searched by: its folded title and text. The definition that recall is measured against."""
    return fold(f"{title}\n{text}")


def tidy(name: str, at: datetime) -> None:
    """Merges what was put in and drops what was taken out for good; for quiet hours. ``at`` is kept."""
    with transaction.atomic():
        _engine().tidy(name)
        Tidied.objects.update_or_create(name=name, defaults={"at": at})


def tidied(name: str) -> datetime | None:
    """When an index was last tidied."""
    return Tidied.objects.filter(name=name).values_list("at", flat=True).first()


def _row(docid: int, title: str, text: str, facets: Mapping[str, str]) -> tuple[int, str, str]:
    return docid, text_of(title, text), " ".join(grams.facet(*pair) for pair in facets.items())


def _group(facet: str, values: str | Sequence[str]) -> list[str]:
    return [grams.facet(facet, value) for value in ([values] if isinstance(values, str) else values)]


def _top(name, wanted, groups, low, high, keep, count) -> tuple[list[int], int, dict[str, Counter[str]]]:
    """The newest hits, how many of them are counted, and their facets where these are."""
    if not count or keep:
        return _hits(name, wanted, groups, low, high, CAP + 1, keep), CAP, {}
    rows = _engine().marked(name, wanted, groups, low, high, COUNTED + 1)
    return [number for number, _ in rows], COUNTED, marks.counted(mark for _, mark in rows[:COUNTED])


def _hits(name, wanted, groups, low, high, limit, keep) -> list[int]:
    if keep is None:
        return _engine().find(name, wanted, groups, low, high, limit)
    seen: list[int] = []
    while len(seen) < limit:
        some = _engine().find(name, wanted, groups, low, high, CHUNK)
        kept = keep(some) if some else set()
        seen += [number for number in some if number in kept]
        if len(some) < CHUNK:
            break
        high = some[-1]
    return seen[:limit]


def _engine():
    return sqlite if connection.vendor == "sqlite" else postgres
