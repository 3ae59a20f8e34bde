"""A matter in the hands of its unit: stage by stage, reviewed by four people, read by the public in order."""

import re

import pytest

from gongkai.accounts.models import Post
from gongkai.acts.refusals import NotYourRole, SameHands, StaleDraft, Unready, WrongState
from gongkai.dossiers import drafting, progress, showing
from gongkai.dossiers.drafting import Head
from gongkai.dossiers.models import Dossier, Revision
from gongkai.publication import door
from gongkai.revisions import verifying
from tests.county import moment
from tests.dossiers.conftest import TOLD, said

AT = moment("2025-03-10 10:00")
PROJECT = {
    "service": "批准服务信息", "approval": "立项批复", "tender": "中标结果", "land": "征收公告",
    "design": "重大设计变更批复",
    "construction": "施工进度", "quality": "质量安全检查结果", "risk": "安全风险评估结果", "relief": "绕行公告",
    "completion": "竣工验收结论", "audit": "竣工决算审计结果",
}  # fmt: skip

pytestmark = pytest.mark.told(AT)


def page_of(client, dossier):
    return client.get(f"/d/{door.shown(dossier.door_key).address}/").content.decode()


def in_order(page, *words):
    places = [page.find(word) for word in words]
    assert -1 not in places and places == sorted(places), list(zip(words, places, strict=True))


def post(client, path, **data):
    answer = client.post(f"/staff/dossiers/{path}", data, follow=True)
    return answer, answer.content.decode()


@pytest.mark.provision("TZ-0.3")
def test_a_major_act_from_opening_to_the_public_before_during_and_after(client, county, topic, sign_in, out):
    papers = {name: out(f"限行：{name}") for name in ("basis", "notice", "conduct", "result", "remedy")}
    sign_in("xin")
    answer, page = post(client, "form/", type="acts", title="城区货车限行", unit=county.roads.pk, topic=topic.pk)
    key = Dossier.objects.get().pk
    assert "还差 11 项" in page and "“事前公告”还没有填" in page
    _, page = post(client, f"{key}/propose/", read=Dossier.objects.get().case.content)
    assert "还没有写“概况”" in page and "还缺“监督电话”" in page
    post(client, f"{key}/head/", summary="为什么限行、怎样限行。", **TOLD["acts"], seen=seen(client, f"{key}/head/"))
    for name, record in papers.items():
        path = f"{key}/stages/{name}/"
        _, page = post(client, path, state="shown", named=record.index_no, seen=seen(client, path))
        assert "已保存" in page
    path = f"{key}/stages/changes/"
    assert "请写明为什么不适用" in post(client, path, state="never", seen=seen(client, path))[1]
    post(client, path, state="never", says="按公告实施，没有变动", seen=seen(client, path))
    for name, step in (("xin", "propose"), ("mi", "clear"), ("fen", "approve"), ("fa", "publish")):
        sign_in(name)
        answer, page = post(client, f"{key}/{step}/", read=Dossier.objects.get().case.content)
        assert answer.status_code == 200 and "已办" in page
    client.logout()
    page = page_of(client, Dossier.objects.get())
    in_order(page, "监督电话", 'id="事前"', "限行：basis", "限行：notice", 'id="事中"', "限行：conduct")
    in_order(page, "限行：conduct", "按公告实施", 'id="事后"', "限行：result", "限行：remedy")
    address = door.shown(f"disclosure:{papers['basis'].pk}").address
    assert "所属的全过程事项和专题" in client.get(f"/d/{address}/").content.decode()


def seen(client, path):
    return client.get(f"/staff/dossiers/{path}").context["form"].initial["seen"]


@pytest.mark.provision("SQ-4.1")
def test_a_task_of_the_year_tells_measures_steps_responsibility_supervision_then_progress(
    client, county, found, fill, out, pass_on
):
    task = found("tasks", "新改建农村公路一百公里")
    told = {
        "source": "2025年政府工作报告", "measures": "改建县乡道路", "steps": "三月开工、十月完工",
        "lead": "县交通运输局", "supervision": "县政府督查室每季度督查", "deadline": "2025年12月",
    }  # fmt: skip
    fill(task, plan=out("任务分解"), carrying=out("实施方案"), progress=out("一季度完成二十公里"), service="不涉及")
    fill(task, inspection=out("督查发现两个问题"), mending=out("两个问题的整改"), rewards=out("对进度落后单位的通报"))
    fill(task, completion="2026-01-31", survey="2026-03-31")
    with pytest.raises(Unready, match="还缺“主要措施”"):
        task.case.take("propose", by=project_hand(task), at=AT)
    drafting.save_head(task, Head("今年新改建农村公路。", told), county.xin, AT)
    page = page_of(client, pass_on(task))
    in_order(page, "改建县乡道路", "三月开工、十月完工", "责任单位", "县政府督查室每季度督查")
    in_order(
        page,
        "一季度完成二十公里",
        "督查发现两个问题",
        "两个问题的整改",
        "对进度落后单位的通报",
        "预计2026年1月31日公开",
    )


