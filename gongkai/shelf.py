"""Hands out the law as data: calendars, limits, documents, rulebooks, catalogues.

What is adopted here (`$GONGKAI_DATA/rulebooks`) stands beside what is shipped; a name set twice is refused.
"""

import os
from functools import cache
from pathlib import Path

from gongkai.law.limits import Limits, read_limits
from gongkai.law.reading import Refused, read_file
from gongkai.law.workdays import Calendar, read_notice

SHIPPED = Path(__file__).parent / "rulebooks"
NATIONAL = "national"


@cache
def calendar() -> Calendar:
    """The working-day calendar over every notice on the shelf."""
    return Calendar(read_notice(read_file(path)) for path in _files("calendar").values())


@cache
def limits(profile: str = NATIONAL) -> Limits:
    """The limits of a profile: the national ones, with the place's own in front of them. Raises `Refused`."""
    files = _files("limits")
    if profile not in files:
        raise Refused(f"没有名为“{profile}”的时限表；现有：{'、'.join(files)}")
    base = None if profile == NATIONAL else limits(NATIONAL)
    return read_limits(read_file(files[profile]), base)


@cache
def here() -> Limits:
    """The limits in force in this installation: the nation's, then each profile of `$GONGKAI_DATA/rulebooks/here.yaml`
    (`limits: [tz, dy]`) in front of those before it; the nation's alone where there is no such file."""
    found = limits(NATIONAL)
    for name in _profiles_here():
        if name not in _files("limits"):
            limits(name)  # refuses with the names there are
        found = read_limits(read_file(_files("limits")[name]), found)
    return found


def _profiles_here() -> list[str]:
    folder = adopted()
    path = folder / "here.yaml" if folder else None
    if path is None or not path.exists():
        return []
    return [name.string() for name in read_file(path).table(required=("limits",))["limits"].listing()]


def _files(kind: str) -> dict[str, Path]:
    """The files of one kind by name, shipped and adopted."""
    found = {path.stem: path for path in sorted((SHIPPED / kind).glob("*.yaml"))}
    folder = adopted()
    for path in sorted((folder / kind).glob("*.yaml")) if folder else ():
        if path.stem in found:
            raise Refused(f"“{path.stem}”有两份：{found[path.stem]}和{path}")
        found[path.stem] = path
    return found


def adopted() -> Path | None:
    """The folder of what this installation adopted, or None where `$GONGKAI_DATA` is not set."""
    data = os.environ.get("GONGKAI_DATA")
    return Path(data) / "rulebooks" if data else None
