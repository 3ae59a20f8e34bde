"""A unit checks itself first: in writing, with evidence for each indicator, by a day; assessors see what came in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.acts.models import Due
from gongkai.acts.refusals import SameHands, Unready, WrongState
from gongkai.assessment import composing, handing, marking, planning
from gongkai.assessment.hearings import appealing
from gongkai.assessment.models import Campaign, SelfCheck
from gongkai.assessment.selfchecks import writing
from gongkai.evidence import keeping
from gongkai.evidence.models import Evidence
from tests.assessment.conftest import item, results
from tests.county import declare, moment
from tests.files import samples

AT = moment("2026-01-08 09:00")
OVER = "2026-01-15 00:00"
pytestmark = pytest.mark.told(AT)


@pytest.fixture
def checking(county, rulebook, settings, tmp_path):
    """A campaign that gives its two units five working days for a self-check."""
    return begun(county, settings, tmp_path, "shi-2025", ("office", "third"))


def begun(county, settings, tmp_path, rules, sources):
    settings.DATA = tmp_path
    plan = planning.Plan(
        "试县2025年考核", rules, moment("2025-01-01").date(), moment("2025-12-31").date(),
        [county.roads, county.town], {source: [county.top] for source in sources}, selfcheck_days=5,
    )  # fmt: skip
    found = planning.open_campaign(plan, county.ban, moment("2026-01-05 09:00"))
    found.case.take("approve", by=county.ling, at=moment("2026-01-06 09:00"))
    found.case.take("notify", by=county.ban, at=moment("2026-01-07 09:00"))
    declare(found, county.ban, county.he, county.kao, county.san)
    return found


def of(campaign, unit):
    return SelfCheck.objects.select_related("case", "unit", "campaign__case").get(campaign=campaign, unit=unit)


def url(one, *parts):
    return "/".join([f"/staff/assessment/selfchecks/{one.pk}", *parts, ""])


def fill(client, one, leaf="desk", title="领导小组会议记录", dated="2025-02-10", text="one"):
    """Summary, words and evidence for a leaf, as the unit's clerk fills the pages in."""
    assert client.post(url(one, "summary"), {"summary": "全年公开三条。", "was": ""}).status_code == 302
    assert client.post(url(one, "leaves", leaf), {"says": "有领导小组，开会两次。"}).status_code == 302
    paper = {"title": title, "file": SimpleUploadedFile("记录.pdf", samples.pdf(text)), "dated": dated}
    assert client.post(url(one, "leaves", leaf, "paper"), paper).status_code == 302


def hand_in(county, one):
    one.case.refresh_from_db()
    one.case.take("write", by=county.xin, at=AT, read=one.case.content)
    one.case.take("hand_in", by=county.fen, at=AT, read=one.case.content)


@pytest.mark.provision("BW-16.1–16.3")
def test_with_the_notice_every_unit_is_asked_to_check_itself_by_a_day(county, checking, sign_in):
    assert [one.unit for one in SelfCheck.objects.filter(campaign=checking)] == [county.roads, county.town]
    one = of(checking, county.roads)
    due = Due.objects.get(case=one.case, limit="assessment.selfcheck")
    assert (due.due.date().isoformat(), due.role) == ("2026-01-14", "proposer")
    desk = sign_in("xin").get("/staff/").content.decode()
    assert f'href="{url(one)}"' in desk and "送分管领导" in desk
    page = sign_in("xin").get(f"/staff/assessment/{checking.pk}/", follow=True).content.decode()
    assert "交运局 自查" in page and "还有 2 项没有写" in page and "查阅材料" in page
    assert sign_in("xin").get(url(of(checking, county.town))).status_code == 404


@pytest.mark.provision("BW-16.1–16.3")
def test_a_self_check_is_a_written_summary_with_evidence_that_the_leader_hands_in(county, checking, sign_in):
    one = of(checking, county.roads)
    assert "还没有写自查总结" in sign_in("xin").post(url(one, "write"), {"read": ""}).content.decode()
    fill(sign_in("xin"), one)
    page = sign_in("xin").get(url(one)).content.decode()
    assert "全年公开三条" in page and "有领导小组" in page and "领导小组会议记录" in page and "2025-02-10" in page
    one.case.refresh_from_db()
    assert sign_in("xin").post(url(one, "write"), {"read": one.case.content}).status_code == 302
    with pytest.raises(WrongState, match="先取回或者退回"):
        writing.save_summary(one, "另一份", "全年公开三条。", county.xin, AT)
    page = sign_in("fen").get(url(one)).content.decode()
    assert "报送自查" in page
    assert sign_in("fen").post(url(one, "hand_in"), {"read": one.case.content}).status_code == 302
    one.refresh_from_db()
    assert one.case.status == "handed_in"


