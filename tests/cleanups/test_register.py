"""文件库: how the documents stand, what explains them, what hangs on each paper above."""

from datetime import date

import pytest


@pytest.fixture
def rule(write, publish):
    def out(title, **values):
        values = {"kind": "通知", "validity": "valid", "effective_on": date(2025, 1, 1), **values}
        return publish(write(title, **values))

    return out


@pytest.mark.provision("BW-1")
@pytest.mark.provision("BW-6.1.4")
def test_the_register_tells_how_documents_stand_and_what_hangs_on_each_paper_above(rule, write, publish, sign_in):
    upper = rule("试县考核办法", doc_no="试府办发〔2025〕1号")
    away = {"kind": "implements", "title": "省考核办法", "number": "省发〔2024〕9号"}
    low = rule("交运局考核细则", links=[{"kind": "implements", "to": upper.pk}, away])
    rule("交运局养护细则", links=[away])
    publish(write("没有有效性的通知", kind="通知"))
    page = sign_in("xin").get("/staff/cleanups/").content.decode()
    assert all(word in page for word in ("试县考核办法", "试府办发〔2025〕1号", "交运局考核细则", "有效"))
    assert "没有有效性的通知" not in page
    above = sign_in("xin").get("/staff/cleanups/upper/").content.decode()
    away_at, here_at = above.index("《省考核办法》（省发〔2024〕9号）"), above.index("试县考核办法")
    assert away_at < here_at and above.count("交运局考核细则") == 2 and above.count("交运局养护细则") == 1
    assert "交运局考核细则" not in sign_in("zhen").get("/staff/cleanups/").content.decode()
    publish(write("考核细则解读", kind="解读", interprets=low))
    bare = sign_in("xin").get("/staff/cleanups/?bare=on").content.decode()
    assert "交运局养护细则" in bare and "交运局考核细则" not in bare


def test_the_register_is_a_workbook_too(rule, sign_in):
    from gongkai import tables

    rule("养护办法", doc_no="试交发〔2025〕1号")
    answer = sign_in("ban").get("/staff/cleanups/?export=xlsx")
    sheet = tables.read(answer.content, name="文件库.xlsx").sheets[0]
    assert "养护办法" in str(sheet.rows[2].values)
