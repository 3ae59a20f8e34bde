"""The words that public titles and names really hold, kept in memory of one process to guess from.

What is out now is the index's to say: whoever offers a word from here asks first whether it has hits.
"""

from collections.abc import Callable
from typing import NamedTuple

from gongkai.publication.models import Shown
from gongkai.search.folding import fold
from gongkai.search.likely import Vocabulary

MOST = 50_000  # titles, the newest
LATER = 2_000  # titles that stand apart until they are worth a new whole
AGES = 1 << 20  # further apart two states of one database do not stand: the database is another


class _Kept(NamedTuple):
    number: int  # of the counter ``all`` when this was read
    last: int  # the newest row in ``whole``
    whole: Vocabulary
    later: Vocabulary


_kept: _Kept | None = None


def ask(number: int, question: Callable[[Vocabulary], dict[str, int]]) -> dict[str, int]:
    """Answers to a question put to all titles. ``number``: the counter ``all``, by which new titles are noticed."""
    kept = _at(number)
    answers: dict[str, int] = {}
    for part in (kept.whole, kept.later):
        for piece, many in question(part).items():
            answers[piece] = answers.get(piece, 0) + many
    return dict(sorted(answers.items(), key=lambda one: -one[1]))


def forget() -> None:
    """Begins anew with the next question."""
    global _kept
    _kept = None


def _at(number: int) -> _Kept:
    global _kept
    if _kept is None or not 0 <= number - _kept.number < AGES:
        _kept = _whole(number)
    elif number > _kept.number:
        later = Shown.objects.live().filter(pk__gt=_kept.last).values_list("title", flat=True)[: LATER + 1]
        _kept = _whole(number) if len(later) > LATER else _kept._replace(number=number, later=_of(list(later)))
    return _kept


def _whole(number: int) -> _Kept:
    rows = list(Shown.objects.live().order_by("-pk").values_list("pk", "title")[:MOST])
    return _Kept(number, rows[0][0] if rows else 0, _of([title for _, title in rows]), _of([]))


def _of(titles: list[str]) -> Vocabulary:
    return Vocabulary(fold("\n".join(titles)).split(" "))
