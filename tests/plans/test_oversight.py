"""检查、督办、报送、三单: what the office does about a plan, and what can be counted of it (SQ-6.6, BW-10)."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai import tables
from gongkai.acts.facts import Span
from gongkai.acts.models import Due
from gongkai.assessment import facts as gathered
from gongkai.desk import duties
from gongkai.findings.models import Finding
from gongkai.plans.calling import workbooks
from gongkai.plans.models import Call, Check, Mend, Notice, Progress
from gongkai.plans.urging import sending
from gongkai.workflow.models import Notice as Told
from tests.county import moment
from tests.plans.conftest import CHAIN, HOME, step, tell


def span(last="2026-12-31", as_of="2027-02-10 09:00"):
    return Span(moment("2026-01-01").date(), moment(last).date(), moment(as_of))


def measured(county, name, over=None):
    found = gathered.count(f"plans.{name}", [county.roads, county.town], over or span())
    return found.values[county.roads.pk], found.values[county.town.pk]


def filled(content, cells):
    """A workbook with words put into cells, as an officer would: {(sheet, address): words}."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for (sheet, address), words in cells.items():
        book[sheet][address].value = words or None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.provision("SQ-6.6")
def test_the_ledger_is_checked_in_october_task_by_task_and_problems_are_told_to_the_units(
    county, issued, send, sign_in, stand_at
):
    stand_at("2026-10-20 09:00")
    check = Check.objects.get(sort="inspection")
    due = Due.objects.get(case=check.pk)
    assert (due.limit, due.role, due.due.date().isoformat()) == ("plans.inspection", "office", "2026-10-31")
    assert duties.mine(county.ban, moment("2026-09-30 09:00")) == []
    assert [one.key for one in duties.mine(county.ban, moment("2026-10-02 09:00"))] == [check.pk]
    first, second = issued
    half = {f"verdict-{first.pk}": "short", f"says-{first.pk}": "专栏没有绕行图"}
    assert send("ban", f"checks/{check.pk}/look/", half | {f"says-{first.pk}": ""}).status_code == 409
    assert send("ban", f"checks/{check.pk}/look/", half).status_code == 302
    assert send("ban", f"checks/{check.pk}/look/", half).status_code == 409  # nothing new
    check.case.refresh_from_db()
    refused = send("he", f"checks/{check.pk}/conclude/", {"read": check.case.content})
    assert refused.context["reasons"] == ["还有 1 项任务没有写检查意见"]
    whole = half | {f"verdict-{second.pk}": "fine", f"says-{second.pk}": ""}
    assert send("ban", f"checks/{check.pk}/look/", whole).status_code == 302
    check.case.refresh_from_db()
    assert send("ban", f"checks/{check.pk}/conclude/", {"read": check.case.content}).status_code == 403
    assert send("xin", f"checks/{check.pk}/look/", whole).status_code == 404
    step(send, "he", check, "conclude", kind="checks")
    finding = Finding.objects.get()
    assert (finding.unit, finding.code, finding.about) == (county.roads, "plan_task", first.case.title)
    assert Told.objects.filter(person=county.xin.person, act__case=finding.pk).exists()
    page = sign_in("xin").get(f"{HOME}tasks/{first.pk}/").content.decode()
    assert "专栏没有绕行图" in page and finding.number in page
    assert Due.objects.get(case=check.pk).done == moment("2026-10-20 09:00")
    assert measured(county, "problems") == (1, 0)


@pytest.mark.provision("SQ-6.6")
def test_at_acceptance_a_grave_failure_becomes_a_finding_the_leading_group_answers_with_accountability(
    county, issued, send, stand_at
):
    stand_at("2027-01-20 09:00")
    check, (first, second) = Check.objects.get(sort="acceptance"), issued
    said = {f"verdict-{first.pk}": "grave", f"says-{first.pk}": "没有公告就封路，群众被困两小时"}
    said |= {f"verdict-{second.pk}": "fine", f"says-{second.pk}": ""}
    assert send("ban", f"checks/{check.pk}/look/", said).status_code == 302
    step(send, "he", check, "conclude", kind="checks")
    assert Finding.objects.get().code == "plan_grave"
    assert send("ban", f"tasks/{first.pk}/pursue/", {"words": "通报"}).status_code == 403
    step(send, "ling", first, "pursue", {"words": "约谈分管负责人，全县通报"}, kind="tasks")
    assert first.case.acts.filter(step="pursue").exists()


