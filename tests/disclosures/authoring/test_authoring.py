"""Writing with the checks beside the form: masks taken over, judgements, unsaved texts, two writers, Word papers."""

import json
import os
import random
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.acts.models import Act, Case
from gongkai.disclosures.models import Disclosure
from gongkai.files.models import StoredFile
from gongkai.writing.models import FalseAlarm, Finding, Original, Unfinished
from tests.county import moment
from tests.files import office, samples

ID_NUMBER = "11010519491231002X"  # the standard's own example
BESIDE, CLEANING = "/staff/disclosures/beside/", "/staff/disclosures/cleaning/"

pytestmark = pytest.mark.told("2025-03-05 09:00")


def typed(county, **more):
    return {
        "unit": county.roads.pk, "topic": county.topic.pk, "title": "关于县道养护的通知", "formed_on": "2025-03-03",
        "kind": "信息", "html": "<p>县道自即日起养护。</p>", "attribute": "proactive", "token": "t" * 24, **more,
    }  # fmt: skip


def edit(record):
    return f"/staff/disclosures/{record.pk}/edit/"


def marks(page):
    """What can be decided beside the form: name → marks."""
    found = re.findall(r'name="(mask|reject|confirm)" value="([0-9a-f]{64})"', page)
    return {kind: [mark for name, mark in found if name == kind] for kind in ("mask", "reject", "confirm")}


@pytest.mark.provision("BW-6.1.5")
def test_what_is_found_is_said_beside_the_form_while_typing(county, sign_in):
    said = typed(county, html=f"<p>做好布署。</p><p>张某{ID_NUMBER}</p>", kind="通知")
    told = sign_in("xin").post(BESIDE, said).json()
    assert "身份证" in told["panel"] and "布署" in told["panel"] and ID_NUMBER not in told["panel"]
    assert "正文第2段" in told["panel"] and "没有找到主送机关" in told["panel"]
    assert told["kept"] == "09:00" and not Disclosure.objects.exists()


def test_a_mask_is_put_into_the_text_at_one_press(county, sign_in):
    said = typed(county, html=f"<p>张某{ID_NUMBER}</p>")
    client = sign_in("xin")
    (mark,) = marks(client.post(BESIDE, said).json()["panel"])["mask"]
    told = client.post(BESIDE, said | {"mask": mark}).json()
    assert told["fields"] == {"html": "<p>张某110105********002X</p>"} and mark not in told["panel"]


def test_without_scripts_the_same_is_done_by_buttons_of_the_form(county, write, sign_in):
    record, client = write(html=f"<p>张某{ID_NUMBER}</p>"), sign_in("xin")
    (mark,) = marks(client.get(edit(record)).content.decode())["mask"]
    said = typed(county, html=f"<p>张某{ID_NUMBER}</p>", version=1, mask=mark)
    page = client.post(edit(record), said, follow=True)
    assert page.redirect_chain == [(edit(record), 302)] and "110105********002X" in page.content.decode()
    record.refresh_from_db()
    assert ID_NUMBER not in record.draft.html


def test_what_one_typed_is_offered_again_though_another_saved_since(county, write, sign_in, stand_at):
    from gongkai.accounts.models import Person, Post

    record = write()
    sign_in("xin").post(BESIDE, typed(county, html="<p>我打的字。</p>", record=record.pk, version=1))
    county.two = Post.objects.create(
        person=Person.objects.create(username="two", name="第二某", password="!"), unit=county.roads, role="proposer"
    )
    stand_at("2025-03-05 10:00")
    saved = sign_in("two").post(edit(record), typed(county, html="<p>别人存的。</p>", version=1, token="u" * 24))
    assert saved.status_code == 302
    page = sign_in("xin").get(edit(record)).content.decode()
    (restore,) = re.findall(r"\?restore=([\w-]+)", page)
    assert "我打的字" in sign_in("xin").get(f"{edit(record)}?restore={restore}").content.decode()


def test_saving_and_checking_stays_with_the_form(county, sign_in):
    page = sign_in("xin").post("/staff/disclosures/form/", typed(county, html="做好布署。", then="check"), follow=True)
    record = Disclosure.objects.get()
    assert page.redirect_chain[-1][0] == edit(record) and "布署" in page.content.decode()


def test_what_is_no_fault_is_said_with_a_reason_and_told_no_more(county, write, sign_in):
    record, client = write(html="<p>做好布署。</p>"), sign_in("xin")
    mark = next(iter(marks(client.get(edit(record)).content.decode())["reject"]))
    said = typed(county, html="<p>做好布署。</p>", version=1, reject=mark)
    assert client.post(edit(record), said).status_code == 409
    record.case.refresh_from_db()
    said |= {f"why-{mark}": "村名", "version": record.case.version}
    page = client.post(edit(record), said, follow=True).content.decode()
    assert "判断已记下" in page and "已判断 1 条" in page and "村名" in page
    assert mark not in marks(page)["reject"]
    assert Finding.objects.get(mark=mark).person == county.xin.person


