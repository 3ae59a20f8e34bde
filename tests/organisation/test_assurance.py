"""组织保障: the leading group and its changes, agenda and report, weight, exchanges, hard questions (TZ-5.1, DY-1)."""

import pytest

from gongkai.accounts.models import Person, Post
from gongkai.acts.facts import Span
from gongkai.acts.models import Act, Due
from gongkai.assessment import facts as gathered
from gongkai.organisation import facts
from gongkai.organisation.models import Appraisal, HardQuestion, LeadingGroup, Meeting, Place, Training
from gongkai.publication.models import Shown
from tests.county import moment

HOME = "/staff/organisation/"
SPAN = Span(moment("2026-01-01").date(), moment("2026-12-31").date(), moment("2026-12-31 20:00"))
PHONE = "0825-7821999"
GROUP = {
    "since": "2026-02-01", "paper": "试交发〔2026〕3号", "office": "局办公室",
    "head": "张一，局长", "deputy": "李二，副局长\n赵三，总工程师", "member": "钱四，养护股股长",
    "office_head": "孙五，办公室主任", "office_deputy": "周六，副主任\n吴七，副主任\n郑八，副主任",
    "in_charge": "李二，副局长，分管办公室和政务公开",
    "staff": "王九，信息员", "places": f"养护股，李二，钱四，{PHONE}\n运管所，赵三，，", "words": "",
}  # fmt: skip


def measured(county, name, span=SPAN):
    return facts.FACTS[f"organisation.{name}"]([county.roads, county.town], span)


@pytest.fixture
def group(county, topic, sign_in):
    """The road bureau's group, entered and waiting for its leader."""
    answer = sign_in("xin").post(f"{HOME}groups/new/", GROUP | {"topic": topic.pk})
    assert answer.status_code == 302, answer.context["form"].errors
    return LeadingGroup.objects.get()


def accept(group, sign_in):
    group.case.refresh_from_db()
    return sign_in("fen").post(f"{HOME}groups/{group.pk}/accept/", {"read": group.case.content})


def page_of(group):
    return Shown.objects.get(key=f"leading_group:{group.pk}")


@pytest.mark.provision("TZ-5.1")
@pytest.mark.provision("TZ-6.1")
@pytest.mark.provision("KF-T1.1")
def test_a_group_is_agreed_to_by_another_and_the_public_reads_it_without_a_number(county, group, sign_in, client):
    assert measured(county, "group_sound").values == {county.roads.pk: False, county.town.pk: False}
    assert sign_in("xin").post(f"{HOME}groups/{group.pk}/accept/").status_code == 403
    assert accept(group, sign_in).status_code == 302
    client.logout()
    page = client.get(f"/d/{page_of(group).address}/").content.decode()
    for words in ("张一", "办公室主任", "郑八", "分管办公室和政务公开", "局办公室"):
        assert words in page
    assert PHONE not in page and "王九" not in page and "运管所" not in page
    assert PHONE not in str(list(Act.objects.values_list("detail", "content")))
    assert PHONE in sign_in("ban").get(f"{HOME}groups/{group.pk}/").content.decode()
    assert PHONE not in sign_in("ling").get(f"{HOME}groups/{group.pk}/").content.decode()
    assert sign_in("zhen").get(f"{HOME}groups/{group.pk}/").status_code == 404
    assert measured(county, "group_sound").values == {county.roads.pk: True, county.town.pk: False}
    assert measured(county, "people_named").values[county.roads.pk] is True
    unnamed = measured(county, "places_unnamed")
    assert unnamed.values == {county.roads.pk: 1, county.town.pk: None}
    assert unnamed.says[county.roads.pk] == ["运管所没有明确分管领导或者专人"]
    upkeep = gathered.count("catalogue.stale", [county.roads], SPAN)
    assert upkeep.values.keys() == {county.roads.pk}  # release and upkeep are measured unit by unit


