"""The columns every facts table may have besides the facts themselves, and what a table beside it is called."""

from collections.abc import Mapping

from gongkai import tables
from gongkai.law.facts.intake import RowIn, Said
from gongkai.law.rulebook import Rulebook

UNIT = tables.Wanted("unit", "单位", ("单位名称", "被考核单位", "被考核单位名称"))
TAGS = (
    tables.Wanted("class", "类别", ("单位类别",), required=False),
    tables.Wanted("parent", "上级单位", ("所属单位", "主管单位"), required=False),
    tables.Wanted("source", "来源", ("评分来源",), required=False),
    tables.Wanted("period", "期间", ("考核期间", "轮次"), required=False),
    tables.Wanted("reason", "理由", ("评分理由",), required=False),
    tables.Wanted("by", "评分人", (), required=False),
)
RECORD = (tables.Wanted("id", "编号", ("序号", "记录编号"), required=False), TAGS[2], TAGS[3])
IGNORED = frozenset({"备注", "序号", "说明", "联系人", "联系电话"})
SHEETS = {"附表": "annex", "日历": "calendar", "决定": "decisions", "历史": "history"}


def role_of(book: Rulebook, name: str) -> str:
    """The list, by id, or the other table a file, sheet or key of this name holds ("": none)."""
    if name in SHEETS:
        return SHEETS[name]
    for fact in book.facts.values():
        if fact.is_list and fact.derived is None and name in (fact.id, fact.name):
            return fact.id
    return ""


def row_of(book: Rulebook, unit: Said, cells: dict[str, Said], told: Mapping[str, str]) -> RowIn:
    """A row of a facts table from its cells and what its tags (类别, 期间, 来源 …) tell, in either language."""
    return RowIn(
        unit,
        cells,
        key_of(book.classes, told.get("class", "")),
        told.get("parent", ""),
        key_of(book.rounds, told["period"]) if "period" in told else None,
        key_of(book.sources, told["source"]) if "source" in told else None,
        told.get("reason", ""),
        told.get("by", ""),
    )


def key_of(names: Mapping[str, str], text: str) -> str:
    """A class or source may be written by its id or its 中文名."""
    return next((id for id, name in names.items() if text in (id, name)), text)
