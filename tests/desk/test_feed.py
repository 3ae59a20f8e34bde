"""日历订阅: one's dates at an address of one's own, read by a parser written after RFC 5545, not after the writer."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.desk.models import Feed
from gongkai.look import ics
from tests.county import moment
from tests.desk.conftest import HOURS

AT = moment("2025-03-31 10:00")
pytestmark = pytest.mark.told(AT)
PAGE = "/staff/notices/calendar/"
ADDRESS = re.compile(r'value="http://testserver(/staff/accounts/calendar/[A-Za-z0-9_-]{32}\.ics)"')


def parsed(file: bytes) -> list[dict[str, str]]:
    """Events as {name: value}: lines unfolded (3.1), parameters cut off, words unescaped (3.3.11)."""
    assert file.endswith(b"\r\n") and b"\n" not in file.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    lines = re.sub(rb"\r\n[ \t]", b"", file).decode().split("\r\n")[:-1]
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    events, now = [], None
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            now = {}
        elif line == "END:VEVENT":
            events.append(now)
            now = None
        elif now is not None:
            assert name.split(";")[0] not in now, "each once"
            now[name.split(";")[0]] = unescaped(value)
    assert all({"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(one) for one in events)
    return events


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def made(client) -> str:
    return ADDRESS.search(client.post(PAGE, {"new": "1"}).content.decode())[1]


def test_dates_of_what_waits_for_a_person_are_in_their_calendar(county, unknown, sign_in, client):
    day = unknown(county.roads, "asked", "2025-04-08 23:59:59.999999")
    hour = unknown(county.roads, "asked", "2025-04-01 15:00", HOURS)
    unknown(county.town, "asked", "2025-04-08 23:59:59")
    unknown(county.roads, "proposed", "2025-04-08 23:59:59")
    client.logout()
    answer = client.get(made(sign_in("xin")))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8" and "no-store" in answer["Cache-Control"]
    first, second = parsed(answer.content)
    assert first["SUMMARY"] == f"不知道的事第 {hour.pk} 号：其他政务舆情回应" and first["DTEND"] == "20250401T070000Z"
    assert second["SUMMARY"].startswith(f"不知道的事第 {day.pk} 号：")
    assert (second["DTSTART"], second["DTEND"]) == ("20250408", "20250409")
    assert "某某案" not in answer.content.decode() and "xin" not in answer.content.decode()
    day.dues.update(done=AT)
    assert len(parsed(client.get(made(sign_in("xin"))).content)) == 1


def test_a_late_one_says_so_and_keeps_its_name(county, unknown, sign_in, client, stand_at):
    unknown(county.roads, "asked", "2025-04-01 23:59:59")
    address = made(sign_in("xin"))
    (before,) = parsed(client.get(address).content)
    stand_at("2025-04-02 00:00")
    (after,) = parsed(client.get(address).content)
    assert after["SUMMARY"] == f"已超期 {before['SUMMARY']}" and after["UID"] == before["UID"]


def test_the_address_is_told_once_and_a_new_one_ends_the_old(county, sign_in, client):
    signed = sign_in("xin")
    first = made(signed)
    assert first not in signed.get(PAGE).content.decode()
    assert not Feed.objects.filter(mark__contains=first.rsplit("/", 1)[1][:-4]).exists()
    second = made(signed)
    client.logout()
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    sign_in("xin").post(PAGE, {"end": "1"})
    client.logout()
    assert client.get(second).status_code == 404


@pytest.mark.parametrize("guess", ["x" * 32, "x", "../secret", "%00" * 32, "x" * 4000])
def test_a_guess_finds_nothing(county, sign_in, client, guess):
    made(sign_in("xin"))
    client.logout()
    assert client.get(f"/staff/accounts/calendar/{guess}.ics").status_code in (302, 404)
    assert client.post("/staff/accounts/calendar/x.ics").status_code in (403, 405)


def test_who_left_has_no_calendar_any_more(county, sign_in, client):
    address = made(sign_in("xin"))
    county.xin.person.is_active = False
    county.xin.person.save()
    client.logout()
    assert client.get(address).status_code == 404


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n,;\\:"务'), max_size=200))
def test_whatever_the_words_they_come_back_as_they_were(words):
    file = ics.file(["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "DTSTAMP:1", "DTSTART:1", f"SUMMARY:{ics.text(words)}",
                     "END:VEVENT", "END:VCALENDAR"])  # fmt: skip
    assert parsed(file)[0]["SUMMARY"] == words
