"""政务公开会议: entered with who was there and what was decided, agreed to, counted (KF-T3.3, BW-12.3, SQ-6.1)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.acts.facts import Span
from gongkai.organisation import facts
from gongkai.organisation.models import Meeting
from tests.county import moment
from tests.files import samples

HOME = "/staff/organisation/meetings/"
TOLD = {
    "title": "研究2026年政务公开工作", "sort": "group", "held": "2026-02-10", "there": "领导小组成员", "people": "9",
    "decided": "目录由办公室每月核对",
}  # fmt: skip
SPAN = Span(moment("2026-01-01").date(), moment("2026-12-31").date(), moment("2026-04-01"))


@pytest.fixture
def meeting(county, sign_in):
    paper = {"file": SimpleUploadedFile("纪要.pdf", samples.pdf())}
    assert sign_in("xin").post(f"{HOME}new/", TOLD | paper).status_code == 302
    return Meeting.objects.get()


@pytest.mark.provision("KF-T3.3")
@pytest.mark.provision("BW-12.3")
def test_a_meeting_counts_once_a_leader_agreed_and_its_minutes_are_there(county, meeting, sign_in):
    units, url = [county.roads, county.town], f"{HOME}{meeting.pk}/"
    assert facts.meetings(units, SPAN).values == {county.roads.pk: 0, county.town.pk: 0}
    assert sign_in("xin").post(f"{url}accept/").status_code == 403
    assert sign_in("fen").post(f"{url}accept/").status_code == 302
    page = sign_in("ban").get(url).content.decode()
    assert "目录由办公室每月核对" in page and "纪要.pdf" in page and "已核定" in page
    assert b"".join(sign_in("ban").get(f"{url}minutes/{meeting.minutes[0][0]}/").streaming_content) == samples.pdf()
    assert facts.meetings(units, SPAN).records[county.roads.pk] == [meeting.pk]
    assert facts.FACTS["organisation.group_meetings"](units, SPAN).values[county.roads.pk] == 1
    assert facts.FACTS["organisation.reports_heard"](units, SPAN).values[county.roads.pk] == 0
    assert "研究2026年政务公开工作" in sign_in("ban").get(HOME).content.decode()
    assert sign_in("zhen").get(url).status_code == 404


def test_an_entry_sent_back_is_put_right_and_keeps_its_minutes(meeting, sign_in):
    url = f"{HOME}{meeting.pk}/"
    sign_in("fen").post(f"{url}return/", {"words": "人数不对"})
    assert sign_in("xin").post(f"{url}amend/", TOLD | {"people": "8", "words": ""}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.people == 8 and len(meeting.minutes) == 1 and meeting.case.status == "entered"


def test_a_meeting_to_come_is_not_entered(county, sign_in):
    page = sign_in("xin").post(f"{HOME}new/", TOLD | {"held": "2026-03-03"}).content.decode()
    assert "还没有到" in page and not Meeting.objects.exists()
