"""A citizen asks from a phone, with and without JavaScript; officer, secrecy and head handle it; the answer comes."""

import re

import pytest

from tests.foi.conftest import IDENTITY, photo
from tests.house.visitor import Visitor
from tests.papers import leaky

pytestmark = pytest.mark.browser
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CONTACT = {
    "公开工作机构": "办公室", "办公地址": "试县河边路1号", "办公时间": "工作日9:00—17:00", "联系电话": "0825-7800001",
}  # fmt: skip
SIDES = ("left", "top", "right", "bottom")
WANTED = "河边桥加固工程2024年的施工合同"


@pytest.mark.provision("BW-6.2.2", "BW-6.2.3", "DY-3.2", "KF-3.3", "条例-29")
def test_a_request_goes_from_a_phone_to_the_desk_and_its_answer_back(served, browser, tmp_path):
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
    citizen.page.get_by_label("网上下载").check()
    citizen.press("提交申请")
    assert "已收到您的申请" in citizen.text and citizen.page.evaluate(WIDER) == 0
    number, code = told(citizen.page)
    citizen.follow("查办理进度")
    citizen.write("申请编号", number)
    citizen.write("查询码", code)
    citizen.press("查询")
    assert "已经收到，正在登记" in citizen.text and WANTED not in citizen.text
    plain = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 800}).new_page()
    plain.goto(f"{served.url}/apply/u/jyj/")
    plain.get_by_label("您要什么信息").fill(WANTED)
    plain.get_by_role("button", name="下一步").click()
    fill(plain, card)
    plain.get_by_role("button", name="提交申请").click()
    another = told(plain)[0]
    assert another != number
    plain.context.close()
    editor.see("/staff/")
    editor.follow("政府信息公开申请〔2026〕1号")
    assert WANTED in editor.text and "李小河" not in editor.text
    editor.press("看申请人信息")
    assert "李小河" in editor.text
    editor.offered("登记")
    assert "办理中" in editor.text
    head = Visitor(browser, served.url, "fen")
    correct(editor, citizen, number, code)
    consult_and_extend(editor, head, number)
    draw(editor, another)
    decide(editor, Visitor(browser, served.url, "mi"), head, number)
    sealed = deliver(editor, tmp_path, number)
    fetch(citizen, number, code, sealed)
    assert "申请人首次下载" in again(editor, number)
    for one in (editor, head, citizen):
        one.leave()


def correct(editor, citizen, number, code):
    editor.offered("要求补正")
    editor.write("缺什么", "请写明是哪一份合同")
    editor.press("要求补正")
    look_up(citizen, number, code)
    assert "请写明是哪一份合同" in citizen.text and "暂停计算" in citizen.text and citizen.page.evaluate(WIDER) == 0
    citizen.write("您的补正", "2024年6月签的加固施工合同")
    citizen.press("提交")
    assert "答复期限从今天重新起算" in citizen.text


def consult_and_extend(editor, head, number):
    """The third party answers on paper, which the officer enters; the head agrees to the extension."""
    again(editor, number)
    editor.offered("征求第三方意见")
    editor.write("征求谁的意见", "试县路桥有限公司")
    editor.press("征求第三方意见")
    editor.offered("登记第三方收到")
    editor.press("登记第三方收到")
    editor.offered("登记第三方意见")
    editor.tick("同意公开")
    editor.press("登记第三方意见")
    editor.offered("提请延长")
    editor.write("为什么要延长", "要到档案馆查找")
    editor.press("提请延长")
    again(head, number)
    head.offered("同意延长")
    again(editor, number)
    editor.offered("告知延长")
    editor.press("告知延长")
    assert "已告知，延长生效" in editor.text


