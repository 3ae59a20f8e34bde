"""What only a browser can tell: the whole style page, both products, in a real Chromium."""

import re

import pytest
from django.template import engines
from django.test import RequestFactory

from gongkai.look import samples
from tests.look.stage import served

PATIENCE = 120_000  # milliseconds: a busy machine is no fault of the page
pytestmark = pytest.mark.browser
ENHANCED = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]},
    "rules": {"color-contrast-enhanced": {"enabled": True}},
}
ROOMS = ((("工作台", "#", True),), (("考核", "#", False), ("整改", "#", False)))
PERSON = {
    "name": "王敏",
    "place": "县水务局·信息员",
    "links": [{"title": "公开网站", "url": "/"}],
    "sign_out": "/out/",
}
FORM = """{% extends "look/desk.html" %}{% block main %}<form method="post" action="/done/" data-guard>
<label>标题 <input name="title"></label><button>保存</button>
<button formaction="/withdrawn/" data-confirm="撤回后原地址只留说明页。">撤回</button></form>{% endblock %}"""

FIELD = '<div class="field"><label>条件 <input></label></div>'
NARROWED = f"""{{% extends "look/desk.html" %}}{{% block main %}}<form class="filters">{FIELD * 3}
<button class="button button-2">筛选</button></form>{{% endblock %}}"""


@pytest.fixture(scope="module")
def stage():
    """Both halves of the style page and a form to try; yields (address, posted)."""
    engine = engines["django"]
    request = RequestFactory().get("/")
    desk = samples.desk(request) | {"desk_nav": ROOMS, "person": PERSON, "told_time": samples.NOW, "csrf_token": "t"}
    pages = {
        "/desk/": engine.get_template("look/gallery/desk.html").render(desk),
        "/portal/": engine.get_template("look/gallery/portal.html").render(samples.portal(request)),
        "/now.json": "[]",
        "/list/": engine.from_string(NARROWED).render({"page_title": "列表", "person": PERSON}),
        "/form/": engine.from_string(FORM).render({"page_title": "表单", "person": PERSON, "csrf_token": "t"}),
    }
    with served(pages) as (address, posted):
        yield address, posted


@pytest.fixture
def opened(chromium, stage):
    """Opens a path in a fresh window with the reader's own look; complaints of the console fail the test at its end."""
    complaints, windows = [], []

    def opening(path, width=1280, script=True, **look):
        window = chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=script)
        windows.append(window)
        page = window.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.goto(stage[0] + path)
        if look:
            page.evaluate("look => localStorage.setItem('gongkai-look', JSON.stringify(look))", look)
            page.reload()
        return page

    yield opening
    for window in windows:
        window.close()
    assert complaints == []


