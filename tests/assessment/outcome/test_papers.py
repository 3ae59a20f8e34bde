"""考核通知 and 结果通报: assembled, edited by version, issued with their steps, typeset, collected."""

import hashlib
import io
import zipfile

import pypdfium2
import pytest

from gongkai import tables
from gongkai.acts.refusals import Overtaken, Unready
from gongkai.assessment import handing, marking
from gongkai.assessment.models import Paper, PaperKind
from gongkai.assessment.outcome import drafting
from gongkai.findings.models import Finding
from gongkai.publication.models import Shown
from tests.assessment.conftest import item
from tests.assessment.shipped import AT, composed, fill, opened
from tests.rulebooks import kf

pytestmark = pytest.mark.told(AT)


def url(campaign, path=""):
    return f"/staff/assessment/{campaign.pk}/{path}"


def words(pdf):
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)).replace("\r\n", "")


def form(campaign, kind, **changes):
    said = drafting.proposed(campaign, kind, AT)
    return {**vars(said), "version": "0", **changes}


def test_the_notice_goes_out_with_its_step_and_says_units_rules_and_who_marks(county, campaign, sign_in):
    paper = Paper.objects.get(kind=PaperKind.NOTICE)
    assert paper.issued and paper.number == "试县考〔2026〕1号"
    for said in ("2个单位", "2025年1月1日至2025年12月31日", "试县政务公开评分规则", "“县政府办”由试县评定"):
        assert said in paper.text, said
    told = words(sign_in("xin").get(url(campaign, "papers/notice/pdf")).content)
    assert "试县交通运输局" in told and "每少1条扣10分" in told and "草稿" not in told


@pytest.mark.provision("BW-16.5–16.6")
def test_the_office_edits_the_circular_before_it_goes_out_to_the_public(county, graded, sign_in, client):
    office = sign_in("ban")
    page = office.get(url(graded, "papers/circular/")).content.decode()
    assert "优秀1个：交运局。" in page and "不合格1个：河边镇。" in page and "对河边镇予以通报批评" in page
    assert "接到本通报后1个月内整改完毕" in page
    text = drafting.proposed(graded, "circular", AT).text + "\n望各单位认真对照。"
    assert office.post(url(graded, "papers/circular/"), form(graded, "circular", text=text)).status_code == 302
    graded.case.take("decide", by=county.ling, at=AT)
    graded.case.take("announce", by=county.ban, at=AT)
    row = Shown.objects.get(kind="result")
    assert "望各单位认真对照。" in client.get(f"/d/{row.address}/").content.decode()
    paper = Paper.objects.get(kind="circular")
    assert paper.issued and paper.number == "试县考〔2026〕2号" and paper.by.person.name == "ban某"
    told = words(sign_in("zhen").get(url(graded, "papers/circular/pdf")).content)
    assert "望各单位认真对照。" in told and "得分和名次" in told and "55.00" in told
    assert (
        sign_in("ban").post(url(graded, "papers/circular/"), form(graded, "circular", version="1")).status_code == 409
    )


@pytest.mark.provision("KF-T1.15", "KF-T2.3", "KF-T3.16")
def test_a_reward_not_earned_is_no_problem_but_points_taken_for_a_complaint_are(county, sign_in):
    campaign, office = opened(county, "kf-2013"), sign_in("ban")
    badly = {"welcomed": False, "commended": False, "innovation_complaints": True}
    fill(office, campaign, county.roads, kf.WINDOW | badly, {}, {"approval_reforms": "无"})
    fill(office, campaign, county.town, kf.STREET, {}, {"awards": "无", "media_reports": "无"})
    rows = composed(county, campaign)
    losses = tables.read(office.get(url(campaign, "export/")).content).sheets[1].rows
    told = {(row[0], row[1]): row[7] or "" for row in losses}
    assert told["交运局", "奖励加分"] == told["河边镇", "工作创新"] == "奖励项目，没有得到的不用整改"
    assert told["交运局", "工作创新"] == ""
    assert "待定" not in {row.state for row in rows.values()}
    campaign.case.take("check", by=county.he, at=AT)
    campaign.case.take("send", by=county.ban, at=AT)
    page = office.get(url(campaign, "papers/circular/")).content.decode()
    assert "“工作创新”：1个单位失分，共失5.00分。" in page and "“奖励加分”" not in page
    campaign.case.take("decide", by=county.ling, at=AT)
    campaign.case.take("announce", by=county.ban, at=AT)
    kept = set(Finding.objects.filter(code__in=("innovation", "KF:t2.awards")).values_list("unit__name", "code"))
    assert kept == {("交运局", "innovation")}


