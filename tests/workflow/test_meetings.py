"""Collective review: a meeting decides several records; its minutes carry the decisions out."""

import pytest

from gongkai.acts.models import Act, Case
from gongkai.acts.refusals import SameHands, Unready
from gongkai.disclosures import drafting
from gongkai.publication import door
from gongkai.workflow import meetings
from gongkai.workflow.models import Meeting
from tests.county import moment
from tests.workflow.conftest import AT, status

HELD = moment("2025-03-05").date()


def minutes(county, *, people, decisions, text="会议听取汇报并作出决定。", others=()):
    return meetings.Minutes([post.person for post in people], list(others), text, decisions)


@pytest.mark.provision("TZ-4.2")
def test_what_the_route_sends_to_a_meeting_is_approved_by_its_minutes(people, write, go, route, press, sign_in):
    route(collective=True)
    good, bad = (go(write(title), "propose", "clear", county=people) for title in ("重大事项", "敏感事项"))
    refused = press("fen", good, "approve")
    assert refused.status_code == 409 and "须经集体研究" in refused.content.decode()
    said = {"body": "party", "held": "2025-03-05", "chair": "局长某", "documents": [good.pk, bad.pk]}
    sign_in("xin").post("/staff/disclosures/meetings/new/", said)
    key = Meeting.objects.get().pk
    said = {
        "people": [people.fen.pk, people.mi.pk], "others": "张三 李四", "text": "逐件研究。",
        f"decision-{good.pk}": "approve", f"decision-{bad.pk}": "return", f"opinion-{bad.pk}": "数据不全，暂缓",
        **{f"read-{one.pk}": one.case.content for one in (good, bad)},
    }  # fmt: skip
    sign_in("xin").post(f"/staff/disclosures/meetings/{key}/minute/", said)
    assert status(good) == "cleared"
    read = {"read": Case.objects.get(pk=key).content}
    assert sign_in("fen").post(f"/staff/disclosures/meetings/{key}/confirm/", read).status_code == 302
    assert (status(good), status(bad)) == ("approved", "returned")
    act = Act.objects.get(case=good.pk, step="approve")
    assert act.detail["says"] == "党组会2025年3月5日集体研究" and act.content == good.case.content
    assert "数据不全，暂缓" in sign_in("xin").get(f"/staff/disclosures/{bad.pk}/").content.decode()
    assert press("fa", good, "publish").status_code == 302


def test_only_the_drafter_present_is_no_meeting(people, write, go):
    record = go(write(), "propose", "clear", county=people)
    meeting = meetings.convene("bureau", HELD, "某", [record.case], people.xin, AT)
    decided = {record.pk: ("approve", "")}
    meetings.minute(meeting, minutes(people, people=[people.xin], decisions=decided), people.xin, AT)
    with pytest.raises(Unready) as refused:
        meeting.case.take("confirm", by=people.fen, at=AT)
    assert "只有起草的人到会" in str(refused.value) and "到会不足 2 人" in str(refused.value)


def test_who_wrote_the_minutes_does_not_confirm_them(people, write, go):
    record = go(write(), "propose", "clear", county=people)
    meeting = meetings.convene("bureau", HELD, "某", [record.case], people.fen, AT)
    decided = {record.pk: ("approve", "")}
    meetings.minute(meeting, minutes(people, people=[people.fen, people.mi], decisions=decided), people.fen, AT)
    with pytest.raises(SameHands):
        meeting.case.take("confirm", by=people.fen, at=AT)
    meeting.case.take("confirm", by=people.fener, at=AT)
    assert status(record) == "approved"


def test_minutes_of_a_text_that_changed_since_are_not_confirmed(people, write, go):
    record = go(write(), "propose", "clear", county=people)
    meeting = meetings.convene("bureau", HELD, "某", [record.case], people.xin, AT)
    decided = {record.pk: ("approve", "")}
    meetings.minute(meeting, minutes(people, people=[people.fen, people.mi], decisions=decided), people.xin, AT)
    record.case.take("return", by=people.fen, at=AT, words="改")
    with pytest.raises(Unready, match="又有变动"):
        meeting.case.take("confirm", by=people.fen, at=AT)