def test_who_wrote_does_not_hand_in_and_the_leader_may_send_it_back(county, checking, sign_in):
    one = of(checking, county.roads)
    fill(sign_in("xin"), one)
    one.case.refresh_from_db()
    one.case.take("write", by=county.xin, at=AT, read=one.case.content)
    county.fen.person = county.xin.person
    with pytest.raises(SameHands):
        one.case.take("hand_in", by=county.fen, at=AT, read=one.case.content)
    county.fen.refresh_from_db()
    one.case.take("return", by=county.fen, at=AT, words="总结太短")
    assert one.case.status == "open"


@pytest.mark.provision("BW-16.1–16.3")
def test_nothing_is_composed_before_the_day_is_over_and_then_the_sheet_says_who_did_not_report(
    county, checking, sign_in, stand_at
):
    one = of(checking, county.roads)
    fill(sign_in("xin"), one)
    hand_in(county, one)
    for name, by in (("desk", county.kao), ("web", county.san)):
        given = [marking.Given(county.roads.pk, "20"), marking.Given(county.town.pk, "20")]
        marking.give(checking, item(checking, name), given, by, AT)
        handing.hand_in(checking, by, AT)
    with pytest.raises(Unready, match="还有 1 个单位在自查期内没有报送自查（河边镇）"):
        checking.case.take("compose", by=county.ban, at=moment("2026-01-14 23:59"))
    page = sign_in("ban").get(f"/staff/assessment/{checking.pk}/selfchecks/").content.decode()
    assert page.index("河边镇") < page.index("交运局") and "已报送 1 / 2" in page
    for step, by in (("compose", county.ban), ("check", county.he), ("send", county.ban)):
        checking.case.take(step, by=by, at=moment(OVER))
    assert of(checking, county.town).case.status == "lapsed"
    sheets = f"/staff/assessment/{checking.pk}/sheets/"
    stand_at(OVER)
    assert "未报送自查" in sign_in("zhen").get(f"{sheets}{county.town.pk}/").content.decode()
    own = sign_in("xin").get(f"{sheets}{county.roads.pk}/").content.decode()
    assert "未报送自查" not in own and "领导小组会议记录" in own and "有领导小组" in own


def test_the_office_sends_back_with_a_reason_and_fresh_days_and_accepts_many_at_once(county, checking, sign_in):
    one = of(checking, county.roads)
    fill(sign_in("xin"), one)
    hand_in(county, one)
    client = sign_in("ban")
    assert client.post(url(one, "send_back"), {"words": ""}).status_code == 200
    assert client.post(url(one, "send_back"), {"words": "缺会议照片"}).status_code == 302
    assert Due.objects.filter(case=one.case, limit="assessment.selfcheck", done=None).count() == 1
    one.case.refresh_from_db()
    hand_in(county, one)
    assert client.post(f"/staff/assessment/{checking.pk}/selfchecks/accept/").status_code == 302
    assert of(checking, county.roads).case.status == "accepted"
    assert sign_in("kao").post(f"/staff/assessment/{checking.pk}/selfchecks/accept/").status_code == 404


@pytest.mark.provision("DY-F2.6")
def test_an_assessor_sees_what_was_handed_in_for_the_leaf_and_nothing_before_or_beside(county, checking, sign_in):
    one = of(checking, county.roads)
    fill(sign_in("xin"), one)
    marks = f"/staff/assessment/{checking.pk}/marks/"
    row = Evidence.objects.get()
    material = f"/staff/evidence/{row.pk}/"
    page = sign_in("kao").get(f"{marks}desk/").content.decode()
    assert "领导小组会议记录" not in page and "自查中" in page and sign_in("kao").get(material).status_code == 404
    hand_in(county, one)
    page = sign_in("kao").get(f"{marks}desk/").content.decode()
    assert f'href="{material}"' in page and "有领导小组" in page
    opened = sign_in("kao").get(f"{material}1/original/")
    assert b"".join(opened.streaming_content) == samples.pdf("one") and opened["X-Content-SHA256"] == row.newest.file_id
    assert sign_in("ling").get(material).status_code == 200
    assert sign_in("zhen").get(material).status_code == 404


