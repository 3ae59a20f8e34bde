"""Beside a site that is killed: lays a campaign in marking and one with its sheets out, and looks at them."""

import contextlib
import io
import json
import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator

LEAF = "  - {{id: {0}, title: 第{0}项, points: 5, source: {1}, cite: DY-F2.7, rules: [{{earn: judged}}]}}\n"
RULES = (
    """
rulebook: killed
title: 反复中断的评分规则
document: DY
period: 2025
as_of: 2025-12-31
rounding: {mode: half_up, total: 2}
sources: {office: 县政府办, third: 第三方}
table:
  id: total
  title: 总分
  points: 100
  indicators:
  - {id: volume, title: 公开数量, points: 10, start: full, says: 每少1条扣1分, cite: DY-F2.4,
     rules: [{lose: 1, each: disclosures.published, short_of: 3}]}
"""
    + "".join(LEAF.format(f"o{n}", "office") + LEAF.format(f"t{n}", "third") for n in range(9))
    + """
grades:
  bands: [{grade: 优秀, at_least: 90}, {grade: 合格, at_least: 60, below: 90}, {grade: 不合格, below: 60}]
ranking: {per: all}
"""
)
LEAVES = {source: [f"{letter}{n}" for n in range(9)] for source, letter in (("office", "o"), ("third", "t"))}
MORE = ("河边镇", "青山镇", "白石镇")


