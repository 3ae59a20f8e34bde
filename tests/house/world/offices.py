"""What offices keep beside their records: lists, matters, meetings, plans, accounts."""

from gongkai.accounts.models import Person, Post
from gongkai.acts.taking import Opening, open_many
from gongkai.answers import drafting as replying
from gongkai.assessment.targets import setting as targets
from gongkai.catalogue import stating
from gongkai.catalogue.models import TopicUnit
from gongkai.cleanups.models import Cleanup, Part
from gongkai.disclosures.conferences import duties as owing
from gongkai.disclosures.conferences import holding as conferring
from gongkai.dossiers import drafting as following
from gongkai.emergencies import running
from gongkai.evidence import keeping as proving
from gongkai.evidence import warc
from gongkai.evidence.capturing import Captured
from gongkai.foi.disputes import entering as suing
from gongkai.organisation.appraisals import entering as weighing
from gongkai.organisation.groups import composing
from gongkai.organisation.media import commenting, keeping
from gongkai.organisation.meetings import entering
from gongkai.organisation.questions import solving
from gongkai.organisation.returns import asking as asking_in
from gongkai.plans import drafting as planning
from gongkai.plans.calling import asking as calling
from gongkai.plans.mending import putting
from gongkai.plans.models import Upper
from gongkai.plans.urging import sending as urging
from gongkai.registers import drafting
from gongkai.registers.drafting import Founding, Writing
from gongkai.wire import Answer
from tests.county import moment
from tests.house.world.moment import AT


def one_cleanup(county):
    """A clean-up that waits for the road bureau."""
    cleanup = Cleanup.objects.create(
        case=open_many("cleanup", "plan", [Opening(county.top, "清理", county.ban, AT)], lambda _: None)[0],
        until=AT.date(),
        topic=county.topic,
    )
    case = open_many("cleanup_part", "assign", [Opening(county.roads, "清理", county.ban, AT)], lambda _: None)[0]
    return {"cleanup": cleanup.pk, "part": Part.objects.create(case=case, cleanup=cleanup).pk}


def one_account(county):
    """An account of the road bureau that runs, and what a reader wrote there."""
    account = keeping.register_accounts([keeping.Founding("公路微号", "wechat", "jt", AT.date())], county.xin, AT)[0]
    account.case.take("confirm", by=county.ban, at=AT)
    commenting.take_in([commenting.Said(account, AT, "路灯坏了")], county.xin, AT)
    return {"account": account.pk, "comment": account.comments.get().pk}


def one_page(county):
    """A page that the road bureau kept."""
    kept = warc.written([Answer("https://a/", 200, "OK", (), b"<p>x")], AT, "x")
    page = proving.page(Captured("https://a/", 200, kept, "x", None, "x"), county.xin, AT)
    return proving.keep([proving.Keeping(county.roads, "网页", page)], county.xin, AT)[0].pk


def light_records(county):
    """What is entered in a line or two: a call and its return, a meeting, a press conference, a lawsuit, targets."""
    call = asking_in.ask(asking_in.Asked("联络表", "contacts", AT.date(), [county.roads]), county.ban, AT)
    meeting = entering.Told("group", AT.date(), "某", 3, "某事")
    seats = [composing.Seated("head", "某", "局长")]
    composed = composing.Told(AT.date(), "某文", "办公室", seats, [composing.Placed("某股", "某", "某", "1")])
    suit = suing.Filed("suit", "初1号", "县法院", AT.date())
    return {
        "call": call.pk, "return": call.returns.get().pk,
        "group": composing.set_up_many([(county.roads, county.topic, composed, county.xin)], AT)[0].pk,
        "appraisal": weighing.enter(weighing.Told(AT.year, 4, "某办法"), county.xin, AT).pk,
        "question": solving.put("某题", "怎样答复", county.xin, AT).pk,
        "work_meeting": entering.enter_meetings([("议题", meeting)], county.xin, AT)[0].pk,
        "conference_duty": owing.oblige([owing.Owing(county.roads, AT.date(), "某")], county.ban, AT)[0].pk,
        "conference": conferring.plan_conferences([conferring.Plan("发布会", "某", AT.date())], county.xin, AT)[0].pk,
        "dispute": suing.enter_disputes([suit], county.xin, AT)[0].pk,
        "targets": targets.draft(2031, {county.roads.pk: 5}, county.ban, AT).pk,
    }  # fmt: skip


def one_plan(county):
    """A plan that is being written, and one that was issued, with what the office does about it."""

    def drafted(title):
        head = planning.Head(title, AT.year, "目标", "措施", county.topic, AT.date(), AT.date())
        plan = planning.open_plan(county.top, head, county.ban, AT)
        line = planning.save_line(plan, None, planning.Said("公开", AT.date(), leads=[county.roads]), county.ban)
        return plan, line

    plan, line = drafted("起草中的要点")
    out, led = drafted("要点")
    bao = Person.objects.create(username="bao", name="包某", password="!")
    reader = Post.objects.create(person=bao, unit=county.top, role="secrecy")
    for step, by in (("submit", county.ban), ("clear", reader), ("approve", county.ling), ("issue", county.ban)):
        out.case.take(step, by=by, at=AT)
    task = led.task
    call = calling.ask(calling.Asked(out, "进展", AT.date()), county.ban, AT)
    return {
        "plan": plan.pk, "plan_line": line.pk, "plan_out": out.pk, "plan_task": task.pk,
        "plan_upper": planning.add_upper(plan, Upper(title="上级文件"), [], county.ban).pk,
        "plan_notice": urging.send_many([urging.Urging(task, "请说明", AT.date())], county.ban, AT)[0].pk,
        "plan_check": out.checks.first().pk, "plan_call": call.pk, "plan_return": call.returns.get().pk,
        "plan_mend": putting.put(putting.Problem(county.roads, "某问题", task=task), county.ban, AT).pk,
    }  # fmt: skip


def one_answer(county, paper):
    """A question of the road bureau with its paper."""
    founding = Founding(county.roads, "other", county.topic, county.xin, AT, "能进城吗？", first={"paper": paper})
    return replying.open_answers([founding])[0].pk


def one_emergency(county):
    """An event that stands on top of every page."""
    return running.start(running.Start("暴雨", county.topic, "县长", "水位上涨。", "应急局"), county.ban, AT).pk


def one_list(county):
    """A list of the road bureau that is being written, and its only row."""
    founding = Founding(county.roads, "integrity", county.topic, county.xin, AT, first={"effective_on": AT.date()})
    register = drafting.open_registers([founding])[0]
    said = dict.fromkeys(register.kind.fields, "") | {"code": "1", "name": "审批"}
    change = drafting.save_rows(register, [Writing(said, "added")], county.xin, AT)[0]
    return {"register": register.pk, "line": change.line_id}


def one_matter(county):
    """A matter of the road bureau that is being written."""
    founding = following.Founding(county.roads, "acts", county.topic, county.xin, AT, "限行")
    return following.open_dossiers([founding])[0].pk


def quiet(county):
    """A duty of the road bureau, and its statement that it had nothing to publish."""
    county.topic.refresh = "disclosures.standing"
    county.topic.save()
    duty = TopicUnit.objects.create(topic=county.topic, unit=county.roads, since=AT.date().replace(month=1, day=1))
    return duty, stating.state(duty, "一月没有可以公开的通知", county.xin, moment("2025-01-13 09:00"))