@pytest.mark.provision("KF-T1.1")
@pytest.mark.provision("KF-T3.1")
def test_a_change_of_people_starts_a_month_and_the_old_composition_stays_until_the_new_is_agreed(
    county, group, sign_in, stand_at
):
    accept(group, sign_in)
    url = f"{HOME}groups/{group.pk}/"
    assert sign_in("xin").post(f"{url}change/", {"day": "2026-02-20", "words": "李二调离"}).status_code == 302
    due = Due.objects.get(case=group.pk, limit="organisation.group_adjusted")
    assert due.due.astimezone(moment("2026-01-01").tzinfo).date().isoformat() == "2026-03-20"  # from the day they left
    assert "领导小组" in sign_in("xin").get("/staff/").content.decode()
    new = GROUP | {
        "since": "2026-03-01",
        "paper": "试交发〔2026〕9号",
        "deputy": "陈十，副局长",
        "in_charge": "陈十，副局长，分管政务公开",
    }
    stand_at("2026-03-23 09:00")
    assert sign_in("xin").post(f"{url}adjust/", new).status_code == 302
    assert "赵三" in page_of(group).html and "陈十" not in page_of(group).html
    assert accept(group, sign_in).status_code == 302
    assert "陈十" in page_of(group).html and len(page_of(group).fields["history"]) == 2
    shown = sign_in("fen").get(url).content.decode()
    assert "第 1 次" in shown and "试交发〔2026〕9号" in shown
    late = measured(county, "group_late")
    assert late.values == {county.roads.pk: 1, county.town.pk: 0} and late.records[county.roads.pk] == [group.pk]
    before = Span(SPAN.first, SPAN.last, moment("2026-03-20 12:00"))
    assert measured(county, "group_late", before).values[county.roads.pk] == 0
    then = Span(SPAN.first, moment("2026-02-15").date(), SPAN.as_of)
    assert measured(county, "group_sound", then).values[county.roads.pk] is True


def test_a_change_that_needs_nothing_is_kept_by_a_leader_with_words(county, group, sign_in):
    accept(group, sign_in)
    url = f"{HOME}groups/{group.pk}/"
    sign_in("xin").post(f"{url}change/", {"day": "2026-03-01", "words": "成员职务名称变更"})
    assert sign_in("fen").post(f"{url}keep/", {"words": ""}).status_code in (200, 409)
    assert sign_in("fen").post(f"{url}keep/", {"words": "仍由同一人担任"}).status_code == 302
    assert Due.objects.get(case=group.pk).done is not None


def test_who_left_and_is_still_named_is_told_though_nobody_entered_the_change(county, group, sign_in):
    accept(group, sign_in)
    url = f"{HOME}assurance/{county.roads.pk}/"
    Person.objects.filter(pk=county.fa.person_id).update(name="李二")
    assert "已经离岗" not in sign_in("fen").get(url).content.decode()
    Post.objects.filter(pk=county.fa.pk).update(until=moment("2026-02-27").date())
    assert "李二已经离岗，组成里还写着，请登记人员变动" in sign_in("fen").get(url).content.decode()


def test_lines_that_cannot_be_read_are_said_by_their_number_and_nothing_typed_is_lost(county, topic, sign_in):
    wrong = {
        "head": "张一，局长\n李二，副局长",
        "places": "养护股，李二，钱四，拨打总机",
        "staff": "，信息员",
        "topic": topic.pk,
    }
    page = sign_in("xin").post(f"{HOME}groups/new/", GROUP | wrong).content.decode()
    assert (
        "组长只写一人" in page
        and "第 1 行的电话只写数字" in page
        and "第 1 行没有写名称" in page
        and "拨打总机" in page
    )
    assert not LeadingGroup.objects.exists() and not Place.objects.exists()


def test_a_unit_has_one_group_and_a_draft_sent_back_is_put_right(county, group, topic, sign_in):
    assert (
        "已经登记了领导小组" in sign_in("xin").post(f"{HOME}groups/new/", GROUP | {"topic": topic.pk}).content.decode()
    )
    url = f"{HOME}groups/{group.pk}/"
    sign_in("fen").post(f"{url}return/", {"words": "副组长写错"})
    assert sign_in("xin").post(f"{url}amend/", GROUP | {"deputy": "李二，党组成员"}).status_code == 302
    assert group.compositions.count() == 1 and group.compositions.get().seats.filter(sort="deputy").count() == 1


