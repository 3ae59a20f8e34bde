"""Counting and composing: facts as of the campaign's moment, marks as they stand, sheets as the engine makes them."""

from django.db import transaction

from gongkai.acts.facts import Span
from gongkai.acts.refusals import Overtaken
from gongkai.assessment import binding, decided, facts, items, lists, proofs, rules
from gongkai.assessment.models import Campaign, Count, Mark, ResultSet, UnitResult
from gongkai.law.facts import Facts
from gongkai.law.facts import Mark as Number
from gongkai.law.results import Results

APART = ("mark", "list", "proof")  # items that are no column of values


def count(cases, takes, acts) -> None:
    """Counts every measured fact the rulebook asks for; what was counted before is replaced."""
    for campaign in _campaigns(cases):
        units = [entrant.unit for entrant in campaign.entrants.select_related("unit")]
        span = Span(campaign.since, campaign.until, campaign.as_of)
        rows = []
        for name in items.measured(rules.book(campaign)):
            counted = facts.count(name, units, span)
            rows += [
                Count(
                    campaign=campaign, unit=unit, fact=name, value=counted.values.get(unit.pk),
                    records=counted.records.get(unit.pk, []), says=counted.says.get(unit.pk, []),
                )
                for unit in units
            ]  # fmt: skip
        Count.objects.filter(campaign=campaign).delete()
        Count.objects.bulk_create(rows, batch_size=500)


def composed(case, take) -> dict:
    """What the act of composing keeps: the hashes of the result it makes."""
    campaign = Campaign.objects.get(pk=case.pk)
    found = score(campaign)
    return binding.found(found.sha256, rows(campaign, None, found)) | binding.inputs(campaign.pk)


def compose(cases, takes, acts) -> None:
    """Scores, grades and ranks every unit and keeps the result set; the former one stays, no longer current.

    The act was bound to the same result a moment before; whatever is kept must be that one.
    """
    for campaign, act in zip(_campaigns(cases), acts, strict=True):
        found = score(campaign)
        with transaction.atomic():
            ResultSet.objects.filter(campaign=campaign, current=True).update(current=False)
            kept = ResultSet.objects.create(campaign=campaign, at=act.at, sha256=found.sha256, content=found.bytes())
            UnitResult.objects.bulk_create(rows(campaign, kept, found))
            if act.detail != act.detail | binding.standing(campaign.pk):
                raise Overtaken(f"《{campaign}》合成时数据有变动，没有合成，请重新合成")


def score(campaign: Campaign) -> Results:
    """The engine's results over the campaign's counts and marks as they stand now."""
    return decided.scored(rules.compiled(campaign), gathered(campaign), decided.decisions(campaign))


def gathered(campaign: Campaign) -> Facts:
    """Counts and marks as the engine reads them. A unit is known to it by its code."""
    book = rules.book(campaign)
    entrants = list(campaign.entrants.select_related("unit__parent"))
    code = {entrant.unit_id: entrant.unit.code for entrant in entrants}
    units = [{"unit": e.unit.code, "class": e.klass, "title": e.unit.name} for e in entrants]
    values: dict = {name: dict.fromkeys(code.values()) for name in items.measured(book)}
    for unit, name, value in campaign.counts.values_list("unit_id", "fact", "value"):
        values[name][code[unit]] = value
    asked = {item.name: item for item in rules.items(campaign)}
    values |= {item.name: dict.fromkeys(code.values()) for item in asked.values() if item.kind not in APART}
    # Nothing is told of what nobody marked: it stays undetermined.
    marks = {(i.mark, i.passing, unit): Number(None) for i in asked.values() if i.mark for unit in code.values()}
    kept: dict = {item.name: {} for item in asked.values() if item.kind == "list"}
    standing = Mark.objects.filter(campaign=campaign, current=True).select_related("by__person")
    for mark in standing:
        item = asked[mark.name]
        if item.kind == "list":
            kept[item.name][code[mark.unit_id]] = mark.value
        elif item.kind == "mark":
            marks[item.mark, item.passing, code[mark.unit_id]] = Number(mark.value, mark.reason, mark.by.person.name)
        elif item.kind != proofs.KIND:
            values[item.name][code[mark.unit_id]] = mark.value
    records = {
        name: [record for unit, text in told.items() for record in lists.records(asked[name], unit, text)]
        for name, told in kept.items()
    }
    found = Facts.from_rows(book, units, values, records, marks, evidence=proofs.known(campaign, book))
    for name, told in kept.items():
        lists.leave_open(found, name, told)
    return found


def _campaigns(cases) -> list[Campaign]:
    rows = Campaign.objects.filter(pk__in=[case.pk for case in cases]).select_related("case")
    return sorted(rows, key=lambda campaign: [case.pk for case in cases].index(campaign.pk))


def rows(campaign: Campaign, kept: ResultSet | None, found: Results) -> list[UnitResult]:
    """The rows of a result set, or what they would be."""
    units = {entrant.unit.code: entrant.unit for entrant in campaign.entrants.select_related("unit")}
    rows = [
        UnitResult(
            result_set=kept,
            unit=units[one.unit],
            total=None if one.score is None else round(one.score * 10**campaign.places),
            state=one.state,
            grade=one.grade,
            rank=one.rank or None,
            complete=not one.state,
            sheet=found.sheet(one.unit).plain(),
        )
        for one in found.ranking()
    ]
    return rows + [
        UnitResult(result_set=kept, unit=units[code], state="不适用", grade="另列", complete=True)
        for code in found.apart()
    ]