def test_minutes_are_sealed_and_other_units_do_not_find_the_meeting(people, write, go, sign_in):
    from django.db import connection

    record = go(write(), "propose", "clear", county=people)
    meeting = meetings.convene("party", HELD, "某", [record.case], people.xin, AT)
    said = minutes(people, people=[people.fen, people.mi], decisions={record.pk: ("approve", "")}, text="机密议论")
    meetings.minute(meeting, said, people.xin, AT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT minutes FROM workflow_meeting")
        assert "机密议论" not in cursor.fetchone()[0]
    assert sign_in("zhen").get(f"/staff/disclosures/meetings/{meeting.pk}/").status_code == 404
    assert sign_in("ling").get(f"/staff/disclosures/meetings/{meeting.pk}/").status_code == 404


@pytest.mark.provision("TZ-1.1")
def test_what_a_meeting_decided_is_made_public_with_the_body_that_decided(people, write, go, press, sign_in):
    record = go(write("关于大修县道的决定"), "propose", "clear", county=people)
    meeting = meetings.convene("director", HELD, "某", [record.case], people.xin, AT)
    said = minutes(
        people, people=[people.fen, people.mi], decisions={record.pk: ("approve", "不公开的议论")}, text="密"
    )
    meetings.minute(meeting, said, people.xin, AT)
    meeting.case.take("confirm", by=people.fener, at=AT)
    sign_in("xin").post(f"/staff/disclosures/meetings/{meeting.pk}/outcome/")
    meeting.refresh_from_db()
    result = meeting.outcome.disclosure
    for name, step in (("xin", "propose"), ("mi", "clear"), ("fen", "approve"), ("fa", "publish")):
        assert press(name, result, step).status_code == 302
    shown = door.shown(f"disclosure:{result.pk}")
    assert "局长办公会" in shown.title and "2025年3月5日" in shown.html
    assert "《关于大修县道的决定》：同意公开" in shown.html and "密" not in shown.html and "议论" not in shown.html


@pytest.mark.provision("TZ-4.2")
def test_minutes_written_again_after_they_were_opened_are_not_confirmed_unread(people, write, go, sign_in):
    record = go(write(), "propose", "clear", county=people)
    meeting = meetings.convene("bureau", HELD, "某", [record.case], people.xin, AT)
    refused = minutes(people, people=[people.fen, people.mi], decisions={record.pk: ("return", "不成熟")})
    meetings.minute(meeting, refused, people.xin, AT)
    url = f"/staff/disclosures/meetings/{meeting.pk}/"
    read = Case.objects.get(pk=meeting.pk).content
    assert read in sign_in("fen").get(url).content.decode()
    agreed = minutes(people, people=[people.fen, people.mi], decisions={record.pk: ("approve", "")})
    meetings.minute(meeting, agreed, people.xin, AT)
    answer = sign_in("fen").post(f"{url}confirm/", {"read": read})
    assert answer.status_code == 409 and "又改过" in answer.content.decode() and status(record) == "cleared"
    read = Case.objects.get(pk=meeting.pk).content
    assert sign_in("fen").post(f"{url}confirm/", {"read": read}).status_code == 302
    assert status(record) == "approved"


@pytest.mark.parametrize("what", ["minutes", "attendee", "decision", "paper"])
def test_minutes_changed_behind_the_steps_are_not_confirmed(people, write, go, what):
    from gongkai.files.models import StoredFile

    record = go(write(), "propose", "clear", county=people)
    meeting = meetings.convene("bureau", HELD, "某", [record.case], people.xin, AT)
    said = minutes(people, people=[people.fen, people.mi], decisions={record.pk: ("return", "不成熟")})
    meetings.minute(meeting, said, people.xin, AT)
    if what == "minutes":
        Meeting.objects.update(minutes="另一份纪要")
    elif what == "attendee":
        meeting.attendees.create(name="没有到会的人")
    elif what == "decision":
        meeting.items.update(decision="approve")
    else:
        paper = StoredFile.objects.create(sha256="0" * 64, size=1, media_type="application/pdf", at=AT)
        Meeting.objects.update(paper=paper)
    with pytest.raises(Unready, match="与记录时不一致"):
        meeting.case.take("confirm", by=people.fen, at=AT)


def test_a_meeting_is_not_recorded_over_a_text_that_was_not_on_the_screen(people, write, go, sign_in):
    record = go(write(), "propose", "clear", county=people)
    meeting = meetings.convene("bureau", HELD, "某", [record.case], people.xin, AT)
    url = f"/staff/disclosures/meetings/{meeting.pk}/minute/"
    read = Case.objects.get(pk=record.pk).content
    assert read in sign_in("xin").get(url).content.decode()
    record.case.take("return", by=people.fen, at=AT, words="改数字")
    draft = drafting.Draft(people.roads, people.topic, "关于公路养护的通知", HELD, "<p>改过的数字。</p>")
    drafting.save(record, record.case.version, draft, people.xin, AT)
    go(record, "propose", "clear", county=people, at="2025-03-05 10:00")
    said = {"people": [people.fen.pk, people.mi.pk], "text": "逐件研究。", f"decision-{record.pk}": "approve"}
    answer = sign_in("xin").post(url, said | {f"read-{record.pk}": read})
    assert "又改过" in answer.content.decode() and Case.objects.get(pk=meeting.pk).status == "called"
    assert "提请以后改过" in sign_in("xin").get(url).content.decode()
    read = Case.objects.get(pk=record.pk).content
    assert sign_in("xin").post(url, said | {f"read-{record.pk}": read}).status_code == 302
