"""A citizen speaks on one paragraph of a draft from a phone, and finds what became of it."""

import re

import pytest

from tests.house.test_asking import WIDER
from tests.house.visitor import Visitor

pytestmark = pytest.mark.browser
TITLE = "关于《县道养护办法（草案）》公开征求意见的公告"
HOME = "/staff/participation/consultations/"
WRITTEN = {
    "名称": TITLE, "说明": "为了把县道养好，起草了这个办法。",
    "草案": "第一条 县道由交运局养护。\n第二条 资金列入预算。", "提意见的方式": "来信：试县交运局。",
    "开始日期": "2026-01-12", "截止日期": "2026-02-11",
}  # fmt: skip


@pytest.mark.provision("BW-9.1–9.4")
def test_a_word_on_one_paragraph_goes_from_a_phone_to_the_desk_and_its_answer_back(served, browser):
    editor = Visitor(browser, served.url, "xin")
    editor.see(f"{HOME}new/")
    for label, words in WRITTEN.items():
        editor.page.get_by_label(label, exact=True).fill(words)
    editor.choose("公布在", "通知公告")
    editor.press("保存草稿")
    editor.offered("送审")
    for name, step in (("mi", "保密审查通过"), ("fen", "审定")):
        other = Visitor(browser, served.url, name)
        other.see(HOME)
        other.follow(TITLE)
        other.offered(step)
        other.leave()
    citizen = Visitor(browser, served.url, width=375)
    citizen.see("/")
    citizen.follow("提意见")
    citizen.follow(TITLE)
    citizen.follow("提意见 第2段")
    citizen.write("您的意见", "资金的使用情况应当每年公布")
    citizen.press("提交意见")
    assert "第1号意见" in citizen.text and citizen.page.evaluate(WIDER) == 0
    code, secret = citizen.page.locator("strong").all_inner_texts()[:2]
    assert re.fullmatch("[a-z]{10}", code) and re.fullmatch(r"\d{6}", secret)
    editor.see(HOME)
    editor.follow(TITLE)
    editor.follow("看意见、处理意见")
    assert "资金的使用情况应当每年公布" in editor.text
    editor.page.get_by_role("checkbox").first.check()
    editor.press("处理勾选的")
    editor.write("意见要点", "每年公布资金使用情况")
    editor.page.get_by_label("采纳情况").select_option(label="不采纳")
    editor.write("理由", "决算公开里已经逐年公布")
    editor.press("写处理意见")
    head = Visitor(browser, served.url, "fen")
    head.see(HOME)
    head.follow(TITLE)
    head.follow("看意见、处理意见")
    head.page.get_by_role("checkbox").first.check()
    head.press("复核通过勾选的")
    citizen.follow("查答复")
    citizen.write("查询编号", code)
    citizen.write("查询密码", secret)
    citizen.press("查答复")
    assert "不采纳" in citizen.text and "决算公开里已经逐年公布" in citizen.text and citizen.page.evaluate(WIDER) == 0
    for one in (editor, head, citizen):
        one.leave()
