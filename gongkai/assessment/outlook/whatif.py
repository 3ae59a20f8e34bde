"""如果规则这样改: every unit under other rules, over the same facts; nothing is written.

The facts are the campaign's own once it has been marked; before that those of the round before it, else what can be
counted now. What the other rules ask besides is counted where it can be, and undetermined where people must tell it.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from gongkai.acts.facts import Span
from gongkai.assessment import composing, facts, items, rules
from gongkai.assessment.items import Item
from gongkai.assessment.models import Campaign
from gongkai.assessment.outlook import series
from gongkai.law import reading, workbook
from gongkai.law.diff import diff
from gongkai.law.facts import Facts
from gongkai.law.facts import Mark as Number
from gongkai.law.facts.building import not_said
from gongkai.law.facts.store import EVIDENCE, Key, Unit
from gongkai.law.reading import Fault, Refused
from gongkai.law.rulebook import Rulebook
from gongkai.law.scoring import Compiled
from gongkai.law.states import OPEN
from gongkai.law.whatif import Effect, Effects, under
from gongkai.look.words import UNKNOWN, change, points, titled

Ready = tuple[Rulebook, Compiled, tuple[Item, ...]]
MOST_BYTES = 2 * 1024 * 1024


@dataclass(frozen=True)
class Compared:
    """``base`` says over which facts; ``changes`` are sentences; ``effects`` are those of units with anything changed,
    of ``units``; ``open`` how many have no number under the other rules."""

    base: str
    changes: list[str]
    effects: list[Effect]
    units: int
    open: int
    names: dict[str, str]


def shelved(campaign: Campaign, name: str) -> Ready:
    """Another rulebook on the shelf, for the campaign's period."""
    text, annexes = rules.shelved(name)
    return rules.ready(rules.for_period(text, campaign.since, campaign.until), annexes)


def uploaded(campaign: Campaign, data: bytes, name: str) -> Ready:
    """A changed rulebook as a file (YAML, or the workbook that ``gongkai workbook`` writes). Raises ``Refused``."""
    if len(data) > MOST_BYTES:
        raise Refused(Fault("文件超过 2 MB，不是评分规则", name))
    if data[:2] == b"PK":
        draft = workbook.read(data, name)
        text, annexes = draft.text, {one: said.decode("utf-8-sig") for one, said in draft.annexes.items()}
    else:
        try:
            text, annexes = data.decode("utf-8-sig"), {}
        except UnicodeDecodeError:
            raise Refused(Fault("文件不是 UTF-8 文字，请另存为 UTF-8 再试", name)) from None
    reading.read(text, name)
    return rules.ready(rules.for_period(text, campaign.since, campaign.until), campaign.annexes | annexes)


def compare(campaign: Campaign, other: Ready, at: datetime) -> Compared:
    """The campaign's rules and the others over the same facts. Raises ``Refused`` where the two cannot be compared."""
    own = rules.ready(campaign.text, campaign.annexes)
    of, base = _base(campaign)
    given = composing.gathered(of)
    before = own[1].score(_filled(given, own, of, at), explained=False)
    after = other[1].score(_filled(given, other, of, at), explained=False)
    effects = Effects(before, after)
    moved = sorted(effects.changed(), key=lambda row: (-abs(effects[row].change or 0), row))
    return Compared(
        base, [one.says for one in diff(own[0], other[0])], [effects[row] for row in moved], len(effects),
        sum(one.after is None for one in effects), {one.unit: one.shown for one in given.units},
    )  # fmt: skip


def rows(compared: Compared) -> list[dict]:
    """The effects in words, a row a unit; what stayed as it was is said once."""
    return [
        {
            "name": compared.names[one.unit],
            "totals": [_worth(one.before, one.states[0]), _worth(one.after, one.states[1])],
            "change": UNKNOWN if one.change is None else change(_decimal(one.change)),
            "ranks": _moved(*(str(rank or UNKNOWN) for rank in one.ranks)),
            "grades": _moved(*(grade or UNKNOWN for grade in one.grades)),
        }
        for one in compared.effects
    ]


def _worth(total: Fraction | None, state: str) -> str:
    return state if total is None else points(_decimal(total))


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _moved(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _base(campaign: Campaign) -> tuple[Campaign, str]:
    """Whose facts are used, and what the page says of it."""
    if campaign.case.status not in ("planned", "approved"):
        return campaign, "用这次考核现有的数和评分比较"
    before = series.earlier(campaign)
    if before:
        return before[0], f"这次还没有评分，用上一次（{titled(before[0].case.title)}）的数和评分比较"
    return campaign, "这次还没有评分，也没有上一次，只用系统现在能数的比较；要人评的待定"


def _filled(given: Facts, ready: Ready, of: Campaign, at: datetime) -> Facts:
    """The facts under a rulebook, with what they lack of it: counted where the house counts it, else open."""
    book, compiled, asked = ready
    other, uncounted = under(given, book), _uncounted(given, book)
    lacking = {name for name in compiled.needs if not other.has(name)}
    fresh = Facts.from_rows(
        book,
        [_row(unit, book) for unit in given.units],
        _values(book, lacking | uncounted, of, at) | {name: {} for name in _told(book, lacking)},
        {one.name: [] for one in asked if one.kind == "list" and one.name in lacking},
        {(one.mark, one.passing, unit.unit): Number(None) for one in asked if one.mark for unit in given.units},
    )
    size = len(given.units)
    lists = {name: not_said(one, dict.fromkeys(range(size), OPEN), size) for name, one in fresh.registers.items()}
    added = {key: column for key, column in fresh.columns.items() if key.name not in book.annexes}
    kept = {key: column for key, column in other.columns.items() if key.name not in uncounted}
    return replace(other, columns=added | kept, registers=other.registers | lists)


def _row(unit: Unit, book: Rulebook) -> dict:
    return {"unit": unit.unit, "title": unit.title} | ({"class": unit.cls} if unit.cls in book.classes else {})


def _uncounted(given: Facts, book: Rulebook) -> set[str]:
    """Measured facts of which nothing at all is known: the campaign was not counted yet."""
    known = {key.name for key, column in given.columns.items() if column.filled.any()}
    return {name for name in items.measured(book) if Key(name) not in given.columns or name not in known}


def _told(book: Rulebook, lacking: set[str]) -> list[str]:
    """What people tell and nobody was asked for yet: facts, and proofs."""
    facts_told = (book.facts[name] for name in lacking if name in book.facts)
    named = [one.id for one in facts_told if not one.is_list and one.origin != "measured"]
    return named + [name for name in lacking if name.endswith(EVIDENCE)]


def _values(book: Rulebook, names: set[str], of: Campaign, at: datetime) -> dict:
    span = Span(of.since, of.until, min(of.as_of, at))
    units = [entrant.unit for entrant in of.entrants.select_related("unit")]
    counted = {name: facts.count(name, units, span) for name in sorted(names) if name in items.measured(book)}
    return {name: {unit.code: one.values.get(unit.pk) for unit in units} for name, one in counted.items()}
