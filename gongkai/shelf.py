"""Hands out the law as data: calendars, limits, documents, rulebooks, catalogues.

What is adopted here (`$GONGKAI_DATA/rulebooks`) stands beside what is shipped; a name set twice is refused.
"""

import os
from functools import cache
from pathlib import Path

from gongkai.law.reading import read_file
from gongkai.law.workdays import Calendar, read_notice

SHIPPED = Path(__file__).parent / "rulebooks"


@cache
def calendar() -> Calendar:
    """The working-day calendar over every notice on the shelf."""
    return Calendar(read_notice(read_file(path)) for path in sorted((SHIPPED / "calendar").glob("*.yaml")))


def adopted() -> Path | None:
    """The folder of what this installation adopted, or None where `$GONGKAI_DATA` is not set."""
    data = os.environ.get("GONGKAI_DATA")
    return Path(data) / "rulebooks" if data else None
