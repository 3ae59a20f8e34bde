"""A list at the door: its page, its long tail, its rows, its history, and the table to take."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from gongkai import tables
from gongkai.publication import door, found, pages
from gongkai.publication.narrowing import Narrowed
from gongkai.publication.records import ListedRow, RecordFault
from gongkai.publication.strict import plainly
from tests.publication import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def out():
    """A list of three rows, its column, its unit, and the page of its first row."""
    shown = [samples.column(), samples.unit(), samples.entry(1), samples.register()]
    door.show_many(shown, at=samples.AT)
    return door.shown("register:1")


def read(path):
    page = pages.at(path)
    return page.make().decode() if page else None


def test_a_list_is_divided_by_section_and_leads_to_the_page_of_a_row(out):
    page, entry = read(f"/d/{out.address}/"), door.shown("entry:1")
    assert (
        '<tbody id="行政许可"><tr><th colspan="2" scope="rowgroup"><h2>行政许可</h2>' in page
        and f'href="/d/{out.address}/#行政检查"' in page
    )
    assert (
        f'<a href="/d/{entry.address}/">事项1</a>' in page
        and '<th scope="row" data-label="事项名称">事项2</th>' in page
    )
    of_row = read(f"/d/{entry.address}/")
    assert f'href="/d/{out.address}/">试县交通运输局权力清单</a>' in of_row and "申请、受理、审查" in of_row


def test_a_long_list_goes_on_over_pages_that_are_files(out):
    door.show(samples.register(rows=250), at=samples.AT)
    url = f"/d/{out.address}/"
    assert "事项100<" in read(url) and "事项101<" not in read(url)
    assert "事项250<" in read(f"{url}p3/") and f'href="{url}p2/#行政检查"' in read(url)
    assert [read(f"{url}{part}/") for part in ("p4", "p1", "p0")] == [None] * 3


def test_its_history_tells_each_revision_row_by_row(out):
    page = read(f"/d/{out.address}/history/")
    assert "<p>新增 1 项：事项3</p>" in page and "自2026年2月1日起施行" in page and "2026年1月12日" in page


def test_the_list_can_be_taken_whole_as_a_table_in_three_forms(out):
    url = f"/d/{out.address}/list."
    rows = [
        ["事项编码", "事项名称", "办理程序"],
        ["01", "事项1", "申请、受理、审查"],
        ["02", "事项2", ""],
        ["03", "事项3", ""],
    ]
    assert list(csv.reader(io.StringIO(pages.at(f"{url}csv").make().decode("utf-8-sig")))) == rows
    book = tables.read(pages.at(f"{url}xlsx").make(), name="a.xlsx")
    taken = [[cell or "" for cell in row.values] for row in book.sheets[0].rows][-3:]
    assert [row + [""] * (3 - len(row)) for row in taken] == rows[1:]
    told = json.loads(pages.at(f"{url}json").make())
    assert told["rows"][0] == dict(zip(*rows[:2], strict=True)) and told["unit"] == "试县交通运输局"


def test_all_lists_of_the_county_come_together_by_kind(out):
    assert f'href="/d/{out.address}/"' in read("/l/") and 'href="/l/powers/"' in read("/l/")
    assert "1 个单位，共 3 项" in read("/l/powers/") and read("/l/duties/") is None


def test_it_stands_among_the_items_of_its_column_and_its_unit_and_a_row_does_not(out):
    for path in ("/c/gsgg/", "/u/jyj/"):
        assert "试县交通运输局权力清单" in read(path) and ">事项1<" not in read(path)


def test_it_stays_on_top_of_its_column_and_its_unit_however_much_is_published_after_it(out):
    later = [samples.document(number, published=samples.AT + timedelta(days=number)) for number in range(1, 60)]
    door.show_many(later, at=samples.AT)
    for path in ("/c/gsgg/", "/u/jyj/"):
        assert read(path).count(f'href="/d/{out.address}/"') == 1 and "全部清单" in read(path)


def test_the_map_of_the_site_leads_to_the_list_to_its_rows_and_to_all_lists(out):
    told = read("/sitemap-1.xml")
    for address in (f"/d/{out.address}/", f"/d/{door.shown('entry:1').address}/", "/l/"):
        assert f"{address}</loc>" in told


def test_a_row_with_a_page_is_found_there_and_the_others_in_the_list(out):
    facets = {"unit": "jyj", "column": "gsgg"}
    assert [row["kind"] for row in found.find("受理", Narrowed(facets)).rows] == ["清单事项"]
    assert [row["kind"] for row in found.find("事项2", Narrowed(facets)).rows] == ["清单"]


def test_what_is_taken_back_leaves_no_table_and_no_history(out):
    door.withdraw(["register:1", "entry:1"], at=samples.AT, reason="内容有误")
    for part in ("", "history/", "list.csv", "list.json"):
        page = pages.at(f"/d/{out.address}/{part}")
        assert page.status == 410 and "事项" not in page.make().decode()
    assert read("/l/powers/") is None


def test_a_row_that_does_not_fit_its_heads_is_refused():
    short = ListedRow("事项1", "", "", ("01",))
    with pytest.raises(RecordFault, match="格数与表头不同"):
        replace(samples.register(), rows=(short,), count=1)


def test_shown_again_it_is_the_same(out):
    assert door.show_many([samples.register(), samples.entry(1)], at=samples.AT) == 0
    assert plainly(samples.register())["rows"][0]["cells"] == ["01", "事项1"]


def test_kinds_of_list_stand_in_the_order_that_the_data_gives(out):
    more = (
        ("centres", "便民服务中心名录"),
        ("duties", "责任清单"),
        ("credit-red", "守信红名单"),
        ("gone", "不再有的清单"),
    )
    lists = [samples.register(number, register=kind, register_name=name) for number, (kind, name) in enumerate(more, 2)]
    door.show_many(lists, at=samples.AT)
    page = read("/l/")
    assert re.findall(r'<h2><a href="/l/([a-z-]+)/">', page) == ["powers", "duties", "credit-red", "centres", "gone"]
