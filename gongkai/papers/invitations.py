"""邀请函 as PDF: a page a letter, each with its code; nothing of the text is read as markup."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SOURCE, FONTS = HERE / "invitation.typ", HERE / "fonts"


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
    said = json.dumps(asdict(mail), ensure_ascii=False)
    return bytes(_compiler().compile(sys_inputs={"letters": said}))


@cache
def _compiler() -> Any:
    """Kept: it reads the faces once."""
    import typst

    return typst.Compiler(str(SOURCE), root=str(HERE), font_paths=[str(FONTS)])
