"""What a check reports: where, how grave, in words; never the private word itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["block", "confirm", "warn"]
Piece = tuple[int, int]
STAR = "*"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a text or page: to be masked (`block`), explained or cleaned (`confirm`), or read (`warn`).

    `start` and `end` are offsets into what was given to the check. `hidden` are the pieces of it (a character, or the
    entity that stands for one) that a mask would turn into one star each. `excerpt` is the place with those stars: safe
    to store and to log, and what `mask` would leave there. `digest` names the same word again without telling it (HMAC
    under the caller's key; empty without a key, for a bare hash of a telephone number can be guessed).
    """

    kind: str
    level: Level
    start: int
    end: int
    excerpt: str
    message: str
    hidden: tuple[Piece, ...] = ()
    digest: str = ""


def mask(text: str, findings: Iterable[Finding]) -> str:
    """The text with every hidden piece of these findings turned into a star; works for plain text and HTML alike."""
    pieces = sorted({piece for finding in findings for piece in finding.hidden})
    parts, at = [], 0
    for start, end in pieces:
        parts += [text[at:start], STAR]
        at = end
    return "".join([*parts, text[at:]])
