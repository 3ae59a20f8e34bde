"""Working days against two independent packages, a naïve counter, and numbers counted by hand."""

from datetime import UTC, date, datetime, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai import shelf
from gongkai.law.reading import Refused, read
from gongkai.law.workdays import Calendar, read_notice

EVERY_DAY = [date(2008, 1, 1) + timedelta(days=n) for n in range((date(2027, 1, 1) - date(2008, 1, 1)).days)]


@pytest.fixture(scope="module")
def calendar():
    return shelf.calendar()


def notice(text: str):
    return read_notice(read(text, "2027.yaml"))


PLAIN_2027 = """
year: 2027
notice: {title: 试用安排, number: 试〔2026〕1号, published: 2026-11-10}
off:
  元旦: 2027-01-01..2027-01-03
  国庆节: 2027-10-01..2027-10-07
work:
  国庆节: [2027-10-09]
"""


def test_every_day_of_nineteen_years_agrees_with_chinesecalendar(calendar):
    assert len(EVERY_DAY) == 6940
    different = [day for day in EVERY_DAY if calendar.is_workday(day) != chinese_calendar.is_workday(day)]
    assert different == []


def test_every_day_of_nineteen_years_agrees_with_holidays(calendar):
    china = holidays.country_holidays("CN", years=range(2008, 2027))
    different = [day for day in EVERY_DAY if calendar.is_workday(day) != china.is_working_day(day)]
    assert different == []


def test_a_year_on_the_shelf_has_its_notice(calendar):
    assert calendar.years == tuple(range(2008, 2027))
    assert calendar.notice(2026).number == "国办发明电〔2025〕7号"
    assert calendar.notice(2015).changed_by[0].endswith("9月3日至5日放假，9月6日上班")


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 1, 15), 7, date(2026, 1, 26)),
        (date(2026, 1, 15), 20, date(2026, 2, 12)),
        (date(2026, 2, 10), 20, date(2026, 3, 16)),  # Spring Festival off, 14 and 28 February worked
        (date(2026, 9, 18), 20, date(2026, 10, 22)),  # 20 September and 10 October worked
        (date(2025, 9, 30), 1, date(2025, 10, 9)),  # eight days off in between
        (date(2024, 2, 9), 1, date(2024, 2, 18)),  # a Sunday, worked
        (date(2018, 12, 28), 1, date(2018, 12, 29)),  # a Saturday the notice for 2019 makes a working day
        (date(2026, 1, 26), -7, date(2026, 1, 15)),
        (date(2026, 1, 18), -1, date(2026, 1, 16)),  # from a Sunday back to the Friday
        (date(2026, 1, 17), 0, date(2026, 1, 17)),
    ],
)
def test_the_nth_working_day_after_a_day_that_does_not_count(calendar, start, days, due):
    assert calendar.add(start, days) == (due, False, "")


@given(start=st.sampled_from(EVERY_DAY[100:-200]), days=st.integers(-60, 60))
def test_adding_is_what_counting_one_by_one_finds(start, days):
    day, left = start, abs(days)
    while left:
        day += timedelta(days=1 if days > 0 else -1)
        left -= chinese_calendar.is_workday(day)
    found = shelf.calendar().add(start, days)
    assert found.day == day
    if days > 0:
        assert shelf.calendar().between(start, day).workdays == days


@given(one=st.sampled_from(EVERY_DAY), other=st.sampled_from(EVERY_DAY))
def test_between_is_the_list_of_working_days_without_the_first(one, other):
    low, high = sorted((one, other))
    listed = chinese_calendar.get_workdays(low + timedelta(days=1), high) if low < high else []
    counted = shelf.calendar().between(one, other)
    assert counted.workdays == (len(listed) if other >= one else -len(listed))
    first, passed = shelf.calendar().table()
    assert passed[high.toordinal() - first] - passed[low.toordinal() - first] == len(listed)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 2, 16), "春节"),
        (date(2026, 2, 14), "调休上班（春节）"),
        (date(2026, 1, 17), "周六"),
        (date(2026, 1, 18), "周日"),
        (date(2026, 1, 19), "周一"),
        (date(2015, 9, 3), "抗战胜利70周年纪念日"),
        (date(2020, 10, 1), "国庆节、中秋节"),
    ],
)
def test_a_day_says_why_it_is_as_it_is(calendar, day, name):
    assert calendar.name(day) == name


def test_the_next_working_day_of_a_working_day_is_itself(calendar):
    assert calendar.next_workday(date(2026, 2, 14)).day == date(2026, 2, 14)
    assert calendar.next_workday(date(2026, 2, 15)).day == date(2026, 2, 24)


def test_the_last_day_with_a_notice_is_certain_and_the_day_after_is_provisional(calendar):
    assert calendar.add(date(2026, 12, 30), 1) == (date(2026, 12, 31), False, "")
    crossed = calendar.add(date(2026, 12, 31), 1)
    assert (crossed.day, crossed.provisional) == (date(2027, 1, 1), True)
    assert crossed.says.startswith("2027年放假安排尚未载入")
    assert calendar.between(date(2026, 12, 1), date(2026, 12, 31)).provisional is False
    assert calendar.between(date(2026, 12, 31), date(2027, 1, 1)).provisional is True
    assert calendar.next_workday(date(2027, 5, 1)).provisional is True


def test_the_start_does_not_count_so_its_year_need_not_have_a_notice(calendar):
    assert calendar.add(date(2007, 12, 31), 1) == (date(2008, 1, 2), False, "")
    assert calendar.add(date(2007, 12, 28), 1).provisional is True
    assert calendar.add(date(2008, 1, 2), -1) == (date(2007, 12, 29), True, calendar.add(date(2007, 12, 28), 1).says)


