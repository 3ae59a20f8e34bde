"""Whatever a stranger types, in any place that reads it, is answered in words: never a 500, never half an answer."""

import re
from urllib.parse import quote, quote_from_bytes

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.publication import door
from gongkai.subscriptions import subscribing
from tests.house.live import live
from tests.publication.samples import AT
from tests.publication.standing import stand

pytestmark = [pytest.mark.django_db, pytest.mark.told(AT)]
HOSTILE = [
    "(", "[a-z]{1000}", "(a+)+$", "\\", "%", "%%", "_", "*", '"', '"""', "'", "' OR 1=1 --", "-a", "NEAR(a b)", "a:b",
    "{}^~!@#", "AND", "OR", "NOT", "公" * 10_000, "a b " * 2_500, "，。、；：？！", "的了和与", "\x00", "公\x00开",
    "\x01\x02\x1b[31m", "\r\nSet-Cookie: a=b", "\u202e开公", "\u200b", "\ufeff公", "\ud800", "公\udc00开", "𠮷", "🏛️",
    "<script>alert(1)</script>", "{{ 7*7 }}", "../../etc/passwd", "-1", "0", "9" * 30, "1e9", "٣", "２０２５", "NaN",
    "2025-13-45", "0000-00-00", "9999-12-31", "null", "[]", "\u0301", "e\u0301" * 300,
]  # fmt: skip
TYPED = {
    "\x00",
    "\ud800",
    "公" * 10_000,
    "'",
    "-1",
    "9" * 30,
    "1e9",
    "٣",
    "２０２５",
    "NaN",
    "2025-13-45",
    "9999-12-31",
    "[]",
    "%",
}  # fmt: skip - what a number, a day or a code is read from, besides
RAW = [quote_from_bytes(one) for one in (b"\xff\xfe", b"\xc0\x80", b"\xed\xa0\x80", b"\x80" * 50)] + [
    "%",
    "%zz",
    "%u4e00",
]
ASKED = {
    "/search/": ("q", "after", "from", "to", "unit", "column", "kind", "year", "validity", "page"),
    "/search/feed.xml": ("q", "from", "to", "unit", "column", "kind", "year", "validity"),
    "/api/v1/search": ("q", "column", "unit", "from", "until", "after", "limit"),
    "/api/v1/documents": ("column", "unit", "kind", "from", "until", "after", "limit"),
    "/api/v1/changes": ("after", "limit"),
    "/subscribe/": ("column",),
}
PATHS = (
    "/d/{}/", "/d/{}/history/", "/d/abcdefghij/{}/", "/d/{}/list.csv", "/c/{}/", "/c/gsgg/{}/", "/c/gsgg/p{}/",
    "/c/{}/feed.xml", "/u/{}/", "/u/jyj/p{}/", "/t/{}/", "/l/{}/", "/g/{}/", "/data/{}.zip", "/data/gsgg/{}.zip",
    "/f/{}/a.pdf", "/f/0123456789abcdef/{}", "/sitemap-{}.xml", "/{}", "/{}/", "/x.asp?id={}", "/preview/{}/",
    "/preview/abc/files/{}/", "/correct/{}/", "/subscribe/{}/x/end/", "/api/v1/documents/{}", "/api/v1/lists/{}/rows",
    "/api/{}", "/search/{}", "/apply/{}/", "/apply/u/{}/", "/apply/u/{}/channel/", "/static/{}",
    "/survey/{}/", "/hotline/{}/",
)  # fmt: skip
HEADERS = (
    "HTTP_IF_NONE_MATCH", "HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE", "HTTP_X_REAL_IP", "HTTP_REFERER", "CONTENT_LENGTH"
)  # fmt: skip
BODIES = (
    (b"\x00" * 99, "multipart/form-data"),
    (b"{", "application/json"),
    (b"--x", "multipart/form-data; boundary=x"),
)
NAME = re.compile(r'name="([a-z_0-9-]+)"')
FINE = {200, 301, 302, 304, 400, 404, 405, 410, 413, 422, 429}


@pytest.fixture(scope="module")
def stood(lasting):
    """A site with a page of each kind, for all tests here: strangers change little of it, and that is taken back."""
    stand()


@pytest.fixture
def stranger(stood, monkeypatch):
    """Asks, and checks each answer."""
    monkeypatch.setattr(subscribing, "MOST_FROM", 10**9)
    return Asker()


class Asker:
    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False)

    def ask(self, path: str, query: str = "", **said) -> int:
        """``path`` and ``query`` as they stand on the wire."""
        answer = self.client.generic("GET", path, QUERY_STRING=query, **said)
        return self.check(answer, f"{path[:80]}?{query[:120]}")

    def send(self, path: str, fields: dict) -> int:
        body = "&".join(f"{name}={on_the_wire(value)}" for name, value in fields.items())
        answer = self.client.post(path, body, content_type="application/x-www-form-urlencoded")
        return self.check(answer, f"{path} {body[:200]}")

    def check(self, answer, where: str) -> int:
        assert answer.status_code in FINE, (answer.status_code, where)
        if answer.status_code >= 400 and answer.status_code not in (404, 405) and not answer.streaming:
            said = answer.content.decode()
            assert "<h1" in said or "message" in said or len(said) < 80, where
            assert "Traceback" not in said
        assert not answer.has_header("Set-Cookie")
        return answer.status_code


def on_the_wire(value: str) -> str:
    return value if value in RAW else quote(value.encode("utf-8", "surrogatepass"), safe="")


@pytest.mark.parametrize("path", ASKED)
def test_no_question_breaks_an_answer(stranger, path):
    for value in HOSTILE + RAW:
        for name in ASKED[path] if value in TYPED else ("q",):
            asked = f"{name}={on_the_wire(value)}" + ("&q=公告" if name != "q" and "q" in ASKED[path] else "")
            stranger.ask(path, quote(asked, safe="=&%"))
        assert stranger.ask(path, f"q={on_the_wire(value)}&" * 3 + "q") in FINE


@pytest.mark.parametrize("path", PATHS)
def test_no_address_breaks_an_answer(stranger, path):
    for value in HOSTILE + RAW:
        whole, _, query = path.format(on_the_wire(value)[:3000]).partition("?")
        stranger.ask(whole, query)


def test_no_header_breaks_an_answer(stranger):
    for value in (one.encode("utf-8", "surrogatepass").decode("latin-1") for one in HOSTILE):
        for name in HEADERS:
            for path in ("/", "/search/", "/api/v1/documents", "/correct/", "/subscribe/"):
                stranger.ask(path, "q=a", **{name: value})


def test_no_words_in_a_form_break_an_answer(stranger):
    forms = 0
    there = door.shown("disclosure:1").address
    for path in (one.replace("abcdefghij", there) for one in live()):
        page = stranger.client.get(path)
        fields = sorted(set(NAME.findall(page.content.decode()))) if page.status_code == 200 else []
        if 'method="post"' not in page.content.decode():
            continue
        forms += 1
        for value in HOSTILE + RAW:
            stranger.send(path, dict.fromkeys(fields, value))
        for body, kind in BODIES:
            stranger.check(stranger.client.generic("POST", path, body, kind), path)
    assert forms >= 4


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec=None), max_size=60), st.sampled_from(sorted(ASKED)), st.data())
def test_no_text_at_all_breaks_an_answer(stranger, value, path, data):
    stranger.ask(path, f"{data.draw(st.sampled_from(ASKED[path]))}={on_the_wire(value)}")
    stranger.ask(f"/{on_the_wire(value)}/")