def test_what_was_handed_in_does_not_change_with_a_newer_version(county, checking, sign_in):
    one = of(checking, county.roads)
    fill(sign_in("xin"), one)
    hand_in(county, one)
    row = Evidence.objects.get()
    again = {"file": SimpleUploadedFile("记录.pdf", samples.pdf("two")), "dated": "2025-02-11"}
    assert sign_in("xin").post(f"/staff/evidence/{row.pk}/renew/", again).status_code == 302
    assert sign_in("kao").get(f"/staff/evidence/{row.pk}/1/original/").status_code == 200
    assert sign_in("kao").get(f"/staff/evidence/{row.pk}/2/original/").status_code == 404


def test_evidence_replaced_between_writing_and_handing_in_is_read_again(county, checking, sign_in):
    one = of(checking, county.roads)
    fill(sign_in("xin"), one)
    one.case.refresh_from_db()
    one.case.take("write", by=county.xin, at=AT, read=one.case.content)
    again = {"file": SimpleUploadedFile("记录.pdf", samples.pdf("two")), "dated": "2025-02-11"}
    sign_in("xin").post(f"/staff/evidence/{Evidence.objects.get().pk}/renew/", again)
    with pytest.raises(Unready, match="送审以后换过版本"):
        one.case.take("hand_in", by=county.fen, at=AT, read=one.case.content)


def test_two_people_at_one_summary_do_not_overwrite_each_other(county, checking, sign_in):
    one = of(checking, county.roads)
    client = sign_in("xin")
    client.post(url(one, "summary"), {"summary": "甲写的", "was": ""})
    answer = client.post(url(one, "summary"), {"summary": "乙写的", "was": ""})
    page = answer.content.decode()
    assert answer.status_code == 409 and "又有人改过" in page and "甲写的" in page and "乙写的" in page
    assert of(checking, county.roads).summary == "甲写的"


def test_what_the_house_counted_stands_beside_with_its_records(
    county, settings, tmp_path, rulebook, sign_in, publish, write
):
    publish(write())
    checking = begun(county, settings, tmp_path, "shi-2025", ("office", "third"))
    one = of(checking, county.roads)
    page = sign_in("xin").get(url(one, "leaves", "volume")).content.decode()
    assert "（1 条）" in page
    records = sign_in("xin").get(url(one, "facts", "disclosures.published")).content.decode()
    assert "关于公路养护的通知" in records
    assert sign_in("zhen").get(url(one, "facts", "disclosures.published")).status_code == 404


@pytest.mark.provision("DY-F2.7")
def test_each_part_of_organisation_is_shown_with_a_dated_record_and_used_evidence_is_counted(
    county, settings, tmp_path, sign_in
):
    sources = ("office", "website", "centre", "civil", "union")
    checking = begun(county, settings, tmp_path, "dy-2018", sources)
    one, client = of(checking, county.roads), sign_in("xin")
    page = client.get(url(one, "leaves", "org.office")).content.decode()
    assert "这一项要的材料：会议记录、文件" in page
    fill(client, one, "org.office")
    key = Evidence.objects.get().pk
    for leaf in ("org.staff", "org.systems"):
        assert client.post(url(one, "leaves", leaf), {"says": "已明确", "evidence": [key]}).status_code == 302
    page = client.get(f"/staff/evidence/{key}/").content.decode()
    assert "用在 3 处" in page and "自查：负责人和承办科室" in page and "自查：制度和衔接机制" in page
    hand_in(county, one)
    for name in ("org.office", "org.staff", "org.systems"):
        page = sign_in("kao").get(f"/staff/assessment/{checking.pk}/marks/{name}/").content.decode()
        assert "领导小组会议记录" in page and "2025-02-10" in page, name
    with pytest.raises(Unready, match="用在 3 处"):
        Evidence.objects.get().case.take("withdraw", by=county.xin, at=AT, words="x")


@pytest.mark.provision("BW-13")
def test_a_unit_that_rates_itself_finds_its_marks_from_its_self_check(county, rulebook, sign_in):
    plan = planning.Plan(
        "考核", "shi-2025", moment("2025-01-01").date(), moment("2025-12-31").date(), [county.roads, county.town],
        {"office": [county.top], "third": [county.top]}, frozenset({"office"}), selfcheck_days=5,
    )  # fmt: skip
    found = planning.open_campaign(plan, county.ban, moment("2026-01-05 09:00"))
    found.case.take("approve", by=county.ling, at=moment("2026-01-06 09:00"))
    found.case.take("notify", by=county.ban, at=moment("2026-01-07 09:00"))
    page = sign_in("xin").get(url(of(found, county.roads))).content.decode()
    marks = f"/staff/assessment/{found.pk}/marks/desk/"
    assert f'href="{marks}"' in page and sign_in("xin").get(marks).status_code == 200


