"""All of it together, by the names the addresses of the matrix use."""

from gongkai.catalogue import outside, tailoring
from gongkai.catalogue.models import Tailoring
from gongkai.checks.finding import Finding as Seen
from gongkai.disclosures.models import Sweep
from gongkai.intake import bringing, looking
from gongkai.organisation.training import holding
from gongkai.reports import drafting as reporting_on_a_year
from gongkai.workflow import countersigning, meetings, receipts, setting
from gongkai.workflow.models import Receipt, Takedown
from gongkai.writing import alarms, judging, synonyms
from gongkai.writing.models import DeadLink
from tests.house.world import assessed, citizens, offices
from tests.house.world.moment import AT
from tests.intake.old_site import lines, page
from tests.windows.world import one_window


def one_of_everything(county, write, publish, campaign, tmp_path, settings):
    """One of everything that an address can name."""
    record = publish(write())
    record.case.take("change", by=county.xin, at=AT)
    alarm = alarms.remember(judging.found("正文", Seen("wrong", "warn", 0, 2, "布署", "x")), "村名", county.mi, AT)
    duty, statement = offices.quiet(county)
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
        **offices.one_list(county),
        "dossier": offices.one_matter(county),
        "policy_answer": offices.one_answer(county, gone),
        "report": citizens.one_report(),
        **citizens.one_plea(county),
        "emergency": offices.one_emergency(county),
        **citizens.one_request(county, settings, tmp_path),
        **offices.one_cleanup(county),
        **offices.one_account(county),
        **assessed.one_hearing(county, campaign),
        **assessed.one_round(county),
        **offices.light_records(county),
        "evidence": offices.one_page(county),
        "selfcheck": assessed.one_selfcheck(county, campaign),
        **citizens.one_survey(county),
        **offices.one_plan(county),
        **citizens.one_decision(county),
        **citizens.one_opinion(county),
        **one_window(county, AT),
        "annual": reporting_on_a_year.begin(county.roads, AT.year - 1, county.xin, AT).pk,
        "training": holding.plan_trainings(
            [holding.Plan("培训", "own", AT.date(), "信息员", 4, "条例")], county.xin, AT
        )[0].pk,
    }
    return others | {
        "record": record.pk, "held_post": county.xin.pk, "topic": county.topic.code, "campaign": campaign.pk,
        **assessed.one_part(county, campaign),
        "unit": county.roads.pk, "person": county.xin.person_id,
        "duty": duty.pk, "statement": statement.pk, "tailoring": asked.pk,
        "outside": outside.enter("省目录", county.ban, AT).pk,
    }  # fmt: skip
