"""年度计划: drafted, approved by another, issued into tasks, shown to the public, closed with what is unfinished."""

import re

import pytest

from gongkai.acts.models import Act, Case
from gongkai.desk import duties
from gongkai.plans import drafting, gates
from gongkai.plans.models import Check, Demand, Line, Plan, Task
from gongkai.publication.models import Shown
from tests.county import moment
from tests.plans.conftest import HEAD, HOME, KEY_POINTS, agree, step, tell


def page_of(plan):
    return Shown.objects.get(key=f"plan:{plan.pk}")


def line_form(line, **said):
    form = {
        "says": line.says, "place": line.place, "goal": line.goal, "measure": line.measure, "output": line.output,
        "leads": line.leads, "joints": line.joints, "due": line.due.isoformat(), "topic": line.topic_id or "",
        "seen": drafting.line_stamp(line),
    }  # fmt: skip
    return form | said


@pytest.mark.provision("BW-6.1.3")
@pytest.mark.provision("SQ-6.6")
def test_a_plan_with_goals_and_measures_is_approved_by_another_and_becomes_tasks_the_public_reads(
    county, plan, send, sign_in, client
):
    assert send("ban", "new/", HEAD | {"goal": "", "topic": plan.topic_id}).status_code == 200  # asked again
    assert Plan.objects.count() == 1
    step(send, "ban", plan, "submit")
    assert send("ling", f"{plan.pk}/approve/").status_code == 409  # nobody has read it for secrets yet
    assert send("xin", f"{plan.pk}/approve/").status_code == 404  # not there for the bureau before it is issued
    assert send("ban", f"{plan.pk}/issue/").status_code == 409
    step(send, "bao", plan, "clear")
    step(send, "ling", plan, "approve")
    step(send, "ban", plan, "issue")
    first, second = Task.objects.order_by("line__number")
    assert (first.case.unit, first.due.isoformat(), first.line.joints) == (county.roads, "2026-09-30", "河边镇")
    assert (second.case.unit, second.due.isoformat()) == (county.town, "2026-12-31")
    assert [(one.sort, str(one.due)) for one in Check.objects.order_by("due")] == [
        ("inspection", "2026-10-31"), ("acceptance", "2027-01-31"),
    ]  # fmt: skip
    assert sign_in("xin").get(f"{HOME}{plan.pk}/").status_code == 200
    client.logout()
    public = client.get(f"/d/{page_of(plan).address}/").content.decode()
    for words in ("重点领域信息公开齐全及时", "每季度调度一次", "建立施工公告专栏", "河边镇", "2026-09-30", "未开始"):
        assert words in public


def test_who_drafted_or_submitted_a_plan_does_not_approve_it(county, plan, send):
    county.fen.unit = county.top
    county.fen.save()
    step(send, "ban", plan, "submit")
    step(send, "fen", plan, "return", {"words": "时限太紧"})
    assert plan.case.status == "returned"
    plan.case.refresh_from_db()
    assert send("ban", f"{plan.pk}/approve/", {"read": plan.case.content}).status_code == 403


def test_an_approval_falls_with_a_later_change_and_an_issued_plan_is_not_written_any_more(plan, send):
    step(send, "ban", plan, "submit")
    line = plan.lines.first()
    assert send("ban", f"{plan.pk}/lines/{line.pk}/", line_form(line)).status_code == 409
    step(send, "bao", plan, "clear")
    step(send, "ling", plan, "approve")
    step(send, "ling", plan, "return", {"words": "补充措施"})
    assert send("ban", f"{plan.pk}/lines/{line.pk}/", line_form(line, measure="每月核对")).status_code == 302
    plan.case.refresh_from_db()
    assert send("ban", f"{plan.pk}/issue/").status_code == 409  # approved was another text
    step(send, "ban", plan, "submit")
    step(send, "bao", plan, "clear")
    step(send, "ling", plan, "approve")
    step(send, "ban", plan, "issue")
    assert send("ban", f"{plan.pk}/lines/{line.pk}/").status_code == 409
    assert Line.objects.get(pk=line.pk).measure == "每月核对"


def test_two_who_write_different_lines_both_keep_theirs_and_a_stale_save_is_shown_side_by_side(plan, send):
    one, other = plan.lines.order_by("number")
    seen = line_form(one), line_form(other)
    assert send("ban", f"{plan.pk}/lines/{one.pk}/", seen[0] | {"goal": "公告齐全"}).status_code == 302
    assert send("he", f"{plan.pk}/lines/{other.pk}/", seen[1] | {"goal": "按月公布"}).status_code == 302
    stale = send("he", f"{plan.pk}/lines/{one.pk}/", seen[0] | {"goal": "另一个目标"})
    assert stale.status_code == 409
    page = stale.content.decode()
    assert "公告齐全" in page and "另一个目标" in page
    again = stale.context["form"]["seen"].value()
    assert send("he", f"{plan.pk}/lines/{one.pk}/", seen[0] | {"goal": "另一个目标", "seen": again}).status_code == 302
    one.refresh_from_db()
    assert one.goal == "另一个目标"


