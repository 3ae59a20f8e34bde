"""The lists of the demonstration: played by the very steps, told in words, a firm whose term ended already gone."""

import pytest

from gongkai.acts.models import Act
from gongkai.demo import hours, registers
from gongkai.publication import door, pages
from gongkai.publication.models import Shown
from gongkai.registers.models import Register
from gongkai.revisions import verifying


@pytest.fixture
def played(laid):
    registers.play()
    return {one.type: one for one in Register.objects.filter(unit__name="交运局").select_related("case")}


def page(register, part=""):
    return pages.at(f"/d/{door.shown(register.door_key).address}/{part}").make().decode()


def test_the_power_list_was_revised_once_and_waits_for_its_next_review(played):
    powers = played["powers"]
    assert "新增 1 项、调整 1 项、下放 1 项、取消 1 项" in page(powers, "history/") and powers.case.status == "cleared"
    assert Act.objects.filter(case=powers.case, at__gt=hours.NOW).count() == 0


def test_a_firm_whose_term_ended_in_september_is_named_nowhere(played):
    out = "".join(str(row) for row in Shown.objects.values_list("title", "fields", "plain"))
    assert "巨力" in out and "速捷" not in out and "期满移出 1 项" in page(played["credit-black"])


def test_every_list_verifies_and_playing_again_changes_nothing(played):
    assert list(verifying.faults(Register)) == []
    before = Act.objects.count()
    registers.play()
    assert Act.objects.count() == before
