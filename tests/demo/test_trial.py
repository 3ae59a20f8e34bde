"""The campaign of the demonstration that is being marked: three sources, each with something left to do."""

import pytest

from gongkai.accounts.models import Post
from gongkai.acts.models import Act
from gongkai.acts.refusals import Unready
from gongkai.assessment import composing, handing, marking, rules, showing
from gongkai.assessment.models import Campaign, Mark
from gongkai.demo import hours, trial
from gongkai.publication.models import Shown
from tests.demo.conftest import ground


@pytest.fixture(scope="module")
def marking_begun(founded):
    with ground(founded):
        trial.begin()


@pytest.fixture
def begun(marking_begun, laid):
    return Campaign.objects.get()


def post(username):
    return Post.objects.select_related("unit", "person").get(person__username=username)


def test_it_is_begun_by_the_very_steps_and_stands_in_marking(begun):
    acts = list(Act.objects.filter(case=begun.pk).order_by("number").values_list("step", flat=True))
    assert acts == ["plan", "approve", "notify"] and begun.case.status == "marking"
    assert begun.entrants.count() == trial.UNITS
    assert Act.objects.filter(case=begun.pk, at__gt=hours.NOW).count() == 0


@pytest.mark.parametrize(
    ("username", "source"), [("jiaoyun-xinxi", "self"), ("kh-zgh", "work"), ("dsf", "third_party"), ("gkb", "self")]
)
def test_everybody_has_something_left_to_mark(begun, username, source):
    (item,) = marking.mine(begun, post(username))
    rows = {one.unit_id for one in marking.units_of(begun, post(username))}
    done = {unit for name, unit in marking.marked(begun) if name == item.name}
    assert item.source == source and rows - done


def test_what_is_owed_is_what_the_progress_page_says(begun):
    told = {row["item"].source: (row["done"], row["owed"]) for row in showing.progress(begun)}
    assert told == {"self": (9, 3), "third_party": (7, 5), "work": (8, 4)}


def test_a_unit_that_all_three_marked_has_its_weighted_score_and_the_others_wait(begun):
    found = composing.score(begun)
    given = {(mark.name, mark.unit.name): float(mark.value) for mark in Mark.objects.select_related("unit")}
    units = [entrant.unit for entrant in begun.entrants.select_related("unit")]
    whole = [unit for unit in units if all((f"total.{source}", unit.name) in given for source in trial.OWED)]
    assert [unit.name for unit in whole] == ["人社局", "文广新局"]
    for unit in whole:
        weighted = sum(w * given[f"total.{s}", unit.name] for s, w in (("self", 10), ("third_party", 50), ("work", 40)))
        assert float(found.sheet(unit.code).root.score) == pytest.approx(weighted / 100, abs=0.005)
    assert sum(found.sheet(e.unit.code).complete for e in begun.entrants.all()) == len(whole)


def test_run_again_it_begins_nothing_anew(begun):
    trial.begin()
    assert Campaign.objects.count() == 1


def test_it_can_be_finished_by_its_own_people(begun):
    for username in ("jiaoyun-xinxi", "kh-zgh", "dsf", "gkb"):
        by = post(username)
        for item in marking.mine(begun, by):
            done = {unit for name, unit in marking.marked(begun) if name == item.name}
            left = [one.unit_id for one in marking.units_of(begun, by) if one.unit_id not in done]
            marking.give(begun, item, [marking.Given(unit, "90", "抽查有缺") for unit in left], by, hours.NOW)
    with pytest.raises(Unready, match="还没有报送"):
        begun.case.take("compose", by=post("gkb"), at=hours.NOW)
    for username in ("kh-zgh", "dsf", "gkb"):
        handing.hand_in(begun, post(username), hours.NOW)
    doers = (("compose", "gkb2"), ("check", "gkb"), ("send", "gkb2"), ("decide", "ldxz"))
    for step, username in doers:
        begun.case.take(step, by=post(username), at=hours.NOW)
    assert all(rules.book(begun).sources) and begun.case.status == "decided"


def test_the_year_before_is_announced_and_is_what_the_public_sees_of_a_result(laid, client):
    trial.announce()
    trial.announce()
    row = Shown.objects.get(kind="result")
    assert row.title.startswith(trial.BEFORE) and len(row.fields["rows"]) == trial.UNITS
    assert all(one["grade"] for one in row.fields["rows"])
    assert client.get(f"/d/{row.address}/").status_code == 200
