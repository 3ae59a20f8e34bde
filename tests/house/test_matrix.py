"""Who may do what, held against tables written by hand: a URL or a step without its row fails."""

import csv
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver, reverse

from gongkai.accounts.models import Person, Post, Role
from gongkai.acts import steps
from gongkai.acts.refusals import NotYourRole
from gongkai.acts.taking import Opening, Take, allow, open_many
from gongkai.answers import drafting as replying
from gongkai.assessment.models import Appeal, Hearing, Mark, MysteryScript, MysteryTask, Sample, Second, SelfCheck
from gongkai.assessment.targets import setting as targets
from gongkai.catalogue import outside, stating, tailoring
from gongkai.catalogue.models import Tailoring, TopicUnit
from gongkai.checks.finding import Finding as Seen
from gongkai.cleanups.models import Cleanup, Part
from gongkai.corrections import receiving
from gongkai.corrections.models import Report
from gongkai.disclosures.conferences import duties as owing
from gongkai.disclosures.conferences import holding as conferring
from gongkai.disclosures.models import Sweep
from gongkai.dossiers import drafting as following
from gongkai.emergencies import running
from gongkai.evidence import keeping as proving
from gongkai.evidence import warc
from gongkai.evidence.capturing import Captured
from gongkai.findings import rounds
from gongkai.findings.incidents import reporting
from gongkai.findings.mending import ordering
from gongkai.findings.models import Finding
from gongkai.foi import receiving as asking
from gongkai.foi.amendments import keeping as amending
from gongkai.foi.disputes import entering as suing
from gongkai.foi.letters import writing as lettering
from gongkai.foi.proofs import Kept
from gongkai.foi.severing import keeping as severing
from gongkai.foi.severing import plan as cutting
from gongkai.foi.severing.keeping import Found
from gongkai.hotline import taking_in as pleading
from gongkai.hotline.bulletins import drafting as telling
from gongkai.hotline.faults import pursuing
from gongkai.hotline.lines import keeping as lining
from gongkai.hotline.models import PleaPart
from gongkai.hotline.sources import keys
from gongkai.intake import bringing, looking
from gongkai.opinion import collecting as noticing
from gongkai.opinion.patterns import keeping as wording
from gongkai.opinion.rumours import verifying
from gongkai.organisation.appraisals import entering as weighing
from gongkai.organisation.groups import composing
from gongkai.organisation.media import commenting, keeping
from gongkai.organisation.meetings import entering
from gongkai.organisation.questions import solving
from gongkai.organisation.returns import asking as asking_in
from gongkai.organisation.training import holding
from gongkai.papers.redaction.boxes import Box
from gongkai.participation.consultations import drafting as consulting
from gongkai.participation.consultations import receiving as hearing_said
from gongkai.participation.decisions import listing as deciding
from gongkai.participation.gatherings import calling as gathering
from gongkai.participation.models import Outcome
from gongkai.participation.surveys import answering
from gongkai.participation.surveys import drafting as surveying
from gongkai.plans import drafting as planning
from gongkai.plans.calling import asking as calling
from gongkai.plans.mending import putting
from gongkai.plans.models import Upper
from gongkai.plans.urging import sending as urging
from gongkai.registers import drafting
from gongkai.registers.drafting import Founding, Writing
from gongkai.reports import drafting as reporting_on_a_year
from gongkai.vault import sealed_files
from gongkai.wire import Answer
from gongkai.workflow import countersigning, meetings, receipts, setting
from gongkai.workflow.models import Receipt, Takedown
from gongkai.writing import alarms, judging, synonyms
from gongkai.writing.models import DeadLink
from tests.conftest import moment
from tests.intake.old_site import lines, page
from tests.windows.world import one_window

HERE = Path(__file__).parent
AT = moment("2025-03-05 09:00")


def table(name):
    with (HERE / name).open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


def staff_urls():
    """Names of every address under /staff/."""
    found = []
    for resolver in get_resolver().url_patterns:
        if str(resolver.pattern).startswith("staff/"):
            found += [f"{resolver.app_name}:{p.name}" for p in resolver.url_patterns if isinstance(p, URLPattern)]
    return found


def test_every_staff_address_has_its_row():
    assert sorted(staff_urls()) == sorted(row["url"] for row in table("matrix.csv"))


def test_every_step_has_its_row():
    known = sorted(f"{kind.name}.{step}" for kind in steps.kinds() for step in kind.steps)
    assert known == sorted(row["step"] for row in table("matrix_steps.csv"))


@pytest.mark.parametrize("row", table("matrix_steps.csv"), ids=lambda row: row["step"])
def test_a_step_belongs_to_the_roles_of_its_row(row):
    kind, _, name = row["step"].partition(".")
    written = {role for role in Role.values if row[role] == "x"}
    assert steps.kind(kind).steps[name].roles == written


