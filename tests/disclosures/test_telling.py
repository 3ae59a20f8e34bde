"""What the public reads of a document's editions: weight, note, what changed; and what it may no longer read."""

import hashlib
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.acts.refusals import NotYourRole, Unready
from gongkai.disclosures import drafting, verifying
from gongkai.files import store
from gongkai.publication.models import Former, Shown
from tests.county import moment
from tests.files import samples

PRIVATE = "11010519491231002X"  # the standard's own example


@pytest.fixture
def change(county, publish):
    """A public record changed and published again: ``change(record, html, note, weight)``."""

    def changed(record, html, note="", weight="", day=6, title=""):
        at = moment(f"2025-03-{day:02} 09:00")
        record.case.take("change", by=county.xin, at=at)
        record.refresh_from_db()
        values = {"kind": "信息", "change_note": note, "weight": weight}
        files = [(one.file, "附件.pdf") for one in record.draft.files.select_related("file")]
        draft = drafting.Draft(
            county.roads, county.topic, title or record.live.title, at.date(), html, values, files
        )  # fmt: skip
        drafting.save(record, record.case.version, draft, county.xin, at)
        return publish(record, at=f"2025-03-{day:02} 15:00")

    return changed


def page(client, record, part=""):
    address = Shown.objects.get(key=f"disclosure:{record.pk}").address
    return client.get(f"/d/{address}/{part}")


@pytest.mark.provision("TZ-0.2")
def test_a_reader_sees_the_weight_the_note_and_what_a_change_changed(client, write, publish, change):
    record = publish(write(html="<p>县道由局养护。</p><p>每年公布一次。</p>"))
    change(record, "<p>县道由县交通运输局养护。</p><p>每年公布一次。</p>", "写明全称", "minor")
    said = page(client, record).content.decode()
    assert "文字订正：写明全称" in said and "首次公开" in said
    (link,) = re.findall(r'href="(/d/[a-z]{10}/e2/)">改了什么', said)
    told = client.get(link)
    assert "县道由<ins>" in told.content.decode() and "县交通运输</ins>局养护" in told.content.decode()
    assert 'content="noindex"' in told.content.decode() and "<script" not in told.content.decode().split("<main")[1]
    assert told.headers["ETag"] and len(told.content) < 30_000


def test_each_change_is_told_against_the_edition_before_it(client, write, publish, change):
    record = publish(write(html="<p>甲版的内容。</p>"))
    change(record, "<p>乙版的内容。</p>", "改为乙", "major", day=6)
    change(record, "<p>丙版的内容。</p>", "改为丙", "major", day=8, title="新的标题")
    second, third = (page(client, record, part).content.decode() for part in ("e2/", "e3/"))
    assert "甲" in second and "丙" not in second.split("以现在的全文")[1] and "此后又修改过" in second
    assert "乙" in third and "丙" in third and "标题" in third and "此后又修改过" not in third
    for part in ("e1/", "e4/", "e0/", "p2/", "history/"):
        assert page(client, record, part).status_code == 404


def test_words_that_should_not_have_been_public_are_not_shown_as_struck_out(client, write, publish, change):
    record = publish(write(html="<p>补助名单：甲村王某。</p>"))
    change(record, "<p>补助名单：略。</p>", "隐去个人信息", "hides")
    assert page(client, record, "e2/").status_code == 404 and not Former.objects.exists()
    assert "隐去不宜公开的内容：隐去个人信息" in page(client, record).content.decode()


def test_a_number_masked_by_a_change_is_not_shown_though_nobody_said_so(client, county, write, publish, change):
    record = write(html=f"<p>申请人{PRIVATE}。</p>")
    record.case.take("override", by=county.xin, at=moment("2025-03-03 11:00"), words="本人同意公开")
    publish(record)
    change(record, "<p>申请人110105********002X。</p>", "遮盖", "minor")
    assert page(client, record, "e2/").status_code == 404
    assert not Former.objects.filter(plain__contains=PRIVATE).exists()


def test_former_words_leave_the_public_with_the_record(client, county, write, publish, change):
    record = publish(write(html="<p>甲版的内容。</p>"))
    change(record, "<p>乙版的内容。</p>", "改为乙", "major")
    record.case.take("withdraw", by=county.fa, at=moment("2025-03-10 09:00"), words="有误", detail={"cause": "error"})
    assert page(client, record, "e2/").status_code == 410 and not Former.objects.exists()


def test_a_note_is_corrected_by_a_step_and_the_page_says_the_new_one(client, county, write, publish, change):
    record = publish(write())
    change(record, "<p>新的内容。</p>", "更正日期", "minor")
    how = {"by": county.fa, "at": moment("2025-03-07 09:00"), "words": "说明写错了"}
    record.case.take("renote", detail={"edition": 2, "note": "更正养护里程"}, **how)
    said = page(client, record).content.decode()
    assert "文字订正：更正养护里程" in said and "更正日期" not in said
    assert "更正养护里程" in page(client, record, "e2/").content.decode()
    with pytest.raises(NotYourRole):
        record.case.take("renote", detail={"edition": 2, "note": "x"}, **how | {"by": county.xin})
    for note, edition in ((f"见{PRIVATE}", 2), ("", 2), ("好", 9)):
        with pytest.raises(Unready):
            record.case.take("renote", detail={"edition": edition, "note": note}, **how)


def test_a_publisher_corrects_a_note_in_the_browser(sign_in, write, publish, change):
    record = publish(write())
    change(record, "<p>新的内容。</p>", "更正日期")
    client = sign_in("fa")
    url = f"/staff/disclosures/{record.pk}/renote/"
    assert "第2版：更正日期" in client.get(url).content.decode()
    assert client.post(url, {"edition": "2", "note": "更正里程", "words": "写错了"}).status_code == 302
    assert "更正里程" in page(client, record).content.decode()


def test_who_reviews_a_change_sees_what_it_does_to_what_is_out(county, sign_in, write, publish):
    record, at = publish(write(html="<p>县道由局养护。</p>")), moment("2025-03-06 09:00")
    record.case.take("change", by=county.xin, at=at)
    record.refresh_from_db()
    draft = drafting.Draft(
        county.roads, county.topic, "标题", at.date(), "<p>县道由县交运局养护。</p>", {"kind": "信息"}
    )  # fmt: skip
    drafting.save(record, record.case.version, draft, county.xin, at)
    said = sign_in("mi").get(f"/staff/disclosures/{record.pk}/").content.decode()
    assert "与已公开的第 1 版对照" in said and "<ins>" in said


def test_the_verification_finds_the_pages_of_changed_documents_whole(county, write, publish, change):
    record = publish(write())
    change(record, "<p>新的内容。</p>", "更正日期", "minor")
    assert list(verifying.faults()) == []


def test_the_page_tells_the_hash_of_each_file_and_how_to_check_it(client, county, write, publish):
    data = samples.pdf()
    file = store.keep(SimpleUploadedFile("附件.pdf", data), name="附件.pdf", at=moment("2025-03-03 09:00"), by=None)
    record = publish(write(files=[(file, "附件.pdf")]))
    said = page(client, record).content.decode()
    assert hashlib.sha256(data).hexdigest() in said and "certutil -hashfile" in said
    (url,) = set(re.findall(r'href="(/f/[^"]+)"', said))
    assert hashlib.sha256(b"".join(client.get(url).streaming_content)).hexdigest() in said
