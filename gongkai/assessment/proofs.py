"""认可的佐证: indicators that give no points without it, what stands for them, and what the assessor said of it.

A unit that handed its self-check in without any has none; of one that brought some the assessor of the indicator says
whether it is accepted. Until then the indicator is open: nothing nobody looked at counts as missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from gongkai.assessment.models import Campaign, Mark, Ruling, SelfCheck
from gongkai.evidence.models import Use
from gongkai.law.facts.store import EVIDENCE
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.model import Indicator

KIND = "proof"
ACCEPTED, REFUSED = "是", "否"
HANDED_IN = ("handed_in", "accepted")  # states of a self-check whose evidence stands
STATES = ((ACCEPTED, "认可"), (REFUSED, "不认可"))


@dataclass(frozen=True)
class Proof:
    """What stands of one indicator's evidence for one unit. ``accepted`` None: nobody said yet."""

    accepted: bool | None
    brought: bool
    reason: str = ""


def name_of(indicator: str) -> str:
    """What the assessor is asked of an indicator's evidence, as the engine calls it."""
    return indicator + EVIDENCE


def required(book: Rulebook) -> list[Indicator]:
    """Indicators that give nothing without accepted evidence."""
    return [node for node in book.indicators.values() if node.evidence is not None and node.evidence.required]


def uses(campaign: Campaign) -> QuerySet[Use]:
    """Evidence that stands in a campaign: of self-checks handed in, kept while marking, of appeals that were upheld."""
    checks = campaign.selfchecks.filter(case__status__in=HANDED_IN).values("pk")
    upheld = campaign.appeals.filter(ruling=Ruling.UPHELD).values("pk")
    return Use.objects.filter(Q(case=campaign.pk) | Q(case__in=checks) | Q(case__in=upheld), ended=None)


def without(campaign: Campaign, indicator: str) -> set[int]:
    """Keys of the campaign's units that have no evidence for an indicator."""
    units = set(campaign.entrants.values_list("unit_id", flat=True))
    return units - set(uses(campaign).filter(place=indicator).values_list("unit_id", flat=True))


def of(campaign: Campaign, nodes: Iterable[Indicator]) -> dict[tuple[str, int], Proof]:
    """By indicator and unit what stands."""
    nodes = list(nodes)
    if not nodes:
        return {}
    names = [name_of(node.id) for node in nodes]
    said = {
        (mark.name, mark.unit_id): mark for mark in Mark.objects.filter(campaign=campaign, name__in=names, current=True)
    }
    brought = set(uses(campaign).filter(place__in=[node.id for node in nodes]).values_list("place", "unit_id"))
    over = set(
        SelfCheck.objects.filter(campaign=campaign, case__status__in=HANDED_IN).values_list("unit_id", flat=True)
    )
    units = campaign.entrants.values_list("unit_id", flat=True)
    return {
        (node.id, unit): _proof((node.id, unit) in brought, unit in over, said.get((name_of(node.id), unit)))
        for node in nodes
        for unit in units
    }


def known(campaign: Campaign, book: Rulebook) -> dict[str, dict[str, bool | None]]:
    """The same as the engine takes it: by indicator and the unit's code."""
    if not (nodes := required(book)):
        return {}
    found: dict[str, dict[str, bool | None]] = {node.id: {} for node in nodes}
    codes = dict(campaign.entrants.values_list("unit_id", "unit__code"))
    for (indicator, unit), proof in of(campaign, nodes).items():
        found[indicator][codes[unit]] = proof.accepted
    return found


def says(node: Indicator, proof: Proof) -> str:
    """要有会议纪要或文件，没有报送；按规则不得分."""
    wanted = "或".join(node.evidence.kinds) if node.evidence else ""
    if proof.accepted:
        return "佐证材料已认可"
    if proof.accepted is None:
        return "佐证材料还没有认定，这一项待定" if proof.brought else f"还没有佐证材料：要有{wanted}"
    if proof.brought:
        return f"佐证材料没有认可：{proof.reason}"
    return f"缺佐证材料：要有{wanted}，没有报送" + (f"（{proof.reason}）" if proof.reason else "")


def _proof(brought: bool, over: bool, mark: Mark | None) -> Proof:
    if mark is not None:
        return Proof(brought and mark.value == ACCEPTED, brought, mark.reason)
    return Proof(False if over and not brought else None, brought)
