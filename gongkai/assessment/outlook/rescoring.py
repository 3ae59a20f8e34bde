"""``gongkai verify CAMPAIGN``: a campaign scored anew from what is stored, held against what its acts were bound to."""

import hashlib
import json
import sys
from collections.abc import Iterator

from gongkai.acts.facts import Span
from gongkai.acts.models import Act
from gongkai.assessment import announcing, binding, composing, facts, rules
from gongkai.assessment.hearings import appealing
from gongkai.assessment.models import Campaign, Count, ResultSet, UnitResult
from gongkai.assessment.outlook import backing
from gongkai.assessment.outlook.cockpit import leaves
from gongkai.assessment.scale import scaled
from gongkai.law.reading import Refused
from gongkai.law.results import Results
from gongkai.look.words import points, titled
from gongkai.publication import door

BOUND = {"check": "复核", "recheck": "复核", "send": "发出评分表", "decide": "审定", "announce": "通报"}
INPUTS = {
    "counts": "系统所计的数或者数字背后的记录", "marks": "评分、理由或者评分人", "former": "改过以前的评分",
    "uses": "评分所依据的佐证材料",
}  # fmt: skip
MOST = 5  # places named for one kind of fault


def run(args) -> int:
    """Prints what differs; exit code 1 if anything does, 2 for a campaign that does not exist."""
    campaign = named(args.campaign)
    if campaign is None:
        titles = "、".join(f"{one.pk} {titled(one.case.title)}" for one in _all()) or "还没有考核"
        print(f"没有“{args.campaign}”这次考核。写编号或者完整的名称：{titles}", file=sys.stderr)
        return 2
    found = faults(campaign)
    for fault in found:
        print(fault)
    print(conclusion(campaign, found))
    return 1 if found else 0


def named(text: str) -> Campaign | None:
    """A campaign by its number or its full title."""
    wanted = {"pk": int(text)} if text.isdecimal() and len(text) < 18 else {"case__title": text}
    return _all().filter(**wanted).first()


def conclusion(campaign: Campaign, found: list[str]) -> str:
    """What was held against what, and how that went, in a sentence."""
    name, kept = titled(campaign.case.title), _current(campaign)
    if found:
        return f"{name}：{len(found)} 处不符"
    if kept is None:
        return f"{name}：规则与审定时一致；还没有合成，没有结果可以核对"
    if is_open(campaign):
        return f"{name}：存着的结果与办理时的一致；评分还开着，合成以后才能重算"
    marks, counts = campaign.marks.filter(current=True).count(), campaign.counts.count()
    return f"{name}：用存着的规则、{counts} 个数、{marks} 个评分重算，结果逐字节相同，校验值 {kept.sha256}"


def is_open(campaign: Campaign) -> bool:
    """Whether marks may stand otherwise than they were composed, with every right."""
    return campaign.case.status == "marking" or bool(appealing.owed(campaign))


def faults(campaign: Campaign) -> list[str]:
    """Sentences, one a fault: rules, counts, marks, results or the public page say otherwise than they did."""
    found = list(_rules(campaign))
    kept, around = _current(campaign), list(backing.faults(campaign))
    if found or kept is None:
        return found + around
    found += [*_results_kept(campaign), *_bound(campaign)]
    if is_open(campaign):
        found += _altered(campaign)
    else:
        found += [*_inputs(campaign), *_scored_anew(campaign, kept)]
    return [*found, *_public(campaign), *around]


def _all():
    return Campaign.objects.select_related("case").order_by("pk")


def _current(campaign: Campaign) -> ResultSet | None:
    return ResultSet.objects.filter(campaign=campaign, current=True).first()


