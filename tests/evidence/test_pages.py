"""A page is kept as it was served: one file with digest, time and program, that opens offline and runs nothing."""

import gzip
import hashlib

import pytest

from gongkai import wire
from gongkai.evidence import capturing, shooting, warc
from gongkai.evidence.models import Evidence
from gongkai.files import store
from gongkai.publication import door
from gongkai.publication.found import url_of
from gongkai.wire import Answer
from tests.county import moment
from tests.files import samples

AT = moment("2025-03-05 09:00")
HOSTILE = (
    "<html><head><link rel=stylesheet href='/s.css'></head><body><h1>通知</h1><img src=\"pic.png\">"
    "<script>fetch('/staff/')</script><iframe src='file:///etc/passwd'></iframe></body></html>"
).encode("gb18030")
pytestmark = pytest.mark.told(AT)


@pytest.fixture
def kept(sign_in, settings, tmp_path, monkeypatch):
    """Keeps a page as the road bureau's clerk; no browser is found."""
    settings.DATA, settings.PUBLIC = tmp_path, ""
    monkeypatch.setattr(shooting.shutil, "which", lambda name: None)

    def keep(address):
        return sign_in("xin").post("/staff/evidence/new/page/", {"title": "网页", "address": address}, follow=True)

    return keep


@pytest.fixture
def elsewhere(monkeypatch):
    """Another's server: a page in GBK, its style and picture."""
    said = {
        "https://www.example.gov.cn/a": ("text/html; charset=gbk", HOSTILE),
        "https://www.example.gov.cn/s.css": ("text/css", b"h1{color:red}"),
        "https://www.example.gov.cn/pic.png": ("image/png", samples.png()),
    }

    def fetch(address, **how):
        kind, body = said[address]
        return Answer(address, 200, "OK", (("Content-Type", kind), ("Transfer-Encoding", "chunked")), body)

    monkeypatch.setattr(wire, "fetch", fetch)


@pytest.mark.provision("DY-F2.6")
def test_a_page_of_the_own_site_is_kept_as_the_public_got_it_and_opens_when_it_is_gone(
    kept, county, topic, publish, write, client
):
    record = publish(write(html="<p>对县道开展养护。</p>"))
    url = url_of(door.shown(f"disclosure:{record.pk}"))
    page = kept(url).content.decode()
    row = Evidence.objects.get()
    assert url in page and row.newest.checker in page and "没有 Chromium" in page and "2025-03-05 09:00" in page
    record.case.take("withdraw", by=county.fa, at=AT, words="有误", detail={"cause": "error"})
    offline = client.get(f"/staff/evidence/{row.pk}/1/page/")
    assert "对县道开展养护" in offline.content.decode()
    policy = offline["Content-Security-Policy"]
    assert "default-src 'none'" in policy and policy.endswith("sandbox") and "script" not in policy
    assert b"".join(client.get(f"/staff/evidence/{row.pk}/1/original/").streaming_content)[:2] == b"\x1f\x8b"


def test_a_page_from_elsewhere_comes_with_its_styles_and_pictures_in_one_file(kept, elsewhere, client):
    kept("https://www.example.gov.cn/a")
    row = Evidence.objects.get().newest
    plain = gzip.decompress(store.open(row.file_id).read())  # any archive's tool reads it so
    assert plain.count(b"WARC/1.1\r\n") == 4 and plain.count(b"WARC-Type: response") == 3
    assert HOSTILE in plain and b"chunked" not in plain
    assert hashlib.sha256(store.open(row.file_id).read()).hexdigest() == row.file_id
    offline = client.get(f"/staff/evidence/{row.evidence_id}/1/page/")
    assert offline["Content-Type"] == "text/html; charset=gb18030"
    assert "通知" in offline.content.decode("gb18030")
    assert b'href="data:text/css;base64,' in offline.content and b'src="data:image/png;base64,' in offline.content


def test_the_picture_of_a_page_is_drawn_from_the_copy_in_a_frame_that_runs_nothing(
    elsewhere, monkeypatch, tmp_path, db
):
    browser = tmp_path / "chromium"
    finds = 'for one in "$@"; do case $one in --screenshot=*) to=${one#*=};; file://*) page=${one#file://};; esac; done'
    told = f'printf "%s\\n" "$@" > {tmp_path}/flags'
    browser.write_text(f'#!/bin/sh\n{finds}\ncp "$page" {tmp_path}/seen.html\n{told}\ncp {tmp_path}/a.png "$to"\n')
    browser.chmod(0o755)
    (tmp_path / "a.png").write_bytes(samples.png())
    monkeypatch.setattr(shooting.shutil, "which", lambda name: str(browser))
    found = capturing.capture("https://www.example.gov.cn/a", AT)
    assert found.shot == samples.png() and found.shot_says == ""
    seen, flags = (tmp_path / "seen.html").read_text(), (tmp_path / "flags").read_text()
    assert '<iframe sandbox="" srcdoc="&lt;html' in seen and "default-src 'none'" in seen and "通知" in seen
    assert "<script" not in seen and "MAP * ~NOTFOUND" in flags


def test_a_browser_that_fails_costs_the_picture_and_not_the_page(elsewhere, monkeypatch, db):
    monkeypatch.setattr(shooting.shutil, "which", lambda name: "/bin/false")
    found = capturing.capture("https://www.example.gov.cn/a", AT)
    assert (found.shot, found.shot_says) == (None, shooting.FAILED) and warc.read(found.warc)[0].body == HOSTILE


@pytest.mark.parametrize(
    "address, says",
    [
        ("http://127.0.0.1/", "内部网络"), ("http://[::ffff:10.0.0.1]/", "内部网络"),
        ("http://localhost:8080/", "内部网络"),
        ("file:///etc/passwd", "请填写以 https:// 开头"), ("https://www.example.gov.cn:22/", "连不上"),
        ("/staff/evidence/", "本站没有这个页面"), ("/nowhere/", "本站没有这个页面"),
        ("/static/../../etc/passwd", "本站没有这个页面"),
        ("/" + "a" * 800, "700"), ("https://a/\r\nWARC-Type: response", "空格或者换行"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_said_and_nobody_is_sent_into_a_private_network(kept, topic, address, says):
    answer = kept(address)
    assert answer.status_code in (200, 409) and says in answer.content.decode() and not Evidence.objects.exists()


def test_where_outside_addresses_are_switched_off_that_is_said(kept, settings):
    settings.CHECK_LINKS = False
    assert "不访问外部网站" in kept("https://www.example.gov.cn/a").content.decode()


def test_a_kept_page_that_was_cut_off_is_told_from_a_whole_one():
    whole = warc.written([Answer("https://a/", 200, "OK", (), b"x" * 9)], AT, "gongkai")
    assert warc.read(whole)[0].body == b"x" * 9 and whole == warc.written(warc.read(whole), AT, "gongkai")
    with pytest.raises(ValueError, match="不完整"):
        warc.read(whole[:-9])