@pytest.mark.provision("SQ-3.2–3.3", "SQ-1")
def test_a_major_project_is_followed_from_approval_to_audit(client, found, fill, out, pass_on):
    project = found("projects", "县城至河边镇公路改建")
    with pytest.raises(Unready, match="“招标投标”还没有填"):
        project.case.take("propose", by=project_hand(project), at=AT)
    fill(project, **{name: out(title) for name, title in PROJECT.items()})
    page = page_of(client, pass_on(project))
    in_order(page, "审批方式", 'id="决策"', 'id="执行"', 'id="管理"', 'id="服务"', 'id="结果"')
    in_order(page.partition("最近更新")[2], *PROJECT.values())
    listed = client.get("/g/").content.decode()
    assert "县城至河边镇公路改建" in listed and "11 个环节，已公开 11 个" in listed
    assert "县城至河边镇公路改建" in client.get("/g/projects/").content.decode()
    assert "/g/" in client.get("/").content.decode()
    for place in ("/c/tzgg/", "/u/jyj/"):
        section = client.get(place).content.decode().partition("全部事项")[2].partition("</section>")[0]
        assert "县城至河边镇公路改建" in section and "立项批复" not in section


def test_shown_again_it_says_the_very_same(limit):
    assert door.show_many([showing.record_of(limit)], at=AT) == 0


def project_hand(dossier):
    from gongkai.accounts.models import Post

    return Post.objects.get(unit=dossier.case.unit, role="proposer")


@pytest.mark.provision("BW-5.2", "SQ-4.1", "SQ-3.2–3.3")
def test_findings_of_an_inspection_stand_beside_their_mending_and_who_answered_for_it(
    client, found, fill, out, pass_on
):
    audit = found("inspections", "农村公路养护资金审计")
    fill(audit, arranged="按年度审计计划进行", findings=out("审计发现三个问题"))
    with pytest.raises(Unready) as refusal:
        audit.case.take("propose", by=project_hand(audit), at=AT)
    assert "“整改情况”还没有填" in str(refusal.value) and "“问责”还没有填" in str(refusal.value)
    fill(audit, mending=out("三个问题的整改结果"), accountability=out("对两名责任人的处理"))
    page = page_of(client, pass_on(audit))
    in_order(page, "审计发现三个问题", "三个问题的整改结果", "对两名责任人的处理")


@pytest.mark.parametrize(("stage", "kind"), [("findings", "inspections"), ("approval", "projects")])
def test_a_compulsory_stage_cannot_be_said_not_to_apply(found, sign_in, stage, kind):
    dossier = found(kind)
    client = sign_in("xin")
    path = f"{dossier.pk}/stages/{stage}/"
    answer, page = post(client, path, state="never", says="没有", seen=seen(client, path))
    assert answer.status_code == 200 and "error-summary" in page
    assert stage not in Dossier.objects.get().revision.stages


def test_a_promised_day_that_has_gone_by_must_be_renewed_and_the_desk_says_so(client, limit, sign_in, stand_at, begin):
    for day, says in (("2025-06-01", False), ("2025-06-02", True)):
        stand_at(f"{day} 09:00")
        page = sign_in("xin").get("/staff/").content.decode()
        assert ("“结果”预计2025-06-01公开，已经过了" in page) is says
    page = sign_in("xin").get("/staff/dossiers/").content.decode()
    assert "还差 1</span>" in page
    begin(limit, at="2025-06-02 10:00")
    with pytest.raises(Unready, match="已经过了，还没有连上公开的信息"):
        limit.case.take("propose", by=project_hand(limit), at=moment("2025-06-02 11:00"))


