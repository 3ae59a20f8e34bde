"""A campaign whose two sources sit in two units: the county's office and an agency of its own."""

from types import SimpleNamespace

import pytest

from gongkai.accounts.models import Person, Post, Role, Unit
from gongkai.assessment import planning
from tests.county import moment


@pytest.fixture
def agency(county, rulebook):
    """``campaign`` of two sources; at the agency 评 and 查 mark the third party's part, the county's kao the other."""
    unit = Unit.objects.create(name="评估机构", code="pgjg", parent=county.top, order=9, kind="enterprise")
    hands = {}
    for name, role in (("ping", Role.THIRD_PARTY), ("cha", Role.THIRD_PARTY)):
        person = Person.objects.create(username=name, name=f"{name}某", password="!")
        hands[name] = Post.objects.create(person=person, unit=unit, role=role)
        setattr(county, name, hands[name])
    plan = planning.Plan(
        "试县2025年考核", "shi-2025", moment("2025-01-01").date(), moment("2025-12-31").date(),
        [county.roads, county.town], {"office": [county.top], "third": [unit]},
    )  # fmt: skip
    campaign = planning.open_campaign(plan, county.ban, moment("2026-01-05 09:00"))
    campaign.case.take("approve", by=county.ling, at=moment("2026-01-06 09:00"))
    campaign.case.take("notify", by=county.ban, at=moment("2026-01-07 09:00"))
    parts = {one.source: one for one in campaign.scorings.select_related("case")}
    return SimpleNamespace(campaign=campaign, unit=unit, office=parts["office"], third=parts["third"], **hands)
