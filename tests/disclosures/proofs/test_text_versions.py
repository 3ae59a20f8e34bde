"""A picture or a scan says in words what it shows: typed beside it, reviewed with it, read by everybody (B13)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.disclosures.models import Disclosure
from gongkai.publication import door
from gongkai.publication.found import url_of
from gongkai.search import index
from tests.county import moment
from tests.files import office, samples

SCAN = "q 500 0 0 800 10 10 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 80> EI Q"
SAID = "公示名单\n一、石桥村\n二、<b>河口</b>村"
IDENTITY = "11010519491231002X"


@pytest.fixture(autouse=True)
def told(stand_at, settings, tmp_path):
    stand_at("2025-03-05 09:00")
    settings.DATA, settings.SCANNER = tmp_path, ""


def form(county, **more):
    return {
        "unit": county.roads.pk, "topic": county.topic.pk, "title": "关于县道养护的通知", "formed_on": "2025-03-03",
        "kind": "信息", "html": "<p>正文。</p>", "attribute": "proactive", **more,
    }  # fmt: skip


@pytest.fixture
def scanned(county, sign_in):
    """A draft with a scan, a picture and a paper that can be read; the writer is signed in."""
    client = sign_in("xin")
    uploads = [
        SimpleUploadedFile("名单扫描件.pdf", office.pdf(SCAN)),
        SimpleUploadedFile("线路图.png", samples.png()),
        SimpleUploadedFile("通知.pdf", office.pdf(office.line("Notice"))),
    ]
    client.post("/staff/disclosures/form/", form(county, uploads=uploads))
    return Disclosure.objects.select_related("draft", "case").get()


def edit(client, county, record, **more):
    record.case.refresh_from_db()
    said = form(county, version=record.case.version, **more)
    return client.post(f"/staff/disclosures/{record.pk}/edit/", said)


def field(record, place):
    return f"text-{record.draft.attachments[place]['sha256']}"


def test_the_form_names_what_only_an_eye_can_read_and_gives_each_a_field(county, scanned, client):
    page = client.get(f"/staff/disclosures/{scanned.pk}/edit/").content.decode()
    assert "看不见的人听不到" in page and "名单扫描件.pdf、线路图.png" in page
    assert field(scanned, 0) in page and field(scanned, 1) in page and field(scanned, 2) not in page


@pytest.mark.provision("BW-6.1.5")
def test_what_was_typed_is_reviewed_read_searched_and_kept_until_withdrawal(county, scanned, client, publish):
    record = scanned
    assert edit(client, county, record, **{field(record, 0): SAID}).status_code == 302
    desk = client.get(f"/staff/disclosures/{record.pk}/").content.decode()
    assert "《名单扫描件.pdf》的文字版" in desk and "石桥村" in desk
    publish(Disclosure.objects.get(pk=record.pk))
    url = url_of(door.shown(f"disclosure:{record.pk}"))
    page = client.get(url).content.decode()
    assert f'href="{url}t1/"' in page and f"{url}t2/" not in page
    assert page.count("图片或扫描件，没有文字版") == 1
    text = client.get(f"{url}t1/").content.decode()
    assert "石桥村" in text and "&lt;b&gt;河口&lt;/b&gt;" in text and "<b>河口" not in text
    assert client.get(f"{url}t2/").status_code == client.get(f"{url}t9/").status_code == 404
    assert index.find("public", "石桥").ids
    record = Disclosure.objects.get(pk=record.pk)
    record.case.take("withdraw", by=county.fa, at=moment("2025-03-05 09:00"), words="有误", detail={"cause": "error"})
    assert client.get(f"{url}t1/").status_code == 410 and not index.find("public", "石桥").ids


def test_a_text_version_is_part_of_what_was_reviewed_and_stays_when_a_form_has_no_field_for_it(county, scanned, client):
    before = scanned.draft.hash
    edit(client, county, scanned, **{field(scanned, 0): SAID})
    with_text = Disclosure.objects.get(pk=scanned.pk).draft
    assert with_text.hash != before and "text" not in with_text.attachments[1]
    edit(client, county, scanned, title="改了标题")
    again = Disclosure.objects.get(pk=scanned.pk).draft
    assert again.attachments == with_text.attachments
    edit(client, county, scanned, **{field(scanned, 0): " "})
    assert "text" not in Disclosure.objects.get(pk=scanned.pk).draft.attachments[0]


def test_a_private_number_in_a_text_version_stops_the_paper(county, scanned, client):
    edit(client, county, scanned, **{field(scanned, 0): f"张三 {IDENTITY}"})
    page = client.get(f"/staff/disclosures/{scanned.pk}/edit/").content.decode()
    assert "附件《名单扫描件.pdf》文字版" in page
    client.post(f"/staff/disclosures/{scanned.pk}/propose/", {"words": ""})
    assert Disclosure.objects.get(pk=scanned.pk).case.status == "draft"


def test_rows_of_pages_without_text_versions_are_as_they_were(county, write, publish):
    from gongkai.files import store

    at = moment("2025-03-04 09:00")
    file = store.keep(samples.png(), name="图.png", at=at, by=None)
    record = publish(write(files=[(file, "图.png")]))
    said = door.shown(f"disclosure:{record.pk}").fields["attachments"]
    assert said == [{"name": "图.png", "size": file.size, "type": "image/png", "sha256": file.pk}]
