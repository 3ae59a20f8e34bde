"""5, 24 and 48 hours, through nights and days off (BW-8.3, SQ-5.2, 国办发〔2016〕61号)."""

import pytest

from gongkai import shelf
from gongkai.acts.facts import Span
from gongkai.acts.models import Due
from gongkai.opinion import escalating, facts
from gongkai.outbox.models import Message
from gongkai.workflow.models import Notice
from tests.county import moment


def span(as_of):
    return Span(moment("2025-01-01").date(), moment("2025-12-31").date(), moment(as_of))


@pytest.fixture(params=["bw", "sq"])
def their_limits(request, monkeypatch):
    monkeypatch.setattr(shelf, "here", lambda: shelf.limits(request.param))


def hold(desk, county, day):
    """A press conference of the road bureau that was held on a day."""
    from gongkai.disclosures.models import Conference

    said = {"title": "塌方处置新闻发布会", "event": "塌方", "planned": day}
    answer = desk.sign_in("xin").post("/staff/disclosures/conferences/new/", said)
    assert answer.status_code == 302, answer.content.decode()
    row = Conference.objects.latest("pk")
    told = {"day": day, "speakers": "局长", "media": "县融媒体中心"}
    answer = desk.sign_in("xin").post(f"/staff/disclosures/conferences/{row.pk}/hold/", told)
    assert answer.status_code == 302, answer.content.decode()
    return row


@pytest.mark.provision("BW-8.3", "SQ-5.2")
@pytest.mark.parametrize(("out", "late"), [("2025-03-05 13:30", 0), ("2025-03-05 13:31", 1)])
def test_a_major_emergency_has_its_first_word_within_five_hours_of_when_it_happened(
    desk, county, sudden, their_limits, out, late
):
    event = desk.collect("2025-03-05 09:00", **sudden)
    assert "还剩 4 小时 30 分（到 3月5日 13:30）" in desk.page("fa", event)
    desk.written(event)
    desk.out(event, out, name="release")
    counted = facts.first_word_late([county.roads], span("2025-04-01 00:00"))
    assert counted.values == {county.roads.pk: late}
    if late:
        assert counted.says[county.roads.pk] == ["县道三号线塌方：晚了 1 分"]


@pytest.mark.provision("BW-8.3", "SQ-5.2")
@pytest.mark.parametrize(("at", "late"), [("2025-03-06 08:30", 0), ("2025-03-06 08:31", 1)])
def test_a_major_emergency_has_its_press_conference_within_a_day_and_goes_on_being_told(
    desk, county, sudden, their_limits, at, late
):
    event = desk.collect("2025-03-05 09:00", **sudden)
    desk.written(event)
    desk.out(event, "2025-03-05 11:00", name="release")
    desk.stand("2025-03-06 12:00")
    row = hold(desk, county, "2025-03-06")
    desk.does("xin", event, "press", moment=desk.here(at), conference=row.pk)
    assert facts.conference_late([county.roads], span("2025-04-01 00:00")).values == {county.roads.pk: late}
    for hour in (13, 18):
        desk.out(event, f"2025-03-06 {hour}:00", name="release", says=f"{hour}时进展")
    page = desk.page("fa", event)
    assert "13时进展" in page and "18时进展" in page and "2 小时 30 分后" in page


def test_a_conference_on_another_day_is_no_proof(desk, county, sudden):
    event = desk.collect("2025-03-05 09:00", **sudden)
    desk.stand("2025-03-06 12:00")
    row = hold(desk, county, "2025-03-05")
    answer = desk.does("xin", event, "press", expect=409, moment="2025-03-06T08:00", conference=row.pk)
    assert "不是同一天" in answer.content.decode()


@pytest.mark.parametrize(("out", "late"), [("2025-03-03 22:30", 0), ("2025-03-03 22:31", 1)])
def test_any_other_event_is_answered_within_two_days_through_the_week_end(desk, county, out, late):
    event = desk.collect("2025-03-01 23:00", noticed="2025-03-01T22:30")
    desk.judged(event)
    desk.written(event)
    desk.out(event, out)
    assert facts.respond_late([county.roads], span("2025-04-01 00:00")).values == {county.roads.pk: late}


def test_where_nobody_knows_when_it_happened_the_clock_runs_from_when_it_was_known(desk, sudden):
    event = desk.collect("2025-03-05 09:00", **sudden | {"happened": ""})
    assert "时限暂从知悉时间起算" in desk.page("xin", event)
    assert Due.objects.get(case=event.pk, limit="opinion.first_word").due == moment("2025-03-05 14:00")
    answer = desk.does("xin", event, "occur", at="2025-03-05 09:10", expect=409, moment="2025-03-05T09:01")
    assert "晚于知悉时间" in answer.content.decode()
    desk.does("xin", event, "occur", moment="2025-03-05T07:00")
    assert Due.objects.get(case=event.pk, limit="opinion.first_word").due == moment("2025-03-05 12:00")


def test_judged_major_its_clocks_are_those_of_a_major_one_and_the_other_goes(desk):
    event = desk.collect(happened="2025-03-05T08:30")
    assert list(event.case.dues.values_list("limit", flat=True)) == ["opinion.respond"]
    desk.judged(event, sort="sudden", grade="extreme")
    running = event.case.dues.filter(done=None)
    assert sorted(running.values_list("limit", flat=True)) == ["opinion.first_word", "opinion.press"]


def test_what_is_late_goes_before_the_leading_group_once(desk, county, sudden):
    event = desk.collect("2025-03-05 09:00", **sudden)
    assert escalating.overdue(moment("2025-03-05 13:30")) == []
    at = moment("2025-03-05 13:31")
    for due in escalating.overdue(at):
        escalating.escalate(due, at)
    assert escalating.overdue(moment("2025-03-05 13:32")) == []
    act = event.case.acts.get(step="escalate")
    assert act.person is None and act.detail["says"] == "重大突发事件首次发布，已超 1 分（应于 3月5日 13:30）"
    assert Notice.objects.filter(act=act, person=county.ling.person).exists()
    assert Message.objects.filter(kind="opinion").count() == 1


@pytest.mark.parametrize("answered", [False, True])
def test_the_letter_names_no_title_and_does_not_go_once_it_was_answered(desk, county, sudden, answered):
    from gongkai.accounts.models import WorkMail

    event = desk.collect("2025-03-05 09:00", **sudden)
    at = moment("2025-03-05 14:00")
    WorkMail.objects.create(person=county.ling.person, address="ling@example.gov.cn", at=at, confirmed=at)
    escalating.escalate(escalating.overdue(at)[0], at)
    if answered:
        desk.written(event)
        desk.out(event, "2025-03-05 14:30", name="release")
    mail = escalating.letter(Message.objects.get(kind="opinion"))
    if answered:
        assert mail is None
    else:
        assert f"/staff/opinion/{event.pk}/" in mail.text and "塌方" not in f"{mail.subject}{mail.text}"


def test_the_clock_is_nowhere_in_public(desk, client, sudden):
    desk.collect("2025-03-05 09:00", **sudden)
    client.logout()
    assert client.get("/staff/opinion/").status_code == 302
