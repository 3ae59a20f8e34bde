"""What is offered beside the hits and never among them: synonyms, words read alike, words one character apart (C2).

Every offer is a question of its own, told with the hits that it has.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.publication import vocabulary
from gongkai.publication.frame import Frame
from gongkai.search import index, synonyms
from gongkai.search.folding import fold
from gongkai.search.likely import is_word_like
from gongkai.search.sounds import initials, spellings

FEW = 3  # with fewer hits a question may have been mistyped
SHOWN = 4  # of a sort
TRIED = 12
LETTERS = re.compile(r"[a-z]{2,24}")
SURE = 4  # initials from here on are looked for in all titles, fewer in names only


@dataclass(frozen=True)
class Offer:
    """A question to ask instead, and its count in words."""

    query: str
    said: str


@dataclass(frozen=True)
class Offers:
    """Offers of one sort; ``label`` says which."""

    label: str
    some: list[Offer]


def of(wanted: Sequence[str], hits: int, around: Frame, number: int) -> list[Offers]:
    """For the folded terms of a question and its number of hits. ``number``: the counter ``all``. Sorts without any
    offer are left out."""
    meant = (asked for _, asked in synonyms.others(wanted))
    sorts = [("意思相同的词", meant), ("按拼音", _by_sound(wanted, around, number))]
    if hits < FEW:
        sorts.append(("读音或写法相近", _near(wanted, number)))
    told: set[str] = {_query(wanted)}
    found = [Offers(label, list(_with_hits(questions, told))) for label, questions in sorts]
    return [one for one in found if one.some]


def _with_hits(questions: Iterable[Sequence[str]], told: set[str]) -> Iterator[Offer]:
    """Those that find something, each told once."""
    many = 0
    for tried, terms in enumerate(questions):
        query = _query(terms)
        if many == SHOWN or tried == TRIED:
            return
        if query not in told and (hits := index.find("public", query, limit=1)).count:
            told.add(query)
            many += 1
            yield Offer(query, hits.said)


def _query(terms: Sequence[str]) -> str:
    return " ".join(f'"{term}"' if " " in term else term for term in dict.fromkeys(terms))


def _by_sound(wanted: Sequence[str], around: Frame, number: int) -> Iterator[Sequence[str]]:
    """Letters as pinyin, whole or first letters alone."""
    for at, term in enumerate(wanted):
        if LETTERS.fullmatch(term):
            for word in _read(term, around, number):
                yield (*wanted[:at], word, *wanted[at + 1 :])


def _read(letters: str, around: Frame, number: int) -> Iterator[str]:
    names = list(dict.fromkeys(_names(around)))
    yield from (word for word in names if letters in spellings(word))
    found = vocabulary.ask(number, lambda words: words.spelled(letters))
    yield from [word for word in found if is_word_like(word)][:SHOWN]
    yield from (word for word in names if letters in initials(word))
    if SURE <= len(letters) <= 8:
        found = vocabulary.ask(number, lambda words: words.begun_with(letters))
        yield from [word for word in found if is_word_like(word)][:SHOWN]


def _names(around: Frame) -> Iterator[str]:
    """Names by which people look for things: of the list of synonyms, of columns and units."""
    for words in synonyms.groups():
        yield from words
    yield from (fold(column.name) for column in around.columns.values())
    yield from (fold(unit.name) for unit in around.units.values())


def _near(wanted: Sequence[str], number: int) -> Iterator[Sequence[str]]:
    """Terms that find little by themselves, as they may have been meant."""
    for at, term in enumerate(wanted):
        if len(term) < 2 or (len(wanted) > 1 and index.find("public", term, limit=1).count >= FEW):
            continue
        alike = vocabulary.ask(number, lambda words, term=term: words.sounding_like(term))
        apart = vocabulary.ask(number, lambda words, term=term: words.one_apart(term))
        for word in [*list(alike)[:TRIED], *list(apart)[:TRIED]]:
            yield (*wanted[:at], word, *wanted[at + 1 :])