def draw(editor, number):
    """Two places are cut out of a page: one drawn with the mouse, one with the keyboard alone."""
    again(editor, number)
    editor.offered("登记")
    editor.follow("加入材料")
    editor.page.get_by_label("材料文件").set_input_files(
        {"name": "合同.pdf", "mimeType": "application/pdf", "buffer": leaky.page("open words", "tel 13912345678 end")}
    )
    editor.press("加入")
    editor.follow("逐页看、逐处画")
    sheet = editor.page.locator("#sheet svg").first
    sheet.scroll_into_view_if_needed()
    edge = sheet.bounding_box()
    at = lambda across, down: (edge["x"] + edge["width"] * across, edge["y"] + edge["height"] * down)
    editor.page.mouse.move(*at(0.1, 0.1))
    editor.page.mouse.down()
    editor.page.mouse.move(*at(0.5, 0.2), steps=4)
    editor.page.mouse.up()
    sides = lambda: [float(editor.page.locator(f"[data-side={side}]").input_value()) for side in SIDES]
    assert sides() == pytest.approx([10, 10, 50, 20], abs=0.5)
    editor.press("遮盖这一处")
    assert "遮盖1处" in editor.page.locator("#sheet svg").first.get_attribute("aria-label")
    editor.page.get_by_role("button", name="用手指或者键盘画框").press("Enter")
    begun = sides()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "Shift+ArrowRight"):
        editor.page.keyboard.press(key)
    moved = [new - old for new, old in zip(sides(), begun, strict=True)]
    assert moved == pytest.approx([0.5, 1, 1, 1])
    editor.page.keyboard.press("Enter")
    assert editor.page.evaluate("document.activeElement.name") == "ground"
    editor.press("遮盖这一处")
    assert "遮盖2处" in editor.page.locator("#sheet svg").first.get_attribute("aria-label")


def decide(editor, secrecy, head, number):
    """A letter of the catalogue goes past secrecy to the head, who makes it final."""
    again(editor, number)
    editor.follow("拟写文书")
    editor.follow("予以公开", exact=True)
    editor.write("获取的方式、途径和时间", "凭申请编号和查询码在办理进度里下载")
    editor.press("生成文书")
    assert "没有发现错误" in editor.text and "试县路桥有限公司" not in editor.text
    editor.follow("回到申请页送审")
    editor.offered("送审公开的答复")
    again(secrecy, number)
    secrecy.offered("保密审查通过")
    secrecy.leave()
    again(head, number)
    head.offered("审批")
    assert "待送达" in head.text


def deliver(editor, folder, number):
    """The letter is printed, sealed and scanned; what was scanned is what the applicant is given."""
    again(editor, number)
    editor.follow("予以公开")
    with editor.page.expect_download() as made:
        editor.page.get_by_role("link", name="PDF", exact=True).click()
    made.value.save_as(folder / "letter.pdf")
    again(editor, number)
    editor.offered("送达")
    editor.page.get_by_label("盖章后的答复书").set_input_files(folder / "letter.pdf")
    editor.press("送达")
    assert "已送达，这一天是答复日" in editor.text
    return (folder / "letter.pdf").read_bytes()


def fetch(citizen, number, code, sealed):
    look_up(citizen, number, code)
    assert "已经答复" in citizen.text and "要到档案馆查找" in citizen.text and "路桥" not in citizen.text
    citizen.page.get_by_text("为什么是这一天").first.click()
    assert "数字为第几个工作日" in citizen.text and citizen.page.evaluate(WIDER) == 0
    with citizen.page.expect_download() as got:
        citizen.page.get_by_role("button", name="答复书").click()
    assert got.value.path().read_bytes() == sealed


def look_up(citizen, number, code):
    citizen.see("/apply/status/")
    citizen.write("申请编号", number)
    citizen.write("查询码", code)
    citizen.press("查询")


def again(visitor, number):
    """The request, found on the list; returns what its page says."""
    visitor.see("/staff/foi/")
    visitor.follow(number)
    return visitor.text


def fill(page, card):
    for label, words in {"姓名或者名称": "李小河", "证件号码": IDENTITY, "联系电话": "13800000000"}.items():
        page.get_by_label(label).first.fill(words)
    page.get_by_label("电子邮箱").first.fill("lixiaohe@example.com")
    page.get_by_label("身份证明").first.set_input_files(card)


def told(page):
    """(number, code) of a receipt."""
    return re.findall(r"\d{4}-\d{3,}-\d{4}|\b[a-z]{4}-[a-z]{4}\b", page.locator("dl").first.inner_text())