@pytest.mark.provision("SQ-6.6")
def test_checks_not_held_by_their_day_are_counted_late(county, issued, plan, send, stand_at):
    county.roads.parent = None  # the plan is the county's; nobody else owes the check
    top = [county.top]
    before = gathered.count("plans.checks_late", top, span("2026-10-31", "2026-10-31 23:00")).values
    after = gathered.count("plans.checks_late", top, span("2026-10-31", "2026-11-01 00:00")).values
    assert (before[county.top.pk], after[county.top.pk]) == (0, 1)
    assert gathered.count("plans.checks_held", top, span()).values[county.top.pk] == 0


@pytest.mark.provision("SQ-4.1")
def test_a_supervision_notice_is_answered_by_the_leader_or_goes_before_the_leading_group(
    county, issued, send, sign_in, stand_at
):
    task = issued[0]
    stand_at("2026-10-08 09:00")
    asked = {"asks": "九月底应建成专栏，至今没有进展，请说明", "due": "2026-10-14"}
    assert send("ban", f"tasks/{task.pk}/urge/", asked | {"due": "2026-10-07"}).status_code == 200
    assert send("xin", f"tasks/{task.pk}/urge/", asked).status_code == 403
    assert send("ban", f"tasks/{task.pk}/urge/", asked).status_code == 302
    notice = Notice.objects.get()
    assert notice.case.unit == county.roads
    assert [one.key for one in duties.mine(county.fen, moment("2026-10-08 10:00"))] == [notice.pk]
    assert sign_in("zhen").get(f"{HOME}notices/{notice.pk}/").status_code == 404
    assert sending.overdue(moment("2026-10-14 23:59")) == []
    late = sending.overdue(moment("2026-10-15 00:00"))
    assert late == [notice.case]
    sending.escalate(late[0], moment("2026-10-15 00:01"))
    notice.case.refresh_from_db()
    assert notice.case.status == "late"
    assert Told.objects.filter(person=county.ling.person, act__case=notice.pk).exists()
    assert measured(county, "notices_late") == (1, 0) and measured(county, "notices") == (1, 0)
    bare = send("fen", f"notices/{notice.pk}/answer/", {"answer": "", "words": ""})
    assert bare.status_code == 200 and bare.context["form"].errors
    step(send, "fen", notice, "answer", {"answer": "因汛期停工，本月二十日前补上"}, kind="notices")
    step(send, "ban", notice, "send_back", {"words": "没有说明谁负责"}, kind="notices")
    step(send, "fen", notice, "answer", {"answer": "由养护股办理，本月二十日前补上"}, kind="notices")
    step(send, "ban", notice, "settle", kind="notices")
    assert notice.case.status == "settled" and notice.answer.startswith("由养护股")
    step(send, "ling", task, "end", {"words": "取消"}, kind="tasks")
    stand_at("2026-10-09 09:00")
    refused = send("ban", f"tasks/{task.pk}/urge/", asked)
    assert refused.status_code == 409 and "不用督办" in refused.context["reasons"][0]


@pytest.fixture
def called(issued, plan, send, stand_at):
    """Progress is called for by 10 April; the road bureau's return."""
    stand_at("2026-04-01 09:00")
    assert send("ban", f"{plan.pk}/call/", {"title": "第一季度进展", "due": "2026-04-10"}).status_code == 302
    return Call.objects.get().returns.get(case__unit__name="交运局")


