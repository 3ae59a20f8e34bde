"""Facets of documents by the combination they occur in, so that counting them reads two numbers a hit."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from gongkai.search.models import MARKS, Combination

Facets = Mapping[str, str]
MANY = 100_000  # combinations kept in mind


def put(name: str, entries: Iterable[tuple[int, Facets]]) -> None:
    """Marks documents, by number, with their facets. Nothing for an index whose facets nobody counts."""
    if (model := MARKS.get(name)) is None:
        return
    marked = [(docid, _key(facets), facets) for docid, facets in entries]
    met = {key: dict(facets) for _, key, facets in marked}
    known = set(Combination.objects.filter(pk__in=met).values_list("pk", flat=True))
    fresh = [Combination(key=key, facets=facets) for key, facets in met.items() if key not in known]
    Combination.objects.bulk_create(fresh, ignore_conflicts=True)
    model.objects.bulk_create([model(docid=docid, combination=key) for docid, key, _ in marked])


def drop(name: str, docids: list[int]) -> None:
    if name in MARKS:
        MARKS[name].objects.filter(pk__in=docids).delete()


def counted(combinations: Iterable[int | None]) -> dict[str, Counter[str]]:
    """How often each value of each facet occurs among documents of these combinations."""
    found: dict[tuple[str, str], int] = {}
    met = Counter(combinations)
    known = _known(met)
    for key, many in met.items():
        for one in known.get(key, ()):
            found[one] = found.get(one, 0) + many
    counts: dict[str, Counter[str]] = {}
    for (facet, value), many in found.items():
        counts.setdefault(facet, Counter())[value] = many
    return counts


_KNOWN: dict[int | None, tuple[tuple[str, str], ...]] = {}


def _known(keys: Collection[int | None]) -> Mapping[int | None, tuple[tuple[str, str], ...]]:
    """Facets by combination. What a number means never changes, so what was read once is kept."""
    if len(_KNOWN) > MANY:
        _KNOWN.clear()
    unread = [key for key in keys if key is not None and key not in _KNOWN]
    for start in range(0, len(unread), 1000):
        some = Combination.objects.filter(pk__in=unread[start : start + 1000])
        _KNOWN.update((key, tuple(facets.items())) for key, facets in some.values_list("key", "facets"))
    return _KNOWN


def _key(facets: Facets) -> int:
    return _number(json.dumps(facets, ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=MANY)
def _number(said: str) -> int:
    return int.from_bytes(hashlib.sha256(said.encode()).digest()[:8], "big", signed=True)
