"""A unit of 大英县 that loses nothing in 2018, and what becomes of its sheet when something is changed."""

from typing import Any

from tests.rulebooks.sheet import results, rulebook, scores

BOOK = rulebook("dy-2018")

# A unit of which nothing can be said: 240 of 240 items, everything there, nothing lost. Its sheet is worth 100.
FULL = {
    "disclosures.published": 240,
    "catalogue.profile": 4,
    "catalogue.profile_filled": 4,
    "disclosures.paper_kinds": 5,
    "disclosures.news_kinds": 5,
    "catalogue.news": 5,
    "catalogue.emergency": 1,
    "disclosures.emergency_kinds": 3,
    "catalogue.key_areas": 8,
    "catalogue.key_areas_current": 8,
    "disclosures.to_interpret": 4,
    "disclosures.interpreted_in_time": 4,
    "catalogue.stale": 0,
    "disclosures.annual_report": True,
    "disclosures.leaks": 0,
    "findings.leaks": 0,
    "foi.lawsuits_lost": 0,
    "disclosures.conferences_due": 2,
    "disclosures.conferences_done": 2,
    "disclosures.conferences_told": 2,
    "disclosures.conferences_prompt": 2,
    "carriers": 3,
    "asked_internal": False,
    "asked_centre": False,
    "asked_villages": False,
    "asked_enterprises": False,
    "leads_block": False,
    "city_deduction": None,
}
MARKS = {
    "org.office": 2,
    "org.staff": 2,
    "org.systems": 2,
    "org.leak": None,
    "carriers.portal": 6,
    "info.foi": 6,
    "info.secrecy": 2,
    "info.leak": None,
    "others.internal": None,
    "others.centre": None,
    "others.villages": None,
    "others.enterprises": None,
}


def sheet(changes: Any = None, marks: Any = None, unit: str = "政府办") -> dict[str, Any]:
    """Scores of the unit with some facts and marks changed."""
    return scores(BOOK, {**FULL, **(changes or {})}, {**MARKS, **(marks or {})}, unit=unit)


def said(indicator: str, changes: Any = None, marks: Any = None) -> str:
    """What the sheet prints of an indicator."""
    found = results(BOOK, {**FULL, **(changes or {})}, {**MARKS, **(marks or {})})
    return found.sheet("政府办").node(indicator).text


def marked_by(indicator: str, source: str, mark: Any, changes: Any = None) -> dict[str, Any]:
    """Scores when one indicator is marked by one source and by nobody else."""
    others = {name: other for name, other in MARKS.items() if name != indicator}
    return scores(BOOK, {**FULL, **(changes or {})}, {**others, (indicator, source): mark})
