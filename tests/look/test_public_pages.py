"""Every public template by axe (WCAG 2.2 AA): as it is at a desk, then on a phone, in 长者模式 and in high contrast."""

import json
from pathlib import Path

import pytest

from gongkai.publication import pages
from tests.house import every_page, seeing
from tests.look.stage import served
from tests.publication.samples import AT
from tests.publication.standing import stand

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PLAIN = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": LEVELS}}
STRONG = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable", "color-contrast-enhanced"]},
    "rules": {"target-size": {"enabled": True}},
}
# What is examined, and the rule of contrast among it.
MODES = {
    "": (PLAIN, "color-contrast"),
    "elder aids-open zoom-2": (STRONG, "color-contrast-enhanced"),
    "contrast aids-open": (STRONG, "color-contrast-enhanced"),
}
LOOK = f"""async ([look, options, contrast, known]) => {{ document.documentElement.className = 'portal ' + look;
document.querySelectorAll('details').forEach(one => one.open = true); dispatchEvent(new Event('resize'));
const [found, first] = await ({seeing.EXAMINE})(options, contrast, known);
return [found.flatMap(one => one.nodes.map(node => one.id + ' ' + node.html.slice(0, 160))), first];
}}"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def shown():
    """A small portal with a page of every template; returns their paths."""
    return stand()


UNREACHED = """[...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
.filter(one => one.getClientRects().length && !one.disabled && one.tabIndex !== 0).map(one => one.outerHTML)"""
ALIKE = ("subscribe-confirmed", "subscribe-ended", "subscribe-gone", "subscribe-refused", "/c/gsgg/p1/", "/t/guide/")


@pytest.fixture
def every(client, county, monkeypatch, settings, stand_at):
    """An answer of every public template: {a path to serve it at: html}."""
    settings.SMTP = "smtp://mail.example.cn"
    stand_at(AT)
    found = {name: answer.content.decode() for name, answer in every_page.answers(client, monkeypatch).items()}
    found |= every_page.stand_ins()
    return {f"/{name.strip('/')}/".replace("//", "/"): html for name, html in found.items() if name not in ALIKE}


def test_no_kind_of_page_keeps_anybody_out(chromium, every):
    axe = Path(pytest.importorskip("axe_playwright_python").__file__).with_name("axe.min.js").read_text("utf-8")
    faults, known = {}, {mode: set() for mode in MODES}

    def look(mode):
        found, looks = page.evaluate(LOOK, [mode, *MODES[mode], sorted(known[mode])])
        known[mode] |= set(looks)
        return found

    with served(every) as (address, _):
        window = chromium.new_context(bypass_csp=True)
        window.add_init_script(axe)
        page = window.new_page()
        page.set_default_timeout(120_000)
        for path in every:
            page.set_viewport_size({"width": 1280, "height": 900})
            page.goto(address + path)
            seen = look("")
            seen += [f"not reached by Tab: {one}" for one in page.evaluate(UNREACHED)]
            page.set_viewport_size({"width": 375, "height": 800})
            wide = {"plain": page.evaluate(WIDER)}
            for mode in filter(None, MODES):
                seen += [f"{mode}: {one}" for one in look(mode)]
                wide[mode] = page.evaluate(WIDER)
            seen += [f"{mode}: {many} px wider than the phone" for mode, many in wide.items() if many]
            if seen:
                faults[path] = seen
        window.close()
    assert faults == {}, json.dumps(faults, ensure_ascii=False, indent=1)


FLOOD = [{"title": "河边镇暴雨洪涝", "url": "/d/abcdefghij/", "text": "第1条：请避险。", "at": "2026-01-12 10:30"}]
HIDDEN = "hidden => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });"
HIDDEN += " document.dispatchEvent(new Event('visibilitychange')) }"


def test_a_page_that_stands_open_tells_of_an_emergency_and_of_its_end(chromium):
    stand()
    found = {"/c/": pages.at("/c/").make().decode(), "/now.json": "[]"}
    with served(found) as (address, _):
        page = chromium.new_context().new_page()
        page.set_default_timeout(120_000)
        page.clock.install()
        with page.expect_response("**/now.json"):
            page.goto(f"{address}/c/")
        asked = []
        page.on("request", lambda one: asked.append(one.url) if one.url.endswith(".json") else None)
        found["/now.json"] = json.dumps(FLOOD)
        page.evaluate(HIDDEN, True)
        page.clock.run_for(180_000)
        assert asked == [] and not page.locator(".emergency").count()
        with page.expect_response("**/now.json"):
            page.evaluate(HIDDEN, False)
        page.get_by_role("alert").get_by_text("第1条：请避险。").wait_for()
        assert page.locator("body > .skip + .emergency").count() == 1
        page.clock.run_for(59_000)
        found["/now.json"] = "[]"
        page.clock.run_for(61_000)
        page.locator(".emergency").wait_for(state="detached")
        assert len(asked) <= 3
        page.context.close()


def test_without_a_mouse_a_policy_its_interpretation_and_the_way_to_apply_are_found(chromium, shown):
    found = {path: pages.at(path).make().decode() for path in shown}
    way = [
        ("政策文件", "政策文件"), ("关于第45号事项的公告", "关于第45号事项的公告"),
        ("第45号事项解读", "第45号事项解读"),
        ("政府信息公开", "政府信息公开"), ("各机关的申请说明和申请表", "政府信息公开申请说明"),
        ("试县交通运输局申请说明", "试县交通运输局申请说明"),
    ]  # fmt: skip
    with served(found) as (address, _):
        page = chromium.new_context().new_page()
        page.set_default_timeout(120_000)
        page.goto(f"{address}/")
        for link, heading in way:
            _on_to(page, link)
            with page.expect_navigation():
                page.keyboard.press("Enter")
            tree = page.locator("main").aria_snapshot()  # what a screen reader is told
            assert f'heading "{heading}" [level=1]' in tree, tree[:400]
            assert page.get_by_role("navigation", name="当前位置").is_visible()
        page.context.close()


def test_on_paper_a_page_of_doors_keeps_them_and_leaves_those_that_only_lead_elsewhere(chromium, shown):
    with served({path: pages.at(path).make().decode() for path in ("/", "/u/")}) as (address, _):
        page = chromium.new_context().new_page()
        page.emulate_media(media="print")
        page.goto(f"{address}/u/")
        assert page.locator("main .doors").first.is_visible() and "交运局" in page.locator("main").inner_text()
        page.goto(f"{address}/")
        assert page.locator("aside .doors").count() and not page.locator("aside .doors").first.is_visible()
        page.context.close()


def _on_to(page, words):
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == words:
            return
    raise AssertionError(f"no way to {words} by keyboard on {page.url}")
