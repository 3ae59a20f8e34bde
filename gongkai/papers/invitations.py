"""邀请函 as PDF: a page a letter, each with its code; nothing of the text is read as markup."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from gongkai.papers import typeset


@dataclass(frozen=True, slots=True)
class Letter:
    """Whom one letter asks about, and its code as it is printed."""

    unit: str
    code: str


@dataclass(frozen=True, slots=True)
class Mail:
    """What all letters say, and the letters. ``code`` is an SVG of the address, or nothing."""

    title: str
    lines: tuple[str, ...]
    url: str
    code: str
    signer: str
    letters: Sequence[Letter]


def pdf(mail: Mail) -> bytes:
    """The pages, in the order of the letters."""
    return typeset.compiled("invitation.typ", "letters", asdict(mail))