@pytest.mark.provision("SQ-0")
def test_a_plan_shows_which_upper_task_each_line_serves_and_which_has_none(plan, send, sign_in, publish, write):
    paper = publish(write(title="关于印发2026年政务公开工作要点的通知"))
    said = {"title": "关于印发2026年政务公开工作要点的通知", "number": paper.index_no, "own": ""}
    said |= {"demands": "二（一），公开施工信息\n二（二），公开采购信息"}
    assert send("ban", f"{plan.pk}/upper/", said).status_code == 302
    upper = plan.uppers.get()
    assert upper.record_id == paper.pk
    served, unserved = Demand.objects.order_by("pk")
    line = plan.lines.first()
    assert send("ban", f"{plan.pk}/lines/{line.pk}/", line_form(line, serves=[served.pk])).status_code == 302
    assert list(gates.unserved(plan)) == [unserved]
    page = sign_in("ban").get(f"{HOME}{plan.pk}/").content.decode()
    assert "有上级任务没有列入计划" in page and "公开采购信息" in page and f"/disclosures/{paper.pk}/" in page
    assert send("ban", f"{plan.pk}/upper/{upper.pk}/drop/").status_code == 302
    assert not Demand.objects.exists() and not plan.lines.first().serves.exists()


def test_a_bureau_s_plan_carries_out_the_county_s_by_its_own_lines(county, issued, plan, send):
    head = HEAD | {"title": "交运局2026年政务公开工作要点", "topic": plan.topic_id}
    assert send("xin", "new/", head).status_code == 302
    own = Plan.objects.latest("pk")
    said = {"title": "", "number": "", "own": plan.pk, "demands": ""}
    assert send("xin", f"{own.pk}/upper/", said).status_code == 302
    assert [one.says[:8] for one in own.uppers.get().demands.all()] == ["做好道路施工信息", "做好惠民资金公开"]
    assert send("zhen", f"{own.pk}/head/").status_code == 404


def test_lines_are_added_dropped_and_renumbered_and_units_are_written_by_name(plan, send):
    said = {"says": "公开预算", "leads": "交通运输局、河边镇", "joints": "", "due": "2026-06-30", "seen": ""}
    assert send("ban", f"{plan.pk}/lines/new/", said).status_code == 302
    assert plan.lines.get(number=3).leads == "交运局、河边镇"
    refused = send("ban", f"{plan.pk}/lines/new/", said | {"leads": "无此局"})
    assert "没有名为“无此局”的单位" in str(refused.context["form"].errors["leads"])
    first = plan.lines.get(number=1)
    assert send("ban", f"{plan.pk}/lines/{first.pk}/drop/").status_code == 302
    assert list(plan.lines.values_list("number", flat=True)) == [1, 2]
    assert send("ban", f"{plan.pk}/lines/999/drop/").status_code == 404


@pytest.mark.provision("BW-5.5")
def test_progress_reaches_the_public_once_a_leader_stood_by_it_and_the_office_shows_it(
    county, issued, plan, send, client, stand_at
):
    task = issued[0]
    stand_at("2026-04-10 10:00")
    tell(send, task)
    step(send, "ban", plan, "show")
    assert "专栏已经建成" not in page_of(plan).html
    step(send, "fen", task, "confirm", kind="tasks")
    stand_at("2026-04-13 10:00")
    step(send, "bao", plan, "vet")
    step(send, "ban", plan, "show")
    client.logout()
    public = client.get(f"/d/{page_of(plan).address}/").content.decode()
    assert "专栏已经建成，公布施工公告十二条" in public and "进展截至2026年4月13日" in public and "进行中" in public
    assert "公布进展" in public  # in the history of the page


@pytest.mark.provision("DY-4")
def test_nothing_of_a_plan_reaches_the_public_that_was_not_read_for_secrets(
    county, issued, plan, send, sign_in, stand_at
):
    def waiting():
        return [one.step for one in duties.mine(county.bao, moment("2026-04-10 12:00")) if one.key == plan.pk]

    task = issued[0]
    stand_at("2026-04-10 10:00")
    assert waiting() == [] and send("bao", f"{plan.pk}/vet/").status_code == 409  # nothing new since it was cleared
    tell(send, task)
    step(send, "fen", task, "confirm", kind="tasks")
    refused = send("ban", f"{plan.pk}/show/")
    assert refused.status_code == 409 and "进展保密审查通过" in refused.context["reasons"][0]
    assert "专栏已经建成" not in page_of(plan).html
    assert waiting() == ["进展保密审查通过"]
    page = sign_in("bao").get(f"{HOME}{plan.pk}/").content.decode()
    assert "公布以前待保密审查" in page and "专栏已经建成，公布施工公告十二条" in page
    plan.case.refresh_from_db()
    seen = plan.case.content
    stand_at("2026-04-10 11:00")
    tell(send, task, says="绕行图也公布了")
    step(send, "fen", task, "confirm", kind="tasks")
    assert send("bao", f"{plan.pk}/vet/", {"read": seen}).status_code == 409  # more was told meanwhile
    assert send("mi", f"{plan.pk}/vet/", {"read": seen}).status_code == 403  # another unit's
    assert send("ban", f"{plan.pk}/vet/").status_code == 403
    step(send, "bao", plan, "vet")
    assert waiting() == []
    assert "公布以前待保密审查" not in sign_in("bao").get(f"{HOME}{plan.pk}/").content.decode()
    step(send, "ban", plan, "show")
    assert "绕行图也公布了" in page_of(plan).html


