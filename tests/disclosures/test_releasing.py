"""Where else a document went out is told with outlet, form and proof; the media get its material."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.acts.facts import Span
from gongkai.acts.models import Act
from gongkai.catalogue.models import Topic
from gongkai.disclosures import elsewhere
from gongkai.disclosures.drafting import Draft, save
from gongkai.files import store
from tests.county import moment
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


@pytest.mark.provision("SQ-6.4")
def test_what_went_out_elsewhere_before_the_portal_is_told_to_the_office_and_counted(county, write, publish, sign_in):
    early, timely = publish(write(title="先发微信的通知")), publish(write(title="先上网站的通知"))  # both on 4 March
    for record, on in ((early, "2025-03-03"), (timely, "2025-03-04")):
        said = {"channel": "wechat", "outlet": "某县发布", "link": "https://x.example.cn/", "on": on}
        assert sign_in("fa").post(f"/staff/disclosures/{record.pk}/release/", said).status_code == 302
    page = sign_in("ban").get("/staff/disclosures/channels/").content.decode()
    assert "先发微信的通知" in page and "政务微信 某县发布" in page and "2025-03-03" in page
    assert "先上网站的通知" not in page
    assert "先于网站发布" in sign_in("ban").get("/staff/").content.decode()
    span = Span(moment("2025-01-01").date(), moment("2025-12-31").date(), moment("2026-01-05 09:00"))
    counted = elsewhere.ahead_of_portal([county.roads, county.town], span)
    assert counted.values == {county.roads.pk: 1, county.town.pk: 0} and counted.records[county.roads.pk] == [early.pk]
    assert "先发微信的通知" not in sign_in("zhen").get("/staff/disclosures/channels/").content.decode()


@pytest.mark.provision("BW-11.1–11.5")
def test_what_its_column_wants_in_other_channels_stays_on_the_desk_until_each_is_proved(
    county, write, publish, sign_in
):
    county.topic.channels = ["portal", "board", "wechat"]
    county.topic.save()
    record = publish(write(title="要张贴的通知"))
    url, page = f"/staff/disclosures/{record.pk}/release/", "/staff/disclosures/channels/"
    shown = lambda: sign_in("fa").get(page).content.decode()
    assert "公开栏、政务微信" in shown()
    assert "没有登记发布渠道" in sign_in("fa").get("/staff/").content.decode()
    sign_in("fa").post(url, {"channel": "board", "words": "政务大厅公开栏第一栏"})
    assert "要张贴的通知" in shown() and "公开栏、政务微信" not in shown()
    sign_in("fa").post(url, {"channel": "wechat", "link": "https://x.example.cn/"})
    assert "要张贴的通知" not in shown()
    assert "没有登记发布渠道" not in sign_in("fa").get("/staff/").content.decode()
