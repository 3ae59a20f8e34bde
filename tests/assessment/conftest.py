"""A campaign whose marks are all there, and one whose draft sheets are with the units."""

import pytest

from gongkai.assessment import handing, marking, rules
from gongkai.assessment.models import Campaign, UnitResult
from tests.county import moment

AT = moment("2026-01-08 09:00")


def item(campaign, name):
    return next(one for one in rules.items(campaign) if one.name == name)


@pytest.fixture
def marked(county, campaign):
    """Everybody marked everything and handed it in: the bureau full, the township with losses that say why."""
    for name, town, why in (("desk", "12.5", "缺会议记录"), ("web", "20", "")):
        given = [marking.Given(county.roads.pk, "20"), marking.Given(county.town.pk, town, why)]
        marking.give(campaign, item(campaign, name), given, county.san if name == "web" else county.kao, AT)
    for by in (county.kao, county.san):
        handing.hand_in(campaign, by, AT)
    return campaign


@pytest.fixture
def sent(county, marked):
    """Composed, looked over by a second person and sent to the units, which have five working days."""
    Campaign.objects.filter(pk=marked.pk).update(comment_days=5)
    marked.refresh_from_db()
    for step, by in (("compose", county.ban), ("check", county.he), ("send", county.ban)):
        marked.case.take(step, by=by, at=AT)
    return marked


def results(campaign):
    return {
        row.unit.name: row for row in UnitResult.objects.filter(result_set__campaign=campaign, result_set__current=True)
    }
