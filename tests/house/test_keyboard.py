"""Who has no mouse, or reads at twice the size: form, desk, review and search; and every staff page by axe."""

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse
from playwright.sync_api import Error

from tests.house.visitor import Visitor

pytestmark = pytest.mark.browser
NOT_HERE = ("look", "sign-out")  # the style pages have tests of their own
NAME = """kind => { const one = document.activeElement, label = one.labels && one.labels[0];
if (!one.matches(kind)) return '';
return (label ? label.textContent : one.getAttribute('aria-label') || one.textContent).trim() }"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def addresses():
    """Every staff page that stands by itself, read off the map of addresses so that none is left out."""
    rooms = [each for each in get_resolver().url_patterns if str(each.pattern).startswith("staff/")]
    for room in rooms:
        for each in room.url_patterns:
            try:
                yield reverse(f"{room.app_name}:{each.name}")
            except NoReverseMatch:
                continue


def on_to(person, name, kind="*"):
    """Tab after tab until what bears the name (and is of that kind) has the focus."""
    for _ in range(90):
        person.page.keyboard.press("Tab")
        if person.page.evaluate(NAME, kind).startswith(name):
            return
    raise AssertionError(f"no way to {name} by keyboard on {person.page.url}")


def enter(person):
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
    person.check()


def test_a_record_is_written_and_reviewed_without_a_mouse_at_twice_the_size(standing, browser):
    editor = Visitor(browser, standing.url, "xin", width=640)  # 1280 at 200 %
    editor.see("/staff/disclosures/form/")
    on_to(editor, "公开栏目")
    editor.page.keyboard.press("ArrowDown")
    on_to(editor, "标题")
    editor.page.keyboard.type("县道绕行通知")
    on_to(editor, "成文或变更日期")
    editor.page.keyboard.type("01052026")
    on_to(editor, "正文", "[contenteditable]")
    editor.page.keyboard.type("县道三号线养护，请绕行。")
    assert editor.page.evaluate(WIDER) == 0
    on_to(editor, "保存草稿")
    enter(editor)
    assert "草稿已保存" in editor.text, editor.text
    on_to(editor, "提出公开")
    enter(editor)
    editor.leave()
    secrecy = Visitor(browser, standing.url, "mi", width=640)
    on_to(secrecy, "县道绕行通知")
    enter(secrecy)
    assert secrecy.page.evaluate(WIDER) == 0
    on_to(secrecy, "保密审查通过")
    enter(secrecy)
    assert "待审核" in secrecy.text
    secrecy.leave()


def test_no_staff_page_keeps_anybody_out_nor_sticks_out_at_twice_the_size(standing, browser):
    office = Visitor(browser, standing.url, "ban")
    found = [each for each in addresses() if not any(word in each for word in NOT_HERE)]
    assert len(found) > 20
    wide = {}
    for address in found:
        if not shown(office, standing.url + address):
            continue
        office.check()
        office.page.set_viewport_size({"width": 640, "height": 450})
        wide[address] = office.page.evaluate(WIDER)
        office.page.set_viewport_size({"width": 1280, "height": 900})
    assert {address: by for address, by in wide.items() if by} == {}


def shown(person, address) -> bool:
    """Whether it is a page: not a file, nor an address that answers forms only."""
    try:
        answer = person.page.goto(address)
    except Error as ended:
        assert "Download is starting" in str(ended), ended
        return False
    return answer.status != 405 and "html" in answer.headers["content-type"]


@pytest.mark.parametrize("width", [1280, 375])
def test_a_citizen_asks_mends_and_narrows_a_question_without_a_mouse(standing, browser, width):
    citizen = Visitor(browser, standing.url, width=width)
    citizen.see("/")
    on_to(citizen, "搜索政策", "input")
    citizen.page.keyboard.type("考合结果")
    enter(citizen)
    told = citizen.page.get_by_role("status")
    assert "没有找到" in told.inner_text() and citizen.page.evaluate(WIDER) == 0
    on_to(citizen, "考核结果")
    enter(citizen)
    assert "找到 1 条" in told.inner_text()
    hits = citizen.page.get_by_role("main").get_by_role("list").get_by_role("heading", level=3)
    assert hits.all_inner_texts()[0].startswith("考核结果")
    assert (
        citizen.page.get_by_role("search", name="搜索公开信息").get_by_label("要找的字词").input_value() == "考核结果"
    )
    citizen.see("/search/?q=公")
    on_to(citizen, "栏目")
    enter(citizen)
    assert "kind=column" in citizen.page.url and citizen.page.evaluate(WIDER) == 0
    on_to(citizen, "去掉")
    enter(citizen)
    assert "kind" not in citizen.page.url
    citizen.leave()
