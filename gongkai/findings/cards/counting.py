"""Cards counted by unit and by what they are about; those that were withdrawn count nowhere (KF-4.2, KF-T2.2)."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from gongkai.acts import steps
from gongkai.acts.models import Act
from gongkai.findings.models import Card, CardLevel, CardSource

HEADS = ("发牌", "黄牌", "红牌", "已说明", "撤回")


@dataclass(frozen=True)
class Line:
    """One line of a table: its name and numbers as ``HEADS``."""

    name: str
    numbers: tuple[int, ...]

    @property
    def cells(self) -> list[tuple[str, int]]:
        """(head, number)."""
        return list(zip(HEADS, self.numbers, strict=True))


def of_span(begins: datetime, ends: datetime, units: set[int] | None = None) -> dict[str, list[Line]]:
    """Tables by unit and by kind of matter over the cards issued in a span; ``units`` None: all."""
    cards = Card.objects.filter(at__gte=begins, at__lt=ends).select_related("case__unit", "about")
    rows = list(cards if units is None else cards.filter(case__unit__in=units))
    explained = _explained(rows, ends)
    return {
        "按单位": _table([(one.case.unit.name, one) for one in rows], explained, ends),
        "按业务": _table([(_about(one), one) for one in rows], explained, ends),
    }


def standing(level: str, units, begins: datetime, ends: datetime) -> list[tuple[int, int]]:
    """(unit key, card key) of those issued in a span that were not withdrawn by its end."""
    rows = Card.objects.filter(level=level, case__unit__in=units, at__gte=begins, at__lt=ends).order_by("pk")
    gone = _withdrawn(ends)
    return [(unit, key) for unit, key in rows.values_list("case__unit_id", "pk") if key not in gone]


def _table(named: list[tuple[str, Card]], explained: set[int], ends: datetime) -> list[Line]:
    gone, found = _withdrawn(ends), dict[str, Counter]()
    for name, card in named:
        here = found.setdefault(name, Counter())
        here["all"] += 1
        here["gone"] += card.pk in gone
        here["explained"] += card.pk in explained
        here[card.level] += card.pk not in gone
    order = sorted(found.items(), key=lambda one: (-one[1]["all"], one[0]))
    return [
        Line(name, (n["all"], n[CardLevel.YELLOW], n[CardLevel.RED], n["explained"], n["gone"])) for name, n in order
    ]


def _about(card: Card) -> str:
    return steps.kind(card.about.kind).label if card.about else str(CardSource(card.source).label)


def _explained(rows: list[Card], ends: datetime) -> set[int]:
    acts = Act.objects.filter(case__kind="card", step="explain", at__lt=ends, case__in=[one.pk for one in rows])
    return set(acts.values_list("case_id", flat=True))


def _withdrawn(ends: datetime) -> set[int]:
    acts = Act.objects.filter(case__kind="card", step="withdraw", at__lt=ends)
    return set(acts.values_list("case_id", flat=True))
