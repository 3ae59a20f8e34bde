"""The tables of the source documents as campaigns of the demonstration: everybody does their part of each in a browser,
and an outsider follows a lost 0.3 point to the document that is missing and the article."""

import shutil

import pytest

from gongkai.demo import accounts, assessing, kaifu, quarter, trial
from tests.house import site
from tests.house.conftest import ON_SQLITE, demonstration
from tests.house.visitor import Visitor

pytestmark = pytest.mark.browser
LOST = "《关于印发〈大英县国有资产管理实施细则〉的通知》"  # the one document of 财政局 that nobody explained in time


@pytest.fixture
def visit(tmp_path_factory, tmp_path, browser):
    """Somebody at a screen of the whole demonstration, which is served without what runs beside it."""
    with site.served(demonstration(tmp_path_factory), tmp_path, ON_SQLITE, by="tests.house.alone") as running:
        yield lambda name="", width=1280: Visitor(browser, running.url, name, width, accounts.PASSWORD)
    shutil.rmtree(running.data)


@pytest.mark.provision("BW-13", "BW-4", "BW-16.5–16.6", "KF-3.1")
def test_everybody_does_their_part_of_each_table_and_an_outsider_sees_what_came_of_it(visit):
    marks(visit)
    contests(visit)
    decides(visit)
    mended(visit)
    follows(visit)


def opens(person, title):
    """From the list of campaigns to one of them."""
    person.follow("考核", exact=True)
    person.follow(title)
    return person


def marks(visit):
    """博望: a unit rates itself, a department and the third party mark what they owe and hand in; none sees another."""
    unit = visit("jiaoyun-xinxi")
    opens(unit, trial.TITLE)
    unit.follow("去填自评分")
    unit.write("交运局：综合得分：自查自评", "95")
    unit.write("交运局：理由", "办事指南有一项更新晚了")
    unit.press("保存")
    assert "已保存，1 个单位有变动" in unit.text
    unit.leave()
    for name, own, others in (
        ("kh-zgh", "政务公开工作考核", "第三方机构测评"),
        ("dsf", "第三方机构测评", "政务公开工作考核"),
    ):
        assessor = opens(visit(name), trial.TITLE)
        assert f"综合得分：{own}" in assessor.text and f"综合得分：{others}" not in assessor.text
        assessor.follow("去评分")
        for field in assessor.page.locator('input[name^="value_"]').all():
            if not field.input_value():
                field.fill("88.5")
                field.locator("xpath=ancestor::tr").locator('input[name^="reason_"]').fill("公开栏有一项没有更新")
        assessor.press("保存")
        assessor.press("报送评分")
        assert "已报送" in assessor.text
        assessor.leave()


def contests(visit):
    """大英: a unit appeals against a leaf, its leader signs; the office upholds, whoever marked it marks it anew."""
    unit = opens(visit("jiaoyun-xinxi"), assessing.TITLE)
    assert "两个窗口的事项未使用统一名称" in unit.text
    unit.pick("政务服务中心建设", "申诉")
    unit.write("申诉理由", "两个窗口去年六月已经改用统一名称，照片附后。")
    unit.tick("客运中心站公开栏（现场照片，2025-11-18）")
    unit.press("提出申诉")
    appeal = unit.page.url
    unit.leave()
    for name, button, words in (
        ("jiaoyun-lingdao", "同意申诉", ""), ("gkb", "支持申诉，重评这一项", "现场看过，名称已经统一"),
    ):  # fmt: skip
        person = visit(name)
        person.see(appeal)
        person.offered(button)
        if words:
            person.write("理由", words)
            person.press(button)
        person.leave()
    assessor = visit("kh-zwzx")
    assessor.see(appeal)
    assessor.follow("政务服务中心建设")
    assessor.write("交运局：政务服务中心建设", "0")
    assessor.write("交运局：理由", "")
    assessor.press("保存，到下一项")
    assessor.see(appeal)
    assessor.press("重评完毕")
    assert "已办结" in assessor.text
    assessor.leave()


def decides(visit):
    """开福, tables 1 and 2: the leading group decides how far it goes, the office announces, everybody reads it."""
    leader = opens(visit("ldxz"), kaifu.title(kaifu.DEPARTMENTS))
    leader.press("审定结果")
    leader.tick("公布到每一项指标：失了多少分、为什么、缺什么")
    leader.press("审定结果")
    leader.leave()
    office = opens(visit("gkb"), kaifu.title(kaifu.DEPARTMENTS))
    office.press("通报并公布")
    assert "已通报" in office.text
    opens(office, quarter.TITLE)
    office.follow("全局")
    assert "历次得分（每次都参加的 10 个单位）" in office.text
    office.leave()
    reader = visit(width=375)
    reader.see("/c/kaohe/")
    reader.follow(kaifu.title(kaifu.DEPARTMENTS))
    reader.pick("国土局", "失分明细")
    assert "一件超期，电子监察发黄牌" in reader.text and "差错引起投诉" in reader.text and "KF-T2.2" in reader.text
    reader.leave()


def mended(visit):
    """开福, table 3: what the townships lost was mended, sent back once and looked at again."""
    unit = visit("tongxian-xinxi")
    unit.follow("整改", exact=True)
    unit.offered("整改")
    unit.follow("通仙乡")
    assert "已整改" in unit.text and "第二季度的还没有报" in unit.text
    unit.leave()


def follows(visit):
    """Circular → the unit's sheet with the article → the very document: two clicks of the three there may be."""
    reader = visit()
    reader.see("/c/kaohe/")
    reader.follow(f"{quarter.TITLE}结果")
    assert "现通报如下" in reader.text
    reader.clicks = 0
    reader.pick("财政局", "失分明细")
    line = reader.page.locator("tr", has_text="政策解读").first
    assert "−0.30" in line.inner_text() and "第七条（三）" in line.inner_text()
    reader.follow(LOST)
    assert reader.clicks <= 3
    assert reader.page.locator("h1").inner_text() == LOST.strip("《》").replace("〈", "《").replace("〉", "》")
    assert "涉及的考核结果" in reader.text and f"{quarter.TITLE}结果" in reader.text
    assert reader.context.cookies() == []
    reader.leave()
