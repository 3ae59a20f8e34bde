"""The skin itself: weight, contrast, no inline style or script, frames that carry nothing private."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template, render_to_string

from gongkai import look
from gongkai.look.icons import icon
from gongkai.look.site import Link, Site

ROOM = Path(look.__file__).parent
CSS = (ROOM / "static/gongkai/gongkai.css").read_text("utf-8")
DESK = (ROOM / "static/gongkai/desk.css").read_text("utf-8")
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))
NAMES = [str(path.relative_to(ROOM / "templates")) for path in TEMPLATES]
SITE = Site(
    name="棠溪县人民政府",
    nav=(Link("首页", "/"), Link("政策文件", "/policy/")),
    foot=(Link("网站地图", "/map/"),),
    correction="/correct/",
    domain="www.example.gov.cn",
    id_code="0000000000",
    icp="示ICP备00000000号",
    host="棠溪县人民政府办公室",
)


def portal(**context):
    return render_to_string("look/portal.html", {"site": SITE, "page_title": "通知"} | context)


def tokens(selector):
    """The colour tokens a selector sets, over those of :root."""
    found = {}
    for name in dict.fromkeys((":root", selector)):
        block = re.search(re.escape(name) + r" \{([^}]*)\}", CSS)[1]
        found |= dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{3,6})", block))
    return found


def luminance(colour):
    """WCAG 2 relative luminance."""
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = [  # what is written on what
    *(("--" + ink, "--" + paper) for ink in ("ink", "ink-2", "blue", "red", "amber") for paper in ("paper", "wash")),
    ("--blue", "--blue-tint"),
    ("--blue-deep", "--blue-tint"),
    ("--red", "--red-tint"),
    ("--amber", "--amber-tint"),
    ("--ink", "--amber-tint"),
    ("--paper", "--blue"),
    ("--paper", "--red"),
    ("--paper", "--blue-deep"),
]


@pytest.mark.parametrize(("selector", "least"), [(":root", 4.5), ("html.elder", 7), ("html.contrast", 7)])
def test_every_word_can_be_told_from_its_ground(selector, least):
    colours = tokens(selector)
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < least} == {}


@pytest.mark.parametrize("selector", [":root", "html.elder", "html.contrast"])
def test_the_edge_of_a_control_can_be_seen(selector):
    colours = tokens(selector)
    assert contrast(colours["--line-2"], colours["--paper"]) >= 3


def test_the_style_sheet_is_light_and_whole():
    assert len(CSS.encode()) <= 28 * 1024, "what citizens load"
    assert len(DESK.encode()) <= 10 * 1024, "what staff load besides"
    for sheet in (CSS, DESK):
        assert sheet.count("{") == sheet.count("}")
    used = set(re.findall(r"var\((--[\w-]+)\)", CSS + DESK))
    assert used <= set(re.findall(r"(--[\w-]+):", CSS))


def test_a_citizen_does_not_load_what_only_staff_need():
    assert "desk.css" not in portal() and "desk.js" not in portal()
    assert "gongkai/desk.css" in render_to_string("look/desk.html", {})
    assert not re.search(r"\.(?:topbar|rooms|duties|findings|trail|sheet)\b", CSS)


def test_the_first_view_of_a_public_page_is_under_30_kb_on_the_wire():
    import gzip

    script = (ROOM / "static/gongkai/gongkai.js").read_bytes()
    assert sum(len(gzip.compress(each)) for each in (portal().encode(), CSS.encode(), script)) < 15_000


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles_and_brings_no_style_or_script_of_its_own(name):
    assert get_template(name)
    text = re.sub(r"{%.*?%}|{#.*?#}|{{.*?}}", "", (ROOM / "templates" / name).read_text("utf-8"), flags=re.DOTALL)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize("name", sorted({i for p in TEMPLATES for i in re.findall(r'icon "([\w-]+)"', p.read_text())}))
def test_every_icon_a_template_asks_for_exists(name):
    assert icon(name).startswith("<svg")


def test_an_icon_alone_speaks_and_beside_a_word_stays_silent():
    assert 'aria-label="搜索"' in icon("search", "搜索")
    assert 'aria-hidden="true"' in icon("search")
    assert "&lt;" in icon("search", "<")


def test_a_public_page_is_a_file_the_same_bytes_every_time_and_with_nothing_private():
    html = portal(told_time=datetime(2026, 1, 12, 1, tzinfo=UTC), breadcrumbs=[("首页", "/"), ("通知", "")])
    assert html == portal(told_time=datetime(2026, 1, 12, 1, tzinfo=UTC), breadcrumbs=[("首页", "/"), ("通知", "")])
    assert not re.search(r"csrf|nonce|token|cookie|session", html, re.IGNORECASE)
    assert not re.search(r'(?:href|src|action)="[^"]*\?', html)
    assert not re.search(r"<script(?![^>]*src=)", html)


def test_a_public_page_carries_the_national_site_tags_and_footer():
    html = portal(meta=[("ArticleTitle", "关于“春运”的通知"), ("PubDate", "2026-01-12 09:30")])
    for name, content in {
        "SiteName": "棠溪县人民政府",
        "SiteDomain": "www.example.gov.cn",
        "SiteIDCode": "0000000000",
        "ArticleTitle": "关于“春运”的通知",
        "PubDate": "2026-01-12 09:30",
    }.items():
        assert f'<meta name="{name}" content="{content}">' in html
    for said in ("主办单位：棠溪县人民政府办公室", "网站标识码：0000000000", "示ICP备00000000号", "我为政府网站找错"):
        assert said in html
    assert "<title>通知_棠溪县人民政府政务公开</title>" in html


def test_facts_a_site_does_not_have_are_left_out_of_the_footer():
    html = render_to_string("look/portal.html", {"site": Site(name="试点网站")})
    footer = html[html.index("<footer") :]
    assert not re.search("主办单位|标识码|ICP|找错|联系方式", footer)
    assert "SiteIDCode" not in html


def test_a_demonstration_names_its_told_time_on_both_frames():
    told = {"told_time": datetime(2026, 1, 12, 1, tzinfo=UTC)}
    assert "2026年1月12日" in portal(**told)
    assert "2026年1月12日" in render_to_string("look/desk.html", told)
    assert "演示系统" not in portal() + render_to_string("look/desk.html", {})


def test_the_page_one_is_on_is_marked_and_the_others_are_not():
    html = portal(here="/policy/", breadcrumbs=[("首页", "/"), ("通知", "")])
    assert '<a href="/policy/" aria-current="true">' in html
    assert '<a href="/">首页</a>' in html
    assert '<span aria-current="page">通知</span>' in html


def test_an_emergency_stands_above_everything():
    html = portal(emergency={"title": "停水通告", "url": "/e/", "text": "今晚恢复", "at": None})
    assert html.index("停水通告") < html.index("<header")


def test_the_desk_shows_rooms_person_and_posts():
    html = render_to_string(
        "look/desk.html",
        {
            "desk_nav": ((("工作台", "/staff/", True),), (("考核", "/k/", False),)),
            "person": {"name": "王某", "place": "交运局·信息员", "sign_out": "/out/"},
            "notices": [("done", "已送审。"), ("stop", "没有保存。")],
            "csrf_token": "t",
        },
    )
    assert 'aria-current="true">工作台</a>' in html
    assert '<a href="/k/">考核</a>' in html
    assert "王某（交运局·信息员）" in html
    assert re.search(r'role="status">.*已送审。.*role="alert">.*没有保存。', html, re.DOTALL)


def test_an_empty_side_column_leaves_no_trace_of_text():
    """The style sheet hides an empty column only if nothing, not even a space, stands in it."""
    assert "<aside></aside>" in portal()


def test_names_in_texts_are_never_markup():
    html = portal(page_title="<script>", breadcrumbs=[("<b>", "")], meta=[("Author", '"><script>')])
    assert "<script>" not in html
    assert "<b>" not in html


def test_templates_of_the_room_are_found_by_the_project():
    assert engines["django"].get_template("look/portal.html").origin.name.startswith(str(ROOM))
