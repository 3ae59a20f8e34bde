"""A citizen asks for information from a phone, with and without JavaScript; the unit's officer finds it on the desk."""

import re

import pytest

from tests.foi.conftest import IDENTITY, photo
from tests.house.visitor import Visitor

pytestmark = pytest.mark.browser
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CONTACT = {
    "公开工作机构": "办公室", "办公地址": "试县河边路1号", "办公时间": "工作日9:00—17:00", "联系电话": "0825-7800001",
}  # fmt: skip
WANTED = "河边桥加固工程2024年的施工合同"


@pytest.mark.provision("BW-6.2.2", "条例-29")
def test_a_request_goes_from_a_phone_to_the_desk(served, browser, tmp_path):
    card = tmp_path / "card.png"
    card.write_bytes(photo().read())
    editor = Visitor(browser, served.url, "xin")
    editor.see("/staff/catalogue/units/contact/")
    for label, words in CONTACT.items():
        editor.write(label, words)
    editor.press("保存")
    citizen = Visitor(browser, served.url, width=375)
    citizen.see("/t/")
    citizen.follow("在网上申请")
    citizen.follow("试县交通运输局")
    citizen.write("您要什么信息", WANTED)
    citizen.press("下一步")
    fill(citizen.page, card)
    citizen.press("提交申请")
    assert "已收到您的申请" in citizen.text and citizen.page.evaluate(WIDER) == 0
    number, code = told(citizen.page)
    citizen.follow("查办理进度")
    citizen.write("申请编号", number)
    citizen.write("查询码", code)
    citizen.press("查询")
    assert "已经收到，正在登记" in citizen.text and WANTED not in citizen.text
    citizen.leave()
    plain = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 800}).new_page()
    plain.goto(f"{served.url}/apply/u/jyj/")
    plain.get_by_label("您要什么信息").fill(WANTED)
    plain.get_by_role("button", name="下一步").click()
    fill(plain, card)
    plain.get_by_role("button", name="提交申请").click()
    assert told(plain)[0] != number
    plain.context.close()
    editor.see("/staff/")
    editor.follow("政府信息公开申请〔2026〕1号")
    assert WANTED in editor.text and "李小河" not in editor.text
    editor.press("看申请人信息")
    assert "李小河" in editor.text
    editor.offered("登记")
    assert "办理中" in editor.text
    editor.leave()


def fill(page, card):
    for label, words in {"姓名或者名称": "李小河", "证件号码": IDENTITY, "联系电话": "13800000000"}.items():
        page.get_by_label(label).first.fill(words)
    page.get_by_label("电子邮箱").first.fill("lixiaohe@example.com")
    page.get_by_label("身份证明").first.set_input_files(card)


def told(page):
    """(number, code) of a receipt."""
    return re.findall(r"\d{4}-\d{3,}-\d{4}|\b[a-z]{4}-[a-z]{4}\b", page.locator("dl").first.inner_text())