def answer() -> None:
    """Answers a line of JSON with a line of JSON until there is none."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"
    import django

    django.setup()
    from django.db import connections

    from gongkai import shelf

    for number, line in enumerate(sys.stdin):
        said = json.loads(line)
        if number == 0:
            furnish()
            shelf.adopt("assessment", "killed", {"killed.yaml": RULES.encode()}, at=now(), by="试县")
        told = laid(number) if said["what"] == "lay" else looked(said["laid"])
        connections.close_all()
        print(json.dumps(told, ensure_ascii=False), flush=True)


def now():
    from gongkai.acts import clock

    return clock.now()


def furnish() -> None:
    """Three townships beside the road bureau, and a second assessor beside the first."""
    from gongkai.accounts.models import Person, Post, Unit
    from tests.house.prepared import PASSWORD

    top = Unit.objects.get(code="shixian")
    for order, name in enumerate(MORE, start=2):
        Unit.objects.create(name=name, full_name=f"试县{name}人民政府", code=f"z{order}", parent=top, order=order)
    person = Person.objects.create_user("kaoer", "考二", PASSWORD)
    Post.objects.create(person=person, unit=top, role="assessor")


def laid(number: int) -> dict:
    """Two fresh campaigns: one is being marked, the sheets of the other are with the units."""
    from gongkai.accounts.models import Unit

    unit = Unit.objects.get(code="jyj")
    marking, heard = _begun(f"第{number}次评分"), _begun(f"第{number}次征求意见")
    _sent(heard)
    return {
        "n": number, "marking": marking.pk, "heard": heard.pk, "unit": unit.pk, "units": marking.entrants.count(),
        "parts": dict(marking.scorings.values_list("source", "pk")), "leaves": LEAVES,
        "all": [*LEAVES["office"], *LEAVES["third"]], "hearing": heard.hearings.get(unit=unit).pk,
    }  # fmt: skip


def _post(name: str):
    from gongkai.accounts.models import Post

    return Post.objects.select_related("person", "unit").get(person__username=name)


def _begun(title: str):
    from datetime import date

    from gongkai.accounts.models import Unit
    from gongkai.assessment import planning
    from tests.county import declare

    top, units = Unit.objects.get(code="shixian"), list(Unit.objects.exclude(kind="government"))
    sources = {"office": [top], "third": [top]}
    days = (date(2025, 1, 1), date(2025, 12, 31))
    plan = planning.Plan(title, "killed", *days, units, sources, comment_days=5)
    found = planning.open_campaign(plan, _post("ban"), now())
    found.case.take("approve", by=_post("ling"), at=now())
    found.case.take("notify", by=_post("ban"), at=now())
    declare(found, *map(_post, ("ban", "he", "kao", "kaoer", "san")), at=now())
    return found


def _sent(campaign) -> None:
    from gongkai.assessment import handing, marking, rules

    units = list(campaign.entrants.values_list("unit", flat=True))
    by = {"office": _post("kao"), "third": _post("san")}
    for item in rules.items(campaign):
        given = [marking.Given(unit, "4", "缺一份会议记录") for unit in units]
        marking.give(campaign, item, given, by[item.source], now())
    for one in by.values():
        handing.hand_in(campaign, one, now())
    for step, name in (("compose", "ban"), ("check", "he"), ("send", "ban")):
        campaign.case.take(step, by=_post(name), at=now())


def looked(laid: dict) -> dict:
    """What stands after a restart: acts, marks by their reason, evidence, appeals; what is half; exits of verify."""
    from gongkai.acts.models import Act
    from gongkai.assessment.models import Appeal, Mark
    from gongkai.evidence.models import Use, Version

    keys = (laid["marking"], laid["heard"])
    acts: dict[int, list[str]] = {}
    for case, step in Act.objects.order_by("case_id", "number").values_list("case_id", "step"):
        acts.setdefault(case, []).append(step)
    uses = dict(Use.objects.filter(case__kind="appeal").values_list("case", "evidence"))
    appeals = Appeal.objects.filter(campaign=keys[1]).values_list("pk", "indicator")
    return {
        "acts": acts,
        "marks": Counter(Mark.objects.filter(campaign=keys[0]).values_list("reason", flat=True)),
        "evidence": dict(Version.objects.values_list("evidence", "file")),
        "appeals": {key: [leaf, uses.get(key)] for key, leaf in appeals},
        "half": list(half(*keys, acts)),
        "verified": [verified(key) for key in ("", *keys)],
    }


def verified(campaign) -> int:
    """The exit code of ``gongkai verify``, of all or of one campaign."""
    from gongkai import verifying

    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
        code = verifying.run(Namespace(campaign=str(campaign)))
    if code:
        print(said.getvalue(), file=sys.stderr)
    return code


def half(marking: int, heard: int, acts: dict[int, list[str]]) -> Iterator[str]:
    """What was begun and not finished, in words; nothing, if every save is one."""
    from gongkai.acts.models import Case
    from gongkai.assessment.models import Appeal, Campaign, Hearing, Scoring
    from gongkai.evidence.models import Evidence

    yield from _half_marked(marking)
    yield from _half_composed(marking, acts)
    for kind, model in (("campaign", Campaign), ("scoring", Scoring), ("appeal", Appeal), ("evidence", Evidence)):
        opened = set(Case.objects.filter(kind=kind).values_list("pk", flat=True))
        if opened != set(model.objects.values_list("pk", flat=True)) or opened - acts.keys():
            yield f"{kind}: cases, rows and first acts are not the same ones"
    for one in Hearing.objects.filter(campaign=heard).select_related("case"):
        if (one.case.status == "answered") != (one.agrees is not None):
            yield f"hearing {one.pk} is half answered"
    if Evidence.objects.filter(versions=None).exists() or Appeal.objects.filter(case__evidence_used=None).exists():
        yield "evidence without a version, or an appeal without its evidence"


def _half_marked(campaign: int) -> Iterator[str]:
    from gongkai.acts.models import Act
    from gongkai.assessment import binding
    from gongkai.assessment.models import Entrant, Mark, Scoring

    rows = Mark.objects.filter(campaign=campaign).order_by("pk")
    entrants = Entrant.objects.filter(campaign=campaign).count()
    yield from (f"save {why} is half" for why, many in Counter(rows.values_list("reason", flat=True)).items()
                if many != entrants)  # fmt: skip
    last = {(name, unit): current for name, unit, current in rows.values_list("name", "unit", "current")}
    if not all(last.values()) or rows.filter(current=True).count() != len(last):
        yield "the last mark of a row is not the one that stands"
    for part in Scoring.objects.filter(campaign=campaign, case__status="handed_in"):
        told = Act.objects.filter(case=part.pk, step__in=binding.HANDED_IN).order_by("-number")[0].detail
        if told["sha256"] != binding.of_marks(rows.filter(source=part.source, current=True)):
            yield f"part {part.pk} is handed in with other marks"


def _half_composed(campaign: int, acts: dict[int, list[str]]) -> Iterator[str]:
    from gongkai.assessment.models import Entrant, ResultSet

    kept = ResultSet.objects.filter(campaign=campaign)
    entrants = Entrant.objects.filter(campaign=campaign).count()
    if kept.count() != acts[campaign].count("compose") or kept.filter(current=True).count() != min(kept.count(), 1):
        yield "as many results as compositions, the last of them current"
    if any(one.rows.count() != entrants for one in kept):
        yield "a result without a row for each unit"