def test_a_paper_taken_back_leaves_the_page_at_once_and_the_stage_lacks_again(client, county, limit):
    [paper] = progress.of(limit, limit.live, AT.date())[1].papers
    assert "限行通告" in page_of(client, limit)
    from gongkai.disclosures.models import Disclosure

    Disclosure.objects.get(pk=paper.case).case.take("withdraw", by=county.fa, at=AT, words="有误")
    page = page_of(client, limit)
    assert "限行通告" not in page and "暂无公开信息" in page
    assert progress.of(limit, limit.live, AT.date())[1].state == "lost"


def test_the_next_round_leaves_the_public_page_as_it_is_until_it_is_published(client, limit, begin, fill, out, pass_on):
    begin(limit)
    fill(limit, result=out("限行效果"), at="2025-05-03 10:00")
    assert "限行效果" not in page_of(client, limit) and "预计2025年6月1日公开" in page_of(client, limit)
    drafting.save_head(limit, Head("怎样限行。", TOLD["acts"], "补充实施结果"), project_hand(limit), AT)
    page = page_of(client, pass_on(limit, at="2025-05-04 10:00"))
    assert "限行效果" in page and "补充实施结果" in page and "首次公布" in page


def test_withdrawn_it_is_a_tombstone_and_its_papers_stay(client, county, limit):
    address = door.shown(limit.door_key).address
    limit.case.take("withdraw", by=county.fa, at=AT, words="内容有误")
    assert client.get(f"/d/{address}/").status_code == 410
    assert "城区货车限行" not in client.get("/g/").content.decode()
    assert "限行通告" in client.get("/search/", {"q": "限行通告"}).content.decode()


def test_withdrawn_in_the_middle_of_a_change_it_can_be_mended_and_published_again(
    client, county, limit, begin, pass_on
):
    address = door.shown(limit.door_key).address
    begin(limit)
    limit.case.take("withdraw", by=county.fa, at=moment("2025-05-03 10:00"), words="内容有误")
    begin(limit, at="2025-05-03 11:00")
    drafting.save_head(limit, Head("改正以后。", TOLD["acts"], "改正"), county.xin, moment("2025-05-03 12:00"))
    pass_on(limit, at="2025-05-04 10:00")
    page = client.get(f"/d/{address}/")
    assert page.status_code == 200 and "改正以后。" in page.content.decode()
    assert list(verifying.faults(Dossier)) == []


def test_every_step_is_another_hand_and_what_was_read(county, limit, begin, sign_in):
    begin(limit)
    xin, at = county.xin, moment("2025-05-04 10:00")
    assert "城区货车限行" not in sign_in("mi").get("/staff/").content.decode()
    limit.case.take("propose", by=xin, at=at)
    assert "城区货车限行" in sign_in("mi").get("/staff/").content.decode(), "it waits on the desk of who is next"
    with pytest.raises(NotYourRole):
        limit.case.take("clear", by=xin, at=at)
    Revision.objects.filter(pk=limit.draft_id).update(summary="换过的话")
    with pytest.raises(Unready, match="与送审时不一致"):
        limit.case.take("clear", by=county.mi, at=at)
    assert any("草稿的内容与办理记录不符" in fault for fault in verifying.faults(Dossier))
    with pytest.raises(WrongState):
        drafting.save_stage(limit, "result", None, xin, at)


def test_who_wrote_it_does_not_clear_it(county, found, fill, out):
    from gongkai.accounts.models import Post

    dossier = found()
    fill(dossier, **dict.fromkeys(("basis", "notice", "conduct", "result", "remedy"), out("限行")), changes="没有")
    dossier.case.take("propose", by=county.xin, at=AT)
    both = Post.objects.create(person=county.xin.person, unit=county.roads, role="secrecy")
    with pytest.raises(SameHands):
        dossier.case.take("clear", by=both, at=AT)


def test_of_two_people_on_one_stage_the_second_is_told_and_loses_nothing(client, county, found, out, sign_in):
    dossier = found()
    sign_in("xin")
    path = f"{dossier.pk}/stages/changes/"
    before = seen(client, path)
    drafting.save_stage(dossier, "changes", said("先到的人写的"), county.xin, AT)
    answer, page = post(client, path, state="never", says="后到的人写的", seen=before)
    assert answer.status_code == 409 and "先到的人写的" in page and "后到的人写的" in page
    with pytest.raises(StaleDraft):
        drafting.save_head(dossier, Head("", {}), county.xin, AT, seen="另一个")
    post(
        client,
        path,
        state="never",
        says="后到的人写的",
        seen=Dossier.objects.get().draft.stage_stamp("changes"),
    )
    assert Dossier.objects.get().draft.stages["changes"]["says"] == "后到的人写的"


