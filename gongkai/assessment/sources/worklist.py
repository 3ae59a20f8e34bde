"""工作清单: what one person has to mark, by how it is checked: papers, website, on site (KF-T.e)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gongkai import tables
from gongkai.accounts.models import Post
from gongkai.assessment import items, marking, recusing, rules
from gongkai.assessment.items import Item
from gongkai.assessment.models import Campaign, Entrant
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.model import Indicator
from gongkai.tables import OutColumn, OutSheet

DESK, WEB, VISIT = WAYS = ("查材料", "看网站", "到现场")
WORDS = {"网": WEB, "现场": VISIT, "实地": VISIT, "图像": VISIT}
DONE, OPEN = "已评", "待评"


@dataclass(frozen=True)
class Line:
    """A leaf with what a person marks of it; ``said``: how the rulebook says it is checked, empty where it does not."""

    leaf: Indicator
    said: tuple[str, ...]
    items: list[Item]
    done: int
    of: int


def ways(said: Iterable[str]) -> list[str]:
    """Where kinds of evidence are looked at. What is neither a site nor a place is paper; so is what is not said."""
    found = {next((way for word, way in WORDS.items() if word in kind), DESK) for kind in said} or {DESK}
    return [way for way in WAYS if way in found]


def said_of(book: Rulebook) -> dict[str, tuple[str, ...]]:
    """Kinds of evidence by leaf: its own, else those of the node above."""
    found: dict[str, tuple[str, ...]] = {}

    def below(node: Indicator, said: tuple[str, ...]) -> None:
        said = node.evidence.kinds if node.evidence else said
        if node.leaf:
            found[node.id] = said
        for child in node.indicators:
            below(child, said)

    for table in book.tables:
        below(table, ())
    return found


def groups(campaign: Campaign, post: Post) -> list[tuple[str, list[Line]]]:
    """(way, its lines in the order of the table); a leaf that is checked in two ways stands in both."""
    lines = _lines(campaign, post)
    return [(way, some) for way in WAYS if (some := [one for one in lines if way in ways(one.said)])]


def workbook(campaign: Campaign, post: Post, made: datetime) -> bytes:
    """A sheet a way, a row for each unit and item, to be taken along and written on."""
    shut, names = recusing.refused(campaign, post), list(marking.units_of(campaign, post))
    given = {(mark.name, mark.unit_id): mark for item in marking.mine(campaign, post)
             for mark in marking.marks_of(campaign, item).values()}  # fmt: skip
    heads = [("指标", 24), ("要评的", 28), ("怎样算", 40), ("单位", 14), ("状态", 8), ("评分", 10), ("理由", 40)]
    columns = [OutColumn(title, width=width) for title, width in heads]

    def row(line: Line, item: Item, one: Entrant) -> tuple:
        mark = given.get((item.name, one.unit_id))
        state = recusing.RECUSED if one.unit_id in shut else DONE if mark else OPEN
        told = (mark.value, mark.reason) if mark and one.unit_id not in shut else ("", "")
        return (line.leaf.title, item.title, item.says or line.leaf.says, one.unit.name, state, *told)

    sheets = [
        OutSheet(
            way, columns, [row(line, item, one) for line in lines for item in line.items for one in names],
            title=f"{campaign.case.title}：{way}（{post.person.name}）", frozen=2,
        )
        for way, lines in groups(campaign, post)
    ]  # fmt: skip
    return tables.write_xlsx(None, sheets, made=made)


def _lines(campaign: Campaign, post: Post) -> list[Line]:
    book, mine = rules.book(campaign), {item.name: item for item in marking.mine(campaign, post)}
    said, marked = said_of(book), marking.marked(campaign)
    shut = recusing.refused(campaign, post)
    units = [one.unit_id for one in marking.units_of(campaign, post) if one.unit_id not in shut]
    found = []
    for leaf in book.indicators.values():
        if not leaf.leaf:
            continue
        names = {*items.raw(book, leaf), leaf.id}
        asked = [item for item in mine.values() if item.leaf == leaf.id or item.name in names]
        done = sum((item.name, unit) in marked for item in asked for unit in units)
        if asked:
            found.append(Line(leaf, said[leaf.id], asked, done, len(asked) * len(units)))
    return found
