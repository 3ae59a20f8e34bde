"""The configuration we ship passes on every address that the application answers itself, forms with what they bring."""

import urllib.error
import urllib.request

import pytest

from tests.house import echo, nginx
from tests.house.live import live

REPORT = b"sort=other&words=%E5%85%AC%E5%BC%80"


@pytest.fixture(autouse=True)
def needs_nginx():
    if nginx.missing():
        pytest.skip("没有找到 nginx，跳过；Debian 上可安装 nginx-light")


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