def faults(page, options=None):
    """What axe finds, everything unfolded: (rule, where)."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = axe.run(page, options=options or {"resultTypes": ["violations"]}).response["violations"]
    return [(each["id"], node["target"]) for each in found for node in each["nodes"]]


@pytest.mark.parametrize("path", ["/desk/", "/portal/"])
@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_on_any_component(opened, path, width):
    assert faults(opened(path, width)) == []


@pytest.mark.parametrize("path", ["/desk/", "/portal/"])
@pytest.mark.parametrize("look", ["elder", "contrast"])
def test_in_elder_mode_and_high_contrast_words_stand_out_seven_to_one(opened, path, look):
    page = opened(path, **{look: True})
    assert look in page.locator("html").get_attribute("class").split()
    assert faults(page, ENHANCED) == []


@pytest.mark.parametrize("path", ["/desk/", "/portal/"])
@pytest.mark.parametrize("look", [{}, {"elder": True}, {"elder": True, "zoom": 2}], ids=["plain", "elder", "largest"])
def test_nothing_sticks_out_of_a_phone_at_any_size(opened, path, look):
    page = opened(path, 375, **look)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_elder_mode_is_kept_in_the_browser_alone(opened):
    page = opened("/portal/")
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    page.get_by_role("button", name="长者模式").click()
    page.reload()
    assert page.get_by_role("button", name="长者模式").get_attribute("aria-pressed") == "true"
    assert before < 22 <= page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    assert page.context.cookies() == []
    assert "?" not in page.url


def test_without_script_everything_is_there_and_nothing_pretends_to_work(opened):
    page = opened("/portal/", script=False)
    assert page.get_by_role("searchbox").is_visible()
    assert page.get_by_role("heading", level=1).is_visible()
    assert not page.locator("[data-aid], [data-print]").filter(visible=True).count()
    page.get_by_text("为什么是这一天").click()
    assert page.get_by_text("2025年12月", exact=True).is_visible()


def test_the_first_tab_leads_past_the_furniture(opened):
    page = opened("/form/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_list_of_faults_takes_the_focus_and_leads_to_the_field(opened):
    page = opened("/desk/")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name="请填写标题。").click()
    assert page.evaluate("document.activeElement.name") == "title"


def test_what_cannot_be_undone_is_asked_once_and_no_is_the_default(opened, stage):
    page = opened("/form/")
    stage[1].clear()
    page.get_by_role("button", name="撤回").click()
    assert page.get_by_role("dialog").inner_text().startswith("撤回后原地址只留说明页。")
    page.keyboard.press("Enter")  # the focus stands on 不，返回
    assert (page.get_by_role("dialog").count(), stage[1]) == (0, [])
    page.get_by_role("button", name="撤回").click()
    page.get_by_role("dialog").get_by_role("button", name="撤回").click()
    page.get_by_text("收到").wait_for()
    assert stage[1] == ["/withdrawn/"]


def test_leaving_a_changed_form_is_questioned_and_a_saved_one_is_not(opened, stage):
    page = opened("/form/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == []
    page.get_by_label("标题").fill("关于公路养护的通知")
    page.reload()
    assert asked == ["beforeunload"]
    page.get_by_label("标题").fill("关于公路养护的通知")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("收到").wait_for()
    assert asked == ["beforeunload"]


def test_the_menu_of_the_person_opens_and_closes_by_keyboard(opened):
    page = opened("/desk/")
    summary = page.get_by_text(re.compile("王敏"))
    summary.filter(has=page.locator("svg")).first.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("button", name="退出").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("button", name="退出").is_visible()


def test_print_leaves_the_furniture_out_and_keeps_the_words(opened):
    page = opened("/portal/")
    page.emulate_media(media="print")
    assert not page.get_by_role("searchbox").is_visible()
    assert not page.get_by_role("navigation", name="主导航").is_visible()
    assert page.get_by_text("第一条").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.masthead')).backgroundColor") == "rgba(0, 0, 0, 0)"


RING = """field => { const words = document.createRange(); words.selectNodeContents(field.previousElementSibling);
const look = getComputedStyle(field); return field.getBoundingClientRect().top - parseFloat(look.outlineWidth)
- parseFloat(look.outlineOffset) - words.getBoundingClientRect().bottom }"""


def test_the_ring_around_a_field_does_not_touch_the_words_above_it(opened):
    page = opened("/desk/")
    fields = page.locator(".field > label + input:visible, .field > .hint + input:visible, .field > label + select")
    assert fields.count() >= 1
    for number in range(fields.count()):
        page.keyboard.press("Tab")  # from the keyboard, so that the ring shows
        fields.nth(number).focus()
        assert fields.nth(number).evaluate(RING) >= 0, fields.nth(number).get_attribute("id")


FOOT = (
    "主办单位：大英县人民政府办公室",
    "承办单位：大英县人民政府政务公开办公室",
    "联系方式：0825-7820037，大英县蓬莱镇政务路（虚构地址）",
)


@pytest.mark.parametrize("width", [360, 375, 390, 412])
def test_the_foot_of_a_phone_s_page_holds_a_long_address(opened, width):
    page = opened("/portal/", width)
    spans = page.locator(".footer p").first.locator("span")
    for place, words in enumerate(FOOT):
        spans.nth(place).evaluate("(span, words) => { span.textContent = words }", words)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


VOICE = """window.said = []; window.SpeechSynthesisUtterance = function (words) { this.text = words };
Object.defineProperty(window, 'speechSynthesis', { value: { cancel() {}, speak(one) {
said.push([one.text, one.lang]); if (said.length < 400) setTimeout(one.onend, 0) } } })"""


def test_a_page_is_read_aloud_from_its_heading_on_each_word_once(opened):
    page = opened("/portal/")
    page.context.add_init_script(VOICE)
    page.reload()
    page.get_by_role("button", name="阅读工具").click()
    page.get_by_role("button", name="朗读", exact=True).click()
    page.get_by_role("button", name="停止朗读").wait_for(state="hidden")  # to the end
    said = page.evaluate("said")
    assert {language for _, language in said} == {"zh-CN"}
    words = "".join(text for text, _ in said)
    assert words.startswith(page.get_by_role("heading", level=1).inner_text()[:20])
    assert words.count("第一条") == page.locator("main").inner_text().count("第一条")
    assert max(len(text) for text, _ in said) <= 121
    assert not page.locator(".spoken").count()


def test_where_a_browser_cannot_speak_nothing_offers_to(opened):
    page = opened("/portal/")
    page.context.add_init_script("Object.defineProperty(window, 'speechSynthesis', { value: undefined })")
    page.reload()
    page.get_by_role("button", name="阅读工具").click()
    assert page.get_by_role("button", name="阅读线").is_visible()
    assert not page.get_by_role("button", name="朗读").is_visible()


def test_reading_tools_stay_as_they_were_left_and_one_press_puts_all_back(opened):
    page = opened("/portal/")
    tools = page.get_by_role("button", name="阅读工具")
    assert (tools.get_attribute("aria-expanded"), page.get_by_role("button", name="阅读线").is_visible()) == (
        "false",
        False,
    )
    for name in ("阅读工具", "阅读线", "高对比度", "字号：标准"):
        page.get_by_role("button", name=name).click()
    page.reload()
    assert {"aids-open", "line", "contrast", "zoom-1"} <= set(page.locator("html").get_attribute("class").split())
    page.mouse.move(300, 400)
    assert page.evaluate("document.querySelector('.reading-line').getBoundingClientRect().top") == 412
    page.get_by_role("button", name="恢复原样").click()
    assert page.locator("html").get_attribute("class").split() == ["portal", "aids-open"]
    assert page.get_by_role("button", name="字号：标准").is_visible()
    assert page.context.cookies() == []


SMALL = """() => [...document.querySelectorAll(
'main :is(.items, .tree, .doors) a, .mainnav a, .footer a, .aid, .button')]
.filter(one => one.getClientRects().length && one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"""


@pytest.mark.parametrize("width", [1280, 375])
def test_in_elder_mode_one_column_stands_under_the_other_and_a_finger_finds_everything(opened, width):
    page = opened("/portal/", width, elder=True, bar=True)
    assert page.evaluate(SMALL) == []
    main, aside = page.locator("main").bounding_box(), page.locator("aside").first.bounding_box()
    assert aside is None or aside["y"] >= main["y"] + main["height"]
    assert not page.locator(".extra").filter(visible=True).count()


def test_on_a_phone_a_list_comes_before_what_narrows_it(opened):
    page = opened("/list/", width=375)
    fields = page.locator("form.filters").locator(".field")
    assert fields.count() > 2 and fields.nth(0).is_visible() and not fields.nth(1).is_visible()
    page.get_by_role("button", name="更多条件").press("Enter")
    assert all(one.is_visible() for one in fields.all())
    assert page.evaluate("document.activeElement.closest('.field') !== null")
    assert opened("/list/").get_by_role("button", name="更多条件").count() == 0
