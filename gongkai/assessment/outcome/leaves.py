"""The public sheets: every leaf with what it lost, the words of the rule, and what is missing (BW-16.6, BW-4).

Who judged is never told. A reason goes out with its leaf unless it names a person or holds what is private.
"""

from collections.abc import Iterable, Iterator
from copy import deepcopy

from gongkai.accounts.models import Person
from gongkai.acts.models import Case
from gongkai.assessment import facts, items, rules, sheets
from gongkai.assessment.models import Campaign, Count, UnitResult
from gongkai.assessment.sheets import SheetRow
from gongkai.catalogue.models import Topic
from gongkai.checks import privacy
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.model import Indicator
from gongkai.look import articles
from gongkai.look.words import change, titled
from gongkai.publication.models import Shown
from gongkai.publication.records import Leaf, Missing, ResultSheet

WITHHELD = "失分原因涉及个人信息，不公开"
MOST = 30  # of what is missing, as many are named; the rest is a number


def of(campaign: Campaign, results: Iterable[UnitResult]) -> tuple[ResultSheet, ...]:
    """A sheet for each unit that has a number, in the order given."""
    told = Told(campaign)
    return tuple(told.sheet(row) for row in results if row.total is not None)


class Told:
    """What all sheets of a campaign have in common: the book, the names that are not told, what is out."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign, self.book = campaign, rules.book(campaign)
        self.names = [name for name in Person.objects.values_list("name", flat=True) if len(name) > 1]
        self.counts: dict[tuple[int, str], Count] = {(one.unit_id, one.fact): one for one in campaign.counts.all()}
        self.titles = self._out()
        self.columns = dict(Topic.objects.values_list("name", "code"))

    def sheet(self, row: UnitResult) -> ResultSheet:
        row.sheet = without_names(row.sheet)
        found = sheets.sheet(self.campaign, row, {})
        leaves, part = [], ""
        for one in found["rows"]:
            part = one.title if one.depth == 1 and not one.leaf else "" if one.depth <= 1 else part
            if one.leaf:
                leaves.append(self._leaf(row, one, part))
        return ResultSheet(row.unit.code, tuple(leaves))

    def _leaf(self, row: UnitResult, one: SheetRow, part: str) -> Leaf:
        lost = one.lost > 0
        return Leaf(
            part=part,
            title=one.title,
            points=one.points,
            score=one.score,
            lost=change(-one.lost, self.book.rounding.show) if lost else "",
            rule=one.says if lost else "",
            reasons=tuple(self._spoken(said) for said in one.sentences) if lost else (),
            basis=tuple(_article(cited) for cited in articles.cited(one.cite)) if lost else (),
            missing=tuple(self._missing(row, one)) if lost else (),
        )

    def _spoken(self, said: str) -> str:
        hidden = any(name in said for name in self.names) or privacy.find(said)
        return WITHHELD if hidden else said

    def _missing(self, row: UnitResult, one: SheetRow) -> Iterator[Missing]:
        indicator = self.book.indicators[one.id]
        for name in costing(self.book, indicator):
            count = self.counts.get((row.unit_id, name))
            if count is None:
                continue
            yield from self._documents(name, count)
            if name.startswith("catalogue."):
                yield from (Missing(said, column=self._column(said)) for said in count.says[:MOST])

    def _documents(self, name: str, count: Count) -> Iterator[Missing]:
        word = self.book.facts[name].name
        says = f"没有计入“{word}”" if name in facts.TELLS_REST else f"计入“{word}”"
        out = [key for key in count.records if key in self.titles]
        for key in out[:MOST]:
            public, title = self.titles[key]
            yield Missing(f"{titled(title)}{says}", entry=public)
        if rest := len(count.records) - len(out[:MOST]):
            yield Missing(f"{'另有 ' if out else ''}{rest} 件{says}，没有公开或者没有列出")

    def _column(self, said: str) -> str:
        """A sentence of the catalogue begins with the name of its column."""
        return self.columns.get(said.partition("：")[0], "")

    def _out(self) -> dict[int, tuple[str, str]]:
        """Key and title at the door of the records behind the counts, by case, as far as they are out."""
        behind = {key for one in self.counts.values() for key in one.records}
        kinds = Case.objects.filter(pk__in=behind).values_list("kind", "pk")
        keys = {f"{kind}:{pk}": pk for kind, pk in kinds}
        rows = Shown.objects.live().filter(key__in=list(keys)).values_list("key", "title")
        return {keys[key]: (key, title) for key, title in rows}


def costing(book: Rulebook, indicator: Indicator) -> list[str]:
    """Facts of a leaf whose records are what cost the points: those counted against it, and those that tell what was
    not counted."""
    against = set()
    for line in indicator.rules:
        if line.kind == "lose" and line.each is not None and line.short_of is None:
            against.add(line.each.name)
        if line.kind == "lose" and line.when is not None and line.each is None:
            against |= set(items.raw(book, indicator))
    return [name for name in items.raw(book, indicator) if name in against or name in facts.TELLS_REST]


def without_names(sheet: dict) -> dict:
    """The sheet of a unit in which nobody stands who judged."""
    told = deepcopy(sheet)
    for table in told["tables"]:
        for node, _ in sheets.walk(table):
            for line in (*node["lines"], *(line for one in node["passes"] for line in one["lines"])):
                if line["by"]:
                    line["sentence"] = line["sentence"].replace(line["by"], "", 1)
    return told


def _article(one: articles.Cited) -> str:
    where = one.title + one.articles + (f"（{one.codes}）" if one.codes else "")
    return f"{where}：{one.says}" if one.says else where
