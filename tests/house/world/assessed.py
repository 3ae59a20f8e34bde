"""What an assessment asks of the road bureau, and what it leads to."""

from gongkai.acts.taking import Opening, open_many
from gongkai.assessment.models import Appeal, Hearing, Mark, MysteryScript, MysteryTask, Sample, Second, SelfCheck
from gongkai.findings import rounds
from gongkai.findings.incidents import reporting
from gongkai.findings.mending import ordering
from gongkai.findings.models import Finding
from tests.house.world.moment import AT


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