def _rules(campaign: Campaign) -> Iterator[str]:
    """The copy of the rules is the one that was approved."""
    try:
        now = rules.book(campaign).sha256
    except Refused as refusal:
        yield f"规则全文读不出来了：{refusal}"
        return
    approved = Act.objects.filter(case=campaign.pk, step="approve").order_by("-number").first()
    due = approved.content if approved and approved.content else campaign.case.content
    if now != due:
        yield f"规则全文或附表被改过：审定的校验值是 {due[:12]}，现在是 {now[:12]}"
    if campaign.sha256 != now:
        yield f"规则的校验值被改过：全文是 {now[:12]}，写的是 {campaign.sha256[:12]}"


def _results_kept(campaign: Campaign) -> Iterator[str]:
    """Every result that was ever composed is still there as its act has it."""
    acts = Act.objects.filter(case=campaign.pk, step__in=("compose", "recompose")).order_by("number")
    due = [act.detail.get("sha256", "") for act in acts]
    for place, one in enumerate(campaign.result_sets.order_by("pk")):
        now = hashlib.sha256(bytes(one.content)).hexdigest()
        if now != one.sha256 or now not in due:
            yield f"第 {place + 1} 次合成的结果全文被改过，与合成时的校验值不符"
    if campaign.result_sets.count() != len(due):
        yield f"合成过 {len(due)} 次，存着 {campaign.result_sets.count()} 份结果"


def _bound(campaign: Campaign) -> Iterator[str]:
    """What was checked, sent, decided and announced is what was composed last before it."""
    last: dict = {}
    for act in Act.objects.filter(case=campaign.pk).order_by("number"):
        told = {name: act.detail.get(name) for name in binding.PARTS}
        if act.step in ("compose", "recompose"):
            last = told
        elif act.step in BOUND and last and told != last:
            yield f"{BOUND[act.step]}时的结果不是此前合成的那一份"
    if last and (parts := binding.parted(campaign.pk, "compose", "recompose")):
        yield f"{'、'.join(parts)}与合成时不符"


def _inputs(campaign: Campaign) -> Iterator[str]:
    """Counts and marks stand as they stood when the result was made of them."""
    act = Act.objects.filter(case=campaign.pk, step__in=("compose", "recompose")).order_by("-number").first()
    now = binding.inputs(campaign.pk)
    for name, word in INPUTS.items():
        if act and act.detail.get(name, now[name]) != now[name]:
            where = list(WHERE[name](campaign)) if name in WHERE else []
            yield f"{word}在合成以后被改过" + (f"：{_some(where)}" if where else "")
    words = rules.book(campaign).sources
    for source in binding.not_handed_in(campaign):
        yield f"“{words.get(source, source)}”的评分与报送时不符"


def _miscounted(campaign: Campaign) -> Iterator[str]:
    """Where a count is not what the records give as of the same moment."""
    span, book = Span(campaign.since, campaign.until, campaign.as_of), rules.book(campaign)
    units = [entrant.unit for entrant in campaign.entrants.select_related("unit")]
    stored = {(one.fact, one.unit_id): one for one in Count.objects.filter(campaign=campaign)}
    for name in sorted({fact for fact, _ in stored}):
        again = facts.count(name, units, span)
        for unit in units:
            one, value = stored.get((name, unit.pk)), again.values.get(unit.pk)
            if one and one.value != value:
                yield f"{unit.name}的“{book.facts[name].name}”存的是 {one.value}，按记录重数是 {value}"
            elif one and one.records != again.records.get(unit.pk, []):
                yield f"{unit.name}的“{book.facts[name].name}”背后的记录与重数的不同"


def _marked_otherwise(campaign: Campaign) -> Iterator[str]:
    """Lines of the sheets, as they were composed, that would be others with the marks as they stand."""
    try:
        fresh = {row.unit_id: row for row in composing.rows(campaign, None, composing.score(campaign))}
    except (Refused, KeyError, ValueError):
        return
    for row in UnitResult.objects.filter(result_set=_current(campaign)).select_related("unit"):
        if row.unit_id in fresh and (lines := _other_lines(campaign, row.sheet, fresh[row.unit_id].sheet)):
            yield f"{row.unit.name}的{lines}"


