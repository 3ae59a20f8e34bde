"""Lists for staff: filters, sorting, counts, export."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.db.models import Q
from django.http import QueryDict
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from gongkai.look import lists
from gongkai.look.filters import Choice, Days, Flag, Words
from gongkai.look.lists import Column, Listing
from tests.look.conftest import Paper

FILTERS = [
    Words("q", "标题", paths=("title", "kind")),
    Choice("kind", "文种", [("通知", "通知"), ("办法", "办法")]),
    Days("published", "公布日期"),
    Days("formed", "成文日期"),
    Flag("unread", "无人读过", Q(reads=0)),
]
COLUMNS = [
    Column("标题", "title", url=lambda paper: f"/papers/{paper.pk}/"),
    Column("公布日期", "published", "day", sort="published"),
    Column("阅读", "reads", "number", sort="reads"),
    Column("文种", "kind", "word", sort="kind"),
]


def listing(query="", **how):
    how = {"filters": FILTERS, "columns": COLUMNS, "order": "-published"} | how
    return Listing(SimpleNamespace(GET=QueryDict(query), path="/papers/"), Paper.objects.all(), **how)


def page(found):
    return Template('{% load look %}{% include "look/parts/listing.html" %}').render(Context({"listing": found}))


def titles(found):
    return sorted(row.title for row in found.rows)


def test_each_filter_keeps_what_a_plain_look_keeps(papers):
    all_papers = papers(30)
    kept = {
        "kind=办法": [p for p in all_papers if p.kind == "办法"],
        "q=公告": [p for p in all_papers if "公告" in p.kind or "公告" in p.title],
        "q=01 办法": [p for p in all_papers if "01" in p.title and p.kind == "办法"],
        "unread=on": [p for p in all_papers if p.reads == 0],
        "kind=通知&unread=on": [p for p in all_papers if p.kind == "通知" and p.reads == 0],
        "": all_papers,
    }
    for query, expected in kept.items():
        assert titles(listing(query)) == sorted(p.title for p in expected), query


def test_a_day_of_publication_is_beijings_from_midnight_to_midnight(papers):
    papers(0)
    moments = {  # Beijing: last moment of the 4th, first and last of the 5th, first of the 6th
        "前": datetime(2026, 1, 4, 15, 59, 59, tzinfo=UTC),
        "始": datetime(2026, 1, 4, 16, 0, tzinfo=UTC),
        "末": datetime(2026, 1, 5, 15, 59, 59, 999999, tzinfo=UTC),
        "后": datetime(2026, 1, 5, 16, 0, tzinfo=UTC),
    }
    for title, when in moments.items():
        Paper.objects.create(title=title, kind="通知", published=when, formed=date(2026, 1, 5))
    assert set(titles(listing("published_from=2026-01-05&published_to=2026-01-05"))) == {"始", "末"}
    assert titles(listing("published_to=2026-01-04")) == ["前"]
    assert titles(listing("published_from=2026-01-06")) == ["后"]
    assert len(listing("formed_from=2026-01-05&formed_to=2026-01-05").rows) == 4


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("kind=命令", "文种：选择一个有效的选项。 命令 不在可用的选项中。"),
        ("published_from=昨天", "公布日期从：输入一个有效的日期。"),
        ("published_from=2026-02-01&published_to=2026-01-01", "公布日期：开始的一天晚于结束的一天，请改正。"),
    ],
)
def test_a_faulty_filter_is_refused_in_words_and_shows_no_rows_as_if_they_fitted(papers, query, said):
    papers(5)
    found = listing(query, exports=True)
    html = page(found)
    assert found.rows == []
    assert said in html
    assert "没有符合条件" not in html
    assert found.matching().count() == 0
    assert not listing(f"{query}&export=xlsx", exports=True).exporting


@pytest.mark.parametrize("query", ["q=" + "%F0" * 3, "q=%00", "q=" + "a" * 101, "after=%00&before=1", "sort=-"])
def test_hostile_addresses_are_answered_in_words(papers, query):
    papers(3)
    assert page(listing(query))


def test_only_declared_columns_sort(papers):
    papers(12)
    assert [row.reads for row in listing("sort=reads").rows] == sorted(p.reads for p in Paper.objects.all())
    found = listing("sort=id")
    assert found.notice == "不能按所选的列排序，已按默认顺序显示。"
    assert [row.pk for row in found.rows] == [row.pk for row in listing().rows]


def test_headings_turn_the_order_and_say_which_way_it_runs(papers):
    papers(3)
    heads = {head.title: head for head in listing("sort=-reads&kind=通知").headings}
    assert (heads["阅读"].sorted, heads["公布日期"].sorted) == ("descending", "")
    assert parse_qs(heads["阅读"].url.partition("?")[2]) == {"kind": ["通知"], "sort": ["reads"]}
    assert heads["标题"].url == ""
    assert parse_qs(listing().headings[2].url.partition("?")[2])["sort"] == ["-reads"]  # most read first
    assert parse_qs(listing().headings[3].url.partition("?")[2])["sort"] == ["kind"]


def test_filters_travel_with_pages_sorting_and_export_and_nothing_else_does(papers):
    papers(20)
    found = listing("kind=通知&sort=-reads&evil=1&page=9", per_page=3, exports=True)
    for url in (found.next_url, found.export_url):
        kept = parse_qs(url.partition("?")[2])
        assert (kept["kind"], kept["sort"]) == (["通知"], ["-reads"])
        assert not {"evil", "page"} & kept.keys()


def test_an_export_takes_all_that_fits_in_the_order_shown(papers):
    papers(20)
    found = listing("kind=通知&sort=reads&export=xlsx", per_page=3, exports=True)
    expected = sorted((p for p in Paper.objects.all() if p.kind == "通知"), key=lambda p: (p.reads, p.pk))
    assert found.exporting
    assert list(found.matching()) == expected
    assert not listing("export=xlsx").exporting  # a list that offers none


def test_counting_stops_where_it_costs_more_than_it_tells(papers, monkeypatch):
    monkeypatch.setattr(lists, "COUNTED_TO", 10)
    papers(10)
    assert listing().total == "10"
    papers(1)
    assert listing().total == "10+"


def test_a_page_costs_one_question_for_rows_and_one_for_the_count(papers):
    papers(30)
    with CaptureQueriesContext(connection) as asked:
        page(listing("kind=通知", per_page=5))
    assert len(asked) == 2


@pytest.mark.parametrize(
    "query", ["kind=通知", "kind=通知&sort=reads", "kind=办法&unread=on", "kind=通知&published_from=2026-01-06"]
)
def test_where_very_many_fit_the_same_pages_are_found_in_turn(papers, monkeypatch, query):
    papers(60)
    scattered = [
        *FILTERS[:1],
        Choice("kind", "文种", [("通知", "通知"), ("办法", "办法")], scattered=True),
        *FILTERS[2:],
    ]
    sorted_first = walked(query, FILTERS)
    monkeypatch.setattr(lists, "COUNTED_TO", 0)
    with CaptureQueriesContext(connection) as asked:
        assert walked(query, scattered) == sorted_first
    assert all("EXISTS" in one["sql"] for one in asked if "ORDER BY" in one["sql"])


def walked(query, filters) -> list[list[str]]:
    """Titles of every page, from the first to the last and back again."""
    pages, now = [], listing(query, filters=filters, per_page=4)
    for step in ("next_url", "previous_url"):
        while url := getattr(now, step):
            pages.append([row.title for row in now.rows])
            now = listing(url.partition("?")[2], filters=filters, per_page=4)
    return pages


def test_an_empty_list_says_why_and_what_next(papers):
    papers(0)
    assert "没有符合条件的记录" in page(listing("kind=通知"))
    empty = page(listing(empty=("这个栏目还没有发布过信息", "每20个工作日至少更新一次。", ("去编写", "/new/"))))
    assert 'href="/new/">去编写' in empty
    assert "这个栏目还没有发布过信息" in empty


def test_cells_are_written_by_kind_and_never_as_markup(papers):
    papers(0)
    Paper.objects.create(title="<b>粗</b>", kind="通知", published=None, reads=12360)
    html = page(listing())
    assert "&lt;b&gt;粗&lt;/b&gt;" in html
    assert '<td class="num" data-label="阅读">12,360</td>' in html
    assert '<td class="bare" data-label="公布日期">—</td>' in html


def test_a_room_may_write_its_own_rows(papers, settings):
    papers(2)
    found = listing(columns=(), row_template="look/parts/progress.html")
    assert page(found).count('class="progress"') == 2
