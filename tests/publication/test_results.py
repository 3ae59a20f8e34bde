"""The published result down to the leaf: a page a unit, each loss with what is missing and where it would stand."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from gongkai.publication import door, pages
from gongkai.publication.models import Shown
from gongkai.publication.records import Leaf, Missing, RecordFault, ResultRow, ResultSheet
from gongkai.publication.tree.paths import of_item
from tests.publication.samples import AT, column, document, result

LOST = Leaf(
    part="信息公开",
    title="政策解读",
    points="10",
    score="9.70",
    lost="−0.30",
    rule="每少一件扣0.3分",
    reasons=("应解读2件，按时解读1件，扣0.3分",),
    basis=("《试行办法》第七条（三）：文件与解读同步",),
    missing=(Missing("《渡口管理办法》没有解读", entry="disclosure:17"), Missing("公示栏：超期", column="gsgg")),
)
KEPT = Leaf("", "栏目更新", "20", "20.00", "", "", (), (), ())


@pytest.fixture
def told(db):
    door.show_many([column(code="gsgg"), document(17, title="渡口管理办法"), _result()], at=AT)
    return Shown.objects.get(kind="result")


def _result(**more):
    return result(html="<h2>一、考核情况</h2>", sheets=(ResultSheet("jyj", (LOST, KEPT)),), **more)


def body(path):
    found = pages.at(path)
    return found.make().decode() if found else None


def test_the_ranking_leads_to_the_sheet_and_the_sheet_to_what_is_missing_and_its_article(told):
    home = f"/d/{told.address}/"
    assert f'href="{home}s1/"' in body(home) and "一、考核情况" in body(home)
    said, where = body(f"{home}s1/"), Shown.objects.get(key="disclosure:17").address
    for words in ("−0.30", "按时解读1件", "每少一件扣0.3分", "第七条（三）：文件与解读同步"):
        assert words in said, words
    assert f'href="/d/{where}/">《渡口管理办法》没有解读' in said and 'href="/c/gsgg/">公示栏：超期' in said
    assert said.index("政策解读") < said.index("没有失分的指标") < said.index("栏目更新")


def test_only_units_with_a_sheet_have_a_page(told):
    assert body(f"/d/{told.address}/s2/") is None and body(f"/d/{told.address}/s0/") is None
    assert of_item(told) == [f"/d/{told.address}/", f"/d/{told.address}/s1/"]
    row = door.show(result(key="result:2"), AT)
    assert body(f"/d/{row.address}/s1/") is None and of_item(row) == [f"/d/{row.address}/"]
    assert "失分明细" not in body(f"/d/{row.address}/")


def test_what_is_taken_back_is_no_link_any_more_and_the_sheet_is_made_anew(told):
    before = pages.at(f"/d/{told.address}/s1/").etag
    door.withdraw(["disclosure:17"], at=AT + timedelta(days=1), reason="内容有误")
    assert pages.at(f"/d/{told.address}/s1/").etag != before
    said = body(f"/d/{told.address}/s1/")
    assert "《渡口管理办法》没有解读" in said and not re.search(r'href="/d/[a-z]{10}/">《渡口', said)


def test_a_document_tells_which_result_it_moved(told):
    where = Shown.objects.get(key="disclosure:17").address
    assert "涉及的考核结果" in body(f"/d/{where}/") and told.title in body(f"/d/{where}/")


def test_without_points_the_table_has_no_column_of_dashes(db):
    row = door.show(result(rows=(ResultRow("1", "jyj", "交运局", "", "优秀"),)), AT)
    assert ">得分</th>" not in body(f"/d/{row.address}/") and "优秀" in body(f"/d/{row.address}/")


def test_open_data_tells_the_sheets_by_addresses_and_never_by_keys(client, told):
    said = client.get(f"/api/v1/documents/{told.address}").json()
    leaf = said["sheets"][0]["leaves"][0]
    assert leaf["lost"] == "−0.30" and leaf["missing"][0]["entry"].startswith("/d/")
    assert "disclosure:17" not in str(said)


def test_a_sheet_is_as_strict_as_every_record():
    with pytest.raises(RecordFault):
        replace(LOST, reasons=["a list"])
    with pytest.raises(RecordFault, match="一句话"):
        Missing(" ")
    with pytest.raises(RecordFault, match="网址"):
        ResultSheet("../x", ())