@pytest.mark.provision("DY-F2.6")
def test_an_indicator_that_requires_evidence_gives_nothing_without_what_was_accepted(
    county, rulebook, settings, tmp_path, sign_in, stand_at
):
    rulebook.write_text(
        rulebook.read_text("utf-8").replace(
            "cite: DY-F2.7,", "cite: DY-F2.7, evidence: {kinds: [会议纪要, 文件], required: true},"
        ),
        "utf-8",
    )
    checking = begun(county, settings, tmp_path, "shi-2025", ("office", "third"))
    Campaign.objects.filter(pk=checking.pk).update(comment_days=5)
    checking.refresh_from_db()
    one, other = of(checking, county.roads), of(checking, county.town)
    assert "没有就不得分" in sign_in("xin").get(url(one)).content.decode()
    fill(sign_in("xin"), one)
    page = sign_in("xin").get(url(one, "leaves/desk")).content.decode()
    assert "没有认可的材料，这一项不得分" in page and page.count("（选填）") == 1, "the words alone may be left out"
    hand_in(county, one)
    for name, by in (("desk", county.kao), ("web", county.san)):
        given = [marking.Given(county.roads.pk, "20"), marking.Given(county.town.pk, "20")]
        marking.give(checking, item(checking, name), given, by, AT)
    marks = f"/staff/assessment/{checking.pk}/marks/desk.evidence/"
    page = sign_in("kao").get(marks).content.decode()
    assert "领导小组会议记录" in page and "要有会议纪要或文件佐证" in page and "不认可" in page
    refused = sign_in("kao").post(marks, {f"value_{county.town.pk}": "是"})
    assert refused.status_code == 422 and "河边镇：没有佐证材料，不能认可" in refused.content.decode()
    assert "不认可要写明理由" in sign_in("kao").post(marks, {f"value_{county.roads.pk}": "否"}).content.decode()
    sheet = composing.score(checking).sheet("jyj").plain()
    assert sheet["open"] and "佐证" in "".join(sheet["open"])  # brought and not looked at is open, and no zero
    assert sign_in("kao").post(marks, {f"value_{county.roads.pk}": "是"}).status_code == 302
    assert sign_in("zhen").post(url(other, "summary"), {"summary": "没有材料。", "was": ""}).status_code == 302
    other.case.refresh_from_db()
    other.case.take("write", by=county.zhen, at=AT, read=other.case.content)
    other.case.take("hand_in", by=county.zhenfen, at=AT, read=other.case.content)
    for by in (county.kao, county.san):
        handing.hand_in(checking, by, AT)
    for step, by in (("compose", county.ban), ("check", county.he), ("send", county.ban)):
        checking.case.take(step, by=by, at=AT)

    def scores():
        return [appealing.leaves(results(checking)[name].sheet)["desk"] for name in ("交运局", "河边镇")]

    assert scores() == ["20", "0"]  # the town handed in and brought nothing: nobody has to say so
    page = sign_in("zhen").get(f"/staff/assessment/{checking.pk}/sheets/{county.town.pk}/").content.decode()
    assert "没有认可的佐证，不得分" in page and "缺佐证材料：要有会议纪要或文件，没有报送" in page
    assert f'href="{url(other)}#desk"' in page
    page = sign_in("xin").get(f"/staff/assessment/{checking.pk}/sheets/{county.roads.pk}/").content.decode()
    assert "佐证材料已认可" in page and "领导小组会议记录" in page
    # The town brings its minutes with an appeal that is upheld: the assessor looks at them, and accepts.
    paper = keeping.paper(SimpleUploadedFile("纪要.pdf", samples.pdf("two")), AT.date(), county.zhen, AT)
    brought = keeping.keep([keeping.Keeping(county.town, "会议纪要", paper)], county.zhen, AT)
    appeal = appealing.file(checking, county.town, "desk", "补交会议纪要", county.zhen, AT, brought)
    appeal.case.take("sign", by=county.zhenfen, at=AT)
    appeal.case.take("uphold", by=county.he, at=AT, words="材料属实")
    assert "会议纪要" in sign_in("kao").get(marks).content.decode()
    assert sign_in("kao").post(marks, {f"value_{county.town.pk}": "是"}).status_code == 302
    appeal.case.take("remark", by=county.kao, at=AT)
    handing.hand_in(checking, county.kao, AT)
    checking.case.take("recompose", by=county.ban, at=AT)
    assert scores() == ["20", "20"]
