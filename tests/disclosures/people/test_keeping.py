"""Who answers for a document, hand-over, and looking again at what has been out for long."""

import pytest

from gongkai.accounts.models import Person, Post
from gongkai.acts.refusals import NotYourRole, Unready
from gongkai.disclosures.people import keeping
from tests.county import moment

AT = moment("2025-03-05 09:00")

pytestmark = pytest.mark.told(AT)


@pytest.fixture
def heir(county):
    """A second information officer of the road bureau."""
    person = Person.objects.create(username="xin2", name="接任某", password="!")
    return Post.objects.create(person=person, unit=county.roads, role="proposer")


def hand(record, by, to, at=AT):
    record.case.take("hand_over", by=by, at=at, detail={"keeper": to, "says": "移交"})
    record.refresh_from_db()


def test_a_document_passes_to_another_of_the_unit_and_the_record_says_so(county, write, sign_in, heir):
    record = write()
    url = f"/staff/disclosures/{record.pk}/hand_over/"
    client = sign_in("xin")
    assert "接任某" in client.get(url).content.decode()
    assert client.post(url, {"keeper": heir.person_id}).status_code == 302
    page = client.get(f"/staff/disclosures/{record.pk}/").content.decode()
    assert "由接任某负责" in page and "责任人</dt><dd>接任某" in page


def test_only_a_present_officer_of_the_unit_can_be_handed_it(county, write, heir):
    record = write()
    for stranger in (county.zhen.person_id, county.mi.person_id, 10**6):
        with pytest.raises(Unready, match="现任信息员"):
            hand(record, county.xin, stranger)
    Post.objects.filter(pk=heir.pk).update(until="2025-03-04")
    with pytest.raises(Unready):
        hand(record, county.xin, heir.person_id)
    with pytest.raises(NotYourRole):
        hand(record, county.zhen, county.xin.person_id)


def test_a_look_is_agreed_and_the_keeper_is_reminded_when_it_is_near(county, write, publish, sign_in, heir):
    record = publish(write("办事指南"))
    client = sign_in("xin")
    url = f"/staff/disclosures/{record.pk}/look_over/"
    assert client.post(url, {"next": "2025-03-01"}).status_code == 409
    assert client.post(url, {"next": "2025-04-20"}).status_code == 302
    record.refresh_from_db()
    assert str(record.look_again) == "2025-04-20"
    early, near = moment("2025-03-20").date(), moment("2025-03-21").date()
    assert keeping.reminders(county.xin, early) == []
    assert [(one.title, one.late) for one in keeping.reminders(county.xin, near)] == [("办事指南", False)]
    assert keeping.reminders(heir, near) == [] and keeping.reminders(county.fen, near) == []
    hand(record, county.xin, heir.person_id)
    late = keeping.reminders(heir, moment("2025-04-21").date())
    assert keeping.reminders(county.xin, near) == [] and late[0].late


def test_the_desk_reminds(county, write, publish, sign_in):
    record = publish(write("办事指南"))
    record.case.take("look_over", by=county.xin, at=moment("2025-03-04 12:00"), detail={"next": "2025-03-10"})
    page = sign_in("xin").get("/staff/").content.decode()
    assert "到期复看" in page and "您是责任人" in page
    assert "到期复看" not in sign_in("fen").get("/staff/").content.decode()


def test_what_nobody_answers_for_any_more_comes_to_those_who_are_there(county, write, publish, heir):
    record = publish(write())
    record.case.take("look_over", by=county.xin, at=AT, detail={"next": "2025-03-20"})
    Post.objects.filter(pk=county.xin.pk).update(until="2025-03-10")
    (one,) = keeping.reminders(heir, moment("2025-03-12").date())
    assert one.why == "责任人已离岗，请移交或复看"


def test_the_report_counts_by_age_and_lists_the_oldest_first(county, write, publish, sign_in):
    for number, day in enumerate(("2025-03-04", "2024-03-04", "2024-03-05", "2023-01-10", "2020-05-06"), start=1):
        record = publish(write(f"第{number}件", at=f"{day} 08:00"), at=f"{day} 10:00")
    record.case.take("look_over", by=county.xin, at=moment("2020-06-01 09:00"), detail={"next": "2022-05-06"})
    page = sign_in("fen").get("/staff/disclosures/ageing/")
    # one year before 2025-03-05: the fourth of March 2024 is over a year old, the fifth just one
    assert page.context["rows"] == [["交运局", 5, 1, 2, 1, 1, 1, 0]]
    assert [row.case.title for row in page.context["listing"].rows][:2] == ["第5件", "第4件"]
    late = sign_in("fen").get("/staff/disclosures/ageing/?late=on")
    assert [row.case.title for row in late.context["listing"].rows] == ["第5件"]


def test_a_change_is_given_up_and_what_is_out_stays(county, write, publish, sign_in, client):
    from gongkai.acts.models import Due
    from gongkai.disclosures import verifying

    record = publish(write())
    record.case.take("change", by=county.xin, at=AT)
    assert Due.objects.filter(case=record.case, done=None).exists()
    url = f"/staff/disclosures/{record.pk}/abandon/"
    assert sign_in("xin").post(url, {"words": "不用改了"}).status_code == 302
    record.refresh_from_db()
    record.case.refresh_from_db()
    assert record.case.status == "published" and record.draft is None and record.edition.number == 1
    assert not Due.objects.filter(case=record.case, done=None).exists()
    record.case.take("change", by=county.xin, at=AT)
    record.refresh_from_db()
    assert record.draft.number == 3 and list(verifying.faults()) == []
    record.case.take("abandon", by=county.xin, at=AT, words="还是不改")
    record.case.take("withdraw", by=county.fa, at=AT, words="有误")
    record.refresh_from_db()
    assert record.edition.number == 1 and list(verifying.faults()) == []


def test_a_first_draft_is_no_change_to_give_up(county, write):
    with pytest.raises(Unready, match="没有可放弃的变更"):
        write().case.take("abandon", by=county.xin, at=AT, words="不要了")