def test_explaining_what_stops_the_paper_is_an_act_and_the_reviewer_reads_it(county, write, sign_in):
    record, client = write(html=f"<p>张某{ID_NUMBER}</p>"), sign_in("xin")
    mark = next(iter(marks(client.get(edit(record)).content.decode())["mask"]))
    said = typed(county, html=f"<p>张某{ID_NUMBER}</p>", version=1, reject=mark, **{f"why-{mark}": "法院公告要求"})
    client.post(edit(record), said)
    act = Act.objects.get(step="override")
    assert (
        act.person == county.xin.person
        and act.detail["finding"] == "identity"
        and ID_NUMBER not in json.dumps(act.detail)
    )
    case = Case.objects.get(pk=record.pk)
    client.post(f"/staff/disclosures/{record.pk}/propose/", {"read": case.content})
    page = sign_in("mi").get(f"/staff/disclosures/{record.pk}/").content.decode()
    assert "法院公告要求" in page and "认定不是问题" in page


@pytest.mark.provision("DY-4")
def test_a_reviewer_confirms_and_the_paper_waits_until_it_is_mended(county, write, sign_in):
    record = write(html="<p>做好布署。</p>")
    record.case.take("propose", by=county.xin, at=moment("2025-03-04 10:00"))
    client = sign_in("mi")
    page = client.get(f"/staff/disclosures/{record.pk}/").content.decode()
    (mark,) = marks(page)["confirm"]
    said = {"read": Case.objects.get(pk=record.pk).content, "confirm": mark}
    assert client.post(f"/staff/disclosures/{record.pk}/findings/", said).status_code == 302
    refused = client.post(f"/staff/disclosures/{record.pk}/clear/", {"read": said["read"]})
    assert refused.status_code == 409 and "认定要改" in refused.content.decode()
    assert sign_in("fen").post(f"/staff/disclosures/{record.pk}/findings/", said).status_code == 403


def test_a_secrecy_officer_lets_a_word_be_told_no_more(county, write, sign_in):
    record = write(html="<p>做好布署。</p>")
    record.case.take("propose", by=county.xin, at=moment("2025-03-04 10:00"))
    client = sign_in("mi")
    (mark,) = marks(client.get(f"/staff/disclosures/{record.pk}/").content.decode())["confirm"]
    said = {
        "read": Case.objects.get(pk=record.pk).content,
        "reject": mark,
        f"why-{mark}": "村名",
        f"always-{mark}": "1",
    }
    client.post(f"/staff/disclosures/{record.pk}/findings/", said)
    assert FalseAlarm.objects.get().excerpt == "布署"
    other = write(html="<p>布署村。</p>", title="另一件")
    assert "已记为误报" in sign_in("xin").get(edit(other)).content.decode()


@pytest.mark.provision("TZ-x")
def test_pinyin_and_old_characters_are_cleaned_at_one_press_and_the_original_is_kept(county, write, sign_in):
    old = "<p>推進(jìn)政務(wù)公開，監(jiān)督權(quán)力運行。</p>"
    record, client = write(html=old), sign_in("xin")
    page = client.get(edit(record)).content.decode()
    assert "注音" in page and "務(wù)→務" in page and 'name="tidy"' in page
    page = client.post(edit(record), typed(county, html=old, version=1, tidy="1"), follow=True).content.decode()
    record.refresh_from_db()
    assert record.draft.html == "<p>推进政务公开，监督权力运行。</p>"
    assert Original.objects.get().text == old
    assert "清理前的原文" in client.get(f"/staff/disclosures/{record.pk}/").content.decode()


def test_what_was_typed_is_there_again_after_a_crash(county, write, sign_in):
    record, client = write(), sign_in("xin")
    client.post(BESIDE, typed(county, html="<p>写到一半</p>", record=record.pk, version=1))
    page = client.get(edit(record)).content.decode()
    assert "还没有保存" in page and "?restore=" + "t" * 24 in page
    assert "写到一半" in client.get(edit(record) + "?restore=" + "t" * 24).content.decode()
    assert "写到一半" not in sign_in("zhen").get("/staff/disclosures/form/").content.decode()
    client = sign_in("xin")
    client.post(edit(record), typed(county, html="<p>写到一半</p>", version=1))
    assert not Unfinished.objects.exists()


