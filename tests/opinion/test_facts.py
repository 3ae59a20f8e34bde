"""What is counted, as the trail knew it; shares with what they are shares of."""

from datetime import datetime

from gongkai.acts.facts import Span
from gongkai.assessment import facts as gathered
from gongkai.opinion import facts
from tests.county import moment


def span(as_of):
    return Span(moment("2025-01-01").date(), moment("2025-12-31").date(), moment(as_of))


def test_what_must_be_answered_and_was_not_counts_once_its_hours_are_over(desk, county):
    event = desk.collect("2025-03-05 09:00", sort="market")
    units = [county.roads, county.town]
    assert facts.unanswered(units, span("2025-03-07 09:00")).values[county.roads.pk] == 0
    over = span("2025-03-07 09:01")
    assert facts.unanswered(units, over).records[county.roads.pk] == [event.pk]
    assert facts.respond_late(units, over).values == {county.roads.pk: 1, county.town.pk: 0}
    desk.judged(event)
    desk.written(event)
    desk.out(event, "2025-03-07 12:00")
    assert facts.unanswered(units, span("2025-03-08 09:00")).values[county.roads.pk] == 0
    assert facts.unanswered(units, over).values[county.roads.pk] == 1  # as it was known then
    assert facts.respond_late(units, over).says[county.roads.pk] == ["县道三号线塌方：到期没有"]


def test_the_county_gathers_every_fact_of_the_room(county):
    for name in facts.FACTS:
        assert gathered.count(name, [county.roads], span("2025-04-01")).values == {county.roads.pk: 0}


def test_the_numbers_of_a_year_say_what_they_are_shares_of(desk, county, sudden):
    for place, (title, out) in enumerate(
        (("甲地塌方", "10:30"), ("乙处积水", "12:30"), ("丙站停电", "14:30")), start=5
    ):
        day = f"2025-03-0{place}"
        event = desk.collect(f"{day} 09:00", title=title, **sudden | {"happened": f"{day}T08:30"})
        desk.written(event)
        desk.out(event, f"{day} {out}", name="release", rank="principal" if place == 5 else "unit")
    desk.collect("2025-03-08 09:00", title="丁路拥堵")
    desk.stand("2025-03-08 10:00")
    page = desk.sign_in("ban").get("/staff/opinion/statistics/").content.decode()
    for said in ("4 小时 0 分（3 件）", "2 / 3（67%）", "1 / 3（33%）", "3 / 4（75%）", "重大 3", "一般 1"):
        assert said in page, said
    assert "<dt>其他舆情按时回应</dt><dd>没有</dd>" in page  # its hours are not over
    assert "这一年没有" in desk.sign_in("zhen").get("/staff/opinion/statistics/").content.decode()


def test_the_list_narrows_and_goes_out_as_a_file(desk, sudden):
    from gongkai import tables

    desk.collect(**sudden)
    desk.collect(title="客运站排队")
    page = desk.sign_in("ban").get("/staff/opinion/?grade=major").content.decode()
    assert "县道三号线塌方" in page and "客运站排队" not in page
    answer = desk.sign_in("ban").get("/staff/opinion/?export=xlsx")
    rows = tables.read(answer.content, name="a.xlsx").sheets[0].rows
    told = next(row for row in rows if row[0] == "客运站排队")
    assert isinstance(told[5], datetime) and isinstance(told[6], datetime), "a moment is a moment, not words"


def test_what_is_judged_otherwise_later_stays_in_an_earlier_period_what_it_was_then(desk, county, sudden):
    event = desk.collect("2025-03-05 09:00", **sudden)  # the first word was due at half past one
    units, march = [county.roads, county.town], span("2025-04-01")
    before = Span(moment("2025-01-01").date(), moment("2025-03-31").date(), moment("2025-12-31"))

    def counted(when):
        names = ("grave", "first_word_late", "respond_late", "unanswered", "events")
        return [facts.FACTS[f"opinion.{name}"](units, when).values[county.roads.pk] for name in names]

    assert counted(march) == counted(before) == [1, 1, 0, 1, 1]
    desk.does("xin", event, "confer", moment=desk.here(), there="交运局", concluded="属实")
    desk.stand("2025-03-31 23:59")
    said = {"sort": "other", "grade": "general", "ground": "核实没有造成损失", "unit": county.town.pk}
    last = {"sort": "sudden", "grade": "major", "ground": "应急预案", "unit": county.roads.pk}
    desk.does("ban", event, "judge", **last)
    assert counted(before) == [1, 1, 0, 1, 1]
    desk.does("ban", event, "regrade", "2025-04-01 00:00", **said, words="复核")
    assert counted(before) == counted(march) == [1, 1, 0, 1, 1], "the quarter was over"
    year = span("2025-12-31")
    assert counted(year) == [0, 0, 0, 0, 0], "another unit answers for it now"
    assert facts.events(units, year).values[county.town.pk] == 1
    assert facts.respond_late(units, year).values[county.town.pk] == 1
    assert facts.first_word_late(units, year).values[county.town.pk] == 0


def test_judged_in_the_last_moment_of_a_period_it_counts_as_judged(desk, county, sudden):
    event = desk.collect("2025-03-05 09:00", **sudden)
    desk.does("xin", event, "confer", moment=desk.here(), there="交运局", concluded="属实")
    quarter = Span(moment("2025-01-01").date(), moment("2025-03-31").date(), moment("2025-12-31"))
    said = {"sort": "other", "grade": "general", "ground": "核实没有造成损失", "unit": county.roads.pk}
    desk.does("ban", event, "judge", "2025-03-31 23:59", **said)
    assert facts.grave([county.roads], quarter).values[county.roads.pk] == 0
