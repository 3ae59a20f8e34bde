"""工作清单: what one person has to mark, by how it is checked: papers, website, on site (KF-T.e)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gongkai import tables
from gongkai.accounts.models import Post
from gongkai.assessment import items, marking, marking_page, recusing, rules
from gongkai.assessment.items import Item
from gongkai.assessment.models import Campaign, Entrant, MysteryTask
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.model import Indicator
from gongkai.tables import OutColumn, OutSheet

DESK, WEB, VISIT = WAYS = ("查材料", "看网站", "到现场")
WORDS = {"网": WEB, "现场": VISIT, "实地": VISIT, "图像": VISIT}
PLACES = {"call": "电话", "letter": "信函", "web": "网站", "visit": "现场"}
DONE, OPEN = "已评", "待评"


@dataclass(frozen=True)
class Line:
    """A leaf with what a person marks of it; nothing where the house counts. ``said``: how the rulebook says it is
    checked; empty where it does not."""

    leaf: Indicator
    said: tuple[str, ...]
    items: list[Item]
    done: int
    of: int


def ways(said: Iterable[str]) -> list[str]:
    """Where kinds of evidence are looked at. What is neither a site nor a place is paper; so is what is not said."""
    found = {next((way for word, way in WORDS.items() if word in kind), DESK) for kind in said} or {DESK}
    return [way for way in WAYS if way in found]


def said_of(book: Rulebook) -> dict[str, tuple[tuple[str, ...], str]]:
    """Kinds of evidence and source by leaf: its own, else those of the node above."""
    found: dict[str, tuple[tuple[str, ...], str]] = {}

    def below(node: Indicator, said: tuple[str, ...], source: str) -> None:
        said, source = node.evidence.kinds if node.evidence else said, node.source or source
        if node.leaf:
            found[node.id] = said, source
        for child in node.indicators:
            below(child, said, source)

    for table in book.tables:
        below(table, (), "")
    return found


def groups(campaign: Campaign, post: Post) -> list[tuple[str, list[Line]]]:
    """(way, its lines in the order of the table); a leaf that is checked in two ways stands in both."""
    lines = _lines(campaign, post)
    return [(way, some) for way in WAYS if (some := [one for one in lines if way in ways(one.said)])]


def tests(campaign: Campaign, post: Post) -> list[tuple[str, list[MysteryTask]]]:
    """(place, mystery tests this person has yet to do there)."""
    rows = MysteryTask.objects.filter(script__part__campaign=campaign, case__status__in=("planned", "begun"))
    mine = list(rows.filter(post__person=post.person_id).select_related("case", "unit", "script"))
    return [(says, some) for way, says in PLACES.items() if (some := [one for one in mine if one.script.way == way])]


def workbook(campaign: Campaign, post: Post, made: datetime) -> bytes:
    """A sheet a way, a row for each unit and item, to be taken along and written on."""
    everybody = list(marking.units_of(campaign, post))
    shut = {item.name: recusing.shut(campaign, item.name, post) for item in marking.mine(campaign, post)}
    given = {(mark.name, mark.unit_id): mark for item in marking.mine(campaign, post)
             for mark in marking.marks_of(campaign, item).values()}  # fmt: skip
    heads = [("指标", 24), ("要评的", 28), ("怎样算", 40), ("单位", 14), ("状态", 8), ("评分", 10), ("理由", 40)]
    columns = [OutColumn(title, width=width) for title, width in heads]

    def row(line: Line, item: Item, one: Entrant) -> tuple:
        mark = given.get((item.name, one.unit_id))
        barred = shut[item.name].get(one.unit_id, "")
        state = barred or (DONE if mark else OPEN)
        told = (marking_page.typed(item, mark.value), mark.reason) if mark and not barred else ("", "")
        return (line.leaf.title, item.title, item.says or line.leaf.says, one.unit.name, state, *told)

    sheets = [
        OutSheet(
            way, columns, [row(line, item, one) for line in lines for item in line.items for one in everybody
                   if item.asks(one.klass)],
            title=f"{campaign.case.title}：{way}（{post.person.name}）", frozen=2,
        )
        for way, lines in groups(campaign, post)
    ]  # fmt: skip
    mystery = [
        (place, one.unit.name, str(one.day), one.script.ask, one.script.counts,
         f"{one.script.within}{one.script.get_measure_display()}", one.case.status_label)
        for place, some in tests(campaign, post) for one in some
    ]  # fmt: skip
    if mystery:
        heads = [("地点", 8), ("单位", 14), ("日期", 12), ("问什么", 40), ("怎样算答复", 40), ("时限", 10), ("现状", 8)]
        title = f"{campaign.case.title}：暗访测试（{post.person.name}）"
        sheets.append(OutSheet("暗访测试", [OutColumn(name, width=wide) for name, wide in heads], mystery, title=title))
    return tables.write_xlsx(None, sheets, made=made)


def _lines(campaign: Campaign, post: Post) -> list[Line]:
    book, mine = rules.book(campaign), {item.name: item for item in marking.mine(campaign, post)}
    sources = {item.source for item in mine.values()}
    rows = list(marking.units_of(campaign, post))
    open_to = {
        name: {one.unit_id for one in rows if item.asks(one.klass)} - set(recusing.shut(campaign, name, post))
        for name, item in mine.items()
    }
    said, marked = said_of(book), marking.marked(campaign)
    leaves = _leaves(book, rules.items(campaign))
    asked_of_somebody = {leaf for some in leaves.values() for leaf in some}
    found = []
    for leaf in (one for one in book.indicators.values() if one.leaf):
        kinds, source = said[leaf.id]
        asked = [item for item in mine.values() if leaf.id in leaves[item.name]]
        counted = leaf.id not in asked_of_somebody and source in sources
        done = sum((item.name, unit) in marked for item in asked for unit in open_to[item.name])
        if asked or counted:
            found.append(Line(leaf, kinds, asked, done, sum(len(open_to[item.name]) for item in asked)))
    return found


def _leaves(book: Rulebook, asked: Iterable[Item]) -> dict[str, set[str]]:
    """Leaves by name of what is marked for them: its own, and where it is a fact every one that reads it."""
    reads = {one.id: items.raw(book, one) for one in book.indicators.values() if one.leaf}
    return {item.name: {item.leaf, *(leaf for leaf, names in reads.items() if item.name in names)} for item in asked}
