"""征求意见 with its last day: told on the page, in the public calendar and, where it moves, with the reason (C5)."""

import re
from datetime import date

import pytest

from gongkai.disclosures import drafting
from gongkai.disclosures.authoring.draft_form import DraftForm
from gongkai.publication import door
from tests.county import moment

pytestmark = pytest.mark.told("2025-03-07 09:00")
TITLE = "关于《县道养护办法》公开征求意见的公告"
NOTE = "群众来信较多，延长十天"


@pytest.fixture
def asked(county, topic, write, publish):
    return publish(write(TITLE, kind="征求意见", effective_on=date(2025, 3, 4), expires_on=date(2025, 4, 3)))


def put_off(county, record, publish):
    at = moment("2025-03-06 09:00")
    record.case.take("change", by=county.xin, at=at)
    record.refresh_from_db()
    values = {"kind": "征求意见", "change_note": NOTE, "weight": "major"}
    values |= {"effective_on": date(2025, 3, 4), "expires_on": date(2025, 4, 13)}
    draft = drafting.Draft(county.roads, county.topic, TITLE, at.date(), record.draft.html, values, [])
    drafting.save(record, record.case.version, draft, county.xin, at)
    return publish(record, at="2025-03-06 15:00")


def calendar(client):
    return client.get("/calendar.ics").content.decode().replace("\r\n ", "")


def test_the_last_day_to_speak_stands_on_the_page_and_in_the_calendar(client, asked):
    place = f"/d/{door.shown(f'disclosure:{asked.pk}').address}/"
    page = client.get(place).content.decode()
    assert "<dt>征求意见截止</dt><dd>2025-04-03</dd>" in page and "有效期至" not in page
    said = client.get("/calendar/").content.decode()
    assert f'征求意见截止</span> <a href="{place}">{TITLE}' in said and "<h2>征求意见</h2>" in said
    assert f"SUMMARY:征求意见截止：{TITLE}" in calendar(client) and "20250404" in calendar(client)
    assert "日历：施行、届满、征求意见截止" in client.get("/").content.decode()


def test_a_day_that_moves_is_told_with_the_former_day_and_the_reason(client, county, asked, publish):
    assert "原定2025" not in client.get("/calendar/").content.decode()
    put_off(county, asked, publish)
    said = client.get("/calendar/").content.decode()
    [told] = re.findall(r"原定2025[^<]+", said)
    assert told.startswith("原定2025年4月3日，") and NOTE in told and "2025-04-13" in said
    assert f"原定2025年4月3日，实质修改：{NOTE}" in calendar(client)
    door.withdraw([f"disclosure:{asked.pk}"], at=moment("2025-03-07 09:00"), reason="内容有误")
    assert NOTE not in client.get("/calendar/").content.decode() + calendar(client)


def test_the_form_offers_the_genre_and_says_where_its_last_day_goes():
    form = DraftForm.base_fields
    assert "征求意见" in [str(value) for value, _ in _flat(form["kind"].choices)]
    assert "征求意见截止" in form["expires_on"].help_text


def _flat(choices):
    for value, label in choices:
        yield from _flat(label) if isinstance(label, list | tuple) else [(value, label)]
