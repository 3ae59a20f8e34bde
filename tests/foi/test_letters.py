"""Letters of a request from the choice of a reply to the numbered paper, by the hands that have to do each."""

import io

import pypdfium2
import pytest

from gongkai.acts.models import Access, Act
from gongkai.acts.refusals import StaleDraft, Unready
from gongkai.foi.letters import issuing, writing
from gongkai.foi.letters.writing import Writing
from gongkai.foi.models import Letter, LetterNumber, Wording
from gongkai.papers.letters.assembling import Words
from tests.county import moment
from tests.foi.test_facts import take

NOT_OURS = {
    "reason": "环境影响评价文件由生态环境部门审批", "organ": "试县生态环境局", "contact": "城东路8号，0825-7800033",
}  # fmt: skip


@pytest.fixture
def asked(county, told, contact):
    """Handed in at the counter on 2026-01-15."""
    told["now"] = moment("2026-01-20 10:00")
    return take(county.roads, "counter", "2026-01-15", "2026-01-15 10:00", county.xin)


@pytest.fixture
def signed_as(sign_in):
    """The unit's letters are signed as its head says, since the officer filled it in."""
    said = {
        "name": "试县交通运输局", "code": "试交公开", "review": "试县人民政府", "court": "试县人民法院",
        "copied": "县政务公开办公室",
    }  # fmt: skip
    assert sign_in("xin").post("/staff/foi/letters/settings/", said).status_code == 302


def write(client, key, paper, said):
    """The letter that a filled-in form made."""
    answer = client.post(f"/staff/foi/{key}/letters/{paper}/", said)
    assert answer.status_code == 302, answer.content.decode()
    return Letter.objects.get(pk=answer.url.rstrip("/").rsplit("/", 1)[-1])


def text_of(content):
    pages = pypdfium2.PdfDocument(io.BytesIO(content))
    return "".join(page.get_textpage().get_text_bounded() for page in pages).replace("\r\n", "")


def approve(sign_in, county, request, steps):
    for name, step in steps:
        request.case.refresh_from_db()
        answer = sign_in(name).post(f"/staff/foi/{request.pk}/{step}/", {"read": request.case.content, "words": ""})
        assert answer.status_code == 302, answer.content.decode()


@pytest.mark.provision("KF-3.3")
@pytest.mark.provision("SQ-6.3")
@pytest.mark.parametrize(
    ("reply", "said", "steps", "title", "words"),
    [
        (
            "opened", {"how": "到县政务服务中心3号窗口领取"},
            [("xin", "propose_decision"), ("mi", "clear"), ("fen", "approve")], "政府信息公开告知书",
            "获取的方式、途径和时间：到县政务服务中心3号窗口领取",
        ),
        (
            "internal", {"kind": "后勤管理", "reason": "值班表只用于机关内部"},
            [("xin", "propose_refusal"), ("fen", "approve")], "政府信息不予公开告知书",
            "应当先自收到本告知书之日起60日内",
        ),
        (
            "not_ours", NOT_OURS, [("xin", "propose_refusal"), ("fen", "approve")], "非本机关政府信息告知书",
            "建议你向试县生态环境局提出申请，联系方式：城东路8号，0825-7800033",
        ),
    ],
    ids=["opened", "refused", "elsewhere"],
)  # fmt: skip
def test_each_of_the_three_notices_is_chosen_filled_in_approved_and_numbered(
    asked, signed_as, sign_in, county, reply, said, steps, title, words
):
    client = sign_in("xin")
    offered = client.get(f"/staff/foi/{asked.pk}/letters/").content.decode()
    assert f"/letters/{reply}/" in offered and "要先办“补正告知”" in offered
    assert client.post(f"/staff/foi/{asked.pk}/letters/internal/", {}).status_code == 200  # says what is missing
    letter = write(client, asked.pk, reply, said)
    page = client.get(f"/staff/foi/letters/{letter.pk}/").content.decode()
    assert "没有发现错误" in page and "李小河" in page
    assert client.get(f"/staff/foi/letters/{letter.pk}/pages/1/")["Content-Type"] == "image/png"
    approve(sign_in, county, asked, steps)
    letter.refresh_from_db()
    assert (letter.state, letter.number) == ("final", "试交公开〔2026〕1号")
    printed = text_of(sign_in("xin").get(f"/staff/foi/letters/{letter.pk}/files/pdf/").content)
    assert title in printed and words in printed and "试交公开〔2026〕1号" in printed and "2026年1月20日" in printed
    trail = Act.objects.get(case=asked.pk, step="issue_letter")
    assert trail.detail["says"] == f"{title} 试交公开〔2026〕1号" and "李小河" not in str(trail.detail)
    assert Access.objects.filter(case=asked.case, what="applicant").exists()


