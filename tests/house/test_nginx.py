"""The configuration we ship passes on every address that the application answers itself, forms with what they bring."""

import urllib.error
import urllib.request

import pytest
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from gongkai.portal import views
from tests.house import echo, nginx

PARTS = ("abcdefghij", "a" * 16, "0" * 32, "end", 1)  # one of them fits each part of a public address
REPORT = b"sort=other&words=%E5%85%AC%E5%BC%80"


@pytest.fixture(autouse=True)
def needs_nginx():
    if nginx.missing():
        pytest.skip("没有找到 nginx，跳过；Debian 上可安装 nginx-light")


def live() -> list[str]:
    """An example of each address that is no file: every one outside the desk but pages and attachments."""
    public = [room for room in get_resolver().url_patterns if not str(room.pattern).startswith("staff/")]
    named = [(room.app_name, one) for room in public for one in room.url_patterns if isinstance(one, URLPattern)]
    filed = (views.page, views.file)
    return [
        _example(f"{room}:{one.name}", one)
        for room, one in named
        if one.callback not in filed and one.name != "api-nothing"
    ]


def _example(name: str, pattern: URLPattern) -> str:
    words = list(pattern.pattern.regex.groupindex) or list(pattern.pattern.converters)
    said: dict = {}
    for word in words:
        said[word] = next(part for part in PARTS if _fits(name, words, said | {word: part}))
    return reverse(name, kwargs=said)


def _fits(name: str, words: list[str], said: dict) -> bool:
    """Whether some address of this name says so: the words not yet chosen are tried in turn."""
    left = [word for word in words if word not in said]
    if left:
        return any(_fits(name, words, said | {left[0]: part}) for part in PARTS)
    try:
        return bool(reverse(name, kwargs=said))
    except NoReverseMatch:
        return False


def ask(url: str, body: bytes | None = None) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, body, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode()


def test_every_form_and_every_question_reaches_the_application_as_it_was_asked(tmp_path):
    root = tmp_path / "public"
    root.mkdir()
    (root / ".on").symlink_to(".")
    (root / "index.html").write_text("首页")
    (root / "gone").mkdir()
    (root / "gone" / "apart.html").write_text("请稍后再来")
    (root / "search").mkdir()
    (root / "search" / "index.html").write_text("不是文件")
    known = live()
    assert {"/search/", "/correct/", "/subscribe/", "/api/v1/search", "/search/feed.xml"} <= set(known)
    with echo.server() as upstream, nginx.over(root, tmp_path, upstream) as url:
        assert ask(f"{url}/") == (200, "首页")
        for path in known:
            assert ask(f"{url}{path}?q=%E5%85%AC&a=%2F..%2F") == (200, f"echo GET {path}?q=%E5%85%AC&a=%2F..%2F "), path
            assert ask(url + path, REPORT) == (200, f"echo POST {path} {REPORT.decode()}"), path
        large = b"a" * (1 << 20)
        assert ask(f"{url}/correct/", large) == (200, f"echo POST /correct/ {large.decode()}")
    with nginx.over(root, tmp_path) as url:
        asked = [ask(url + path, body) for path in known for body in (None, REPORT)]
        assert asked == [(503, "请稍后再来")] * (2 * len(known)), "nobody there: in words, nothing taken"