@pytest.mark.provision("DY-1")
@pytest.mark.provision("SQ-6.1")
def test_agenda_report_deputies_and_weight_stand_on_one_page_with_what_is_missing(county, group, topic, sign_in):
    page = sign_in("ban").get(f"{HOME}assurance/").content.decode()
    assert "主要负责人听取汇报 3</a>" in page and "列入议程 3</a>" in page
    accept(group, sign_in)
    said = {"held": "2026-02-10", "there": "局领导", "people": "7", "chair": "局长张一", "decided": "每季度研究一次"}
    for sort, title in (("agenda", "研究政务公开工作"), ("report", "听取政务公开汇报")):
        told = said | {"sort": sort, "title": title}
        assert "主要负责人要主持或者到会" in sign_in("xin").post(f"{HOME}meetings/new/", told).content.decode()
        assert sign_in("xin").post(f"{HOME}meetings/new/", told | {"principal": "on"}).status_code == 302
    for one in Meeting.objects.all():
        assert sign_in("fen").post(f"{HOME}meetings/{one.pk}/accept/").status_code == 302
    weight = {"year": "2026", "weight": "3.5", "paper": "试县绩效考核办法"}
    assert sign_in("ban").post(f"{HOME}appraisals/new/", weight).status_code == 302
    row = Appraisal.objects.get()
    sign_in("ling").post(f"{HOME}appraisals/{row.pk}/accept/")
    assert measured(county, "weight_enough").values[county.roads.pk] is False
    plan = sign_in("ban").get("/staff/assessment/plan/?rulebook=dy-2018&period=2026").content.decode()
    assert "2026年权重是 3.5%，低于 4%" in plan
    sign_in("ling").post(f"{HOME}appraisals/{row.pk}/return/", {"words": "低于要求，请报请调整"})
    assert sign_in("ban").post(f"{HOME}appraisals/{row.pk}/amend/", weight | {"weight": "4"}).status_code == 302
    sign_in("ling").post(f"{HOME}appraisals/{row.pk}/accept/")
    plan = sign_in("ban").get("/staff/assessment/plan/?rulebook=dy-2018&period=2026").content.decode()
    assert "权重" not in plan.split("<main", 1)[1].split("建立方案")[0]
    assert (
        "还没有登记2025年"
        in sign_in("ban").get("/staff/assessment/plan/?rulebook=dy-2018&period=2025").content.decode()
    )
    for name in ("agenda_meetings", "reports_heard"):
        assert measured(county, name).values == {county.roads.pk: 1, county.town.pk: 0}
    assert measured(county, "weight_enough").values == {county.roads.pk: True, county.town.pk: True}
    own = sign_in("fen").get(f"{HOME}assurance/{county.roads.pk}/").content.decode()
    assert "还缺 4 项" in own and "运管所没有明确" in own and "研究政务公开工作" in own and "列入培训计划" in own
    assert sign_in("zhen").get(f"{HOME}assurance/{county.roads.pk}/").status_code == 404
    page = sign_in("ban").get(f"{HOME}assurance/").content.decode()
    assert "主要负责人听取汇报 2</a>" in page
    page = sign_in("ban").get(f"{HOME}assurance/?lacks=reports_heard").content.decode()
    assert "河边镇" in page and "交运局" not in page


@pytest.mark.provision("TZ-6.2")
def test_exchanges_are_counted_apart_and_solved_questions_are_found_by_every_unit(county, sign_in):
    plan = {
        "title": "赴邻县学习依申请公开办理", "sort": "visit", "level": "unit", "planned": "2026-02-20",
        "audience": "信息员", "hours": "6", "aim": "看受理登记和答复文书",
    }  # fmt: skip
    assert sign_in("xin").post(f"{HOME}trainings/new/", plan).status_code == 302
    visit, url = Training.objects.get(), f"{HOME}trainings/{Training.objects.get().pk}/"
    sign_in("fen").post(f"{url}agree/")
    held = {"held": "2026-02-20", "hours": "6", "attendance": "交运局 3", "effect": "改了受理登记表", "words": ""}
    assert sign_in("xin").post(f"{url}hold/", held).status_code == 302
    sign_in("fen").post(f"{url}accept/")
    assert measured(county, "exchanges").records[county.roads.pk] == [visit.pk]
    for name in ("trainings", "training_hours", "trained"):
        assert measured(county, name).values[county.roads.pk] == 0
    ask = {"title": "要求提供会议讨论记录怎样答复", "asked": "申请人李某电话13900001234，要求提供局务会讨论记录"}
    assert (
        "手机" in sign_in("xin").post(f"{HOME}questions/new/", ask).content.decode()
        and not HardQuestion.objects.exists()
    )
    assert sign_in("xin").post(f"{HOME}questions/new/", ask | {"asked": "要求提供局务会讨论记录"}).status_code == 302
    url = f"{HOME}questions/{HardQuestion.objects.get().pk}/"
    assert sign_in("zhen").get(url).status_code == 404
    assert "要求提供会议讨论记录" in sign_in("ban").get("/staff/").content.decode()
    answer = {
        "answer": "属于过程性信息，可以不予公开；法律、法规、规章规定公开的除外",
        "basis": "条例第十六条第二款",
        "words": "",
    }
    assert sign_in("xin").post(f"{url}solve/", answer).status_code == 403
    assert sign_in("ban").post(f"{url}solve/", answer | {"answer": "请联系13900001234"}).status_code == 409
    assert sign_in("ban").post(f"{url}solve/", answer).status_code == 302
    assert "过程性信息" in sign_in("zhen").get(url).content.decode()
    assert "会议讨论记录" in sign_in("zhenmi").get(f"{HOME}questions/?q=过程性").content.decode()
    assert "会议讨论记录" not in sign_in("zhenmi").get(f"{HOME}questions/?q=国家秘密").content.decode()
    sign_in("ban").post(f"{url}retire/", {"words": "规定已经修改"})
    assert sign_in("zhen").get(url).status_code == 404
