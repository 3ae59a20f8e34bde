"""预览链接: a draft that passed secrecy review, for a person without an account; no longer than it may be."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.acts.models import Act
from gongkai.disclosures.models import Preview, PreviewOpening
from gongkai.files import store
from gongkai.publication.models import Shown
from tests.county import moment
from tests.files import samples


@pytest.fixture
def clock(monkeypatch):
    from gongkai.acts import clock

    def at(when):
        monkeypatch.setattr(clock, "told", lambda: moment(when))

    at("2025-03-05 09:00")
    return at


@pytest.fixture
def cleared(county, write):
    data = SimpleUploadedFile("附件.pdf", samples.pdf())
    file = store.keep(data, name="附件.pdf", at=moment("2025-03-03 09:00"), by=None)
    record = write("尚未公开的办法", html="<p>尚未公开的内容。</p>", files=[(file, "征求稿.pdf")])
    record.case.take("propose", by=county.xin, at=moment("2025-03-04 10:00"))
    record.case.take("clear", by=county.mi, at=moment("2025-03-04 11:00"))
    return record


@pytest.fixture
def link(clock, cleared, sign_in):
    """The address that an information officer is shown after giving a link."""
    client = sign_in("xin")
    url = f"/staff/disclosures/{cleared.pk}/share/"
    read = re.search(r'name="read" value="([^"]+)"', client.get(url).content.decode())[1]
    page = client.post(url, {"whom": "法律顾问王某", "days": "3", "read": read})
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store"
    return re.search(r">http://testserver(/preview/[^<]+)<", page.content.decode())[1]


def test_whoever_has_the_link_reads_the_draft_and_is_told_what_it_is(link, cleared):
    answer = Client().get(link)
    page = answer.content.decode()
    assert answer.status_code == 200 and "尚未公开的内容" in page and "请勿转发" in page
    assert "no-store" in answer.headers["Cache-Control"] and "noindex" in answer.headers["X-Robots-Tag"]
    assert 'content="noindex' in page and answer.headers["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    (file,) = re.findall(r'href="(/preview/[^"]+/files/0/)"', page)
    got = Client().get(file)
    assert b"".join(got.streaming_content) == samples.pdf() and "no-store" in got.headers["Cache-Control"]
    assert Client().get(file.replace("/0/", "/1/")).status_code == 404


def test_the_token_cannot_be_guessed_and_stands_nowhere(link, client):
    token = link.split("/")[2]
    assert len(token) >= 43
    preview = Preview.objects.get()
    assert token not in str(vars(preview)) and token not in str(list(Act.objects.values()))
    for wrong in (preview.token, token[:-1], token[::-1], "x"):
        assert client.get(f"/preview/{wrong}/").status_code == 404
    assert "/preview/" in client.get("/robots.txt").content.decode()
    assert "preview" not in client.get("/sitemap-1.xml").content.decode()


def test_every_opening_is_on_record_and_told_to_staff(link, cleared, sign_in):
    Client().get(link)
    Client().get(f"{link}files/0/")
    assert [one.name for one in PreviewOpening.objects.order_by("pk")] == ["", "征求稿.pdf"]
    assert "127.0.0.1" not in str(list(PreviewOpening.objects.values()))
    page = sign_in("fen").get(f"/staff/disclosures/{cleared.pk}/").content.decode()
    assert "给法律顾问王某" in page and "征求稿.pdf" in page
    assert "王某" not in str(list(Act.objects.values("detail", "words")))


def test_it_ends_with_its_day(link, clock):
    clock("2025-03-08 08:59")
    assert Client().get(link).status_code == 200
    clock("2025-03-08 09:00")
    over = Client().get(link)
    assert over.status_code == 410 and "尚未公开" not in over.content.decode()
    assert Client().get(f"{link}files/0/").status_code == 410


def test_it_can_be_taken_back_at_once(link, cleared, sign_in):
    client = sign_in("mi")
    url = f"/staff/disclosures/{cleared.pk}/unshare/"
    assert "法律顾问王某" in client.get(url).content.decode()
    assert client.post(url, {"preview": Preview.objects.get().pk}).status_code == 302
    assert Client().get(link).status_code == 410
    assert client.post(url, {"preview": Preview.objects.get().pk}).status_code in (200, 409)


def test_it_is_void_once_the_document_is_out(link, county, cleared):
    cleared.case.take("approve", by=county.fen, at=moment("2025-03-05 10:00"))
    assert Client().get(link).status_code == 200
    cleared.case.take("publish", by=county.fa, at=moment("2025-03-05 11:00"))
    assert Client().get(link).status_code == 410 and Shown.objects.live().filter(kind="document").exists()


def test_it_does_not_come_to_life_again_when_the_same_draft_comes_back(link, county, cleared):
    for step, by, hour in (("revise", "xin", 10), ("propose", "xin", 11), ("clear", "mi", 12)):
        cleared.case.take(step, by=getattr(county, by), at=moment(f"2025-03-05 {hour}:00"))
    assert cleared.case.status == "cleared" and cleared.case.content == Preview.objects.get().content
    assert Client().get(link).status_code == 410


@pytest.mark.provision("DY-4")
def test_what_secrecy_review_has_not_passed_is_given_to_nobody(clock, write, sign_in, county):
    record = write()
    client, url = sign_in("xin"), f"/staff/disclosures/{record.pk}/share/"
    assert client.post(url, {"whom": "王某", "days": "3", "read": record.case.content}).status_code == 409
    record.case.take("propose", by=county.xin, at=moment("2025-03-04 10:00"))
    assert client.post(url, {"whom": "王某", "days": "3", "read": record.case.content}).status_code == 409
    assert not Preview.objects.exists()


def test_only_those_who_handle_it_give_links(clock, cleared, sign_in):
    for name, status in {"mi": 403, "fa": 403, "ban": 403, "zhen": 404, "kao": 404}.items():
        assert sign_in(name).get(f"/staff/disclosures/{cleared.pk}/share/").status_code == status, name
