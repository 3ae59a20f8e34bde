"""Pages by position: every row once, whatever ties, gaps and newcomers there are."""

import random
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.models import F
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from gongkai.look import keyset
from gongkai.look.lists import Column, Listing
from tests.look.conftest import Paper

ORDERS = [
    ("-published",),
    ("published",),
    ("-kind", "published"),
    ("kind", "-reads"),
    ("-formed", "title"),
    ("pk",),
    ("-pk",),
]


def sorted_by_hand(papers, order):
    """The order as a person would make it with slips of paper: last key first, empties always at the bottom."""
    paths = [*order] if {"pk", "-pk"} & set(order) else [*order, "-pk" if order[0].startswith("-") else "pk"]
    for path in reversed(paths):
        name = path.removeprefix("-")
        full = [paper for paper in papers if getattr(paper, name) is not None]
        empty = [paper for paper in papers if getattr(paper, name) is None]
        papers = sorted(full, key=lambda paper: getattr(paper, name), reverse=path.startswith("-")) + empty
    return [paper.pk for paper in papers]


def listing(query="", **how):
    return Listing(SimpleNamespace(GET=QueryDict(query), path="/papers/"), Paper.objects.all(), **how)


def follow(found, link, **how):
    """All pages from one on along next_url or previous_url."""
    while getattr(found, link):
        found = listing(getattr(found, link).partition("?")[2], **how)
        yield found


@pytest.mark.parametrize("order", ORDERS, ids=",".join)
def test_walking_forth_and_back_meets_every_row_once_in_order(papers, order):
    expected = sorted_by_hand(papers(60), order)
    how = {"order": order, "per_page": 7}
    first = listing(**how)
    forth = [first, *follow(first, "next_url", **how)]
    assert [row.pk for page in forth for row in page.rows] == expected
    back = [forth[-1], *follow(forth[-1], "previous_url", **how)]
    assert [row.pk for page in reversed(back) for row in page.rows] == expected
    assert not back[-1].has_previous
    assert not forth[-1].has_next


def test_moments_a_millionth_apart_are_told_apart(papers):
    papers(1)
    paper = Paper.objects.get()
    for millionth in (1, 2, 3):
        moment = paper.published + timedelta(microseconds=millionth)
        Paper.objects.create(title=str(millionth), kind="通知", published=moment)
    first = listing(order="-published", per_page=1)
    pages = [first, *follow(first, "next_url", order="-published", per_page=1)]
    assert [row.title for page in pages for row in page.rows] == ["3", "2", "1", "文件000"]


def test_rows_that_come_while_one_reads_neither_repeat_nor_hide_others(papers):
    old = {paper.pk for paper in papers(40)}
    chance = random.Random(7)
    seen, page = [], listing(order="-published", per_page=6)
    while True:
        seen += [row.pk for row in page.rows]
        if not page.next_url:
            break
        papers(chance.randrange(4))
        page = listing(page.next_url.partition("?")[2], order="-published", per_page=6)
    assert len(seen) == len(set(seen))
    assert old <= set(seen)


def test_a_page_never_counts_its_way_there(papers):
    papers(60)
    how = {"order": "-published", "per_page": 5}
    page = [*follow(listing(**how), "next_url", **how)][-1]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        listing(page.previous_url.partition("?")[2], **how)
    assert len(asked) == 1
    assert "OFFSET" not in asked[0]["sql"].upper()


def test_a_position_of_another_order_or_with_one_letter_changed_is_refused(papers):
    paper = papers(1)[0]
    by = keyset.keys(Paper.objects.all(), ("-published",))
    text = keyset.position(by, paper)
    assert keyset.read(by, text) == [paper.published, paper.pk]
    with pytest.raises(keyset.BadPosition):
        keyset.read(keyset.keys(Paper.objects.all(), ("published",)), text)
    for spoiled in (text[:-1], "A" + text, text.replace(":", ""), "", "\x00", "9" * 5000):
        with pytest.raises(keyset.BadPosition):
            keyset.read(by, spoiled)


def test_an_outworn_position_leads_to_the_first_page_and_says_so(papers):
    papers(20)
    page = listing("after=eyJ4Ijox", order="-published", per_page=5)
    assert page.notice == "翻页位置已失效，已回到第一页。"
    assert [row.pk for row in page.rows] == [row.pk for row in listing(order="-published", per_page=5).rows]


def test_when_all_rows_behind_a_position_are_gone_the_first_page_is_shown(papers):
    papers(10)
    url = listing(order="pk", per_page=5).next_url
    Paper.objects.filter(pk__gt=listing(order="pk", per_page=5).rows[-1].pk).delete()
    page = listing(url.partition("?")[2], order="pk", per_page=5)
    assert len(page.rows) == 5
    assert (page.has_next, page.has_previous) == (False, False)


def test_sorting_by_a_counted_value_pages_too(papers):
    papers(30)
    rows = Paper.objects.annotate(score=F("reads") * 2)
    request = SimpleNamespace(GET=QueryDict(""), path="/papers/")
    seen, page = [], Listing(request, rows, order="-score", per_page=4)
    while True:
        seen += [(row.score, row.pk) for row in page.rows]
        if not page.next_url:
            break
        request = SimpleNamespace(GET=QueryDict(page.next_url.partition("?")[2]), path="/papers/")
        page = Listing(request, rows, order="-score", per_page=4, columns=[Column("分", "score", "number")])
    assert seen == sorted(((paper.reads * 2, paper.pk) for paper in Paper.objects.all()), reverse=True)