def _other_lines(campaign: Campaign, one: dict, other: dict) -> str:
    """Titles of the leaves in which two sheets differ."""
    book, here, there = rules.book(campaign), *(dict(leaves(sheet)) if sheet else {} for sheet in (one, other))
    return "".join(f"“{book.indicators[key].title}”" for key in there if here and here.get(key) != there[key])


WHERE = {"counts": _miscounted, "marks": _marked_otherwise}


def _altered(campaign: Campaign) -> Iterator[str]:
    """While marks may change, those that were handed in stand until somebody opens them again."""
    words = rules.book(campaign).sources
    for source in binding.altered(campaign):
        yield f"“{words.get(source, source)}”的评分与报送时不符"


def _scored_anew(campaign: Campaign, kept: ResultSet) -> Iterator[str]:
    """The same rules over the same inputs give the same bytes, and the rows that are read are made of them."""
    try:
        fresh = composing.score(campaign)
    except (Refused, KeyError, ValueError) as refusal:
        yield f"用存着的数和评分算不出结果：{refusal}"
        return
    if fresh.bytes() != bytes(kept.content):
        told = _some(list(_other_scores(campaign, kept, fresh)))
        yield "重算的结果与存着的不同" + (f"：{told}" if told else "，得分相同而依据的数、评分或规则不同")
    due = {row.unit_id: row for row in composing.rows(campaign, None, fresh)}
    for row in UnitResult.objects.filter(result_set=kept).select_related("unit"):
        one = due.pop(row.unit_id, None)
        if one is None or binding.said(one) != binding.said(row):
            yield f"{row.unit.name}：{_row_words(campaign, row, one)}"
    for one in due.values():
        yield f"{one.unit.name}：结果里没有这个单位了"


def _other_scores(campaign: Campaign, kept: ResultSet, fresh: Results) -> Iterator[str]:
    try:
        before = {one["unit"]: one for one in json.loads(bytes(kept.content))["units"]}
    except (ValueError, KeyError, TypeError):
        yield "存着的全文读不出来了"
        return
    names = {entrant.unit.code: entrant.unit.name for entrant in campaign.entrants.select_related("unit")}
    book = rules.book(campaign)
    for one in fresh.plain()["units"]:
        old = before.get(one["unit"], {}).get("scores", {})
        moved = [name for name, score in one["scores"].items() if old.get(name) != score]
        leaf = next((name for name in moved if book.indicators[name].leaf), moved[0] if moved else "")
        if leaf:
            title = book.indicators[leaf].title
            yield f"{names[one['unit']]}“{title}”存的是 {old.get(leaf)}，重算是 {one['scores'][leaf]}"


def _row_words(campaign: Campaign, row: UnitResult, due: UnitResult | None) -> str:
    if due is None:
        return "考核里没有这个单位，结果里却有"
    parts = [
        f"{word}存的是 {told(getattr(row, name))}，应是 {told(getattr(due, name))}"
        for name, word, told in (
            ("total", "总分", lambda value: _total(campaign, value)), ("rank", "名次", str), ("grade", "等次", str),
        )
        if getattr(row, name) != getattr(due, name)
    ]  # fmt: skip
    lines = _other_lines(campaign, row.sheet, due.sheet)
    return "；".join(parts) or (f"评分表的{lines}与存着的评分不符" if lines else "评分表被改过")


def _total(campaign: Campaign, total: int | None) -> str:
    return "无" if total is None else points(scaled(campaign, total), campaign.places)


def _public(campaign: Campaign) -> Iterator[str]:
    row = door.shown(announcing.key_of(campaign))
    if row and (parts := door.differences(row)):
        yield f"门户上的结果：{'、'.join(parts)}与公布时的校验值不符"


def _some(told: list[str]) -> str:
    return "；".join(told[:MOST]) + (f"等 {len(told)} 处" if len(told) > MOST else "")
