"""Where else a document went out is told with outlet, form and proof; the media get its material."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.acts.models import Act
from gongkai.catalogue.models import Topic
from gongkai.disclosures.drafting import Draft, save
from gongkai.files import store
from tests.conftest import moment
from tests.files import samples

AT = moment("2025-03-05 09:00")

pytestmark = pytest.mark.told(AT)


@pytest.mark.provision("BW-11.1–11.5")
def test_a_release_is_told_with_its_outlet_form_and_proof(county, write, publish, sign_in):
    record, client = publish(write()), sign_in("fa")
    url = f"/staff/disclosures/{record.pk}/release/"
    assert "何处可以查证" in client.post(url, {"channel": "media", "outlet": "大英日报"}).content.decode()
    assert not Act.objects.filter(step="release").exists()
    said = {"channel": "media", "outlet": "大英日报", "form": "专访", "spot": "头版", "speaker": "局长江春成",
            "picture": SimpleUploadedFile("报样.png", samples.png())}  # fmt: skip
    assert client.post(url, said).status_code == 302
    client.post(url, {"channel": "board", "words": "政务大厅公开栏第一栏"})
    page = client.get(f"/staff/disclosures/{record.pk}/").content.decode()
    assert "大英日报 专访 头版 局长江春成" in page and "公开栏" in page and "照片" in page
    sha256 = Act.objects.filter(step="release").first().detail["proof"]
    proof = f"/staff/disclosures/{record.pk}/proofs/{sha256}/"
    assert b"".join(client.get(proof).streaming_content) == samples.png()
    assert sign_in("zhen").get(proof).status_code == 404


def test_a_proof_is_a_picture_and_a_release_is_not_told_before_it_happened(county, write, publish, sign_in):
    record, client = publish(write()), sign_in("fa")
    url = f"/staff/disclosures/{record.pk}/release/"
    paper = SimpleUploadedFile("报样.pdf", samples.pdf())
    assert "请上传图片" in client.post(url, {"channel": "media", "picture": paper}).content.decode()
    early = {"channel": "media", "link": "https://x.example.cn/", "on": "2025-03-06"}
    assert "还没有到" in client.post(url, early).content.decode()
    assert not Act.objects.filter(step="release").exists()


@pytest.mark.provision("SQ-5.3")
def test_the_media_get_text_attachments_and_interpretation_of_what_is_public(county, write, publish, sign_in):
    kept = store.keep(samples.pdf(), name="办法.pdf", at=AT, by=None)
    record = write(title="关于县道养护的通知", kind="通知", files=[(kept, "办法.pdf")])
    client, url = sign_in("xin"), f"/staff/disclosures/{record.pk}/material/"
    assert client.get(url).status_code == 409
    publish(record)
    publish(write(title="《通知》解读", kind="解读", html="<p>解读正文。</p>", interprets=record))
    archive = zipfile.ZipFile(io.BytesIO(client.get(url).content))
    page = archive.read("通稿/正文.html").decode()
    assert "对县道开展养护" in page and "试县交通运输局" in page and "/d/" in page
    assert archive.read("通稿/附件1 办法.pdf") == samples.pdf()
    assert "解读正文" in archive.read("解读1/正文.html").decode()
    assert sign_in("zhen").get(url).status_code == 404


def test_what_is_open_to_staff_alone_is_not_among_the_material_for_the_media(county, write, publish, sign_in):
    record = publish(write(title="关于县道养护的通知", kind="通知"))
    inner = Topic.objects.create(
        code="nbtb", name="内部通报", says="x", phase="management", column_type="工作动态", audience="internal",
        catalogue="test",
    )  # fmt: skip
    told = write(title="内部解读口径", kind="解读", html="<p>只供内部。</p>", interprets=record)
    said = {"kind": "解读", "interprets": record}
    draft = Draft(county.roads, inner, told.case.title, AT.date(), "<p>只供内部。</p>", said)
    save(told, told.case.version, draft, county.xin, AT)
    publish(told)
    answer = sign_in("xin").get(f"/staff/disclosures/{record.pk}/material/")
    assert zipfile.ZipFile(io.BytesIO(answer.content)).namelist() == ["通稿/正文.html"]
