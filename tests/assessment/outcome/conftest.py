"""A campaign by the shipped table with grades and uses: the bureau 95 points, the township 55."""

import pytest

from gongkai.assessment import handing, marking, rules
from tests.assessment.shipped import AT, opened


@pytest.fixture
def graded(county):
    """Marked by all three sources, composed, looked over and with the units."""
    campaign = opened(county, "bw")
    for item in rules.items(campaign):
        given = [(county.roads, "95", "一处迟报"), (county.town, "55", "没有台账；kao某不在岗")]
        marking.give(campaign, item, [marking.Given(unit.pk, *said) for unit, *said in given], county.kao, AT)
    handing.hand_in(campaign, county.kao, AT)
    for step, by in (("compose", county.ban), ("check", county.he), ("send", county.ban)):
        campaign.case.take(step, by=by, at=AT)
    return campaign


@pytest.fixture
def announced(county, graded):
    """Decided upon to the leaf, and announced."""
    graded.case.take("decide", by=county.ling, at=AT, detail={"reach": "leaves"})
    graded.case.take("announce", by=county.ban, at=AT)
    return graded
