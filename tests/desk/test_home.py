"""工作台: what waits for whom, the soonest legal risk first, and the proof of each date one click away."""

import pytest
from django.urls import reverse

from gongkai.accounts.models import Post
from gongkai.acts import steps
from gongkai.acts.models import Case
from gongkai.desk import duties
from gongkai.desk.waiting import Waiting
from tests.county import moment

AT = moment("2025-03-31 10:00")  # the last day for what was formed on Monday 3 March, twenty working days before

pytestmark = pytest.mark.told(AT)


@pytest.fixture
def work(county, write):
    """Four records of the bureau: late, due today, due later, and one without any clock left running for the writer."""
    late, today, later = (
        write("晚了", at="2025-02-24 10:00"),
        write("今天", at="2025-03-03 10:00"),
        write("还早", at="2025-03-20 10:00"),
    )
    for record in (late, today, later):
        record.case.take("propose", by=county.xin, at=moment("2025-03-21 10:00"))
    return late, today, later


def test_each_sees_what_waits_for_their_step_with_the_soonest_on_top(county, work):
    assert [duty.title for duty in duties.mine(county.mi, AT)] == ["晚了", "今天", "还早"]
    assert [duty.state for duty in duties.mine(county.mi, AT)] == ["late", "near", ""]
    assert duties.mine(county.xin, AT) == [] and duties.mine(county.fen, AT) == []
    work[0].case.take("clear", by=county.mi, at=AT)
    assert [duty.title for duty in duties.mine(county.fen, AT)] == ["晚了"]


def test_a_unit_sees_its_own_and_the_office_everybodys(county, work):
    assert [duty.title for duty in duties.of_others(Waiting(county.xin, AT))] == ["晚了", "今天", "还早"]
    assert duties.of_others(Waiting(county.zhen, AT)) == []
    assert len(duties.of_others(Waiting(county.ban, AT))) == 3


def test_the_numbers_above_are_those_of_the_list(county, work):
    found = duties.total(Waiting(county.mi, AT).by_kind().values())
    assert (found.late, found.today, found.soon, found.all) == (1, 1, 0, 3)


@pytest.mark.parametrize("at, state", [("2025-03-31 23:59", "near"), ("2025-04-01 00:00", "late")])
def test_a_duty_turns_late_at_the_first_moment_after_its_last_day(county, work, at, state):
    today = next(duty for duty in duties.mine(county.mi, moment(at)) if duty.title == "今天")
    assert today.state == state


def test_the_desk_counts_in_the_unit_of_the_limit_as_the_record_does(county, work, sign_in):
    left = {duty.title: duty.left for duty in duties.mine(county.mi, AT)}
    # From Monday 24 to Monday 31 March there are five working days; to 18 April thirteen, Qingming left out.
    assert left == {"晚了": "已超期 5 个工作日", "今天": "今天到期", "还早": "还有 13 个工作日"}
    client = sign_in("mi")
    for record in work:
        assert left[record.case.title] in client.get(f"/staff/disclosures/{record.pk}/").content.decode()


@pytest.mark.parametrize(
    ("at", "left"), [("2025-03-29 10:00", "已超期 4 个工作日"), ("2025-03-22 10:00", "还有 1 个工作日")]
)
def test_days_off_are_not_counted_on_the_desk_either(county, work, at, left):
    assert next(duty.left for duty in duties.mine(county.mi, moment(at)) if duty.title == "晚了") == left


def test_late_on_the_days_off_right_after_the_last_day_is_not_said_to_be_due_today(county, write):
    record = write("清明前到期", at="2025-03-06 10:00")  # twenty working days later is Thursday 3 April, then Qingming
    record.case.take("propose", by=county.xin, at=moment("2025-03-10 10:00"))
    (duty,) = duties.mine(county.mi, moment("2025-04-05 10:00"))
    assert (duty.state, duty.left) == ("late", "已超期，不足 1 个工作日")


def test_a_day_of_another_year_is_told_with_its_year(county, write):
    record = write("跨年", at="2025-12-29 10:00")
    record.case.take("propose", by=county.xin, at=moment("2025-12-29 11:00"))
    (duty,) = duties.mine(county.mi, moment("2025-12-30 10:00"))
    assert duty.day.startswith("2026年1月")
    (duty,) = duties.mine(county.mi, moment("2026-01-05 10:00"))
    assert duty.day.startswith("1月")


def test_the_page_shows_duties_and_why_each_day_is_that_day(county, work, sign_in):
    client = sign_in("mi")
    page = client.get("/staff/").content.decode()
    assert "晚了" in page and "为什么是 3月24日" in page
    why = client.get(f"/staff/why/{work[1].pk}/").content.decode()
    assert "2025年3月31日" in why and "周六" in why and "TZ-2.5" in why


