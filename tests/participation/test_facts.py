"""What is counted of participation, against sums done by hand (KF-4.1, BW-9.1–9.4)."""

from datetime import date

from gongkai.acts.facts import Span
from gongkai.assessment import facts
from gongkai.participation.consultations import running, treating
from gongkai.participation.models import Decision
from tests.county import moment
from tests.participation.conftest import receipt
from tests.participation.test_decision import DECIDED, listed, press, tell_all
from tests.participation.test_gathering import HELD, announced, planned

__all__ = ["announced", "listed", "planned"]


def count(county, name, first="2025-01-01", last="2025-06-30", as_of="2025-07-01"):
    span = Span(date.fromisoformat(first), date.fromisoformat(last), moment(as_of))
    found = facts.count(f"participation.{name}", [county.roads, county.town], span)
    return found.values[county.roads.pk], found.values[county.town.pk]


def test_a_decision_counts_once_it_is_public_and_is_overdue_the_day_after_it_was_planned(county, listed, sign_in):
    assert count(county, "decisions_overdue", last="2025-06-30", as_of="2025-06-30 12:00") == (0, 0)
    assert count(county, "decisions_overdue", last="2025-07-31", as_of="2025-07-01 00:00") == (1, 0)
    assert count(county, "decisions_complete_share", last="2025-07-31", as_of="2025-07-02") == ("0.00%", None)
    desk = sign_in("xin")
    tell_all(desk, listed)
    press(desk, listed, "decide", **DECIDED)
    assert count(county, "decisions") == (0, 0)
    press(sign_in("fen"), listed, "announce")
    assert count(county, "decisions") == (1, 0)
    assert count(county, "decisions", as_of="2025-03-03") == (0, 0)  # not known then
    assert count(county, "decisions_complete_share", last="2025-07-31", as_of="2025-07-02") == ("100.00%", None)
    Decision.objects.update(planned=date(2024, 12, 31))  # of another period
    assert count(county, "decisions_overdue", last="2025-07-31") == (0, 0)


def test_a_draft_out_for_twenty_nine_days_is_short_and_one_of_thirty_is_not(county, out):
    out()
    assert (count(county, "consultations"), count(county, "consultations_short")) == ((1, 0), (0, 0))
    out(closes=date(2025, 4, 1), shorter="汛期以前要施行")
    assert (count(county, "consultations"), count(county, "consultations_short")) == ((2, 0), (1, 0))


def test_opinions_count_as_answered_once_agreed_to_and_those_set_aside_not_at_all(county, out, speak):
    row = out()
    for words in ("第一条意见", "第二条意见", "卖房广告"):
        receipt(speak(row, words=words))
    one, two, three = row.opinions.select_related("case").order_by("number")
    at = moment("2025-03-10 09:00")
    three.case.take("set_aside", by=county.xin, at=at, detail={"ground": "advert", "says": "广告"})
    treating.treat(row, [one, two], treating.Said("要点", "wholly"), county.xin, at)
    treating.agree([one], {one.pk: one.case.content}, county.fen, at)
    assert count(county, "opinions_answered_share") == (None, None)  # the draft is still out
    running.close(row, moment("2025-04-03 00:00"))
    assert count(county, "opinions_unanswered") == (1, 0)
    assert count(county, "opinions_answered_share") == ("50.00%", None)
    assert count(county, "opinions_answered_share", as_of="2025-03-09") == (None, None)


def test_a_summary_is_late_past_its_month_and_not_on_its_last_day(county, out):
    row = out()
    running.close(row, moment("2025-04-03 00:00"))
    row.case.refresh_from_db()
    due = row.case.dues.get().due.astimezone(moment("2025-01-01").tzinfo)
    assert due.date() == date(2025, 5, 6)  # 3 May, a Saturday in the holidays, rolls to the next working day
    assert count(county, "summaries_late", last="2025-05-05", as_of="2025-05-06") == (0, 0)
    assert count(county, "summaries_late", last="2025-05-06", as_of="2025-05-07") == (1, 0)
    row.case.take("summarize", by=county.xin, at=moment("2025-05-06 09:00"))
    row.case.take("announce", by=county.fen, at=moment("2025-05-06 23:59:59"))
    assert count(county, "summaries_late") == (0, 0)


def test_what_was_held_and_told_of_counts_and_hearings_among_it(county, announced, sign_in, stand_at):
    row = announced(sort="talk", held_at=moment("2025-03-20 09:00"))
    stand_at("2025-03-20 17:00")
    hold = {**HELD, "read": ""}
    assert sign_in("xin").post(f"/staff/participation/gatherings/{row.pk}/hold/", hold).status_code == 302
    assert count(county, "gatherings") == (0, 0)
    assert sign_in("fen").post(f"/staff/participation/gatherings/{row.pk}/agree/").status_code == 302
    assert (count(county, "gatherings"), count(county, "hearings")) == ((1, 0), (0, 0))
    type(row).objects.update(sort="hearing")
    assert count(county, "hearings") == (1, 0)
