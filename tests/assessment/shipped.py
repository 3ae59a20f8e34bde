"""Campaigns by the shipped tables: opened, filled in on their pages, composed, and read back."""

from decimal import Decimal

from gongkai.assessment import handing, planning, rules
from gongkai.assessment.models import UnitResult
from tests.county import declare, moment

AT = moment("2026-01-08 09:00")
LISTS = {
    "approval_reforms": [{"id": "1", "title": "并联审批", "mark": "4.5"}],
    "awards": [{"id": "1", "level": "city", "title": "市政务公开先进"}],
    "media_reports": [{"id": "1", "level": "province", "title": "省台报道"}],
}
TYPED = {"approval_reforms": "并联审批，4.5", "awards": "市级，市政务公开先进", "media_reports": "省级以上，省台报道"}


def opened(county, name):
    """A campaign by one of the shipped tables, its marking open; the county's office speaks for every source."""
    sources = rules.on_shelf(name).sources
    plan = planning.Plan(
        "按原表考核", name, moment("2025-01-01").date(), moment("2025-12-31").date(), [county.roads, county.town],
        {source: [county.top] for source in sources},
    )  # fmt: skip
    campaign = planning.open_campaign(plan, county.ban, AT)
    campaign.case.take("approve", by=county.ling, at=AT)
    campaign.case.take("notify", by=county.ban, at=AT)
    declare(campaign, county.ban, county.kao, at=AT)
    return campaign


def fill(client, campaign, unit, values, marks, lists=None):
    """Types everything the table asks of a unit into the marking pages; what is None stays empty."""
    typed = {**values, **marks, **(lists or {})}
    for item in rules.items(campaign):
        value = typed.get(item.name)
        if value is None:
            continue
        said = {True: "是", False: "否"}.get(value, value) if isinstance(value, bool) else value
        sent = {f"value_{unit.pk}": str(said), f"reason_{unit.pk}": "示例"}
        answer = client.post(f"/staff/assessment/{campaign.pk}/marks/{item.name}/", sent)
        assert answer.status_code == 302, (item.name, said)


def composed(county, campaign):
    """The result of each unit by its name, once everything is handed in and composed."""
    if any(item.source for item in rules.items(campaign)):
        handing.hand_in(campaign, county.kao, AT)
    campaign.case.take("compose", by=county.ban, at=AT)
    found = UnitResult.objects.filter(result_set__campaign=campaign, result_set__current=True)
    return {row.unit.name: row for row in found.select_related("unit")}


def tree(row):
    """Every indicator's score or state on a kept sheet."""

    def below(node):
        yield node["id"], node["state"] if node["score"] is None else Decimal(node["score"])
        for child in node["children"]:
            yield from below(child)

    return {id: score for table in row.sheet["tables"] for id, score in below(table)}