def test_personal_data_in_its_words_stops_it_until_explained(client, county, found, fill, out, sign_in):
    dossier = found()
    fill(dossier, **dict.fromkeys(("basis", "notice", "conduct", "result", "remedy"), out("限行")))
    fill(dossier, changes="联系人李大山，身份证号11010519491231002X")
    with pytest.raises(Unready, match="过程中的变动"):
        dossier.case.take("propose", by=county.xin, at=AT)
    assert "检查发现" in sign_in("xin").get(f"/staff/dossiers/{dossier.pk}/").content.decode()


@pytest.mark.provision("TZ-0.3")
def test_a_long_sentence_in_its_words_is_told_beside_and_stops_nothing(county, found, fill, out, sign_in):
    dossier = found()
    drafting.save_head(
        dossier, Head("为了减少拥堵" + "，并且还要考虑到各个方面的情况" * 6 + "。", TOLD["acts"]), county.xin, AT
    )
    page = sign_in("xin").get(f"/staff/dossiers/{dossier.pk}/").content.decode()
    assert "这一句有90个字，群众不容易看懂，请分成几句" in page
    fill(dossier, **dict.fromkeys(("basis", "notice", "conduct", "result", "remedy"), out("限行")), changes="没有")
    dossier.case.take("propose", by=county.xin, at=AT)


def test_only_what_is_public_can_be_linked_and_a_stranger_is_told_what_to_do(client, county, found, write, sign_in):
    dossier = found()
    draft = write("没有公开的方案")
    sign_in("xin")
    path = f"{dossier.pk}/stages/basis/"
    _, page = post(client, path, state="shown", named="没有公开的方案", seen=seen(client, path))
    assert "本站没有公开过这一件" in page
    post(
        client,
        path,
        state="shown",
        title="省厅批复",
        issuer="省交通厅",
        url="https://example.gov.cn/1",
        seen=seen(client, path),
    )
    assert Dossier.objects.get().draft.stages["basis"]["links"] == [
        {"title": "省厅批复", "issuer": "省交通厅", "url": "https://example.gov.cn/1"}
    ]
    assert sign_in("zhen").get(f"/staff/dossiers/{dossier.pk}/").status_code == 404
    assert draft.live_id is None


def test_papers_linked_to_what_it_holds_are_offered_where_they_belong(
    client, found, fill, write, publish, out, sign_in
):
    plan = out("公路改建立项批复")
    tender = write("公路改建中标结果", element="招标投标", links=[{"kind": "related", "to": plan.pk}])
    publish(tender)
    project = fill(found("projects"), approval=plan)
    page = sign_in("xin").get(f"/staff/dossiers/{project.pk}/stages/tender/").content.decode()
    assert re.search(rf'name="chosen" value="{tender.pk}"', page)
    assert sign_in("xin").get(f"/staff/dossiers/{project.pk}/stages/completion/?q=“").status_code == 200
    page = sign_in("xin").get(f"/staff/dossiers/{project.pk}/stages/completion/").content.decode()
    assert 'name="chosen"' not in page
    page = sign_in("xin").get(f"/staff/dossiers/{project.pk}/stages/completion/?q=中标结果").content.decode()
    assert re.search(rf'name="chosen" value="{tender.pk}"', page)


def test_the_preview_is_the_page_the_public_will_read(found, fill, out, sign_in):
    dossier = fill(found(), basis=out("限行的依据"))
    page = sign_in("mi").get(f"/staff/dossiers/{dossier.pk}/preview/").content.decode()
    assert "限行的依据" in page and "城区货车限行" in page


def test_who_wrote_one_stage_does_not_review_it_though_others_wrote_after(county, found, fill, out):
    begun = found()
    other = Post.objects.create(person=county.fen.person, unit=county.roads, role="proposer")
    drafting.save_stage(begun, "result", said("2025-12-01"), other, AT)
    fill(begun, basis=out("限行：依据"), notice="没有", conduct="没有", remedy="没有", changes="没有变动")
    begun.case.take("propose", by=county.xin, at=AT)
    begun.case.take("clear", by=county.mi, at=AT)
    with pytest.raises(Unready, match="是您写的，须由另一人办理"):
        begun.case.take("approve", by=county.fen, at=AT)
