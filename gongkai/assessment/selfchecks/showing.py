"""What pages show of self-checks: who has handed in, and beside the marks and on the sheet what the unit said."""

from datetime import datetime

from django.urls import reverse

from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Act, Due
from gongkai.assessment import proofs, rules
from gongkai.assessment.items import Item
from gongkai.assessment.models import Campaign, SelfCheck, SelfCheckLeaf
from gongkai.assessment.proofs import HANDED_IN
from gongkai.assessment.selfchecks.asking import LIMIT
from gongkai.evidence import showing
from gongkai.evidence.models import Use


def of_campaign(campaign: Campaign, at: datetime) -> list[dict]:
    """A row a unit, those who owe it first: due day, whether late, how often reminded, how much evidence."""
    rows = list(campaign.selfchecks.select_related("case", "unit"))
    keys = [one.pk for one in rows]
    dues = {due.case_id: due for due in Due.objects.filter(case__in=keys, limit=LIMIT).order_by("round")}
    reminded = list(Act.objects.filter(case__in=keys, step="remind").values_list("case_id", flat=True))
    uses = list(Use.objects.filter(case__in=keys, ended=None).values_list("case_id", flat=True))
    found = [
        {
            "selfcheck": one, "due": dues[one.pk].due, "late": _late(one, dues[one.pk], at),
            "reminded": reminded.count(one.pk), "evidence": uses.count(one.pk),
            "handed": dues[one.pk].done if one.case.status in HANDED_IN else None,
        }
        for one in rows
    ]  # fmt: skip
    return sorted(found, key=lambda row: row["handed"] is not None)


def tally(campaign: Campaign) -> dict | None:
    """How many have handed in, of how many; None where the campaign asks for no self-check."""
    states = list(campaign.selfchecks.values_list("case__status", flat=True))
    return {"of": len(states), "done": sum(one in HANDED_IN for one in states)} if states else None


def beside(campaign: Campaign, item: Item, rows: list[dict]) -> None:
    """Adds to the rows of a marking page what each unit handed in for the leaf, and the pages kept for it."""
    units = [row["unit"].pk for row in rows]
    told = {unit: _proof() for unit in units}
    checks = campaign.selfchecks.filter(unit__in=units).select_related("case")
    handed = {one.pk: one.unit_id for one in checks if one.case.status in HANDED_IN}
    for one in checks:
        if one.pk not in handed:
            told[one.unit_id]["state"] = one.case.status_label
    said = SelfCheckLeaf.objects.filter(selfcheck__in=list(handed), indicator=item.leaf).exclude(says="")
    for key, says in said.values_list("selfcheck", "says"):
        told[handed[key]]["says"] = says
    for use in _uses(campaign).filter(place=item.leaf, unit__in=units):
        told[use.unit_id]["evidence"].append(showing.listed(use))
    for row in rows:
        row["proof"] = told[row["unit"].pk]


def on_sheet(campaign: Campaign, unit: Unit) -> dict[str, dict]:
    """By leaf what stands under it on the unit's sheet: its words, its evidence, the pages kept while marking."""
    one = campaign.selfchecks.select_related("case").filter(unit=unit).first()
    found: dict[str, dict] = {}
    if one and one.case.status in HANDED_IN:
        for indicator, says in one.leaves.exclude(says="").values_list("indicator", "says"):
            found.setdefault(indicator, _proof())["says"] = says
    for use in _uses(campaign).filter(unit=unit):
        found.setdefault(use.place, _proof())["evidence"].append(showing.listed(use))
    nodes = proofs.required(rules.book(campaign))
    known = proofs.of(campaign, nodes)
    for node in nodes:
        said = proofs.says(node, known[node.id, unit.pk])
        found.setdefault(node.id, _proof()).update(state=said, url=_address(one, node.id))
    return found


def of_unit(campaign: Campaign, unit: Unit) -> SelfCheck | None:
    """The unit's self-check in a campaign."""
    return campaign.selfchecks.select_related("case", "unit").filter(unit=unit).first()


def asked_of(campaign: Campaign, post: Post) -> SelfCheck | None:
    """The self-check that the people of a unit work on while marks are given."""
    if campaign.case.status != "marking" or post.sees_county():
        return None
    return campaign.selfchecks.select_related("case").filter(unit__in=post.unit_keys() or ()).first()


def _uses(campaign: Campaign):
    return proofs.uses(campaign).order_by("pk").select_related("evidence__case", "version__evidence")


def _proof() -> dict:
    return {"says": "", "evidence": [], "state": "", "url": ""}


def _address(one: SelfCheck | None, indicator: str) -> str:
    return f"{reverse('assessment:selfcheck', args=[one.pk])}#{indicator}" if one else ""


def _late(one: SelfCheck, due: Due, at: datetime) -> bool:
    return one.case.status == "lapsed" or (due.done or at) > due.due
