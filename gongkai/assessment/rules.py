"""A campaign's frozen rulebook: taken from the shelf at the plan, read from its own copy ever after."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from gongkai import shelf
from gongkai.assessment import items as asked
from gongkai.assessment.items import Item
from gongkai.assessment.models import Campaign
from gongkai.law.rulebook import Rulebook, load
from gongkai.law.rulebook.shared import FACTS
from gongkai.law.scoring import Compiled, compile

FACTS_FILE = "facts.yaml"
TARGET = re.compile(r"(?m)^(?P<head> *target: *\{[^}\n]*?annex: *)(?P<file>[\w.-]+\.csv)(?P<rest>[^}\n]*\})")


@dataclass(frozen=True)
class Targets:
    """A year's own targets: the name of their file, what is in it, and its sum (DY-F1)."""

    file: str
    text: str
    total: int


def names() -> dict[str, str]:
    """Rulebooks on the shelf: name → title."""
    return {name: on_shelf(name).title for name in shelf.names("assessment")}


def on_shelf(name: str) -> Rulebook:
    """A rulebook as it stands on the shelf."""
    return ready(*shelved(name))[0]


def shelved(name: str) -> tuple[str, dict[str, str]]:
    """Text and annexes of a rulebook as they stand on the shelf."""
    path = shelf.rulebook(name)
    return path.read_text("utf-8"), _annexes(path)


def freeze(name: str, since: date, until: date, targets: Targets | None = None) -> tuple[str, dict[str, str], Rulebook]:
    """Text, annexes and rulebook for a period. A table issued for another year is used as it stands; only its period
    and the day its facts are read as of are the campaign's, and the targets, where the year has its own."""
    text, annexes = shelved(name)
    text = for_period(text, since, until)
    if targets:
        text, annexes = _with_targets(text, annexes, targets)
    return text, annexes, ready(text, annexes)[0]


def ready(text: str, annexes: dict[str, str]) -> tuple[Rulebook, Compiled, tuple[Item, ...]]:
    """A rulebook read, made ready to score, and what it asks people for; kept for the next who asks."""
    return _kept(text, tuple(sorted(annexes.items())))


def book(campaign: Campaign) -> Rulebook:
    """The campaign's own rulebook."""
    return _kept(campaign.text, tuple(sorted(campaign.annexes.items())))[0]


def items(campaign: Campaign) -> tuple[Item, ...]:
    """What people must mark in a campaign."""
    return _kept(campaign.text, tuple(sorted(campaign.annexes.items())))[2]


def compiled(campaign: Campaign) -> Compiled:
    """The campaign's rulebook made ready to score."""
    return _kept(campaign.text, tuple(sorted(campaign.annexes.items())))[1]


@lru_cache(maxsize=20)
def _kept(text: str, annexes: tuple[tuple[str, str], ...]) -> tuple[Rulebook, Compiled, tuple[Item, ...]]:
    read = _load(text, dict(annexes))
    return read, compile(read), tuple(asked.items(read))


def _load(text: str, annexes: dict[str, str]) -> Rulebook:
    files = {name: said.encode() for name, said in annexes.items() if name != FACTS_FILE}
    return load(text, name="rulebook.yaml", annexes=files, shelf=shelf, facts=annexes[FACTS_FILE])


def _annexes(path: Path) -> dict[str, str]:
    """The tables a rulebook file names, as they stand beside it, and the shared declarations of facts."""
    wanted = re.findall(r"annex:\s*([\w.-]+\.csv)", path.read_text("utf-8"))
    found = {name: (path.parent / name).read_text("utf-8-sig") for name in wanted}
    return found | {FACTS_FILE: FACTS.read_text("utf-8")}


def _with_targets(text: str, annexes: dict[str, str], own: Targets) -> tuple[str, dict[str, str]]:
    """The rulebook with the year's own targets in place of those that came with it; one without targets stays."""
    found = TARGET.search(text)
    if found is None:
        return text, annexes
    rest = re.sub(r"adds_to: *\d+", f"adds_to: {own.total}", found["rest"])
    text = text[: found.start()] + found["head"] + own.file + rest + text[found.end() :]
    kept = {name: said for name, said in annexes.items() if name != found["file"] or name in text}
    return text, kept | {own.file: own.text}


def for_period(text: str, since: date, until: date) -> str:
    """The text with the period and the last day of another."""
    whole_year = (since.month, since.day, until.month, until.day) == (1, 1, 12, 31) and since.year == until.year
    period = str(since.year) if whole_year else f"{since.year}-{_part(since, until)}"
    text = re.sub(r"(?m)^period:.*$", f"period: {period}", text)
    return re.sub(r"(?m)^as_of:.*$", f"as_of: {until}", text)


def _part(since: date, until: date) -> str:
    months = until.month - since.month + 1
    if months == 1:
        return f"{since.month:02d}"
    return f"H{1 if since.month == 1 else 2}" if months == 6 else f"Q{(since.month + 2) // 3}"
