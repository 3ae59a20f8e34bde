"""What assessments count of findings and incidents: as the trail knew it, with the records behind."""

import pytest

from gongkai.acts.facts import Span
from gongkai.acts.taking import Take, take_many
from gongkai.assessment import facts
from gongkai.findings import rounds
from gongkai.findings.incidents import reporting
from tests.county import moment
from tests.findings.conftest import AT, told


def span(first, last, as_of):
    return Span(moment(first).date(), moment(last).date(), moment(as_of))


YEAR = ("2026-01-01", "2026-12-31", "2027-01-05")


def counted(county, name, *period):
    found = facts.count(f"findings.{name}", [county.roads, county.town], span(*(period or YEAR)))
    return found.values[county.town.pk], found.records.get(county.town.pk, [])


def test_confirmed_findings_count_and_mended_ones_are_open_no_more(county, confirmed):
    foi, other = confirmed
    assert counted(county, "confirmed") == (2, [foi.pk, other.pk]) == counted(county, "unmended")
    assert facts.count("findings.confirmed", [county.roads], span(*YEAR)).values == {county.roads.pk: 0}
    other.case.take("reject", by=county.ban, at=moment("2026-02-02 09:00"), words="不属实")
    foi.case.take("mend", by=county.ban, at=moment("2026-02-02 09:00"), words="已改")
    assert (counted(county, "confirmed"), counted(county, "unmended")) == ((1, [foi.pk]), (0, []))
    assert counted(county, "unmended", "2026-01-01", "2026-01-31", "2027-01-05")[0] == 2
    assert counted(county, "confirmed", "2026-02-01", "2026-12-31", "2027-01-05")[0] == 0


def test_what_an_earlier_round_had_found_recurs(county, confirmed):
    assert counted(county, "recurred")[0] == 0
    rounds.take_in(told(county, 2026), county.ban, moment("2027-01-12 10:00"))
    assert counted(county, "recurred", "2027-01-01", "2027-12-31", "2028-01-01") == (2, [one.pk for one in confirmed])


def test_a_rectification_that_nobody_reported_in_its_month_is_late(county, mending):
    mending.case.take("receive", by=county.zhenfen, at=moment("2026-01-15 09:00"))
    assert counted(county, "mends_late", "2026-01-01", "2026-02-23", "2026-02-24")[0] == 0
    assert counted(county, "mends_late") == (1, [mending.pk])
    assert counted(county, "mends_late", "2026-03-01", "2026-12-31", "2027-01-01")[0] == 0


COUNTED = {
    "leak": "leaks", "petition": "petitions", "service": "service_petitions", "exposure": "exposures",
    "abuse": "abuses", "withheld": "breaches", "wrong": "breaches",
}  # fmt: skip


@pytest.mark.parametrize("sort", COUNTED)
def test_an_incident_counts_once_it_is_confirmed_in_the_period_it_happened_in(county, sort):
    said = reporting.Told(
        county.town, sort, moment("2026-01-05").date(), "信访局转来", "经过", evidence=[["0" * 64, "函"]]
    )
    row, other = (reporting.report(said, county.zhen, AT) for _ in range(2))
    assert counted(county, COUNTED[sort])[0] == 0
    take_many("incident", "confirm", [Take(row.case, county.ban, AT), Take(other.case, county.ban, AT)])
    assert counted(county, COUNTED[sort]) == (2, [row.pk, other.pk])
    assert all(counted(county, name)[0] == 0 for name in set(COUNTED.values()) - {COUNTED[sort]})
    assert counted(county, COUNTED[sort], "2026-02-01", "2026-12-31", "2027-01-01")[0] == 0
    assert counted(county, COUNTED[sort], "2026-01-01", "2026-12-31", "2026-01-12 09:00")[0] == 0
    other.case.take("dismiss", by=county.he, at=AT, words="不属实")
    assert counted(county, COUNTED[sort]) == (1, [row.pk])