def test_a_text_nobody_wants_is_thrown_away_by_its_writer(county, sign_in):
    client = sign_in("xin")
    client.post(BESIDE, typed(county))
    assert "还没有保存" in client.get("/staff/disclosures/form/").content.decode()
    client.post("/staff/disclosures/form/", {"discard": "t" * 24})
    assert not Unfinished.objects.exists()


def test_two_writers_see_both_texts_what_differs_and_lose_no_file(county, write, sign_in):
    record, client = write(), sign_in("xin")
    client.post(edit(record), typed(county, title="甲写的", version=1))
    upload = SimpleUploadedFile("乙的附件.pdf", samples.pdf())
    late = typed(county, title="乙写的", html="<p>乙的正文</p>", version=1, token="z" * 24, uploads=upload)
    page = client.post(edit(record), late)
    text = page.content.decode()
    assert page.status_code == 409 and "甲写的" in text and "乙的正文" in text and "乙的附件.pdf" in text
    assert Unfinished.objects.get(token="z" * 24).why == "conflict"
    del late["uploads"]
    again = late | {"version": Case.objects.get(pk=record.pk).version, "over": "1"}
    client.post(edit(record), again)
    record.refresh_from_db()
    assert record.draft.title == "乙写的" and [file["name"] for file in record.draft.attachments] == ["乙的附件.pdf"]
    assert Unfinished.objects.get().why == "replaced" and Unfinished.objects.get().title == "甲写的"
    assert "甲写的" in client.get(edit(record)).content.decode()


class Clerk:
    """One open form: the version and the text it was opened on, and what was refused and will be sent again."""

    def __init__(self, name: str):
        self.name, self.version, self.on, self.again = name, 0, "", ""

    def opens(self, record):
        self.version, self.on, self.again = Case.objects.get(pk=record.pk).version, text_of(record), ""


def text_of(record) -> str:
    return Disclosure.objects.select_related("draft").get(pk=record.pk).draft.html


def kept(record) -> list[str]:
    return [row.fields["html"] for row in Unfinished.objects.filter(case=record.case)]


def interleaved(county, write, client, rounds: int, seed: int) -> list[str]:
    """Two clerks save, are refused and write over in a random order. Returns the texts that somebody never saw go.

    A text may only leave the draft by the hand of one who had it in the form, or be kept to be fetched back.
    """
    dice, lost = random.Random(seed), []
    for number in range(rounds):
        record = write(title=f"第{number}件")
        clerks = [Clerk("甲"), Clerk("乙")]
        for clerk in clerks:
            clerk.opens(record)
        for turn in range(dice.randint(3, 8)):
            clerk = dice.choice(clerks)
            if not clerk.again and dice.random() < 0.4:
                clerk.opens(record)
            words, stood = clerk.again or f"<p>{clerk.name}写的第{number}-{turn}句</p>", text_of(record)
            over = {"over": "1"} if clerk.again else {}
            said = typed(county, title=f"第{number}件", html=words, version=clerk.version,
                         token=f"{seed}-{number}-{clerk.name}", **over)  # fmt: skip
            answer = client.post(edit(record), said)
            if answer.status_code == 302:
                lost += [] if clerk.on == stood or stood in kept(record) else [stood]
                lost += [] if text_of(record) == words else [words]
                clerk.opens(record)
            else:
                lost += [] if words in kept(record) and text_of(record) == stood else [words]
                clerk.version, clerk.again = Case.objects.get(pk=record.pk).version, words
    return lost


def test_two_clerks_lose_nothing_in_any_order(county, write, sign_in):
    """The slow lane: ``GONGKAI_ROUNDS=1000 python -m pytest tests/disclosures/authoring -k any_order``."""
    rounds = int(os.environ.get("GONGKAI_ROUNDS", "25"))
    assert interleaved(county, write, sign_in("xin"), rounds, 7) == []


def docx(*blocks, **parts):
    return SimpleUploadedFile("稿.docx", samples.docx("".join(blocks), **parts))


def line(words):
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def test_a_word_paper_becomes_headings_paragraphs_and_tables(county, sign_in):
    table = (
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" + line("路段") + "</w:tc></w:tr>"
        "<w:tr><w:tc>" + line("大通路") + "</w:tc><w:tc>" + line("3公里") + "</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    paper = docx(
        line("关于县道养护的通知"), line("各乡镇人民政府："), line("一、养护范围"), line("按下表执行。"), table
    )
    told = sign_in("xin").post(CLEANING, {"file": paper}).json()
    assert told["title"] == "关于县道养护的通知"
    assert told["html"].startswith("<p>各乡镇人民政府：</p><h2>一、养护范围</h2><p>按下表执行。</p><table>")
    assert 'colspan="2"' in told["html"] and "通读" in told["says"]


