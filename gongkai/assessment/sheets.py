"""A unit's sheet as its page shows it: what was lost first, then every indicator with reason, article, records."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.urls import reverse

from gongkai import shelf
from gongkai.accounts.models import Unit
from gongkai.assessment import facts, items, rules
from gongkai.assessment.models import Campaign, Count, Mark, UnitResult
from gongkai.assessment.scale import scaled
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.model import Fact, Indicator
from gongkai.look import charts
from gongkai.look.charts import Chart, Step
from gongkai.look.words import points


@dataclass(frozen=True)
class SheetRow:
    """One node of a sheet as a row: ``lost`` in points (below zero: won), ``counts`` the numbers behind it, ``appeal``
    the address of the appeal against it, or of its form, ``proof`` what the unit showed and assessors kept for it,
    ``reward``: what it gives is given for more than is owed, and nothing was taken from it."""

    depth: int
    id: str
    title: str
    says: str
    points: str
    score: str
    state: str
    lost: Decimal
    leaf: bool
    sentences: list[str]
    remedies: list[str]
    cite: list[str]
    counts: list[dict]
    appeal: str = ""
    proof: dict | None = None
    reward: bool = False

    @property
    def owed(self) -> bool:
        """Whether points were lost that the unit owed: a reward that was not earned is no problem."""
        return self.leaf and self.lost > 0 and not self.reward


@dataclass(frozen=True)
class SheetPart:
    """One indicator of the highest rank with all below it."""

    head: SheetRow
    rows: list[SheetRow]

    @property
    def lost(self) -> Decimal:
        """What is missing of its points; where it has none of its own, what its leaves lost."""
        if self.head.points and not self.head.state:
            return max(Decimal(self.head.points) - Decimal(self.head.score.replace("−", "-")), Decimal(0))
        return sum((row.lost for row in self.rows if row.leaf and row.lost > 0), Decimal(0))


def sheet(
    campaign: Campaign, row: UnitResult, appeals: Mapping[str, str], proofs: Mapping[str, dict] | None = None
) -> dict:
    """A unit's sheet as the page shows it; ``appeals`` are addresses, ``proofs`` what was shown, by leaf."""
    book = rules.book(campaign)
    counts = {count.fact: count for count in campaign.counts.filter(unit=row.unit)}
    found = _found(campaign, book, row.unit)
    flat = [
        replace(
            _row(campaign, book, row.unit, node, depth, counts, found),
            appeal=appeals.get(node["id"], ""),
            proof=(proofs or {}).get(node["id"]),
        )
        for table in row.sheet["tables"]
        for node, depth in walk(table, 0)
    ]
    total = None if row.total is None else scaled(campaign, row.total)
    return {
        "rows": flat,
        "parts": _parts(flat),
        "limits": [said for row in flat if row.depth == 0 and not row.leaf for said in row.sentences],
        "losses": sorted((one for one in flat if one.leaf and one.lost > 0), key=lambda one: -one.lost),
        "score": score_of(campaign, row),
        "of": row.sheet["tables"][0]["points"],
        "open": row.sheet["open"],
        "notes": row.sheet["notes"],
        "units": campaign.entrants.count(),
        "document": book.document,
        "chart": _waterfall(Decimal(row.sheet["tables"][0]["points"]), flat, total, book.rounding.show),
    }


def score_of(campaign: Campaign, row: UnitResult) -> str:
    """86.40, or why there is no number."""
    return row.state if row.total is None else points(scaled(campaign, row.total), campaign.places)


def owed(campaign: Campaign, row: UnitResult) -> list[SheetRow]:
    """What a unit lost of what it owed, the most first: the problems of its sheet."""
    return [one for one in sheet(campaign, row, {})["losses"] if one.owed]


def place_of(book: Rulebook, indicator: str) -> str:
    """By what name the library of problems knows an indicator: KF:t1.innovation."""
    return f"{book.document or book.id}:{indicator}"


def value_of(fact: Fact, count: Count) -> str:
    """231条， 是， 待定."""
    if count.value is None:
        return "待定"
    if isinstance(count.value, bool):
        return "是" if count.value else "否"
    return f"{count.value}{fact.counter}"


def _parts(flat: list[SheetRow]) -> list[SheetPart]:
    """The rows under each indicator next to the total; a table that has none below it is a part by itself."""
    found: list[SheetPart] = []
    for row in flat:
        if row.depth == 1 or (row.depth == 0 and row.leaf):
            found.append(SheetPart(row, [row] if row.leaf else []))
        elif row.depth > 1:
            found[-1].rows.append(row)
    return found


