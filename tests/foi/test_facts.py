"""What an assessment counts of the intake: received by channel, registered on time, dead channels, missing elements."""

from datetime import date

import pytest

from gongkai.acts.facts import Span
from gongkai.assessment import facts
from gongkai.foi import receiving
from gongkai.foi.models import Request
from tests.county import moment

SAID = {
    "applicant": "person",
    "form": "paper",
    "route": "pickup",
    "paper": "other",
    "described": "某份文件",
    "name": "李小河",
    "oral": False,
}


@pytest.fixture
def year(county, told, contact):
    def counted(name, as_of="2026-12-31 10:00", first="2026-01-01"):
        span = Span(date.fromisoformat(first), date(2026, 12, 31), moment(as_of))
        return facts.count(name, [county.roads, county.town], span).values[county.roads.pk]

    return counted


def take(unit, channel, came, at, by=None, token="x"):
    wish = receiving.Wish(unit, channel, SAID, token, came=date.fromisoformat(came) if came else None, by=by)
    return receiving.take_in(wish, moment(at)).request


def test_requests_are_counted_by_the_day_of_receipt_and_by_channel(year, county):
    take(county.roads, "online", None, "2026-03-02 10:00")
    take(county.roads, "counter", "2026-03-02", "2026-03-02 10:00", county.xin)
    take(county.roads, "signed", "2025-12-31", "2026-01-04 10:00", county.xin)  # signed for in the year before
    letter = take(county.roads, "letter", "2026-03-03", "2026-03-03 10:00", county.xin)  # not confirmed: not received
    assert (year("foi.received"), year("foi.received_online"), year("foi.received_counter")) == (2, 1, 1)
    assert (year("foi.received_post"), year("foi.received", first="2025-12-01")) == (0, 3)
    from gongkai.foi import confirming

    confirming.confirm(letter, date(2026, 3, 4), "电话", county.xin, moment("2026-03-04 10:00"))
    assert (year("foi.received"), year("foi.received_post")) == (3, 1)
    assert year("foi.received", as_of="2026-03-03 23:00") == 2  # what the trail knew then


def test_registering_by_the_end_of_the_next_working_day_is_in_time(year, county):
    early, late = (take(county.roads, "online", None, "2026-03-02 10:00", token=one) for one in "ab")
    early.case.take("register", by=county.xin, at=moment("2026-03-03 23:59"))
    late.case.take("register", by=county.xin, at=moment("2026-03-04 00:00"))
    take(county.roads, "counter", "2026-03-02", "2026-03-02 10:00", county.xin)
    assert (year("foi.received"), year("foi.registered_in_time")) == (3, 2)


def test_elements_that_are_not_told_are_counted(year, county, contact):
    from gongkai.catalogue import contacts

    assert year("foi.intake_missing") == 0
    contact.fax = contact.email = ""
    contacts.amend(contact, county.xin, moment("2026-02-02 10:00"))
    assert year("foi.intake_missing") == 2
    assert year("foi.intake_missing", as_of="2026-02-01 10:00") is None  # changed since: nobody knows
    assert Request.objects.count() == 0


def test_a_channel_not_mended_in_time_is_counted_for_the_unit_it_leads_to(year, county, client, told):
    client.post("/apply/u/jyj/channel/", {"channel": "phone", "words": "打不通"})
    assert year("foi.dead_channels", as_of="2026-01-20 10:00") == 0
    assert year("foi.dead_channels", as_of="2026-01-21 10:00") == 1


@pytest.mark.provision("KF-T1.11", "KF-T1.12", "KF-T3.8", "DY-3.2")
def test_late_answers_and_what_is_missing_in_the_register_are_counted_from_the_clocks(year, county):
    from gongkai.foi.handling import delivering
    from tests.foi.test_handling import decide

    early, late = (take(county.roads, "counter", "2026-03-02", "2026-03-02 10:00", county.xin, one) for one in "ab")
    waiting = take(county.roads, "online", None, "2026-03-02 10:00", token="c")
    assert (year("foi.late_replies", "2026-03-30 23:59"), year("foi.ledger")) == (0, False)
    for one in (early, late):
        decide(county, one, "internal", "2026-03-20 10:00", kind="后勤管理", reason="只用于机关内部安排")
    for one, day in ((early, "2026-03-30"), (late, "2026-03-31")):  # twenty working days end on 30 March
        handed = delivering.Handed(one, "post", date.fromisoformat(day), county.xin)
        delivering.deliver_many([handed], moment(f"{day} 16:00"))
    assert year("foi.replies") == 2
    assert year("foi.late_replies", "2026-04-02 10:00") == 2 and year("foi.unregistered") == 1
    waiting.case.take("register", by=county.xin, at=moment("2026-04-03 10:00"))
    assert year("foi.ledger") is True and year("foi.unregistered") == 1