@pytest.mark.parametrize("row", table("matrix_steps.csv"), ids=lambda row: row["step"])
def test_every_other_role_is_refused_the_step(county, write, row):
    kind, _, name = row["step"].partition(".")
    step = steps.kind(kind).steps[name]
    case = write().case
    case.status = next(iter(step.frm), case.status)
    for role in Role.values:
        if row[role] != "x":
            post = Post(person=county.xin.person, unit=county.roads, role=role)
            with pytest.raises(NotYourRole):
                allow(step, [Take(case, post, AT, words="x")])


@pytest.fixture
def world(county, write, publish, campaign, tmp_path, settings):
    """One of everything that an address can name."""
    record = publish(write())
    record.case.take("change", by=county.xin, at=AT)
    alarm = alarms.remember(judging.found("正文", Seen("wrong", "warn", 0, 2, "布署", "x")), "村名", county.mi, AT)
    duty, statement = quiet(county)
    asked = Tailoring(unit=county.roads, topic=county.topic, manner="leave")
    tailoring.propose(asked, "没有这项事务", county.xin, AT)
    gone = publish(write())
    gone.case.take("release", by=county.xin, at=AT, detail={"channel": "weibo"})
    gone.case.take("withdraw", by=county.fa, at=AT, words="有误")
    taken_over = lines(tmp_path / "old.jsonl", [page(1)])
    receipts.send(publish(write()).case, [county.town], county.fa, AT)
    others = {
        "receipt": Receipt.objects.get().pk,
        "intake": bringing.propose(looking.look_through(taken_over, county.xin, AT), county.xin, AT).pk,
        "alarm": alarm.pk,
        "synonym": synonyms.keep(["修马路", "公路养护"], county.ban, AT).pk,
        "sweep": Sweep.objects.create(what="hand", says="移交", post=county.ban, at=AT).pk,
        "route": setting.put(setting.Setting(county.roads, None, AT.date(), True), county.ban, AT).pk,
        "countersign": countersigning.ask(record.case, [county.town], county.xin, AT)[0].pk,
        "meeting": meetings.convene("party", AT.date(), "某", [record.case], county.xin, AT).pk,
        "year": AT.year,
        "takedown": Takedown.objects.get().pk,
        "dead_link": DeadLink.objects.create(case=record.case, address="/no/", says="没有", since=AT, last=AT).pk,
        **one_list(county),
        "dossier": one_matter(county),
        "policy_answer": one_answer(county, gone),
        "report": one_report(),
        **one_plea(county),
        "emergency": one_emergency(county),
        **one_request(county, settings, tmp_path),
        **one_cleanup(county),
        **one_account(county),
        **one_hearing(county, campaign),
        **one_round(county),
        **light_records(county),
        "evidence": one_page(county),
        "selfcheck": one_selfcheck(county, campaign),
        **one_survey(county),
        **one_plan(county),
        **one_decision(county),
        **one_opinion(county),
        **one_window(county, AT),
        "annual": reporting_on_a_year.begin(county.roads, AT.year - 1, county.xin, AT).pk,
        "training": holding.plan_trainings(
            [holding.Plan("培训", "own", AT.date(), "信息员", 4, "条例")], county.xin, AT
        )[0].pk,
    }
    return others | {
        "record": record.pk, "held_post": county.xin.pk, "topic": county.topic.code, "campaign": campaign.pk,
        **one_part(county, campaign),
        "unit": county.roads.pk, "person": county.xin.person_id,
        "duty": duty.pk, "statement": statement.pk, "tailoring": asked.pk,
        "outside": outside.enter("省目录", county.ban, AT).pk,
    }  # fmt: skip


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


def one_part(county, campaign):
    """A source's part with a sample, and a mark that is given twice."""
    part, mark = campaign.scorings.first(), {"name": "desk", "source": "office", "value": "20"}
    known = campaign.marks.filter(unit=county.roads, name="desk").first()
    first = known or Mark.objects.create(campaign=campaign, unit=county.roads, by=county.kao, at=AT, **mark)
    said = {"part": part, "item": "desk"}
    second = Second.objects.create(unit=county.roads, first=first, post=county.san, asked=AT, at=AT, value="18", **said)
    frame = [["1", "交运局", ""]]
    sample = Sample.objects.create(seed="x", size=1, frame=frame, picks=["1"], by=county.kao, at=AT, **said)
    script = MysteryScript.objects.create(
        part=part, item="desk", way="call", within=3, measure="minutes", since=AT.date(), until=AT.date(),
        by=county.kao, at=AT,
    )  # fmt: skip

    def tested(cases):
        MysteryTask.objects.create(case=cases[0], script=script, unit=county.roads, post=county.kao, day=AT.date())

    test = open_many("mystery", "plan", [Opening(part.unit, "暗访测试", county.kao, AT, follows=True)], tested)[0]
    return {"scoring": part.pk, "second": second.pk, "sample": sample.pk, "mystery": test.pk}


