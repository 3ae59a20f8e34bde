"""Emergency publication: out before its review, on the leader's order, never without secrecy review."""

import pytest

from gongkai.acts import ways
from gongkai.acts.facts import Span
from gongkai.acts.models import Due
from gongkai.acts.refusals import NotReviewed, SameHands, WrongState
from gongkai.disclosures import facts
from gongkai.publication import door
from tests.county import moment
from tests.workflow.conftest import AT, status

ORDER = {"ordered_by": "王局长", "ordered_how": "电话", "words": "暴雨红色预警，须马上告知绕行"}
HOW = {"detail": {"ordered_by": "王局长", "ordered_how": "电话"}, "words": "暴雨"}


def counted(people, name, until="2025-03-31"):
    span = Span(moment("2025-01-01").date(), moment(until).date(), moment(f"{until} 12:00"))
    return facts.FACTS[name]([people.roads], span).values[people.roads.pk]


@pytest.mark.provision("DY-4")
def test_an_emergency_skips_the_review_and_not_the_secrecy_review(people, write, go, press, sign_in):
    record = go(write("道路封闭通告"), "propose", county=people)
    assert press("fa", record, "emergency", **ORDER).status_code == 409 and status(record) == "proposed"
    go(record, "clear", county=people)
    missing = press("fa", record, "emergency", words="暴雨")
    assert missing.status_code == 200 and "请填写下令的单位负责人" in missing.content.decode()
    assert press("fa", record, "emergency", **ORDER).status_code == 302
    assert status(record) == "emergent" and door.shown(f"disclosure:{record.pk}").withdrawn is None
    page = sign_in("fen").get(f"/staff/disclosures/{record.pk}/").content.decode()
    assert "紧急公开，待补办审核" in page and "王局长下令（电话）" in page
    assert "道路封闭通告" in sign_in("fen").get("/staff/").content.decode()
    record.case.refresh_from_db()
    seen = [(one.step.name, one.state) for one in ways.stations(record.case)]
    assert seen[1:4] == [("clear", "done"), ("approve", "now"), ("publish", "done")]
    assert press("fen", record, "ratify").status_code == 302 and status(record) == "published"
    record.case.refresh_from_db()
    assert [one.state for one in ways.stations(record.case)] == ["done", "done", "done", "done", "now"]


def test_the_review_owed_has_a_clock_that_a_ratification_stops(people, write, go):
    record = go(write(), "propose", "clear", county=people)
    record.case.take("emergency", by=people.fa, at=AT, **HOW)
    due = Due.objects.get(limit="disclosures.ratify")
    assert due.due.date() == moment("2025-03-06").date() and due.role == "reviewer" and due.done is None
    assert Due.objects.get(case=record.pk, limit="disclosures.publish").done == AT
    record.case.take("ratify", by=people.fen, at=moment("2025-03-05 15:00"))
    due.refresh_from_db()
    assert due.done == moment("2025-03-05 15:00")
    assert counted(people, "disclosures.emergencies") == 1
    assert counted(people, "disclosures.emergencies_unratified") == 0
    assert counted(people, "disclosures.published") == 1


def test_unapproved_it_lies_on_the_office_s_desk_and_is_counted(people, write, go, sign_in, stand_at):
    record = go(write("道路封闭通告"), "propose", "clear", county=people)
    record.case.take("emergency", by=people.fa, at=AT, **HOW)
    assert "逾期未补办审核" not in sign_in("ban").get("/staff/").content.decode()
    stand_at("2025-03-07 09:00")
    assert "逾期未补办审核" in sign_in("ban").get("/staff/").content.decode()
    assert counted(people, "disclosures.emergencies_unratified") == 1
    record.case.take(
        "disown", by=people.ban, at=moment("2025-03-07 09:00"), words="内容不实", detail={"cause": "error"}
    )
    shown = door.shown(f"disclosure:{record.pk}")
    assert status(record) == "withdrawn" and shown.withdrawn and shown.reason == "内容有误"
    assert counted(people, "disclosures.published") == 0
    assert counted(people, "disclosures.emergencies_unratified") == 1  # taken back too late


def test_nothing_goes_on_before_the_review_is_made_up(people, write, go):
    record = go(write(), "propose", "clear", county=people)
    record.case.take("emergency", by=people.fa, at=AT, **HOW)
    for step, by in (("archive", people.fa), ("change", people.xin)):
        with pytest.raises(WrongState):
            record.case.take(step, by=by, at=AT)


def test_who_cleared_it_does_not_ratify_it_and_an_edit_is_impossible_meanwhile(people, write, go):
    from gongkai.accounts.models import Post

    both = Post.objects.create(person=people.mi.person, unit=people.roads, role="reviewer")
    record = go(write(), "propose", "clear", county=people)
    record.case.take("emergency", by=people.fa, at=AT, **HOW)
    with pytest.raises(SameHands):
        record.case.take("ratify", by=both, at=AT)


def test_without_clearance_of_this_text_there_is_no_emergency(people, write, go):
    from gongkai.acts.models import Case

    record = go(write(), "propose", "clear", county=people)
    Case.objects.filter(pk=record.pk).update(content="0" * 64)
    record.case.refresh_from_db()
    with pytest.raises(NotReviewed):
        record.case.take("emergency", by=people.fa, at=AT, **HOW)
