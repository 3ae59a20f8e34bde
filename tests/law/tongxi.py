"""棠溪县, an invented county: the units and facts that the example rulebook is run on, in plain Python."""

from decimal import Decimal as D
from pathlib import Path

from gongkai import shelf
from gongkai.law import rulebook
from gongkai.law.facts import Facts, Mark
from gongkai.law.rulebook import Rulebook

EXAMPLE = Path(rulebook.__file__).parents[2] / "rulebooks" / "examples" / "tx-2025.yaml"

UNITS = [
    {"unit": "民政局", "class": "department"},
    {"unit": "财政局", "class": "department"},
    {"unit": "信访局", "class": "department"},
    {"unit": "青石镇", "class": "township"},
    {"unit": "白沙乡", "class": "township"},
]
VALUES = {
    "duty_officer": (True, True, True, True, False),
    "trainings": (3, 6, 4, 5, 1),
    "published": (205, 285, 70, 160, 140),
    "archived": (False, True, True, True, True),
    "moved_site": (False, False, False, True, False),
    "explained_share": ("96.5%", "100%", "100%", "80%", "50%"),
    "lawsuits_lost": (0, 0, 0, 0, 1),
    "open_day": ("online", "held", "held", "held", "nothing"),
    "has_window": (True, True, False, True, False),
    "posts_adopted": (4, 10, 2, 3, 3),
    "leaks": (0, 0, 0, 0, 1),
    "returns_faked": (False, False, False, False, True),
}
LISTS = {
    "columns": [
        {"unit": "民政局", "id": "c1", "last": "2025-11-15", "dead_links": 0},  # 46 days before
        {"unit": "民政局", "id": "c2", "last": "2025-11-16", "dead_links": 2},  # 45 days before: not older
        {"unit": "青石镇", "id": "c3", "last": "2025-01-01", "dead_links": 9},
    ],
    "documents": [
        {"unit": "民政局", "id": "d1", "dated": "2025-03-01", "complete": False},
        {"unit": "民政局", "id": "d2", "dated": "2025-06-01", "complete": True},
        {"unit": "财政局", "id": "d3", "dated": "2024-12-31", "complete": False},  # last year's
    ],
    "applications": [
        *(
            {"unit": "民政局", "id": f"a{n}", "received": "2025-03-03", "corrected": "无", "replied": "2025-03-10"}
            for n in range(24)
        ),
        {"unit": "民政局", "id": "a24", "received": "2025-04-01", "corrected": "2025-04-10", "replied": "2025-05-30"},
        {"unit": "财政局", "id": "a25", "received": "2025-09-01", "corrected": "无", "replied": "2025-09-22"},
    ],
    "findings": [
        {"unit": "民政局", "id": "d1", "severity": "serious"},
        {"unit": "民政局", "id": "f2", "severity": "slip"},
    ],
    "awards": [{"unit": "财政局", "id": "w1", "level": "province"}, {"unit": "财政局", "id": "w2", "level": "city"}],
    "innovations": [{"unit": "财政局", "id": "i1", "mark": "1.5"}],
}
WINDOW = {"民政局": ("6", "7", None, "6.5"), "财政局": ("8", "8", "7.5", "8"), "青石镇": ("4", "4", "4", "4")}
VIEW = {
    "民政局": ("9", "8", "7"),
    "财政局": ("10", "9.5", "9.5"),
    "信访局": ("9", "9", "9"),
    "青石镇": ("8", "8", "8"),
    "白沙乡": ("7", "6", "5"),
}


def book() -> Rulebook:
    return rulebook.load(EXAMPLE, shelf=shelf)


def facts(rules: Rulebook, **changed: object) -> Facts:
    """The facts of all five units; `changed` replaces whole parts."""
    names = [unit["unit"] for unit in UNITS]
    values: dict[object, dict[str, object]] = {
        fact: dict(zip(names, column, strict=True)) for fact, column in VALUES.items()
    }
    for quarter in range(4):
        values["window", f"2025-Q{quarter + 1}", None] = {
            unit: None if marks[quarter] is None else D(marks[quarter]) for unit, marks in WINDOW.items()
        }
    sources = ("self", "office", "third_party")
    marks = {
        ("view", source, unit): Mark(D(view[place]), "综合各方面情况", "评定组")
        for unit, view in VIEW.items()
        for place, source in enumerate(sources)
    }
    parts = {"values": values, "lists": LISTS, "marks": marks, "evidence": {"org": dict.fromkeys(names, True)}}
    return Facts.from_rows(rules, UNITS, **{**parts, **changed})