def one_hearing(county, campaign):
    """The road bureau is asked about its sheet and contests a leaf of it."""

    def asked(cases):
        Hearing.objects.create(case=cases[0], campaign=campaign, unit=county.roads)

    def contested(cases):
        Appeal.objects.create(case=cases[0], campaign=campaign, unit=county.roads, indicator="desk", claim="x")

    opening = Opening(county.roads, "评分表", county.ban, AT, follows=True)
    hearing = open_many("hearing", "send", [opening], asked)[0]
    appeal = open_many("appeal", "file", [Opening(county.roads, "申诉", county.xin, AT)], contested)[0]
    return {"hearing": hearing.pk, "appeal": appeal.pk}


def one_selfcheck(county, campaign):
    """The road bureau is to look at its own work."""

    def asked(cases):
        SelfCheck.objects.create(case=cases[0], campaign=campaign, unit=county.roads)

    opening = Opening(county.roads, "自查", county.ban, AT, follows=True)
    return open_many("selfcheck", "ask", [opening], asked)[0].pk


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


def one_opinion(county):
    """An event that people talk about, a rumour about it, a pattern to answer by."""
    told = noticing.Founding(county.roads, "某事", "某情况", "watch", AT)
    event = noticing.collect([told], county.xin, AT)[0]
    rumour = verifying.enter(event, "某传言", "某话", county.xin, AT)
    return {"opinion": event.pk, "rumour": rumour.pk, "pattern": wording.enter([("某", "某")], county.ban, AT)[0].pk}


def one_round(county):
    """The road bureau lost points, is asked to mend what was confirmed, and had an incident."""
    losses = [rounds.Loss(county.roads, f"DY:{n}", "指标", "2", "1", "缺材料") for n in ("info.foi", "info.news")]
    results = [rounds.Result(county.roads, "50.00", "不合格", True, "/staff/")]
    found = rounds.take_in(rounds.Told("x", "考核", AT.date(), results, losses), county.ban, AT)
    finding, other = Finding.objects.filter(sightings__round=found).order_by("-pk")
    other.case.take("confirm", by=county.ban, at=AT)
    mending = ordering.order(found, list(found.standings.all()), county.ban, AT)[0]
    told = reporting.Told(county.roads, "exposure", AT.date(), "电视台", "被曝光", evidence=[["0" * 64, "截图"]])
    incident = reporting.report(told, county.xin, AT)
    return {"round": found.pk, "finding": finding.pk, "mending": mending.pk, "incident": incident.pk}


def one_plan(county):
    """A plan that is being written, and one that was issued, with what the office does about it."""

    def drafted(title):
        head = planning.Head(title, AT.year, "目标", "措施", county.topic, AT.date(), AT.date())
        plan = planning.open_plan(county.top, head, county.ban, AT)
        line = planning.save_line(plan, None, planning.Said("公开", AT.date(), leads=[county.roads]), county.ban)
        return plan, line

    plan, line = drafted("起草中的要点")
    out, led = drafted("要点")
    for step, by in (("submit", county.ban), ("approve", county.ling), ("issue", county.ban)):
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


def one_survey(county):
    """A questionnaire that is being drawn up, an answer, and what one found about the road bureau."""
    day = AT.date()
    head = surveying.Head("调查", "听意见", "群众", None, 30, "all", True, day, day, county.topic, (county.roads,))
    asked = [surveying.Asked("scale", "评价", measures=True), surveying.Asked("line", "意见")]
    survey = surveying.begin(head, asked, county.ban, AT)
    given = answering.Given(survey.subjects.get(), {1: 4, 2: "公开栏太旧"}, answering.ticket(survey))
    answering.keep(survey, [(given, given.subject)], day)

    def found(cases):
        Outcome.objects.create(case=cases[0], survey=survey, subject=survey.subjects.get())

    opening = Opening(county.roads, "评议", county.ban, AT, follows=True, detail={"says": "样本不足"})
    return {"survey": survey.pk, "outcome": open_many("survey_outcome", "tell", [opening], found)[0].pk}