def test_words_deleted_hidden_or_remarked_in_a_word_paper_do_not_come_along(county, sign_in):
    paper = office.paper("看得见的正文。", comment="内部批注", deleted="删去的话", vanished="隐藏的话")
    told = sign_in("xin").post(CLEANING, {"file": SimpleUploadedFile("稿.docx", paper)}).json()
    assert told["html"] == "<p>看得见的正文。</p>"


def test_pictures_of_a_word_paper_go_with_the_record_as_files(county, sign_in):
    picture = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        '<a:blip r:embed="rId9" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        'Target="media/a.png"/></Relationships>'
    )
    parts = {"word___rels__document.xml.rels": relations, "word__media__a.png": samples.png()}
    client = sign_in("xin")
    told = client.post(CLEANING, {"file": docx(line("见下图。"), picture, **parts), "token": "t" * 24}).json()
    assert "见附件：图1.png" in told["html"] and "1张图片" in told["says"]
    client.post("/staff/disclosures/form/", typed(county, html=told["html"]))
    (file,) = Disclosure.objects.get().draft.attachments
    assert file["name"] == "图1.png" and StoredFile.objects.get().media_type == "image/png"


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("稿.doc", samples.doc()),
        SimpleUploadedFile("稿.docx", b"PK\x03\x04 not a paper"),
        SimpleUploadedFile("稿.docx", b"<svg onload=alert(1)>"),
        SimpleUploadedFile("稿.docx", samples.docx(**{"word__vbaProject.bin": "x"})),
        SimpleUploadedFile("稿.docx", samples.docx('<!DOCTYPE x [<!ENTITY a "b">]>')),
    ],
)
def test_what_is_no_word_paper_is_refused_in_words(county, sign_in, upload):
    told = sign_in("xin").post(CLEANING, {"file": upload})
    assert told.status_code == 422 and re.search("[\u4e00-\u9fff]{4}", told.json()["refused"])


def test_what_is_pasted_comes_back_clean(county, sign_in):
    pasted = '<p class=MsoNormal style="x" onclick="a()">甲<o:p></o:p></p><script>b()</script><img src=x onerror=c()>'
    assert sign_in("xin").post(CLEANING, {"html": pasted}).json()["html"] == "<p>甲</p>"


def test_another_units_record_is_not_there(county, write, sign_in):
    record = write()
    assert sign_in("zhen").post(BESIDE, typed(county, record=record.pk)).status_code == 404


def test_a_file_is_cleaned_at_one_press_and_its_original_kept_for_the_unit(county, write, sign_in):
    paper = office.paper("看得见的正文", comment="内部批注", author="江春成")
    client = sign_in("xin")
    upload = SimpleUploadedFile("通知.docx", paper)
    client.post("/staff/disclosures/form/", typed(county, uploads=upload))
    record = Disclosure.objects.get()
    (dirty,) = record.draft.attachments
    page = client.get(edit(record)).content.decode()
    assert "批注" in page and 'name="clean"' in page
    client.post(edit(record), typed(county, version=1, clean=dirty["sha256"]))
    record.refresh_from_db()
    (clean,) = record.draft.attachments
    assert clean["name"] == "通知.docx" and clean["sha256"] != dirty["sha256"]
    kept = Original.objects.get()
    url = f"/staff/disclosures/{record.pk}/originals/{kept.pk}/"
    assert b"".join(client.get(url).streaming_content) == paper
    assert sign_in("zhen").get(url).status_code == 404 and sign_in("ban").get(url).status_code == 404
    case = Case.objects.get(pk=record.pk)
    assert sign_in("xin").post(f"/staff/disclosures/{record.pk}/propose/", {"read": case.content}).status_code == 302


def test_what_is_saved_after_the_paper_was_sent_off_in_another_tab_is_kept(county, write, sign_in):
    record, client = write(), sign_in("xin")
    record.case.take("propose", by=county.xin, at=moment("2025-03-03 12:00"))
    said = typed(county, html="<p>另一个窗口里写的字。</p>", version=record.case.version)
    answer = client.post(edit(record), said)
    assert answer.status_code == 409 and "您写的已经暂存" in answer.content.decode()
    told = client.post(BESIDE, said | {"record": record.pk, "token": "u" * 24})
    assert told.status_code == 409
    record.case.take("revise", by=county.xin, at=moment("2025-03-03 13:00"))
    page = client.get(edit(record)).content.decode()
    assert "?restore=" + "t" * 24 in page and "?restore=" + "u" * 24 in page
    assert "另一个窗口里写的字" in client.get(edit(record) + "?restore=" + "t" * 24).content.decode()
