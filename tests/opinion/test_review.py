"""审稿: what goes out is read by another first, on facts, grounds, point and tone (BW-8.4)."""

import pytest

from gongkai.accounts.models import Post, Role
from gongkai.acts.facts import Span
from gongkai.desk import duties
from gongkai.opinion import facts
from gongkai.opinion.models import PatternVersion
from tests.county import moment
from tests.opinion.conftest import CHECKS, HOME, TEXT

SPAN = Span(moment("2025-01-01").date(), moment("2025-12-31").date(), moment("2025-04-01"))


@pytest.fixture
def event(desk):
    found = desk.collect()
    desk.judged(found)
    return found


@pytest.mark.provision("BW-8.4")
def test_a_text_passes_when_facts_grounds_point_and_tone_are_each_found_good(desk, event):
    desk.does("xin", event, "draft", **TEXT, seen=0)
    for lacking in CHECKS:
        some = [name for name in CHECKS if name != lacking]
        answer = desk.does("fen", event, "review", expect=409, checks=some, read=event.case.content)
        assert "没有勾选，不能通过" in answer.content.decode()
    desk.out(event, "2025-03-05 15:00", expect=409)
    desk.does("fen", event, "review", checks=CHECKS, read=event.case.content)
    desk.out(event, "2025-03-05 15:00")
    assert event.case.acts.get(step="review").detail["checks"] == CHECKS
    desk.does("ban", event, "evaluate", effect="eased", helped="partly", followed="还问工期", lessons="")
    assert event.evaluations.get().helped == "partly"


def test_who_wrote_it_does_not_review_it(desk, event, county):
    Post.objects.filter(pk=county.xin.pk).update(role=Role.OFFICE, unit=county.top)
    desk.does("xin", event, "draft", **TEXT, seen=0)
    Post.objects.filter(pk=county.xin.pk).update(role=Role.REVIEWER, unit=county.roads)
    desk.does("xin", event, "review", expect=403, checks=CHECKS, read=event.case.content)


def test_a_review_falls_with_the_next_edit(desk, event):
    desk.written(event)
    desk.does("xin", event, "draft", title="改了标题", body="改了正文", seen=1)
    answer = desk.out(event, "2025-03-05 15:00", expect=409)
    assert "内容改过" in answer.content.decode()
    assert "待审核" in desk.page("xin", event)


def test_what_was_read_before_an_edit_is_not_agreed_to(desk, event):
    desk.does("xin", event, "draft", **TEXT, seen=0)
    read = event.case.content
    desk.does("xin", event, "draft", title="改了标题", body="改了正文", seen=1)
    desk.does("fen", event, "review", expect=409, checks=CHECKS, read=read)


def test_what_was_sent_back_is_written_anew(desk, event):
    desk.written(event)
    desk.does("fen", event, "send_back", words="没有写绕行路线")
    desk.out(event, "2025-03-05 15:00", expect=409)
    desk.does("fen", event, "review", expect=409, checks=CHECKS, read="")
    desk.written(event)
    desk.out(event, "2025-03-05 15:00")


def test_personal_numbers_do_not_stand_in_a_text(desk, event):
    answer = desk.does("xin", event, "draft", expect=200, title="说明", body="联系13812345678", seen=0)
    assert "请去掉再写" in answer.content.decode()


def test_what_went_out_unread_in_an_emergency_is_a_leaders_to_tell_and_is_counted(desk, event, county):
    said = {"name": "urgent", "words": "电话请示后先发"}
    desk.out(event, "2025-03-05 10:00", who="fa", expect=403, **said)
    desk.out(event, "2025-03-05 10:00", who="fen", **said)
    assert "未经审稿" in desk.page("xin", event)
    assert facts.unreviewed([county.roads], SPAN).values == {county.roads.pk: 1}


def test_a_text_begins_with_a_pattern_whose_wordings_are_dated(desk, event):
    body = "{日期}，{单位}发布{事件}的处置进展。"
    assert desk.send("xin", "patterns/new/", title="首次发布", body=body).status_code == 403
    assert desk.send("ban", "patterns/new/", title="首次发布", body=body).status_code == 302
    first = PatternVersion.objects.get()
    page = desk.sign_in("xin").get(f"{HOME}{event.pk}/draft/?pattern={first.pk}").content.decode()
    assert "2025年3月5日，试县交通运输局发布县道三号线塌方的处置进展。" in page
    url = f"patterns/{first.pattern_id}/"
    assert desk.send("ban", f"{url}change/", body=body).status_code == 409
    assert desk.send("ban", f"{url}change/", "2025-03-06 10:00", body="新的写法").status_code == 302
    first.refresh_from_db()
    assert first.until == moment("2025-03-06 10:00")
    assert desk.sign_in("xin").get(f"{HOME}{event.pk}/draft/?pattern={first.pk}").status_code == 404
    assert desk.send("ban", f"{url}end/", words="不用了").status_code == 302
    assert not PatternVersion.objects.filter(until=None).exists()


def test_a_reviewed_text_becomes_the_draft_of_a_public_record(desk, event, county):
    from gongkai.catalogue.models import TopicUnit
    from gongkai.disclosures.models import Disclosure

    TopicUnit.objects.create(topic=county.topic, unit=county.roads)
    said = {"topic": county.topic.pk, "kind": "信息"}
    desk.does("xin", event, "draft", **TEXT, seen=0)
    desk.does("xin", event, "prepare", expect=409, **said)
    desk.does("fen", event, "review", checks=CHECKS, read=event.case.content)
    desk.does("xin", event, "prepare", **said)
    record = Disclosure.objects.get()
    assert record.draft.title == TEXT["title"] and "绕行走国道" in record.draft.html
    assert record.case.title in desk.page("xin", event)


@pytest.mark.provision("BW-8.4")
def test_a_text_waits_on_the_desk_of_who_reviews_it_until_it_is_agreed_to_or_sent_back(desk, event, county):
    def waiting(post):
        at = moment("2025-03-05 10:00")
        return [one.step for one in duties.mine(post, at) if one.key == event.pk]

    assert waiting(county.fen) == []
    desk.does("xin", event, "draft", **TEXT, seen=0)
    assert waiting(county.fen) == ["审核回应稿"] and waiting(county.zhenfen) == []
    page = desk.sign_in("fen").get("/staff/").content.decode()
    assert "审核回应稿" in page and event.case.title in page
    assert event.case.title in desk.sign_in("fen").get("/staff/duties/").content.decode()
    desk.does("fen", event, "send_back", words="写明绕行路线")
    assert waiting(county.fen) == []
    desk.does("xin", event, "draft", title="改了标题", body="改了正文", seen=1)
    assert waiting(county.fen) == ["审核回应稿"]
    desk.does("fen", event, "review", checks=CHECKS, read=event.case.content)
    assert waiting(county.fen) == []
    desk.does("xin", event, "draft", title="又改标题", body="又改正文", seen=2)
    assert waiting(county.fen) == ["审核回应稿"], "what was agreed to was another text"


def test_who_wrote_a_text_does_not_find_it_on_the_desk_to_review(desk, event, county):
    desk.does("xin", event, "draft", **TEXT, seen=0)
    Post.objects.filter(pk=county.xin.pk).update(role=Role.REVIEWER)
    county.xin.refresh_from_db()
    assert duties.mine(county.xin, moment("2025-03-05 10:00")) == []
