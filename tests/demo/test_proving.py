"""The quarter under way asks for papers: words alone are a hollow look at oneself, and bring no points."""

import pytest

from gongkai.acts.refusals import Unready
from gongkai.assessment import marking, proofs, rules
from gongkai.assessment.models import Campaign, SelfCheck
from gongkai.demo import hours, proving
from gongkai.demo.assessing import post


@pytest.fixture
def begun(laid, monkeypatch, tmp_path):
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    proving.begin()
    proving.begin()
    return Campaign.objects.get()


@pytest.mark.provision("BW-16.1–16.3")
def test_the_assessor_cannot_accept_what_has_no_paper_and_accepts_what_has(begun):
    assert begun.case.status == "marking" and not begun.case.acts.filter(at__gt=hours.NOW).exists()
    states = dict(SelfCheck.objects.values_list("unit__name", "case__status"))
    assert states.pop(proving.STILL) == "open" and set(states.values()) == {"handed_in"}
    item = next(one for one in rules.items(begun) if one.kind == proofs.KIND)
    units = {one.unit.name: one.unit_id for one in begun.entrants.select_related("unit")}
    with pytest.raises(Unready, match="科技局：没有佐证材料，不能认可"):
        marking.give(begun, item, [marking.Given(units[proving.HOLLOW], proofs.ACCEPTED)], post("gkb"), hours.NOW)
    assert marking.give(begun, item, [marking.Given(units["教育局"], proofs.ACCEPTED)], post("gkb"), hours.NOW) == 1