def test_what_nobody_edited_goes_out_as_it_was_assembled(county, announced):
    paper = Paper.objects.get(kind="circular")
    assert paper.version == 1 and paper.issued and "各单位平均75.00分" in paper.text


def test_of_two_who_edit_at_once_the_second_is_told(county, graded):
    said = drafting.proposed(graded, "circular", AT)
    drafting.save(graded, "circular", said, 0, county.ban, AT)
    with pytest.raises(Overtaken, match="ban某在您打开之后保存过"):
        drafting.save(graded, "circular", said, 0, county.he, AT)
    drafting.save(graded, "circular", said, 1, county.he, AT)
    assert [one.version for one in drafting.versions(graded, "circular")] == [2, 1]


def test_a_circular_on_an_earlier_result_does_not_go_out(county, sent):
    drafting.save(sent, "circular", drafting.proposed(sent, "circular", AT), 0, county.ban, AT)
    sent.case.take("reopen", by=county.ban, at=AT, words="漏看一份材料")
    marking.give(sent, item(sent, "desk"), [marking.Given(county.town.pk, "20")], county.kao, AT)
    handing.hand_in(sent, county.kao, AT)
    sent.comment_days = 0
    sent.save()
    for step, by in (("compose", "ban"), ("check", "he"), ("send", "ban"), ("decide", "ling")):
        sent.case.take(step, by=getattr(county, by), at=AT)
    with pytest.raises(Unready, match="按以前的得分写的"):
        sent.case.take("announce", by=county.ban, at=AT)
    drafting.save(sent, "circular", drafting.proposed(sent, "circular", AT), 1, county.ban, AT)
    sent.case.take("announce", by=county.ban, at=AT)


def test_a_circular_with_somebodys_number_does_not_go_out(county, graded):
    said = drafting.proposed(graded, "circular", AT)
    told = drafting.Said(said.number, said.title, said.addressees, said.text + "\n联系人手机13812345678。")
    drafting.save(graded, "circular", told, 0, county.ban, AT)
    graded.case.take("decide", by=county.ling, at=AT)
    with pytest.raises(Unready, match="个人信息"):
        graded.case.take("announce", by=county.ban, at=AT)


def test_a_draft_is_for_those_who_work_on_it_and_only_the_office_writes(county, graded, sign_in):
    assert "草稿，还没有印发" in words(sign_in("ling").get(url(graded, "papers/circular/pdf")).content)
    assert sign_in("xin").get(url(graded, "papers/circular/pdf")).status_code == 404
    assert sign_in("xin").get(url(graded, "papers/circular/")).status_code == 404
    assert sign_in("ling").post(url(graded, "papers/circular/"), form(graded, "circular")).status_code == 403
    assert sign_in("ban").get(url(graded, "papers/commend/")).status_code == 404
    assert sign_in("ban").get(url(graded, "papers/circular/doc")).status_code == 404


def test_all_documents_come_in_one_archive_whose_hashes_agree(county, announced, sign_in):
    made = sign_in("shen").get(url(announced, "documents.zip")).content
    assert made == sign_in("ban").get(url(announced, "documents.zip")).content
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        listed = [line.split("  ") for line in archive.read("校验值.txt").decode().splitlines()]
        assert sorted(name for _, name in listed) == sorted(set(archive.namelist()) - {"校验值.txt"})
        assert all(hashlib.sha256(archive.read(name)).hexdigest() == sha for sha, name in listed)
        names = set(archive.namelist())
        ranking = tables.read(archive.read("得分、排名和失分.xlsx"))
        sheet = words(archive.read("评分表/河边镇.pdf"))
    assert {"考核通知.pdf", "考核通知.docx", "结果通报.pdf", "评分规则/rulebook.yaml", "结果.json"} <= names
    assert "综合得分" in sheet and "−45.00" in sheet and ranking.sheets[0].name == "得分与排名"
    page = sign_in("ban").get(url(announced, "documents/")).content.decode()
    assert hashlib.sha256(zipfile.ZipFile(io.BytesIO(made)).read("结果通报.pdf")).hexdigest()[:16] in page


def test_a_unit_has_its_own_documents_and_no_other_s(county, announced, sign_in):
    unit = sign_in("zhen")
    page = unit.get(url(announced, "documents/")).content.decode()
    assert "结果通报" in page and "河边镇评分表" in page and "交运局评分表" not in page and "（ZIP）" not in page
    assert "55.00" in words(unit.get(url(announced, f"sheets/{county.town.pk}/sheet.pdf")).content)
    assert unit.get(url(announced, f"sheets/{county.roads.pk}/sheet.pdf")).status_code == 404
    assert unit.get(url(announced, "documents.zip")).status_code == 404
