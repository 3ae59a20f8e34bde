"""The result goes out: ranks, points and grades as decided, with what each word means (BW-16.6, BW-19)."""

from gongkai.assessment import items, rules
from gongkai.assessment.models import Campaign, PaperKind, UnitResult
from gongkai.assessment.outcome import drafting, leaves, reaching
from gongkai.assessment.outcome.reaching import Reach
from gongkai.assessment.scale import scaled
from gongkai.look.words import points
from gongkai.papers import official
from gongkai.publication import door, records

COLUMN = "kaohe"


def announce(cases, takes, acts) -> None:
    """Shows the result of each campaign on the portal, within the transaction of the step."""
    at = {act.case_id: act.at for act in acts}
    rows = Campaign.objects.filter(pk__in=list(at)).select_related("case__unit")
    door.show_many([record_of(campaign, at[campaign.pk]) for campaign in rows], at=max(at.values()))


def key_of(campaign: Campaign) -> str:
    """The name under which the public door and findings know a campaign."""
    return f"campaign:{campaign.pk}"


def record_of(campaign: Campaign, at) -> records.ResultRecord:
    """The public result with its circular, as far down as it was decided; else the sheets stay with the units."""
    unit, book, reach = campaign.case.unit, rules.book(campaign), reaching.of(campaign)
    results = UnitResult.objects.filter(result_set__campaign=campaign, result_set__current=True).select_related("unit")
    ordered = list(results.order_by("rank", "unit__order"))
    circular = drafting.standing(campaign, PaperKind.CIRCULAR)
    return records.ResultRecord(
        key=key_of(campaign),
        title=f"{campaign.case.title}结果",
        column=COLUMN,
        unit=unit.code,
        unit_name=unit.full_name or unit.name,
        published=at,
        period=f"{campaign.since:%Y-%m-%d} 至 {campaign.until:%Y-%m-%d}",
        notes=_notes(campaign, book),
        rows=tuple(_row(campaign, result, reach) for result in ordered),
        definitions=tuple(records.Term(node.title, node.says) for node in _explained(campaign, book)),
        html=official.html(circular.text) if circular and circular.issued and reach != Reach.RANKS else "",
        sheets=leaves.of(campaign, ordered) if reach == Reach.LEAVES else (),
    )


def _row(campaign: Campaign, result: UnitResult, reach: Reach) -> records.ResultRow:
    score = "" if reach == Reach.RANKS else _score(campaign, result)
    rank = str(result.rank) if result.rank else "—"
    return records.ResultRow(rank, result.unit.code, result.unit.name, score, result.grade)


def _score(campaign: Campaign, result: UnitResult) -> str:
    return points(scaled(campaign, result.total), campaign.places) if result.total is not None else result.state


def _notes(campaign: Campaign, book) -> tuple[str, ...]:
    notes = [f"评分规则：{book.title}", f"事实截至 {campaign.until:%Y-%m-%d}"]
    if book.issued and book.issued.year != campaign.since.year:
        notes.append(f"规则印发于 {book.issued:%Y-%m-%d}，按原表用于本考核期")
    return tuple(notes)


def _explained(campaign: Campaign, book):
    """Parts of the table that are for somebody of the campaign."""
    classes, there = items.classes(book), set(campaign.entrants.values_list("klass", flat=True))
    nodes = [node for table in book.tables for node in table.indicators if node.says]
    return [node for node in nodes if (known := classes[node.id]) is None or known & there]
