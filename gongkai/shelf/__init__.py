"""Hands out the law as data: calendars, limits, documents, rulebooks, catalogues.

What is adopted here (`$GONGKAI_DATA/rulebooks`) stands beside what is shipped: validated, hashed and dated. What
another process adopted is seen at the next call.
"""

from gongkai.shelf.adopting import adopt
from gongkai.shelf.reading import (
    backing,
    budgets,
    calendar,
    card_rules,
    catalogue,
    concerns,
    documents,
    dossier_type,
    dossier_types,
    elements,
    explaining,
    fees,
    finding_library,
    here,
    ladder,
    leaders,
    limits,
    register_type,
    register_types,
    replies,
    report_forms,
    rewards,
    rulebook,
    synonyms,
    taking_part,
    window_demands,
    wording,
)  # fmt: skip
from gongkai.shelf.stock import SHIPPED, Adopted, ledger, names, strangers

__all__ = [
    "SHIPPED", "Adopted", "adopt", "backing", "budgets", "calendar", "card_rules", "catalogue", "concerns", "documents",
    "dossier_type", "dossier_types", "elements", "explaining", "fees", "finding_library", "here", "ladder",
    "leaders", "ledger",
    "limits", "names", "register_type", "register_types", "replies", "report_forms", "rewards", "rulebook", "strangers",
    "synonyms",
    "taking_part", "window_demands", "wording",
]  # fmt: skip
