"""同义词: words that mean the same to those who search, shipped, adopted or kept by staff."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from gongkai import shelf
from gongkai.search.folding import fold
from gongkai.search.models import Synonyms

MOST = 6  # of one term


def put(source: str, words: Sequence[str]) -> None:
    """Keeps a group under the name of its source, in place of what stood there."""
    Synonyms.objects.update_or_create(source=source, defaults={"words": list(words)})


def stand(sources: Sequence[str], standing: bool) -> None:
    """Offers groups again, or no longer."""
    Synonyms.objects.filter(source__in=sources).update(standing=standing)


def others(terms: Sequence[str]) -> list[tuple[str, list[str]]]:
    """(word, the folded terms of the question with it in place of its synonym), for folded terms, the nearest first.

    A synonym may be a whole term or a part of one; a word that holds what was asked for finds nothing more.
    """
    found: dict[tuple[str, ...], str] = {}
    for folded in _groups():
        for at, term in enumerate(terms):
            for known in _held(term, [one for _, one in folded]):
                for word, written in folded:
                    if known not in written and written not in term:
                        found.setdefault((*terms[:at], term.replace(known, written), *terms[at + 1 :]), word)
    return [(word, list(asked)) for asked, word in found.items()][:MOST]


def groups() -> list[list[str]]:
    """All groups, folded."""
    return [[written for _, written in group] for group in _groups()]


def _groups() -> list[list[tuple[str, str]]]:
    kept = [tuple(words) for words in Synonyms.objects.filter(standing=True).values_list("words", flat=True)]
    return _folded((*kept, *shelf.synonyms().groups))


@lru_cache(maxsize=4)
def _folded(groups: tuple[tuple[str, ...], ...]) -> list[list[tuple[str, str]]]:
    """(word, as it is folded) group by group."""
    return [[(word, fold(word)) for word in words] for words in groups]


def _held(term: str, words: Iterable[str]) -> list[str]:
    """The longest of some words that a term holds; none where it holds none."""
    held = sorted((word for word in words if word and word in term), key=len, reverse=True)
    return held[:1]
