"""What an assessor saw on the web is kept while marking and goes with the sheet; appeals bring evidence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.accounts.models import Person, Post, Role
from gongkai.assessment.models import Appeal
from gongkai.evidence import shooting
from gongkai.evidence.models import Evidence
from gongkai.publication import door
from gongkai.publication.found import url_of
from tests.assessment.conftest import AT
from tests.county import by_four_hands
from tests.files import samples

pytestmark = pytest.mark.told(AT)


@pytest.fixture(autouse=True)
def stranger(county):
    """An assessor of a unit that marks nothing in this campaign."""
    person = Person.objects.create(username="wai", name="外某", password="!")
    county.wai = Post.objects.create(person=person, unit=county.roads, role=Role.ASSESSOR)


@pytest.fixture
def seen(county, topic, write, settings, tmp_path, monkeypatch):
    """The address of a public page, in a house without a browser."""
    settings.DATA, settings.PUBLIC = tmp_path, ""
    monkeypatch.setattr(shooting.shutil, "which", lambda name: None)
    record = by_four_hands(county, write(), "2025-03-04 10:00")
    return url_of(door.shown(f"disclosure:{record.pk}"))


@pytest.mark.provision("DY-F2.6")
def test_a_page_kept_while_marking_stands_with_the_mark_and_goes_to_the_unit_with_its_sheet(
    county, seen, campaign, request, sign_in
):
    capture = f"/staff/assessment/{campaign.pk}/marks/web/page/"
    said = {"unit": county.town.pk, "address": seen, "title": "栏目没有更新"}
    assert sign_in("san").post(capture, said).status_code == 302
    row = Evidence.objects.get()
    page = sign_in("san").get(f"/staff/assessment/{campaign.pk}/marks/web/").content.decode()
    assert f'href="/staff/evidence/{row.pk}/"' in page
    material, sheet = f"/staff/evidence/{row.pk}/", f"/staff/assessment/{campaign.pk}/sheets/{county.town.pk}/"
    for name in ("zhen", "xin", "wai"):
        assert sign_in(name).get(material).status_code == 404, name
    request.getfixturevalue("sent")
    assert "栏目没有更新" in sign_in("zhen").get(f"{sheet}?all").content.decode()
    assert sign_in("zhen").get(f"{material}1/page/").status_code == 200
    assert sign_in("xin").get(material).status_code == 404
    assert sign_in("san").post(capture, said).status_code in (200, 409) and Evidence.objects.count() == 1


def test_only_who_marks_the_item_keeps_pages_for_it(county, seen, campaign, sign_in):
    said = {"unit": county.town.pk, "address": seen, "title": "x"}
    for name in ("wai", "xin", "ling", "shen"):
        answer = sign_in(name).post(f"/staff/assessment/{campaign.pk}/marks/web/page/", said)
        assert answer.status_code == 404, name


@pytest.mark.provision("BW-4")
def test_an_appeal_brings_evidence_that_those_who_decide_and_mark_it_open(county, sent, settings, tmp_path, sign_in):
    settings.DATA = tmp_path
    paper = {"title": "会议记录", "file": SimpleUploadedFile("a.pdf", samples.pdf()), "dated": "2025-02-10"}
    assert sign_in("zhen").post("/staff/evidence/new/paper/", paper).status_code == 302
    row = Evidence.objects.get()
    form = f"/staff/assessment/{sent.pk}/sheets/{county.town.pk}/appeal/desk/"
    assert "会议记录（文件资料，2025-02-10）" in sign_in("zhen").get(form).content.decode()
    assert sign_in("zhen").post(form, {"claim": "记录在这里", "evidence": [row.pk]}).status_code == 302
    appeal = Appeal.objects.get()
    for name in ("zhenfen", "ban", "kao", "ling"):
        page = sign_in(name).get(f"/staff/assessment/appeals/{appeal.pk}/").content.decode()
        assert f'href="/staff/evidence/{row.pk}/"' in page, name
        assert sign_in(name).get(f"/staff/evidence/{row.pk}/1/original/").status_code == 200, name
    for name in ("wai", "xin"):
        assert sign_in(name).get(f"/staff/evidence/{row.pk}/").status_code == 404, name
