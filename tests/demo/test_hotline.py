"""The hotline of the demonstration: a year over thirty units, late and repeated ones, a platform; laid once."""

import pytest

from gongkai.acts import verify
from gongkai.acts.models import Access, Act, Case
from gongkai.demo import hotline, hours, looked
from gongkai.hotline.models import Bulletin, ComplaintLine, Likeness, Plea, PleaFault
from gongkai.publication.models import Shown


@pytest.fixture
def told(laid):
    hotline.play()


def test_a_year_of_cases_over_some_thirty_units_in_every_state_and_again_changes_nothing(told):
    assert 220 <= Plea.objects.count() <= 280
    assert Plea.objects.values("case__unit").distinct().count() >= 28
    stand = set(Case.objects.filter(kind="plea").values_list("status", flat=True))
    assert {"received", "handling", "closed", "rated"} <= stand
    assert not Act.objects.filter(at__gt=hours.NOW).exists()
    assert Act.objects.filter(step="escalate").count() >= 8 and Likeness.objects.filter(repeat=True).count() >= 4
    assert Plea.objects.exclude(outside="").count() == 6 and PleaFault.objects.count() == 2
    assert ComplaintLine.objects.count() == 62 and Bulletin.objects.filter(case__status="out").count() >= 5
    titles = list(Shown.objects.values_list("title", flat=True))
    assert "投诉电话、信箱和意见箱" in titles and "12345热线办理情况（2025年第三季度）" in titles
    assert list(verify.faults()) == []
    before = Act.objects.count()
    hotline.play()
    assert Act.objects.count() == before


def test_whoever_did_a_step_looked_at_the_case_and_again_changes_nothing(told):
    for _ in range(2):
        looked.lay()
    assert set(Access.objects.values_list("what", flat=True)) == {"words", "caller"}
    acted = Act.objects.filter(case__kind="plea", post__role__in=("proposer", "reviewer"), at__lt=hours.NOW)
    assert set(Access.objects.values_list("case", "post")) == set(acted.values_list("case", "post"))
    assert not Access.objects.filter(at__gte=hours.NOW).exists()
    assert not Access.objects.filter(what="caller", case__plea__sort="report").exists()