@pytest.mark.provision("DY-5")
def test_a_paper_bears_to_whom_it_goes_what_goes_with_it_who_signs_and_who_gets_a_copy(asked, signed_as, sign_in):
    client = sign_in("xin")
    letter = write(client, asked.pk, "consult_third_party", {"whom": "试县顺达客运有限公司", "matter": "投标方案"})
    draft = text_of(client.get(f"/staff/foi/letters/{letter.pk}/files/pdf/").content)
    assert "草稿，还没有印发" in draft
    assert client.post(f"/staff/foi/letters/{letter.pk}/issue/").status_code == 302
    printed = text_of(client.get(f"/staff/foi/letters/{letter.pk}/files/pdf/").content)
    for said in (
        "试县顺达客运有限公司：", "附件：第三方意见回执", "试县交通运输局", "2026年1月20日", "抄送：县政务公开办公室。",
        "试交公开〔2026〕1号", "15个工作日",
    ):  # fmt: skip
        assert said in printed, said
    assert "李小河" not in printed and "草稿" not in printed
    assert client.get(f"/staff/foi/letters/{letter.pk}/files/docx/").content[:2] == b"PK"
    assert "李小河" in text_of(client.get(f"/staff/foi/{asked.pk}/sheets/approval/").content)
    said = {"name": "试县新交通局", "code": "新交", "review": "试县人民政府", "court": "试县人民法院", "copied": ""}
    client.post("/staff/foi/letters/settings/", said)
    assert text_of(client.get(f"/staff/foi/letters/{letter.pk}/files/pdf/").content) == printed


def test_a_letter_with_an_error_is_neither_numbered_nor_proposed(asked, signed_as, sign_in, county):
    client = sign_in("xin")
    until = {"items": "文号", "until": "2026-02-10", "how": "寄来"}
    letter = write(client, asked.pk, "correction", until)
    words = writing.words_of(letter)
    spoilt = {"seen": 1, "title": words.title, "addressee": "王五", "text": words.text, "copied": ""}
    assert client.post(f"/staff/foi/letters/{letter.pk}/", spoilt).status_code == 302
    assert "收件人和申请人不一致" in client.get(f"/staff/foi/letters/{letter.pk}/").content.decode()
    assert client.post(f"/staff/foi/letters/{letter.pk}/issue/").status_code == 409
    decision = write(client, asked.pk, "not_ours", {**NOT_OURS, "contact": "王科长，13912345678"})
    assert "正文里有手机号码" in client.get(f"/staff/foi/letters/{decision.pk}/").content.decode()
    words = writing.words_of(decision)
    wrong = {**spoilt, "addressee": "李小河", "title": words.title, "text": words.text.replace("60日", "30日")}
    client.post(f"/staff/foi/letters/{decision.pk}/", wrong)
    asked.case.refresh_from_db()
    refused = client.post(f"/staff/foi/{asked.pk}/propose_refusal/", {"read": asked.case.content, "words": ""})
    assert refused.status_code == 409 and "救济途径" in refused.content.decode()


