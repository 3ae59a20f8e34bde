"""Rounds of one series: campaigns by the same rules over periods of the same kind, announced, one after another."""

from dataclasses import dataclass
from decimal import Decimal

from gongkai.assessment import periods
from gongkai.assessment.models import Campaign, UnitResult
from gongkai.assessment.scale import scaled

KNOWN = ("decided", "announced")
MOST = 8


@dataclass(frozen=True)
class Round:
    """One campaign of the series; ``totals`` by unit key, of those that have one, in the units' order."""

    campaign: Campaign
    title: str
    totals: dict[int, Decimal]
    names: dict[int, str]


def rounds(campaign: Campaign) -> list[Round]:
    """The earlier rounds that were decided upon, the oldest first, then this one where it is composed."""
    kind = _kind(campaign)
    known = Campaign.objects.filter(rulebook=campaign.rulebook, case__status__in=KNOWN, since__lt=campaign.since)
    before = [one for one in known.select_related("case").order_by("since", "pk") if _kind(one) == kind]
    found = [_round(one) for one in [*before[-MOST + 1 :], campaign]]
    return [one for one in found if one.totals]


def earlier(campaign: Campaign) -> list[Campaign]:
    """The campaigns of the earlier rounds, the latest first."""
    return [one.campaign for one in reversed(rounds(campaign)) if one.campaign.pk != campaign.pk]


def steady(found: list[Round]) -> set[int]:
    """Units that were in every round: only of them can one say that they went up or down."""
    return set.intersection(*(set(one.totals) for one in found)) if found else set()


def _kind(campaign: Campaign) -> str:
    one = periods.of(campaign.since, campaign.until)
    return one.kind if one else f"{(campaign.until - campaign.since).days}"


def _round(campaign: Campaign) -> Round:
    rows = UnitResult.objects.filter(result_set__campaign=campaign, result_set__current=True)
    rows = rows.select_related("unit").order_by("unit__order", "unit__pk")
    known = [(row, row.total) for row in rows if row.total is not None]
    one = periods.of(campaign.since, campaign.until)
    return Round(
        campaign, str(one) if one else f"{campaign.since:%Y-%m-%d}",
        {row.unit_id: scaled(campaign, total) for row, total in known},
        {row.unit_id: row.unit.name for row, _ in known},
    )  # fmt: skip