def walk(node: dict, depth: int = 0) -> Iterator[tuple[dict, int]]:
    yield node, depth
    for child in [*node["children"], *(child for one in node["passes"] for child in one["children"])]:
        yield from walk(child, depth + 1)


def _found(campaign: Campaign, book: Rulebook, unit: Unit) -> dict[str, str]:
    """What was written to a fact that people found out, by the fact: the engine knows its value alone."""
    rows = Mark.objects.filter(campaign=campaign, unit=unit, current=True).exclude(reason="")
    known = ((name, reason) for name, reason in rows.values_list("name", "reason") if name in book.facts)
    return {name: f"{book.facts[name].name}：{reason}" for name, reason in known}


def _row(campaign: Campaign, book: Rulebook, unit: Unit, node: dict, depth: int, counts: dict, found: dict) -> SheetRow:
    indicator = book.indicators[node["id"]]
    raw = items.raw(book, indicator) if indicator.leaf else []
    names = [name for name in raw if name in counts]
    score, full = node["score"], node["points"]
    lost = Decimal(full) - Decimal(score) if score and full and indicator.leaf else Decimal(0)
    return SheetRow(
        depth,
        node["id"],
        node["title"],
        indicator.says,
        "" if full in (None, "0") else full,
        points(Decimal(score), book.rounding.show) if score is not None else _unscored(node["state"], indicator),
        node["state"],
        lost,
        indicator.leaf,
        _sentences(node, indicator, lost) + ([found[name] for name in raw if name in found] if lost > 0 else []),
        node["remedies"],
        list(node["cite"]),
        [_count(campaign, unit, book.facts[name], counts[name]) for name in names],
        reward=place_of(book, node["id"]) in shelf.rewards() and not _took(node),
    )


def _took(node: dict) -> bool:
    """Whether a line took points, in whichever pass."""
    lines = [*node["lines"], *(line for one in node["passes"] for line in one["lines"])]
    return any(line["kind"] == "lose" and line["amount"] not in ("0", None) for line in lines)


def _unscored(state: str, indicator: Indicator) -> str:
    if state != "不适用":
        return state
    return "按满分计" if indicator.not_applicable.kind == "full" and indicator.points else "不考核"


def _sentences(node: dict, indicator: Indicator, lost: Decimal) -> list[str]:
    """What the sheet says of a node. Lines that moved nothing stand together, and only where nothing else is said."""
    loud, quiet = _told(node["lines"], indicator, lost)
    for one in node["passes"]:
        told = "；".join(sentence for group in _told(one["lines"], indicator, lost) for sentence in group)
        found = f"{one['score']}分" if one["score"] is not None else one["state"]
        loud.append(f"{one['title']}{found}" + (f"：{told}" if told else ""))
    loud += node["sentences"]
    return loud or (["；".join(quiet)] if quiet else [])


def _told(lines: list[dict], indicator: Indicator, lost: Decimal) -> tuple[list[str], list[str]]:
    """Sentences of lines that gave, took or are open, or that tell why points are missing; and of all others."""
    loud: list[str] = []
    quiet: list[str] = []
    for line in lines:
        if line["state"] == "不适用":
            continue
        missed = line["kind"] == "earn" and lost > 0 and indicator.start != "full"
        (loud if line["amount"] != "0" or missed else quiet).append(line["sentence"])
    return loud, quiet


def _count(campaign: Campaign, unit: Unit, fact: Fact, count: Count) -> dict:
    behind = len(count.records) or len(count.says)
    return {
        "name": fact.name,
        "value": value_of(fact, count),
        "url": reverse("assessment:records", args=[campaign.pk, unit.pk, fact.id]) if behind else "",
        "behind": behind,
        "rest": fact.id in facts.TELLS_REST,
        "why": "；".join(count.says) if count.value is None else "",
    }


def _waterfall(full: Decimal, rows: list[SheetRow], total: Decimal | None, places: int) -> Chart | None:
    """From full marks to the score by leaf; what limits and vetoes above the leaves did is a step of its own.

    None where there is no number, or nothing below the total.
    """
    if total is None or rows[0].leaf:
        return None
    losses = [(one.title, one.lost) for one in rows if one.leaf and one.lost]
    steps = [Step(title, -lost) for title, lost in losses]
    rest = total - full + sum((lost for _, lost in losses), Decimal(0))
    if rest:
        steps.append(Step("上级限额、否决和加减", rest))
    return charts.waterfall("从满分到得分", full, steps, places=places)
