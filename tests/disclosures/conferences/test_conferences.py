"""新闻发布会: planned, reported to the government, held, agreed to; what was late is known (DY-F2.9)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.acts.facts import Span
from gongkai.disclosures import facts
from gongkai.disclosures.conferences import counting
from gongkai.disclosures.models import Conference
from tests.county import moment
from tests.files import samples

HOME = "/staff/disclosures/conferences/"
PLANNED = {"title": "除雪保畅新闻发布会", "event": "2月20日县道因雪封闭", "planned": "2026-03-01"}
SPAN = Span(moment("2026-01-01").date(), moment("2026-12-31").date(), moment("2026-04-01"))
DUE = ("due", "done", "told", "prompt")
pytestmark = pytest.mark.told("2026-03-02 10:00")


@pytest.fixture
def conference(county, sign_in):
    assert sign_in("xin").post(f"{HOME}new/", PLANNED).status_code == 302
    return Conference.objects.get()


def due(name, units, span=SPAN):
    return facts.FACTS[f"disclosures.conferences_{name}"](units, span)


def held(day, **more):
    return {"day": day, "speakers": "副局长某", "media": "县融媒体中心", "items": "", "words": ""} | more


@pytest.mark.provision("DY-F2.9")
def test_a_conference_is_reported_held_in_time_and_counted_with_what_it_published(
    county, conference, sign_in, write, publish
):
    units, url = [county.roads, county.town], f"{HOME}{conference.pk}/"
    item = publish(write("除雪保畅情况"))
    assert sign_in("xin").post(f"{url}report/", {"day": "2026-02-27", "words": ""}).status_code == 302
    said = held("2026-02-28", items=item.index_no, file=SimpleUploadedFile("发布稿.pdf", samples.pdf()))
    assert sign_in("xin").post(f"{url}hold/", said).status_code == 302
    assert counting.conferences(units, SPAN).values == {county.roads.pk: 0, county.town.pk: 0}
    assert sign_in("fen").post(f"{url}accept/").status_code == 302
    for name in ("conferences", "conferences_reported"):
        counted = facts.FACTS[f"disclosures.{name}"](units, SPAN)
        assert counted.values == {county.roads.pk: 1, county.town.pk: 0}
        assert counted.records[county.roads.pk] == [conference.pk]
    assert counting.conferences_late(units, SPAN).values[county.roads.pk] == 0
    assert [due(name, units).values[county.roads.pk] for name in DUE] == [1, 1, 1, 1]
    page = sign_in("ban").get(url).content.decode()
    assert "及时" in page and "除雪保畅情况" in page and "发布稿.pdf" in page and "2026-02-27" in page
    paper = f"{url}papers/{Conference.objects.get().papers[0][0]}/"
    assert b"".join(sign_in("ban").get(paper).streaming_content) == samples.pdf()
    assert sign_in("zhen").get(url).status_code == 404


@pytest.mark.provision("DY-F2.9")
def test_one_held_late_or_unreported_or_not_at_all_is_known(county, conference, sign_in):
    units, url = [county.roads], f"{HOME}{conference.pk}/"
    assert counting.conferences_late(units, SPAN).records[county.roads.pk] == [conference.pk]  # not held at all
    assert [due(name, units).values[county.roads.pk] for name in DUE] == [1, 0, 0, 0]
    early = Span(SPAN.first, SPAN.last, moment("2026-03-01 10:00"))
    assert due("due", units, early).values[county.roads.pk] == 0  # its day is not over
    sign_in("xin").post(f"{url}hold/", held("2026-03-02"))
    sign_in("fen").post(f"{url}accept/")
    assert counting.conferences_late(units, SPAN).records[county.roads.pk] == [conference.pk]
    assert counting.conferences_reported(units, SPAN).values[county.roads.pk] == 0
    assert [due(name, units).values[county.roads.pk] for name in DUE] == [1, 1, 0, 0]
    assert due("told", units).records[county.roads.pk] == [conference.pk]
    assert "晚了 1 天" in sign_in("ban").get(url).content.decode()


def test_what_is_wrong_is_said(county, conference, sign_in):
    url = f"{HOME}{conference.pk}/"
    assert "还没有到" in sign_in("xin").post(f"{url}hold/", held("2026-03-03")).content.decode()
    said = sign_in("xin").post(f"{url}hold/", held("2026-03-01", items="没有/2026-1")).content.decode()
    assert "没有索引号为“没有/2026-1”的已公开信息" in said
