"""What every public page owes its reader, page by page of every template: policy, structure, tags, microdata."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.house import every_page
from tests.house.microdata import items, tree
from tests.publication.samples import AT

pytestmark = pytest.mark.django_db
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
STRICT = {
    "default-src": "'self'", "img-src": "'self' data:", "object-src": "'none'", "base-uri": "'none'",
    "form-action": "'self'", "frame-ancestors": "'none'",
}  # fmt: skip
STATUS = {"400": 400, "404": 404, "413": 413, "429": 429, "500": (500, 503), "subscribe-gone": 410} | {
    **dict.fromkeys(("correct-fault", "correct-wrong", "subscribe-fault", "vote-fault"), 422),
    **dict.fromkeys(("apply-nothing", "apply-fault", "apply-wrong", "apply-channel-fault"), 422),
    "survey-fault": 422,
    **dict.fromkeys(("consult-fault", "join-fault"), 422),
    **dict.fromkeys(("consult-refused", "join-refused"), 409),
    **dict.fromkeys(("hotline-fault", "hotline-wrong"), 422),
    "hotline-refused": 429,
    "survey-refused": 409,
    **dict.fromkeys(("correct-refused", "subscribe-refused", "apply-refused"), 429),
}
BARE = ("500",)  # leans on nothing that may be what broke
ERRORS = ("400", "404", "413", *BARE)
SITE = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
CONF = Path(__file__).parents[2] / "docs/nginx.conf"


@pytest.fixture
def found(client, county, monkeypatch, settings, stand_at):
    settings.SMTP = "smtp://mail.example.cn"
    stand_at(AT)
    monkeypatch.setattr("gongkai.publication.frame.told", lambda: None)  # a site as it is at work
    return every_page.answers(client, monkeypatch)


def test_every_page_stands_under_the_strict_policy_and_brings_no_script_or_style(found):
    for name, answer in found.items():
        withdrawn = 410 if "该信息已撤回" in answer.content.decode() else 200
        assert answer.status_code in _some(STATUS.get(name, withdrawn)), (name, answer.status_code)
        said = {part.split(" ", 1)[0]: part.split(" ", 1)[1] for part in answer["Content-Security-Policy"].split("; ")}
        assert said == STRICT, name
        assert {header: answer[header] for header in HEADERS} == HEADERS, name
        assert "Set-Cookie" not in answer and not answer.cookies, name
        root = tree(answer.content.decode())
        assert not [one for one in root.all("style") or () if one], name
        assert all(one.attrs.get("src", "").startswith("/static/") for one in root.all("script")), name
        assert not [one for one in root.all() if any(each == "style" or each.startswith("on") for each in one.attrs)]


def test_every_page_names_its_language_its_one_heading_and_its_landmarks(found):
    titles = Counter()
    for name, html in _pages(found):
        root = tree(html)
        [page] = root.all("html")
        [heading] = root.all("h1")
        [title] = root.all("title")
        [main] = root.all("main")
        assert page.attrs["lang"] == "zh-CN" and heading.words.strip() and main.attrs.get("id", "main") == "main", name
        titles[title.words] += 1
        if name in BARE:
            continue
        assert next(root.all("a")).attrs["href"] == "#main", name
        assert len(list(root.all("header"))) == len(list(root.all("footer"))) == 1, name
        navs = [one.attrs["aria-label"] for one in root.all("nav")]
        assert "主导航" in navs and (name in ("/", *ERRORS) or "当前位置" in navs), name
        assert len(navs) == len(set(navs)), (name, navs)
        assert [one for one in root.all("form") if one.attrs.get("role") == "search"], name
    assert {title: many for title, many in titles.items() if many > 1} == {}


def test_every_page_bears_the_national_tags_and_says_the_same_in_microdata(found):
    kinds = set()
    for name, html in _pages(found):
        if name in BARE:
            continue
        root = tree(html)
        tags = {one.attrs["name"]: one.attrs["content"] for one in root.all("meta") if "name" in one.attrs}
        assert [tags[tag] for tag in SITE] == ["试县人民政府", "www.shixian.gov.cn", "5109230001"], name
        [organ] = [one for one in items(root) if one.get("name") == ["试县人民政府办公室"]]
        assert organ["type"] == "GovernmentOrganization"
        if name in ERRORS:
            continue
        if not _has_no_column(tags):
            assert all(tags.get(tag) for tag in COLUMN), (name, tags)
        own, *others = (one for one in items(root) if one is not organ and one != organ)
        own, crumbs = (own, others) if own["type"] != "BreadcrumbList" else (others[0], [own])
        kinds.add(own["type"])
        [title] = root.all("title")
        assert own["name"][0] in title.words, (name, own["name"], title.words)
        for trail in crumbs:
            steps = trail["itemListElement"]
            assert [one["position"] for one in steps] == [[str(n)] for n in range(1, len(steps) + 1)], name
            assert steps[0]["name"] == ["首页"] and steps[-1]["name"][0], name
        if "ArticleTitle" in tags:
            assert tags["PubDate"] and tags["ContentSource"] and tags["Url"].startswith("https://"), name
        if "ArticleTitle" in tags and own["type"] != "WebPage":
            [shown] = own.get("datePublished") or own["datePosted"]
            assert shown[:16].replace("T", " ") == tags["PubDate"] and own["publisher"][0]["name"], name
            assert own["name"] == [tags["ArticleTitle"]] or name.endswith("/all/") or name == "/glance/", name
    assert kinds >= {
        "WebSite", "CollectionPage", "GovernmentOrganization", "Article", "NewsArticle", "Report", "Dataset",
        "SpecialAnnouncement", "Collection", "SearchResultsPage", "WebPage",
    }  # fmt: skip


def test_a_list_tells_machines_its_files_and_a_unit_how_it_is_reached(found):
    [listed] = [
        one for html in _named(found, "/l/powers/", "/d/") for one in items(tree(html)) if "distribution" in one
    ]
    places = [one["contentUrl"][0] for one in listed["distribution"]]
    assert [place.rsplit(".", 1)[1] for place in places] == ["xlsx", "csv", "json"]
    assert all(place.startswith("https://www.shixian.gov.cn/d/") for place in places)
    [organ] = [one for one in items(tree(found["/u/jyj/"].content.decode())) if "telephone" in one]
    assert organ["telephone"] == ["0825-1234567"] and organ["address"] == ["试县大道1号"]


def test_the_web_server_sends_the_same_headers_with_what_it_serves_from_files(found):
    sent = re.findall(r"add_header (\S+) (\"[^\"]*\"|\S+?)(?: always)?;", CONF.read_text("utf-8"))
    answer = found["/"]
    for header in (*HEADERS, "Content-Security-Policy", "Cache-Control"):
        said = {value.strip('"') for name, value in sent if name == header} - {"max-age=3600, public"}
        assert {_parted(one) for one in said} == {_parted(answer[header])}, header


def _parted(value):
    return frozenset(value.split("; "))


def _some(status):
    return status if isinstance(status, tuple) else (status,)


def _pages(found):
    yield from ((name, answer.content.decode()) for name, answer in found.items())
    yield from every_page.stand_ins().items()


def _named(found, *starts):
    return [html for name, html in _pages(found) if name.startswith(starts)]


def _has_no_column(tags):
    """A standing text that no column keeps is content without a column."""
    return "ArticleTitle" in tags and "ColumnName" not in tags