def one_plea(county):
    """What a citizen asks, handed to the road bureau with the township's help, and a fault in handling it."""
    row = pleading.take_in(pleading.Said("help", "web", "路灯坏了", phone="1"), AT).plea
    row.case.take("accept", by=county.ban, at=AT, detail={"gist": "路灯", "sort": "help", "about": ""})
    row.case.take("dispatch", by=county.ban, at=AT, detail={"unit": "jyj", "joint": ["hbz"]})
    row.refresh_from_db()
    line = lining.enter_many([(county.roads, lining.Told("1"), county.xin)], AT)[0]
    before = moment("2025-01-01 00:00").date(), moment("2025-01-31 00:00").date()
    return {
        "plea": row.pk, "plea_part": PleaPart.objects.get().pk, "complaint_line": line.pk,
        "plea_fault": pursuing.find_many([(row, "late", "迟了", county.he)], AT)[0].pk,
        "bulletin": telling.figures(*before, county.topic, county.ban, AT).pk,
        "plea_source": keys.register("平台", county.ban, AT).pk,
    }  # fmt: skip


def one_decision(county):
    """A matter of the road bureau, its catalogue, a draft to speak on, what was said, a hearing."""
    at, day = moment("2025-03-04 09:00"), AT.date()
    matter = deciding.Matter("票价", "调整票价", "价格法", day)
    head = consulting.Head("征求意见", "说明", ["第一条"], "来信", day, day, county.topic)
    row = consulting.begin_many([(head, county.xin, at)])[0]
    said = hearing_said.Said(row, "路灯太暗", "x", AT, name="李小河", phone="1", email="a@b.cn")
    call = gathering.Call("听证会", "talk", "某事", AT, "某处", 1, day, "抽取", county.topic)
    hearing = gathering.plan_many([(call, county.xin, at)])[0]
    gathering.sign_up_many(hearing, [gathering.Coming("resident", "李小河", "1", "某", "y")], AT)
    opinion = hearing_said.take_in_many([said])[0].opinion
    return {
        "decision": deciding.propose_many([(matter, county.xin, at)])[0].pk, "said": opinion.pk,
        "catalogue": deciding.begin(2031, county.topic, county.ban, at).pk, "consultation": row.pk,
        "gathering": hearing.pk,
    }  # fmt: skip


def one_answer(county, paper):
    """A question of the road bureau with its paper."""
    founding = Founding(county.roads, "other", county.topic, county.xin, AT, "能进城吗？", first={"paper": paper})
    return replying.open_answers([founding])[0].pk


def one_report():
    """A reader's report on the site as a whole."""
    receiving.receive(receiving.Said("other", "有一处写错", "", "127.0.0.1"), AT)
    return Report.objects.latest("pk").pk


def one_request(county, settings, tmp_path):
    """What a citizen asks of the road bureau, and the proof of who it is."""
    settings.DATA = tmp_path
    kept = Kept(sealed_files.keep(b"%PDF-"), "pdf", 5, "")
    said = {"applicant": "person", "form": "paper", "route": "pickup", "paper": "other", "described": "某文件"}
    said |= {"name": "李小河"}
    taken = asking.take_in(asking.Wish(county.roads, "online", said, "x", papers=(kept,)), AT)
    taken.request.case.take("register", by=county.xin, at=AT)
    found = Found("某文件.pdf", "0" * 32, "pdf", 5, [[595, 842]])
    material = severing.add(taken.request, [found], county.xin, AT)[0]
    cutting.add(material, [Box(1, 100, 100, 900, 900)], "privacy", county.xin, AT)
    proof, mark = taken.request.proofs.get(), material.marks.get()
    wish = amending.Asked("counter", AT.date(), {"paper": "other", "asked": "登记错了"}, county.xin)
    letter = lettering.write_many([lettering.Writing(taken.request, "receipt", {}, county.xin, AT)])[0]
    return {
        "request": taken.request.pk, "proof": proof.pk, "material": material.pk, "box": mark.pk, "letter": letter.pk,
        "amendment": amending.enter_many([wish], AT)[0].pk,
    }  # fmt: skip


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


def address(row, world):
    names = [word.strip() for word in row["args"].split("/") if word.strip()]
    return reverse(row["url"], args=[world.get(name, name) for name in names])


@pytest.mark.parametrize("role", ["nobody", *Role.values])
def test_addresses_answer_each_role_as_written(client, county, world, role, monkeypatch):
    from gongkai.acts import clock

    monkeypatch.setattr(clock, "told", lambda: AT)
    if role != "nobody":
        person = Person.objects.create(username=f"m-{role}", name="某", password="!")
        Post.objects.create(person=person, unit=county.town if role in OTHER_UNIT else county.top, role=role)
        client.force_login(person, backend="gongkai.accounts.backend.PersonBackend")
    answers = {}
    for row in table("matrix.csv"):
        if row["url"] != "accounts:sign-out":
            answers[row["url"]] = str(getattr(client, row["method"].lower())(address(row, world)).status_code)
    assert answers == {row["url"]: row[role] for row in table("matrix.csv") if row["url"] != "accounts:sign-out"}


OTHER_UNIT = ("proposer", "secrecy", "reviewer", "publisher")  # of another unit: to them the record does not exist