@pytest.mark.provision("SQ-6.6")
def test_every_leading_unit_sends_in_its_progress_or_says_there_is_none(
    county, issued, called, send, sign_in, stand_at
):
    assert {one.case.unit.name for one in called.call.returns.all()} == {"交运局", "河边镇"}
    assert send("xin", f"{called.call.plan_id}/call/").status_code == 403
    refused = send("fen", f"returns/{called.pk}/send/")
    assert refused.status_code == 409 and "无进展可报" in refused.context["reasons"][0]
    stand_at("2026-04-10 16:00")
    tell(send, issued[0], nothing="on", says="冬季停工")
    step(send, "fen", called, "send", kind="returns")
    assert Progress.objects.get().confirmed == moment("2026-04-10 16:00")
    assert measured(county, "returns_late") == (0, 1)  # the township has sent nothing
    stand_at("2026-04-10 17:00")
    tell(send, issued[0], says="开春以后的事")
    assert "开春以后的事" not in sign_in("fen").get(f"{HOME}returns/{called.pk}/").content.decode()
    page = sign_in("ban").get(f"{HOME}calls/{called.call_id}/").content.decode()
    assert "未到期" in page and "按时" in page
    step(send, "ban", called.call, "close", kind="calls")
    assert {one.case.status for one in called.call.returns.all()} == {"sent", "lapsed"}
    assert measured(county, "returns_late") == (0, 1)  # closing the call excuses nobody


def test_a_unit_s_workbook_goes_out_signed_and_comes_back_as_progress(county, issued, called, send, sign_in):
    book = sign_in("xin").get(f"{HOME}returns/{called.pk}/sheet/").content
    back = filled(book, {("进展", "D3"): "专栏已建成，公布十二条"})
    looked = send("xin", f"returns/{called.pk}/workbook/", {"file": SimpleUploadedFile("表.xlsx", back)})
    assert looked.status_code == 200 and looked.context["plan"].says == "共 1 行，1 行有填报。"
    assert not Progress.objects.exists()  # looked through, nothing written
    said = {"token": looked.context["token"]}
    assert send("xin", f"returns/{called.pk}/workbook/", said).status_code == 302
    assert Progress.objects.get().says == "专栏已建成，公布十二条"
    refused = send("zhen", f"returns/{called.pk}/workbook/", {"file": SimpleUploadedFile("表.xlsx", back)})
    assert refused.status_code == 404
    for words, why in (("", "没有进展的"), ("电话13812345678", "去掉")):
        bad = filled(book, {("进展", "D3"): words, ("进展", "E3"): "无进展可报"})
        answer = send("xin", f"returns/{called.pk}/workbook/", {"file": SimpleUploadedFile("表.xlsx", bad)})
        assert answer.status_code == 422 and why in answer.context["plan"].faults[0]
    forged = filled(book, {("校验", "B2"): "999"})
    answer = send("xin", f"returns/{called.pk}/workbook/", {"file": SimpleUploadedFile("表.xlsx", forged)})
    assert str(answer.context["form"].errors["file"]).count(workbooks.FORGED) == 1


