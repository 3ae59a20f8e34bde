"""What a post sees: cases of its unit, of those under it and of no other, however many units these are."""

import pytest

from gongkai.accounts.models import FEW, Post, Unit
from gongkai.acts.models import Case
from tests.county import moment


@pytest.mark.django_db
@pytest.mark.parametrize("under", [FEW - 1, FEW, 3 * FEW])
@pytest.mark.parametrize("outside", [0, 1, 4 * FEW])
def test_a_post_sees_its_units_cases_and_those_of_the_units_under_it_and_no_others(county, under, outside):
    head = Unit.objects.create(name="县城管局", code="head")
    inside = [head, *(Unit.objects.create(name=f"中队{n}", code=f"in{n}", parent=head) for n in range(under))]
    for n in range(outside):
        Unit.objects.create(name=f"别的{n}", code=f"out{n}")
    opened = moment("2025-03-03 09:00")
    for unit in Unit.objects.all():
        Case.objects.create(kind="disclosure", unit=unit, title=unit.name, status="draft", opened=opened)
    post = Post.objects.create(person=county.xin.person, unit=head, role="proposer")
    assert set(Case.objects.visible_to(post).values_list("unit", flat=True)) == {unit.pk for unit in inside}
