"""Booked publication and expiry: at the told moment, in order, and loud when it fails."""

from types import SimpleNamespace

import pytest

from gongkai.acts.models import Act, Case
from gongkai.acts.refusals import Unready
from gongkai.publication import door
from gongkai.workflow import booking
from gongkai.workflow.models import Booking
from tests.county import moment
from tests.workflow.conftest import AT, status

LATER = moment("2025-03-10 09:00")


def book(people, record, when=LATER, step="schedule", **how):
    record.case.take(step, by=people.fa, at=AT, detail={"for": when.isoformat()}, **how)


@pytest.fixture
def approved(people, write, go):
    return lambda title="关于公路养护的通知": go(write(title), "propose", "clear", "approve", county=people)


@pytest.mark.provision("TZ-4.3")
def test_a_record_goes_out_at_the_hour_its_publisher_chose(people, approved, press, sign_in, sweep):
    record = approved()
    assert press("fa", record, "schedule", **{"for": "2025-03-10T09:00"}).status_code == 302
    page = sign_in("fa").get("/staff/workflow/calendar/").content.decode()
    assert "2025年3月10日" in page and "09:00 公开" in page
    sweep(moment("2025-03-10 08:59"))
    assert status(record) == "approved"
    sweep(moment("2025-03-10 09:00"))
    act = Act.objects.get(case=record.pk, step="publish")
    assert act.person == people.fa.person and act.at == LATER and "按 2025-03-10 09:00 的预约" in act.detail["says"]
    assert door.shown(f"disclosure:{record.pk}").withdrawn is None
    sweep(moment("2025-03-10 09:01"))
    assert Act.objects.filter(case=record.pk, step="publish").count() == 1


def test_what_could_not_be_published_now_cannot_be_booked(people, write, go, route, press):
    record = go(write(), "propose", "clear", "approve", county=people)
    route(signers=[people.finance])
    refused = press("fa", record, "schedule", **{"for": "2025-03-10T09:00"})
    assert refused.status_code == 409 and "财政局会签，还没有送去" in refused.content.decode()
    assert not Booking.objects.exists()


def test_the_moment_lies_ahead(people, approved, press):
    assert "已经过去" in press("fa", approved(), "schedule", **{"for": "2025-03-05T08:00"}).content.decode()


def test_a_failure_is_on_the_desks_of_publisher_and_office_and_tried_again(people, approved, route, sweep, sign_in):
    record = approved()
    book(people, record)
    made = route(signers=[people.finance])
    sweep(moment("2025-03-10 09:00"))
    booking = Booking.objects.get()
    assert status(record) == "approved" and "财政局会签" in booking.failed
    assert booking.next_try == moment("2025-03-10 09:10")
    for name in ("fa", "ban"):
        page = sign_in(name).get("/staff/").content.decode()
        assert "没有办成" in page and "财政局会签" in page and "下次再试 2025-03-10 09:10" in page
    made.until = moment("2025-03-09").date()
    made.save()
    sweep(moment("2025-03-10 09:10"))
    assert status(record) == "published" and Booking.objects.get().ended


def test_a_publisher_who_left_leaves_the_booking_failed_in_words(people, approved, sweep):
    record = approved()
    book(people, record)
    people.fa.until = moment("2025-03-08").date()
    people.fa.save()
    sweep(LATER)
    assert status(record) == "approved" and "不任此岗" in Booking.objects.get().failed


def test_after_downtime_what_was_missed_is_done_in_its_order_and_one_failure_stops_no_other(people, approved, sweep):
    first, second, third = (approved(title) for title in ("一号通知", "二号通知", "三号通知"))
    for record, hour in ((third, 11), (first, 9), (second, 10)):
        book(people, record, moment(f"2025-03-10 {hour:02}:00"))
    Case.objects.filter(pk=second.pk).update(content="0" * 64)
    sweep(moment("2025-03-12 08:00"))
    out = Act.objects.filter(step="publish").order_by("pk").values_list("case__title", flat=True)
    assert list(out) == ["一号通知", "三号通知"] and Booking.objects.get(ended=None).failed


def test_a_return_ends_the_booking(people, approved, sweep):
    record = approved()
    book(people, record)
    record.case.take("return", by=people.fen, at=AT, words="再核")
    sweep(LATER)
    assert status(record) == "returned" and not Booking.objects.filter(ended=None).exists()


def test_a_booking_is_moved_and_cancelled(people, approved, sweep):
    record = approved()
    book(people, record)
    book(people, record, moment("2025-03-11 09:00"))
    sweep(LATER)
    assert status(record) == "approved"
    record.case.take("unschedule", by=people.fa, at=AT)
    sweep(moment("2025-03-11 09:00"))
    assert status(record) == "approved"
    with pytest.raises(Unready, match="没有预约"):
        record.case.take("unschedule", by=people.fa, at=AT)


def test_a_notice_of_a_term_is_taken_off_when_the_term_ends(people, approved, sweep):
    record = approved()
    book(people, record, LATER, step="expire", words="公示期满")
    record.case.take("publish", by=people.fa, at=AT)
    sweep(moment("2025-03-09 09:00"))
    assert door.shown(f"disclosure:{record.pk}").withdrawn is None
    sweep(LATER)
    shown = door.shown(f"disclosure:{record.pk}")
    assert status(record) == "withdrawn" and shown.withdrawn and shown.reason == "公开期满"


def test_a_policy_and_its_interpretation_are_booked_and_go_out_together(people, write, go, route, press, sweep):
    route(interpretation="together")
    policy = write("通行通知", kind="通知")
    told = write("通行通知解读", "<p>为什么。</p>", kind="解读", interprets=policy)
    plan = {"mode": "draft", "speaker": "张", "rank": "专家学者", "forms": ["文字"], "channels": ["portal", "weibo"]}
    assert press("xin", policy, "plan", **plan).status_code == 302
    for name, step in (("xin", "propose"), ("mi", "clear"), ("fen", "approve")):
        assert press(name, policy, step, told).status_code == 302
    assert press("fa", policy, "schedule", told, **{"for": "2025-03-10T09:00"}).status_code == 302
    assert Booking.objects.count() == 2
    sweep(LATER)
    assert status(policy) == status(told) == "published"
    assert not Booking.objects.filter(ended=None).exists()
    assert Act.objects.filter(step="publish", at=LATER).count() == 2


def test_a_booking_called_off_while_it_is_carried_out_publishes_nothing(people, approved, monkeypatch):
    """The publisher calls it off after the schedule has read the booking and before it does the step."""
    record = approved()
    book(people, record)
    begin, left = booking.transaction.atomic, ["unschedule"]

    def late():
        while left:
            record.case.take(left.pop(), by=people.fa, at=AT)
        return begin()

    monkeypatch.setattr(booking, "transaction", SimpleNamespace(atomic=late))
    booking.carry_out(Booking.objects.get().pk, LATER)
    assert status(record) == "approved" and door.shown(f"disclosure:{record.pk}") is None
    assert Booking.objects.get().failed == ""