def test_the_office_sees_which_units_are_late(county, work, sign_in):
    page = sign_in("ban").get("/staff/").content.decode()
    assert "超期最多的单位" in page and "交运局" in page


def test_columns_that_stand_still_are_on_the_writers_desk(county, sign_in, monkeypatch):
    from gongkai import shelf
    from gongkai.catalogue.models import TopicUnit

    monkeypatch.setattr(shelf, "here", lambda: shelf.limits("kf"))
    county.topic.refresh = "catalogue.refresh"
    county.topic.save()
    TopicUnit.objects.create(topic=county.topic, unit=county.roads, since="2025-01-02")
    page = sign_in("xin").get("/staff/").content.decode()
    # Twenty working days from Thursday 2 January end on 6 February; 31 March is the 38th after it (8 February counts).
    assert "已超期 38 个工作日" in page and "（20个工作日，期限 2025-02-06）" in page
    assert "栏目更新" in page and "通知公告" in page and f"?topic={county.topic.pk}" in page
    assert "栏目更新" not in sign_in("mi").get("/staff/").content.decode()


def test_a_campaign_waits_on_the_desk_of_whoever_takes_its_next_step(county, campaign):
    def waiting(post):
        return [duty.step for duty in duties.mine(post, moment("2026-01-08 09:00")) if duty.kind == "考核"]

    marker = Post.objects.create(person=county.fen.person, unit=county.top, role="assessor")
    assert (waiting(marker), waiting(county.ban), waiting(county.ling)) == ([], ["合成得分"], [])
    Case.objects.filter(pk=campaign.pk).update(status="composed")
    assert (waiting(marker), waiting(county.ban), waiting(county.ling)) == ([], ["复核得分"], [])
    Case.objects.filter(pk=campaign.pk).update(status="heard")
    assert waiting(county.ling) == ["审定结果"]
    Case.objects.filter(pk=campaign.pk).update(status="decided")
    assert (waiting(county.ban), waiting(county.ling)) == (["通报并公布"], [])
    Case.objects.filter(pk=campaign.pk).update(status="announced")
    assert waiting(county.ban) == []


def test_a_room_that_the_desk_does_not_know_stands_on_the_desk_of_who_takes_its_next_step(county, unknown, sign_in):
    unknown(county.roads, "proposed", "2025-03-31 09:00")
    assert [(one.kind, one.step, one.state) for one in duties.mine(county.fen, AT)] == [("不知道的事", "核定", "late")]
    assert duties.mine(county.xin, AT) == duties.mine(county.zhenfen, AT) == []
    assert "不知道的事 · 交运局" in sign_in("fen").get("/staff/").content.decode()


@pytest.mark.parametrize(("due", "there"), [("2025-04-03 09:59", True), ("2025-04-03 10:00", False)])
def test_a_clock_that_no_ordinary_step_ends_is_on_the_desk_of_its_role_three_days_before(county, unknown, due, there):
    case = unknown(county.roads, "answered", due)
    assert ([one.key for one in duties.mine(county.xin, AT)] == [case.pk]) is there
    assert duties.mine(county.mi, AT) == [], "another role's"


def test_every_kind_of_case_with_clocks_has_a_page_to_go_to():
    """Whatever room is added: what it lets run out can be opened from the desk."""
    with_clocks = [kind for kind in steps.kinds() if kind.limits_of]
    assert len(with_clocks) > 10
    for kind in with_clocks:
        assert reverse(kind.url, args=[1]).startswith("/staff/"), kind.name


def test_tabs_count_what_waits_by_room_and_narrow_the_list(county, work, unknown, sign_in):
    unknown(county.roads, "proposed", "2025-03-31 09:00", title="别的事")
    work[0].case.take("clear", by=county.mi, at=AT)
    client = sign_in("fen")
    page = client.get("/staff/").content.decode()
    assert '全部 <span class="count">2</span>' in page and '不知道的事 <span class="count">1</span>' in page
    narrowed = client.get("/staff/?kind=unknown").content.decode()
    assert "别的事" in narrowed and "晚了" not in narrowed
    assert "晚了" in client.get("/staff/?kind=nonsense").content.decode()


def test_of_very_many_rooms_the_latest_have_tabs_and_the_rest_one_together():
    from gongkai.desk import views
    from gongkai.desk.waiting import Counts

    names = [kind.name for kind in steps.kinds()][:9]
    by_kind = {name: Counts(late, 0, 0, late + 1) for late, name in enumerate(names)}
    tabs = views._tabs(by_kind, names[0])
    assert [one["count"] for one in tabs] == [45, 1, 9, 8, 7, 6, None]  # all; the chosen one; the latest; the rest
    assert tabs[-1]["title"] == "另有 4 类" and [one["current"] for one in tabs].index(True) == 1
