"""Public opinion in the demonstration: a year of events, one told twelve minutes late, a rumour, a drill; laid once."""

import pytest

from gongkai.acts.models import Act
from gongkai.demo import entries, hours, opinion
from gongkai.opinion.models import Event, Rumour
from gongkai.opinion.statistics import of_year
from gongkai.publication.models import Shown

ALL = 13


@pytest.fixture
def told(laid):
    entries.hold_conferences()
    opinion.play()


def test_a_year_of_events_with_a_grave_one_late_by_minutes_and_again_changes_nothing(told):
    from gongkai.demo.assessing import post

    assert Event.objects.count() == ALL and Event.objects.filter(drill=True).count() == 1
    acts = Act.objects.filter(case__kind__in=("opinion", "rumour"))
    assert not acts.filter(at__gt=hours.NOW).exists()
    for event in Event.objects.all():
        moments = list(acts.filter(case=event.pk).order_by("number").values_list("at", flat=True))
        assert moments == sorted(moments), event.case.title
    grave = Event.objects.get(case__title="蓬莱大桥结冰多车相撞")
    assert grave.pressed and grave.case.acts.filter(step="escalate").count() == 1
    shares = {one.name: one.says for one in of_year(post("gkb"), 2025, hours.NOW)["shares"]}
    assert shares["重大突发事件按时首次发布"] == "0 / 1（0%）" and shares["重大突发事件按时开发布会"] == "1 / 1（100%）"
    assert Rumour.objects.get().record.live and Shown.objects.filter(title="关于县城供水的澄清").exists()
    before = Act.objects.count()
    opinion.play()
    assert Act.objects.count() == before