def test_loading_the_next_notice_makes_a_provisional_date_certain(calendar):
    before = calendar.add(date(2026, 12, 31), 1)
    loaded = Calendar([*(calendar.notice(year) for year in calendar.years), notice(PLAIN_2027)])
    assert before.day == date(2027, 1, 1)
    assert loaded.add(date(2026, 12, 31), 1) == (date(2027, 1, 4), False, "")
    assert loaded.fingerprint() != calendar.fingerprint()


def test_a_gap_between_two_years_is_provisional_and_named(calendar):
    gapped = Calendar([calendar.notice(2024), calendar.notice(2026)])
    crossed = gapped.add(date(2024, 12, 31), 300)
    assert crossed.provisional and crossed.says.startswith("2025年")
    assert gapped.add(date(2026, 1, 5), 20).provisional is False
    assert gapped.between(date(2025, 12, 30), date(2026, 1, 1)).says.startswith("2025年")
    assert gapped.between(date(2025, 12, 31), date(2026, 1, 1)).provisional is False


def test_two_notices_for_one_year_are_refused(calendar):
    with pytest.raises(Refused, match="2026年的放假安排有两份"):
        Calendar([calendar.notice(2026), calendar.notice(2026)])


def test_the_calendar_reaches_thirty_years_past_its_last_notice(calendar):
    assert calendar.next_workday(date(2056, 12, 29)).day == date(2056, 12, 29)
    assert calendar.between(date(1990, 1, 1), date(1990, 1, 8)).workdays == 5
    assert calendar.add(date(1990, 1, 1), 1).provisional


def test_a_day_beyond_the_calendar_is_refused_in_words(calendar):
    with pytest.raises(Refused, match="超出日历可推算的范围"):
        calendar.add(date(1989, 12, 31), 5)
    with pytest.raises(Refused, match="从2056-12-31起算1个工作日，超出日历可推算的范围（1990-01-01至2056-12-31）"):
        calendar.add(date(2056, 12, 31), 1)
    with pytest.raises(Refused, match="超出日历可推算的范围"):
        calendar.next_workday(date(2057, 1, 1))


def test_a_moment_is_not_a_day(calendar):
    moment = datetime(2026, 1, 15, 20, 0, tzinfo=UTC)  # already the 16th in Beijing
    for ask in (calendar.is_workday, calendar.name, calendar.next_workday, lambda m: calendar.add(m, 1)):
        with pytest.raises(TypeError, match="Asia/Shanghai"):
            ask(moment)


def test_days_laid_over_the_calendar_win(calendar):
    closed = date(2026, 3, 2)
    local = calendar.overlaid(off={closed: "本地停办"}, work={date(2026, 3, 7): "本地补班"})
    assert local.name(closed) == "本地停办"
    assert local.add(date(2026, 2, 28), 1).day == date(2026, 3, 3)
    assert local.is_workday(date(2026, 3, 7))
    assert calendar.is_workday(closed) and not calendar.is_workday(date(2026, 3, 7))
    assert local.overlaid(work={closed: "恢复办公"}).is_workday(closed)
    assert local.overlaid(work={closed: "恢复办公"}).name(closed) == "调休上班（恢复办公）"
    assert not local.overlaid(off={date(2026, 3, 7): "又不补班"}).is_workday(date(2026, 3, 7))


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("2027-10-09", "2027-10-08"), 8, "是周五，本来就上班，不是调休"),
        (("2027-10-09", "2027-10-03"), 8, "既写放假又写上班"),
        (("2027-10-01..2027-10-07", "2027-10-07..2027-10-01"), 6, "起止颠倒"),
        (("2027-10-01..2027-10-07", "2027-10-01..2027-10-17"), 6, "超过16天"),
        (("2027-10-01..2027-10-07", "2027-10-01..2028-01-02"), 6, "超过16天"),
        (("2027-10-01..2027-10-07", "2028-01-01"), 6, "不在2027年"),
        (("2027-10-01..2027-10-07", "2027-01-02"), 6, "2027-01-02已写在“元旦”里"),
        (("2027-10-01..2027-10-07", "10月1日"), 6, "不是日期"),
        (("2027-10-01..2027-10-07", "2027-02-30"), 6, "不是日期"),
        (("2027-10-01..2027-10-07", "2027-10-01..2027-10-02..2027-10-03"), 6, "只写一个“..”"),
        (("year: 2027", "year: 二〇二七"), 2, "年份应当是四位数字"),
        (("work:", "worked:"), 7, "不认识“worked”"),
        (("  国庆节: [", "  国庆节: {a: "), 8, "大括号里缺少"),
        (("number: 试〔2026〕1号, ", ""), 3, "缺少“number”"),
    ],
)
def test_a_slip_in_a_notice_is_refused_where_it_stands(change, line, says):
    with pytest.raises(Refused) as refused:
        notice(PLAIN_2027.replace(*change))
    assert any(fault.line == line and says in fault.says for fault in refused.value.faults), str(refused.value)


def test_a_notice_that_forgets_a_holiday_of_the_year_before_is_refused(calendar):
    with pytest.raises(Refused, match="没有写“春节”的放假安排"):
        read_notice(read(PLAIN_2027, "2027.yaml"), expects=calendar.notice(2026).holidays)


def test_all_slips_of_a_notice_come_together():
    broken = PLAIN_2027.replace("2027-01-01..2027-01-03", "元月").replace("2027-10-09", "2027-10-08")
    with pytest.raises(Refused) as refused:
        notice(broken)
    assert len(refused.value.faults) == 2
