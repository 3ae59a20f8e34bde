"""What axe is asked of each page: faults are found, and colours are examined where their look is first met."""

import pytest

from tests.house import seeing
from tests.look.stage import served

pytestmark = pytest.mark.browser
STYLE = "<style>a { color: #0b57d0; text-decoration: none } p { color: #333 } .pale { color: #ccc }</style>"
NAV = "<nav><a href='/'>首页</a> <a href='/c/'>栏目</a></nav>"
AMONG = "<p>全文见<a href='/d/'>公告</a>，其他事项不变。</p>"
PALE = "<p class='pale'>看不清的字</p>"
UNNAMED = "<input name='q'>"


@pytest.fixture
def seen(chromium):
    """The rules that a page of these parts breaks: ``seen(NAV + PALE, known)``."""

    def rules(parts, known):
        html = f"<!doctype html><html lang='zh-CN'><title>页</title>{STYLE}<main><h1>页</h1>{parts}</main></html>"
        with served({"/": html}) as (address, _):
            page = chromium.new_page(bypass_csp=True)  # for the style above
            page.goto(address + "/")
            found = seeing.faults(page, known)
            page.context.close()
        return sorted(one.partition(":")[0] for one in found)

    return rules


def test_a_sound_page_has_no_faults(seen):
    assert seen(NAV + "<p>看得清的字</p>", set()) == []


@pytest.mark.parametrize(
    "part,rule", [(PALE, "color-contrast"), (AMONG, "link-in-text-block"), (UNNAMED, "label")], ids=lambda one: one[:12]
)
def test_each_fault_is_found(seen, part, rule):
    assert seen(part, set()) == [rule]


def test_colours_are_examined_once_and_all_else_on_every_page(seen):
    known = set()
    assert seen(AMONG + PALE + UNNAMED, known) == ["color-contrast", "label", "link-in-text-block"]
    assert seen(AMONG + PALE + UNNAMED, known) == ["label"]


def test_links_of_a_menu_say_nothing_of_links_among_words(seen):
    known = set()
    assert seen(NAV, known) == []
    assert seen(AMONG, known) == ["link-in-text-block"]


def test_the_same_words_on_another_ground_are_another_look(seen):
    known = set()
    assert seen("<p>灰字</p>", known) == []
    assert seen("<div style='background: #444'><p>灰字</p></div>", known) == ["color-contrast"]
