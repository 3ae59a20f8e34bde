"""What the page 若今天考核 shows, kept until something is done at the unit or the day ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.core.cache import cache
from django.db.models import Sum

from gongkai.accounts.models import Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.assessment.outlook import actions, running
from gongkai.assessment.outlook.actions import Action
from gongkai.assessment.outlook.standards import Standard
from gongkai.law.explain.sheets import NodeSheet

DAY = 24 * 60 * 60
TOP = 3


@dataclass(frozen=True)
class Lost:
    """An indicator that lost points already: how many, why, by which article, what would have earned them."""

    title: str
    points: Decimal
    lost: Decimal
    why: tuple[str, ...]
    remedies: tuple[str, ...]
    cite: tuple[str, ...]


@dataclass(frozen=True)
class Glance:
    """``most``: the total if people find nothing more to take, None where even that is open; ``known`` of ``asked``
    indicators are settled by what was counted; ``waits``: what only people can tell."""

    says: str
    period: str
    at: datetime
    full: Decimal | None
    most: Decimal | None
    lost: Decimal
    known: int
    asked: int
    losses: tuple[Lost, ...]
    actions: tuple[Action, ...]
    waits: tuple[str, ...]
    document: str
    places: int

    @property
    def top(self) -> Sequence[Action]:
        """The things most worth doing."""
        return self.actions[:TOP]

    @property
    def winnable(self) -> Decimal:
        return sum((one.gain for one in self.actions), Decimal(0))


def of(standard: Standard, unit: Unit, at: datetime) -> Glance:
    """Computed at once, or as it was kept."""
    key = _key(standard, unit, at)
    found = cache.get(key)
    if found is None:
        found = look(standard, unit, at)
        cache.set(key, found, DAY)
    return found


def look(standard: Standard, unit: Unit, at: datetime) -> Glance:
    """The unit as of now."""
    today = running.look(standard, unit, at)
    leaves = today.leaves()
    known = [leaf for leaf in leaves if leaf.score is not None]
    losses = sorted((_lost(leaf) for leaf in known if (leaf.lost or 0) > 0), key=lambda one: -one.lost)
    full = today.results.sheet(unit.code).tables[0].points
    open_items = dict.fromkeys(item.sentence for leaf in leaves if leaf.score is None for item in leaf.open)
    return Glance(
        standard.says, standard.period.title, at, _decimal(full), _decimal(today.most),
        sum((one.lost for one in losses), Decimal(0)), len(known), len(leaves), tuple(losses),
        tuple(actions.worthwhile(today)), tuple(open_items), standard.book.document, standard.book.rounding.show,
    )  # fmt: skip


def _key(standard: Standard, unit: Unit, at: datetime) -> str:
    """Another whenever the rules, the day or anything done at the unit are."""
    acts = Case.objects.filter(unit=unit).aggregate(acts=Sum("length"))["acts"]
    return f"today:{unit.pk}:{standard.book.sha256}:{at.astimezone(BEIJING):%Y-%m-%d}:{acts}"


def _lost(leaf: NodeSheet) -> Lost:
    said = [line.sentence for line in leaf.lines if line.sentence]
    lost, full = _decimal(leaf.lost), _decimal(leaf.points)
    assert lost is not None and full is not None
    return Lost(leaf.title, full, lost, (*said, *leaf.sentences), tuple(leaf.remedies), leaf.cite)


def _decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else Decimal(value.numerator) / Decimal(value.denominator)
