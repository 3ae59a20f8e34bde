"""Links of what is out are looked through again and again; what leads nowhere comes to its unit's desk, with memory."""

from datetime import timedelta

import pytest

from gongkai import schedule
from gongkai.publication import door
from gongkai.publication.found import url_of
from gongkai.writing import broken, visits
from gongkai.writing.models import DeadLink, LinkRound, Visit
from tests.county import moment

AT = moment("2025-03-05 09:00")
WEEK = timedelta(days=7)
OUTSIDE = "http://www.example.gov.cn/a"


@pytest.fixture
def linking(write, publish):
    """A public page whose text is told."""

    def made(html):
        return publish(write(html=html))

    return made


def a_round(now):
    """What the schedule does until the round is through."""
    [line] = [line for line in schedule.LINES if line.do is broken.look]
    for _ in range(9):
        some = list(line.due(now))
        if not some:
            return
        for item in some:
            line.do(item, now)
    raise AssertionError("the round does not end")


def on_desk(post):
    return [(row.case.title, row.address) for row in broken.standing(post)]


def test_a_page_that_was_good_and_links_to_one_withdrawn_since_comes_to_its_units_desk(county, linking, write, publish):
    target = publish(write(title="被引用的通知"))
    url = url_of(door.shown(f"disclosure:{target.pk}"))
    page = linking(f'<p>见<a href="{url}">通知</a>。</p>')
    a_round(AT)
    assert on_desk(county.xin) == []
    target.case.take("withdraw", by=county.fa, at=AT, words="有误", detail={"cause": "error"})
    a_round(AT + timedelta(days=1))
    assert on_desk(county.xin) == []  # not before a week
    a_round(AT + WEEK)
    assert on_desk(county.xin) == on_desk(county.fa) == on_desk(county.fen) == [(page.case.title, url)]
    assert on_desk(county.zhen) == [] and on_desk(county.mi) == []
    a_round(AT + 2 * WEEK)
    row = DeadLink.objects.get()
    assert (row.times, row.since, row.last) == (2, AT + WEEK, AT + 2 * WEEK)


def test_an_outside_address_is_visited_by_the_schedule_and_told_once_it_is_gone(county, linking, monkeypatch, settings):
    settings.CHECK_LINKS = True
    linking(f'<a href="{OUTSIDE}">甲</a>')
    monkeypatch.setattr(visits, "_request", lambda method, address: (404, ""))  # the wire
    Visit.objects.all().delete()
    a_round(AT)
    for row in visits.due(AT):
        visits.visit(row, AT)
    a_round(AT + WEEK)
    assert [address for _, address in on_desk(county.xin)] == [OUTSIDE]
    monkeypatch.setattr(visits, "_request", lambda method, address: (200, ""))
    for row in visits.due(AT + WEEK):
        visits.visit(row, AT + WEEK)
    a_round(AT + 2 * WEEK)
    assert on_desk(county.xin) == [] and DeadLink.objects.get().ended == AT + 2 * WEEK


def test_mended_or_withdrawn_pages_leave_the_desk(county, linking):
    page = linking('<a href="/d/nowhereatall/">甲</a>')
    a_round(AT)
    assert len(on_desk(county.xin)) == 1
    page.case.take("withdraw", by=county.fa, at=AT, words="有误", detail={"cause": "error"})
    assert on_desk(county.xin) == []
    a_round(AT + WEEK)
    assert DeadLink.objects.get().ended == AT + WEEK


def test_who_keeps_the_page_may_leave_a_link_and_it_is_told_again_only_if_it_fails_otherwise(county, linking, sign_in):
    linking('<a href="/d/nowhereatall/">甲</a>')
    a_round(AT)
    row = DeadLink.objects.get()
    client = sign_in("xin")
    assert "失效链接" in client.get("/staff/").content.decode()
    assert "本站没有这个页面" in client.get("/staff/writing/links/").content.decode()
    assert client.post(f"/staff/writing/links/{row.pk}/", {"why": ""}).status_code == 409
    assert client.post(f"/staff/writing/links/{row.pk}/", {"why": "引用原文"}).status_code == 302
    assert on_desk(county.xin) == []
    a_round(AT + WEEK)
    assert on_desk(county.xin) == []
    DeadLink.objects.update(says="链接“/d/nowhereatall/”：链到的页面已撤回。")  # it failed otherwise before
    a_round(AT + 2 * WEEK)
    assert len(on_desk(county.xin)) == 1 and DeadLink.objects.get().why is None


def test_others_may_not(county, linking, sign_in):
    linking('<a href="/d/nowhereatall/">甲</a>')
    a_round(AT)
    row = DeadLink.objects.get()
    assert sign_in("zhen").post(f"/staff/writing/links/{row.pk}/", {"again": "1"}).status_code == 404
    assert sign_in("fen").post(f"/staff/writing/links/{row.pk}/", {"again": "1"}).status_code == 403
    assert sign_in("xin").post(f"/staff/writing/links/{row.pk}/", {"again": "1"}).status_code == 302


def test_a_round_goes_on_where_it_stopped_and_two_workers_do_one_look(county, linking, monkeypatch):
    monkeypatch.setattr(broken, "AT_A_SWEEP", 2)
    for number in range(5):
        linking(f'<a href="/d/nowhereatal{"abcde"[number]}/">甲</a>')
    [first] = broken.due(AT)
    broken.look(first, AT)
    [again] = broken.due(AT)
    twin = LinkRound.objects.get()
    broken.look(again, AT)
    broken.look(twin, AT)
    assert set(DeadLink.objects.values_list("times", flat=True)) == {1} and DeadLink.objects.count() == 4
    a_round(AT)
    assert DeadLink.objects.count() == 5