def test_the_public_page_says_over_which_quarters_each_task_runs_and_on_which_day_it_ends(issued, plan, client):
    client.logout()
    public = client.get(f"/d/{page_of(plan).address}/").content.decode()
    words = ["".join(row.split("</tr>")[0].split()) for row in public.partition("时间表")[2].split("<tr>")[1:4]]
    cells = [re.findall("<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in words]
    assert cells == [
        ["序号", "一季度", "二季度", "三季度", "四季度"],
        ["1", "办理", "办理", "9月30日止", ""], ["2", "办理", "办理", "办理", "12月31日止"],
    ]  # fmt: skip


def test_a_last_day_in_the_next_year_has_a_column_of_its_own(county, issued, plan, send, client):
    said = {"due": "2027-01-15", "task": issued[0].says, "words": "推迟"}
    step(send, "xin", issued[0], "ask_change", said, kind="tasks")
    step(send, "ling", issued[0], "agree_change", kind="tasks")
    step(send, "bao", plan, "vet")
    step(send, "ban", plan, "show")
    assert "次年" in page_of(plan).html and "1月15日止" in page_of(plan).html


@pytest.mark.provision("DY-4")
def test_a_changed_task_is_read_for_secrets_before_the_public_reads_it(county, issued, plan, send, stand_at):
    stand_at("2026-05-11 10:00")
    said = {"due": "2026-10-30", "task": "施工公告专栏改为全县一处", "words": "合并建设"}
    step(send, "xin", issued[0], "ask_change", said, kind="tasks")
    step(send, "ling", issued[0], "agree_change", kind="tasks")
    assert send("ban", f"{plan.pk}/show/").status_code == 409
    step(send, "bao", plan, "vet")
    step(send, "ban", plan, "show")
    assert "施工公告专栏改为全县一处" in page_of(plan).html


def test_a_private_word_neither_enters_progress_nor_an_issued_plan(issued, plan, send):
    refused = tell(send, issued[0], says="联系群众李小河，身份证号510923199003071231")
    assert refused.status_code == 409 and "去掉" in refused.context["reasons"][0]
    assert not Act.objects.filter(detail__icontains="510923").exists()
    assert tell(send, issued[0], says="做完\x0b了").status_code == 409  # what no page can hold


@pytest.mark.provision("BW-10")
def test_at_the_year_s_end_unfinished_tasks_go_on_in_next_year_s_plan(county, issued, plan, send, stand_at, topic):
    stand_at("2026-12-28 10:00")
    refused = send("ban", f"{plan.pk}/close/")
    assert refused.status_code == 409 and "请先起草" in refused.context["reasons"][0]
    head = HEAD | {"title": "试县2027年政务公开工作要点", "year": "2027", "inspection": "2027-10-31"}
    head |= {"acceptance": "2028-01-31", "topic": topic.pk}
    assert send("ban", "new/", head).status_code == 302
    step(send, "ban", plan, "close")
    following = Plan.objects.get(year=2027)
    assert [(one.carried, one.leads) for one in following.lines.all()] == [(issued[0], "交运局"), (issued[1], "河边镇")]
    assert following.lines.first().due is None  # to be set anew
    assert {one.case.status for one in Task.objects.filter(plan=plan)} == {"carried"}
    assert "已结转" in page_of(plan).html


def test_of_two_who_approve_at_once_one_is_told(county, plan, send):
    step(send, "ban", plan, "submit")
    step(send, "bao", plan, "clear")
    mine, theirs = (Case.objects.get(pk=plan.pk) for _ in range(2))
    theirs.take("approve", by=county.ling, at=moment("2026-01-12 09:00"), read=theirs.content)
    answer = send("ling", f"{plan.pk}/approve/", {"read": mine.content})
    assert answer.status_code == 409 and "已批准，待下达" in answer.content.decode()
    assert plan.case.acts.filter(step="approve").count() == 1


def test_usual_days_of_checks_are_offered_as_the_paper_in_force_has_them(county, topic, sign_in, monkeypatch):
    from gongkai import shelf

    monkeypatch.setattr(shelf, "here", lambda: shelf.limits("sq"))
    form = sign_in("ban").get(f"{HOME}new/").context["form"]
    assert (str(form.initial["inspection"]), str(form.initial["acceptance"])) == ("2026-10-31", "2027-01-31")


def test_key_points_can_be_brought_in_more_than_once_and_a_wrong_role_is_refused(county, plan, send):
    agree(send, f"{plan.pk}/import/", {"text": KEY_POINTS})
    assert list(plan.lines.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert send("shen", f"{plan.pk}/import/").status_code == 403
    assert send("fa", "new/").status_code == 403
