"""Who has no part in the work sees of a kind what is settled, and at home all of what is theirs to handle."""

import pytest

from gongkai.accounts.models import Post
from gongkai.acts import steps
from gongkai.acts.models import Case
from tests.county import moment

ONLOOKERS = ("assessor", "third_party", "leading_group", "admin")


@pytest.fixture
def cases(county):
    """One of every kind in every state, at the county's own unit and at a bureau."""
    at = moment("2025-03-03 10:00")
    return Case.objects.bulk_create(
        Case(kind=kind.name, unit=unit, title=f"{kind.label}{state}", status=state, opened=at)
        for kind in steps.kinds()
        for state in kind.states
        for unit in (county.top, county.roads)
    )


@pytest.mark.parametrize("role", ONLOOKERS)
def test_each_kind_in_each_state_is_there_for_an_onlooker_or_not(county, cases, role):
    post = Post.objects.create(person=county.san.person, unit=county.top, role=role)
    seen = set(Case.objects.visible_to(post).values_list("pk", flat=True))
    for case in cases:
        kind = case.kind_of
        open_to = kind.settled is None or case.status in kind.settled
        at_home = kind.home and kind.handled_by(role) and case.unit_id == post.unit_id
        assert (case.pk in seen) == (open_to or at_home), (case.title, case.unit.name)
    assert len(seen) < len(cases)
