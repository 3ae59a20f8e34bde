"""What citizens bring: a request, a plea, opinions, answers, a report; and what people talk about."""

from gongkai.acts.taking import Opening, open_many
from gongkai.corrections import receiving
from gongkai.corrections.models import Report
from gongkai.foi import receiving as asking
from gongkai.foi.amendments import keeping as amending
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
from gongkai.opinion import collecting as noticing
from gongkai.opinion.patterns import keeping as wording
from gongkai.opinion.rumours import verifying
from gongkai.papers.redaction.boxes import Box
from gongkai.participation.consultations import drafting as consulting
from gongkai.participation.consultations import receiving as hearing_said
from gongkai.participation.decisions import listing as deciding
from gongkai.participation.gatherings import calling as gathering
from gongkai.participation.models import Outcome
from gongkai.participation.surveys import answering
from gongkai.participation.surveys import drafting as surveying
from gongkai.vault import sealed_files
from tests.county import moment
from tests.house.world.moment import AT


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


def one_opinion(county):
    """An event that people talk about, a rumour about it, a pattern to answer by."""
    told = noticing.Founding(county.roads, "某事", "某情况", "watch", AT)
    event = noticing.collect([told], county.xin, AT)[0]
    rumour = verifying.enter(event, "某传言", "某话", county.xin, AT)
    return {"opinion": event.pk, "rumour": rumour.pk, "pattern": wording.enter([("某", "某")], county.ban, AT)[0].pk}


def one_report():
    """A reader's report on the site as a whole."""
    receiving.receive(receiving.Said("other", "有一处写错", "", "127.0.0.1"), AT)
    return Report.objects.latest("pk").pk