@pytest.mark.provision("BW-10")
def test_three_lists_are_whole_when_a_problem_has_its_measure_its_post_and_its_day(
    county, issued, send, sign_in, stand_at
):
    stand_at("2026-11-02 09:00")
    task = issued[0]
    assert send("ban", f"tasks/{task.pk}/problem/", {"problem": "专栏没有绕行图"}).status_code == 302
    line = Mend.objects.get()
    assert measured(county, "mends") == (1, 0) and measured(county, "mends_complete") == (0, 0)
    assert "还没有写" in sign_in("xin").get(f"{HOME}mends/").content.decode()
    said = {"measure": "补绘绕行图", "duty": "养护股股长", "due": "2026-11-20"}
    assert send("zhen", f"mends/{line.pk}/measure/", said).status_code == 404
    assert send("xin", f"mends/{line.pk}/measure/", said | {"duty": ""}).status_code == 200
    step(send, "xin", line, "measure", said, kind="mends")
    assert measured(county, "mends_complete") == (1, 0)
    step(send, "ban", line, "agree", kind="mends")
    at_end, after = span("2026-11-20", "2026-11-20 23:59"), span("2026-11-20", "2026-11-21 00:00")
    assert (measured(county, "mends_late", at_end), measured(county, "mends_late", after)) == ((0, 0), (1, 0))
    step(send, "fen", line, "report", {"result": "绕行图已上传"}, kind="mends")
    step(send, "ban", line, "accept", kind="mends")
    assert measured(county, "mends_late", after) == (0, 0)
    book = tables.read(sign_in("ban").get(f"{HOME}mends/?export=xlsx").content)
    assert [sheet.name for sheet in book.sheets] == ["问题清单", "措施清单", "责任清单"]
    assert book.sheets[2].rows[2].values[:5] == (
        1,
        "专栏没有绕行图",
        "交运局",
        "养护股股长",
        moment("2026-11-20").date(),
    )


def test_a_line_of_the_three_lists_can_come_from_a_finding(county, issued, send, stand_at):
    stand_at("2026-10-20 09:00")
    check = Check.objects.get(sort="inspection")
    said = {f"verdict-{one.pk}": "short" for one in issued} | {f"says-{one.pk}": "不齐" for one in issued}
    send("ban", f"checks/{check.pk}/look/", said)
    step(send, "he", check, "conclude", kind="checks")
    finding = Finding.objects.get(unit=county.town)
    assert send("zhen", f"mends/of-finding/{finding.pk}/", {"problem": "名单不齐"}).status_code == 302
    assert Mend.objects.get().case.unit == county.town
    assert send("xin", f"mends/of-finding/{finding.pk}/").status_code == 404


@pytest.mark.provision("BW-10")
def test_tasks_are_counted_by_their_last_day_at_the_moment_and_just_before(
    county, plan, send, publish, write, stand_at
):
    line = plan.lines.first()
    line.topic = county.topic
    line.save()
    for who, name in CHAIN:
        plan.case.refresh_from_db()
        step(send, who, plan, name)
    assert gathered.count("plans.issued", [county.top], span()).values[county.top.pk] is True
    assert measured(county, "approved") == (False, False)
    task, due = line.task, "2026-09-30"
    assert measured(county, "tasks_late", span(due, "2026-09-30 23:59")) == (0, 0)
    assert measured(county, "tasks_late", span(due, "2026-10-01 00:01")) == (1, 0)
    record = publish(write(title="施工公告", at="2026-09-01 09:00"), at="2026-09-02 09:00")
    stand_at("2026-09-30 09:00")
    tell(send, task, says="已公布", records=record.index_no)
    step(send, "fen", task, "report", kind="tasks")
    late = span(due, "2026-10-01 00:01")
    assert [measured(county, name, late) for name in ("tasks", "tasks_done_in_time", "tasks_late")] == [
        (1, 0), (1, 0), (0, 0),
    ]  # fmt: skip
    assert [measured(county, name, late) for name in ("publish_asked", "published", "published_in_time")] == [
        (1, 0), (1, 0), (1, 0),
    ]  # fmt: skip
    assert measured(county, "proofs") == (1, 0)


def test_the_ledger_leaves_the_house_as_offices_print_it(issued, plan, send, sign_in):
    tell(send, issued[0])
    book = tables.read(sign_in("zhen").get(f"{HOME}{plan.pk}/ledger/").content)
    title, heads, first = (row.values for row in book.sheets[0].rows[:3])
    assert title[0] == "试县2026年政务公开工作要点工作台账"
    assert heads[:7] == ("序号", "任务", "措施", "目标和成果", "牵头单位", "会同单位", "完成时限")
    assert first[4:8] == (
        "交运局",
        "河边镇",
        moment("2026-09-30").date(),
        "2026-01-12 专栏已经建成，公布施工公告十二条",
    )
