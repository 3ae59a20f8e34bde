"""The windows of the demonstration: centre, people, attendance, items, cases and cards; laid once."""

import pytest

from gongkai.acts import verify
from gongkai.acts.models import Act
from gongkai.demo import hours, services, windows
from gongkai.findings.cards import issuing
from gongkai.findings.models import Card
from gongkai.publication.models import Shown
from gongkai.windows.items import approvals
from gongkai.windows.models import Absence, Bulletin, Centre, Item, Move, Part, Roll, ServiceCase, Window, WindowEvent


@pytest.fixture
def told(laid):
    windows.play()
    services.play()
    windows.bulletin()


def test_a_year_at_the_windows_is_there_and_again_changes_nothing(told):
    assert (Window.objects.count(), Window.objects.values("case__unit").distinct().count()) == (42, 28)
    assert Centre.objects.filter(level="township").count() == 13 and Roll.objects.count() == 12 * 42
    assert 60 <= Absence.objects.count() <= 400 and Absence.objects.filter(mark="leave", stand_in=False).exists()
    assert Move.objects.filter(granted=None).count() == 1 and Move.objects.count() == 3
    assert WindowEvent.objects.filter(case__status="entered").count() == 1
    assert Item.objects.filter(case__status="outside").count() == 3 and approvals.faults(None)
    assert ServiceCase.objects.count() == 60 and Part.objects.count() >= 5
    states = set(ServiceCase.objects.values_list("case__status", flat=True))
    assert {"handling", "lacking", "answered"} <= states
    assert not Act.objects.filter(at__gt=hours.NOW).exists() and list(verify.faults()) == []
    assert "2025年第四季度政务服务和电子监察通报" in set(Shown.objects.values_list("title", flat=True))
    before = Act.objects.count()
    windows.play(), services.play(), windows.bulletin()
    assert Act.objects.count() == before


def test_monitoring_began_late_so_that_the_year_before_brought_no_card(told):
    assert Card.objects.filter(source="house").exists() and Bulletin.objects.count() == 1
    assert Card.objects.exclude(source="house").count() == 3
    first = min(Card.objects.filter(source="house").values_list("due", flat=True))
    assert first >= hours.at(services.SINCE, 0)
    assert issuing.running()