def test_what_was_approved_is_what_was_read_and_of_two_who_edit_one_is_told(asked, signed_as, sign_in, county, told):
    at = moment("2026-01-20 10:00")
    letter = writing.decide(asked, "not_ours", NOT_OURS, county.xin, at)
    words = writing.words_of(letter)
    writing.edit(letter, Words(words.title, words.addressee, words.text + "\n特此告知。"), 1, county.xin, at)
    with pytest.raises(StaleDraft):
        writing.edit(letter, words, 1, county.ban, at)
    asked.case.refresh_from_db()
    read = asked.case.content
    asked.case.take("propose_refusal", by=county.xin, at=at, read=read)
    asked.case.take("approve", by=county.fen, at=at, read=read)
    letter.refresh_from_db()
    assert letter.number and "特此告知" in writing.words_of(letter).text
    assert Wording.objects.filter(letter=letter).count() == 3  # as written, as edited, as it went out
    asked.case.take("return", by=county.fen, at=at, words="补写理由")
    again = writing.decide(asked, "not_ours", {**NOT_OURS, "contact": "0825-7800034"}, county.xin, at)
    assert again.pk == letter.pk and again.state == "draft"
    asked.case.take("propose_refusal", by=county.xin, at=at, read=asked.case.content)
    asked.case.take("approve", by=county.fen, at=at)
    again.refresh_from_db()
    assert again.number == letter.number and "7800034" in writing.words_of(again).text


def test_numbers_run_by_unit_and_year_and_one_given_up_is_not_used_again(asked, county, signed_as, sign_in):
    at, client = moment("2026-01-20 10:00"), sign_in("xin")
    first, second = writing.write_many([Writing(asked, "receipt", {}, county.xin, at)] * 2)
    issuing.issue(first, county.xin, at)
    assert client.post(f"/staff/foi/letters/{first.pk}/void/", {"words": "日期写错"}).status_code == 302
    issuing.issue(second, county.xin, at)
    assert [one.number[-2:] for one in Letter.objects.order_by("pk")] == ["1号", "2号"]
    assert LetterNumber.objects.get().last == 2 and Letter.objects.get(pk=first.pk).state == "void"
    with pytest.raises(Unready, match="没有写“转给哪个单位”"):
        issuing.issue(writing.write_many([Writing(asked, "transfer", {}, county.xin, at)])[0], county.xin, at)


def test_two_units_do_not_number_alike(signed_as, sign_in):
    said = {"name": "试县人民政府", "code": "试交公开", "review": "市政府", "court": "法院", "copied": ""}
    answer = sign_in("ban").post("/staff/foi/letters/settings/", said)
    assert answer.status_code == 200 and "别的单位已经在用" in answer.content.decode()


def test_staff_read_every_reply_with_an_example_and_strangers_read_no_letter(asked, county, sign_in, signed_as):
    client = sign_in("xin")
    letter = write(client, asked.pk, "receipt", {"go": "1"})
    page = client.get("/staff/foi/replies/").content.decode()
    assert "过程性信息" in page and "送达回证" in page
    assert "讨论记录" in client.get("/staff/foi/replies/process/").content.decode()
    assert client.get("/staff/foi/replies/process/pages/1/").content[:4] == b"\x89PNG"
    assert client.get("/staff/foi/replies/nothing/").status_code == 404
    for name, status in (("zhen", 404), ("fa", 403), ("fen", 200)):
        assert sign_in(name).get(f"/staff/foi/letters/{letter.pk}/").status_code == status, name


def test_the_record_lists_its_letters_and_leads_to_the_next(asked, signed_as, sign_in):
    client = sign_in("xin")
    write(client, asked.pk, "receipt", {"go": "1"})
    page = client.get(f"/staff/foi/{asked.pk}/").content.decode()
    assert "登记回执" in page and f"/staff/foi/{asked.pk}/letters/" in page
    assert "登记回执" not in sign_in("fa").get(f"/staff/foi/{asked.pk}/").content.decode()
