"""What a Word paper says of itself: its number, its day and its kind, so that nobody types them again."""

from datetime import date

from gongkai.checks.dates import DAY
from gongkai.disclosures.elements.paper_gates import LOOSE, number_as_written
from gongkai.disclosures.vocabulary import PAPER_KINDS
from gongkai.papers import clean

HEAD = 6  # lines above which a number is the paper's own, not one that it cites


def fields(title: str, html: str) -> dict[str, str]:
    """``doc_no``, ``formed_on`` and ``kind`` where the paper states them; what it does not state is left out."""
    lines = [line.strip() for line in clean.plain(html).split("\n")]
    told = {
        "doc_no": next((number_as_written(line) for line in lines[:HEAD] if LOOSE.fullmatch(line)), ""),
        "formed_on": next((day for line in lines if (day := _day(line))), ""),
        "kind": next((kind for kind in PAPER_KINDS if title.endswith(kind)), ""),
    }
    return {name: value for name, value in told.items() if value}


def _day(line: str) -> str:
    """The day under a paper stands on a line of its own; of several the first: the others are annexes'."""
    found = DAY.fullmatch(line.replace(" ", ""))
    try:
        return date(*(int(found[name]) for name in ("year", "month", "day"))).isoformat() if found else ""
    except (TypeError, ValueError):
        return ""
