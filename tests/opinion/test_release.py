"""发布: the unit that answers is the first to release, its principal the first to speak, each with proof (SQ-5.2)."""

import pytest

from gongkai.acts.facts import Span
from gongkai.opinion import facts
from tests.county import moment

SPAN = Span(moment("2025-01-01").date(), moment("2025-12-31").date(), moment("2025-04-01"))


@pytest.fixture
def event(desk):
    found = desk.collect()
    desk.judged(found)
    desk.written(found)
    return found


@pytest.mark.provision("SQ-5.2")
def test_that_the_unit_that_answers_released_first_and_its_principal_spoke_first_is_measured(desk, event, county):
    units = [county.roads, county.town]
    desk.out(event, "2025-03-05 15:00")
    assert facts.responsible_first(units, SPAN).values[county.roads.pk] == 1
    assert facts.principal_first(units, SPAN).values[county.roads.pk] == 1
    other = desk.collect("2025-03-10 09:00", title="客运站排队过长")
    desk.judged(other)
    desk.written(other)
    desk.out(other, "2025-03-10 15:00", name="release", unit=county.town.pk, rank="unit")
    desk.out(other, "2025-03-10 16:00")
    counted = facts.responsible_first(units, SPAN)
    assert counted.records[county.roads.pk] == [event.pk]
    assert facts.principal_first(units, SPAN).records[county.roads.pk] == [event.pk]
    assert facts.answered(units, SPAN).values == {county.roads.pk: 2, county.town.pk: 0}
    assert "最先发布的是河边镇，不是涉事责任单位交运局" in desk.page("xin", other)


def test_a_release_has_a_proof(desk, event, paper):
    assert "要有凭据" in desk.out(event, "2025-03-05 15:00", expect=409, link="").content.decode()
    desk.out(event, "2025-03-05 15:00", link="", file=paper())
    row = event.releases.get()
    assert [name for _, name in row.papers] == ["截图.pdf"]
    url = f"/staff/opinion/{event.pk}/papers/"
    assert desk.sign_in("xin").get(f"{url}{row.papers[0][0]}/").status_code == 200
    assert desk.sign_in("xin").get(f"{url}{'0' * 64}/").status_code == 404
    assert desk.sign_in("zhen").get(f"{url}{row.papers[0][0]}/").status_code == 404


def test_a_published_record_proves_it_and_an_unpublished_one_does_not(desk, event, write, publish):
    record = publish(write("塌方抢通情况"))
    asked = desk.out(event, "2025-03-05 15:00", expect=200, link="", record="没有的索引号")
    assert "没有索引号为" in asked.content.decode()
    desk.out(event, "2025-03-05 15:00", link="", record=record.index_no)
    assert event.releases.get().record == record
    assert "塌方抢通情况" in desk.page("xin", event)


def test_nothing_was_released_before_it_happened(desk, event):
    assert "请核对" in desk.out(event, "2025-03-05 15:00", expect=409, moment="2025-03-05T08:59").content.decode()


def test_nothing_is_released_in_time_to_come(desk, event):
    answer = desk.out(event, "2025-03-05 15:00", expect=200, moment="2025-03-05T15:01")
    assert "还没有到" in answer.content.decode()


def test_what_was_typed_stays_where_a_release_is_refused(desk):
    event = desk.collect()
    page = desk.out(event, "2025-03-05 15:00", name="release", expect=409, says="写了半天的内容").content.decode()
    assert "写了半天的内容" in page and "还没有" in page


def test_who_only_looks_on_or_reviews_secrets_releases_nothing(desk, event):
    for who in ("mi", "fen", "ling", "kao", "shen"):
        desk.out(event, "2025-03-05 15:00", who=who, expect=403)
    assert not event.releases.exists()
