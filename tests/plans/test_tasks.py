"""任务: a derived state, dated progress with evidence, changes with a word from above, done and accepted (SQ-6.6)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai import shelf
from gongkai.acts.models import Act, Due
from gongkai.desk import duties
from gongkai.evidence.models import Evidence, Use
from gongkai.plans.models import Plan, Proof, Task
from gongkai.plans.tasks import standing
from tests.county import moment
from tests.plans.conftest import CHAIN, HEAD, HOME, agree, step, tell


def word(task, day):
    return standing.of(task, moment(f"{day} 09:00").date()).word


@pytest.mark.provision("SQ-6.6")
def test_the_state_of_a_task_follows_from_what_was_told_and_from_the_clock(issued, send, stand_at):
    task = issued[0]  # due 2026-09-30; near from thirty days before it
    assert word(task, "2026-08-30") == "未开始"
    tell(send, task, nothing="on", says="施工还没有开始")
    assert word(task, "2026-08-30") == "未开始"  # nothing to tell is no beginning
    tell(send, task)
    assert word(task, "2026-08-30") == "进行中"
    assert word(task, "2026-08-31") == "临近期限"
    assert word(task, "2026-09-30") == "临近期限"
    assert word(task, "2026-10-01") == "已逾期"


def test_the_state_can_be_filtered_by_and_counts_agree(issued, send, sign_in, stand_at):
    stand_at("2026-10-01 09:00")
    page = sign_in("ban").get(f"{HOME}tasks/?state=已逾期")
    assert [row.pk for row in page.context["listing"].rows] == [issued[0].pk]
    assert page.context["sums"] == [("已逾期", 1), ("未开始", 1)]
    stand_at("2026-12-01 09:00")
    assert sign_in("ban").get(f"{HOME}tasks/?state=临近期限").context["listing"].rows[0].pk == issued[1].pk


def test_a_task_comes_to_the_unit_s_desk_when_its_day_is_near(county, issued):
    assert duties.mine(county.xin, moment("2026-08-30 09:00")) == []
    found = duties.mine(county.xin, moment("2026-09-02 09:00"))
    assert [(one.key, one.step) for one in found] == [(issued[0].pk, "填报进展")]


@pytest.mark.provision("SQ-6.6")
def test_who_leads_a_task_beside_the_first_leading_unit_has_it_on_the_desk_as_that_unit_does(county, issued, sign_in):
    before, near = moment("2026-08-30 09:00"), moment("2026-09-02 09:00")
    assert duties.mine(county.zhen, near) == []
    party = issued[0].line.parties.get(unit=county.town)
    party.sort = "lead"
    party.save()
    assert duties.mine(county.zhen, before) == []
    for post in (county.xin, county.zhen):
        assert [(one.key, one.step) for one in duties.mine(post, near)] == [(issued[0].pk, "填报进展")]
    assert duties.mine(county.mi, near) == []
    assert "为什么是这一天" in sign_in("zhen").get(f"/staff/why/{issued[0].pk}/").content.decode()
    assert sign_in("zhen").get(f"/staff/why/{issued[0].plan_id}/").status_code == 404


@pytest.mark.provision("BW-5.2")
@pytest.mark.provision("SQ-4.1")
def test_lead_and_joint_units_tell_with_evidence_and_a_published_record_counts_once(
    county, issued, send, sign_in, publish, write
):
    task, record = issued[0], publish(write(title="关于县道封闭施工的公告"))
    said = {
        "records": f"{record.index_no}\n关于县道封闭施工的公告",
        "file": SimpleUploadedFile("台账.txt", "记录".encode()),
    }
    assert tell(send, task, **said).status_code == 302
    assert tell(send, task, who="zhen", says="在集镇张贴公告").status_code == 302
    assert tell(send, task, says="又一次", records=record.index_no).status_code == 302
    assert Proof.objects.filter(task=task).count() == 1
    assert Use.objects.get(case=task.case).evidence == Evidence.objects.get()
    assert list(task.progress.values_list("unit__name", flat=True)) == ["交运局", "河边镇", "交运局"]
    page = sign_in("zhen").get(f"{HOME}tasks/{task.pk}/").content.decode()
    assert "在集镇张贴公告" in page and "关于县道封闭施工的公告" in page
    assert sign_in("zhen").get(f"/staff/evidence/{Evidence.objects.get().pk}/").status_code == 200
    assert sign_in("xin").get(f"{HOME}tasks/{issued[1].pk}/").status_code == 404
    unknown = tell(send, task, records="没有这一件")
    assert "本站没有公开过这一件" in str(unknown.context["form"].errors["records"])
    refused = tell(send, task, file=SimpleUploadedFile("坏.docx", b"PK\x03\x04junk"))
    assert refused.context["form"].errors["file"] and task.progress.count() == 3


def test_a_joint_unit_neither_confirms_nor_reports_and_who_told_does_not_stand_by_it(county, issued, send):
    tell(send, issued[0])
    read = {"read": type(issued[0].case).objects.get(pk=issued[0].pk).content}
    answer = send("zhenfen", f"tasks/{issued[0].pk}/confirm/", read)
    assert answer.status_code == 409 and "牵头单位" in answer.context["reasons"][0]
    county.fen.person = county.xin.person
    county.fen.save()
    assert send("ban", f"tasks/{issued[0].pk}/confirm/", read).status_code == 403


@pytest.mark.provision("BW-10")
def test_a_task_that_must_publish_is_reported_done_once_that_is_published(
    county, plan, send, sign_in, publish, write, stand_at
):
    line = plan.lines.first()
    line.topic = county.topic
    line.save()
    for who, name in CHAIN:
        plan.case.refresh_from_db()
        step(send, who, plan, name)
    task = line.task
    tell(send, task)
    refused = send("fen", f"tasks/{task.pk}/report/", {"read": _content(task)})
    assert refused.status_code == 409
    assert refused.context["reasons"] == [
        "还没有佐证材料或者已公开的成果，请在填报进展时附上",
        "这项任务要公开到“通知公告”，还没有连上那里已公开的信息，请先公开再填报",
    ]
    record = publish(write(title="施工公告"))
    tell(send, task, says="已在栏目公布", records=record.index_no)
    stand_at("2026-09-30 17:00")
    step(send, "fen", task, "report", kind="tasks")
    due = Due.objects.get(case=task.pk, limit="plans.task")
    assert due.due == moment("2026-10-01 00:00") - (moment("2026-01-01 00:00:00.000001") - moment("2026-01-01 00:00"))
    assert due.done == moment("2026-09-30 17:00")
    assert word(task, "2026-10-20") == "完成待验收"
    step(send, "ban", task, "send_back", {"words": "缺绕行图"}, kind="tasks")
    assert word(task, "2026-10-20") == "已逾期"
    assert Due.objects.filter(case=task.pk, limit="plans.task", done=None).count() == 1
    step(send, "fen", task, "report", kind="tasks")
    step(send, "ban", task, "accept", kind="tasks")
    assert word(task, "2026-10-20") == "已验收"
    assert send("xin", f"tasks/{task.pk}/accept/").status_code == 403


@pytest.mark.provision("SQ-6.6")
def test_a_last_day_moves_only_with_a_reason_and_by_another_than_who_asked(county, issued, send):
    task = issued[0]
    asked = {"due": "2026-11-30", "task": task.says, "words": ""}
    refused = send("xin", f"tasks/{task.pk}/ask_change/", asked)
    assert "请填写理由" in str(refused.context["form"].errors) or refused.status_code == 200
    same = asked | {"due": "2026-09-30", "words": "改一改"}
    assert send("xin", f"tasks/{task.pk}/ask_change/", same).status_code == 409
    step(send, "ban", task, "ask_change", asked | {"words": "汛期停工一个月"}, kind="tasks")
    assert task.case.status == "changing" and task.due.isoformat() == "2026-09-30"
    assert tell(send, task).status_code == 302  # telling goes on meanwhile
    assert send("ban", f"tasks/{task.pk}/agree_change/").status_code == 403
    assert send("fen", f"tasks/{task.pk}/agree_change/").status_code == 403
    step(send, "he", task, "agree_change", kind="tasks")
    assert (task.due.isoformat(), task.line.due.isoformat()) == ("2026-11-30", "2026-09-30")
    assert Due.objects.get(case=task.pk, limit="plans.task").due.date().isoformat() == "2026-11-30"
    step(send, "xin", task, "ask_change", asked | {"due": "2026-12-31", "words": "再延"}, kind="tasks")
    step(send, "ling", task, "refuse_change", {"words": "不再延"}, kind="tasks")
    assert (task.due.isoformat(), task.change) == ("2026-11-30", None)
    assert "汛期" not in str(list(Act.objects.values_list("detail", flat=True)))


@pytest.mark.provision("SQ-2.3")
def test_sector_departments_owe_their_plans_for_public_enterprises_by_the_end_of_september(
    county, topic, send, sign_in, stand_at, monkeypatch
):
    monkeypatch.setattr(shelf, "here", lambda: shelf.limits("sq"))
    stand_at("2016-05-10 09:00")
    head = HEAD | {"title": "试县2016年政务公开实施方案", "year": "2016", "topic": topic.pk}
    assert send("ban", "new/", head | {"inspection": "2016-10-31", "acceptance": "2017-01-31"}).status_code == 302
    plan = Plan.objects.get()
    words = "（三）有关主管部门在2016年9月底前制定公共企事业单位办事公开实施方案并督促落实。（交运局牵头落实）"
    agree(send, f"{plan.pk}/import/", {"text": words})
    for who, name in CHAIN:
        plan.case.refresh_from_db()
        step(send, who, plan, name)
    task = Task.objects.get()
    assert (task.case.unit, task.due.isoformat()) == (county.roads, "2016-09-30")
    assert (word(task, "2016-09-30"), word(task, "2016-10-01")) == ("临近期限", "已逾期")
    assert {one.limit for one in Due.objects.all()} == {"plans.task", "plans.inspection", "plans.acceptance"}
    stand_at("2016-10-01 09:00")
    assert "已超期" in sign_in("xin").get(f"{HOME}tasks/{task.pk}/").content.decode()
    asked = {"asks": "实施方案还没有印发，请说明", "due": "2016-10-10"}
    assert send("ban", f"tasks/{task.pk}/urge/", asked).status_code == 302  # the office supervises them


@pytest.mark.provision("SQ-6.6")
def test_a_task_is_ended_by_the_leading_group_alone(issued, send):
    assert send("ban", f"tasks/{issued[1].pk}/end/", {"words": "上级取消"}).status_code == 403
    step(send, "ling", issued[1], "end", {"words": "上级取消"}, kind="tasks")
    assert word(issued[1], "2027-05-01") == "已终止"


def _content(task):
    task.case.refresh_from_db()
    return task.case.content
