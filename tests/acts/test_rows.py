"""Many rows in few statements."""

import pytest

from gongkai.accounts.models import Unit
from gongkai.acts import rows


@pytest.mark.django_db
@pytest.mark.parametrize("many", [3, 250])
def test_of_many_rows_those_change_that_stand_as_told_and_are_counted(many):
    Unit.objects.bulk_create(Unit(code=f"u{n}", name=f"单位{n}", kind="department", order=n) for n in range(many))
    units = list(Unit.objects.filter(code__startswith="u").order_by("order"))
    told = [("改名" + "长" * 20, None, one.pk, one.order + one.order % 2) for one in units]  # wrong of every second one
    assert rows.change(Unit, ["name", "parent_id"], ["id", '"order"'], told) == (many + 1) // 2
    assert {one.order % 2 for one in Unit.objects.filter(name__startswith="改名")} == {0}
