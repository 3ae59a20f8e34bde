"""What a column is for, as its page and the catalogue's files tell it."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby

from gongkai.look import words
from gongkai.publication.frame import Column
from gongkai.publication.models import Shown

NAMES = {
    "elements": "内容要素", "basis": "依据", "limit": "公开时限", "refresh": "更新时限", "channels": "公开渠道",
    "level": "公开层级", "keepers": "公开主体",
}  # fmt: skip
_CITED = re.compile(r"(《.+》)([^》]*)")
FEW = 8  # units named one by one; of more only the number is told here, the catalogue's files name them all


def facts(column: Column) -> list[tuple[str, str]]:
    """Elements, grounds, limits, channels and keepers of a column that holds items itself."""
    if column.below:
        return []
    said = column.fields
    told = {name: _joined(name, said.get(name) or "") for name in NAMES}
    told["basis"] = "；".join(grounds(said.get("basis") or ()))
    if len(said.get("keepers") or ()) > FEW:
        told["keepers"] = f"{len(said['keepers'])} 个单位"
    return [(NAMES[name], text) for name, text in told.items() if text]


def grounds(basis: Iterable[str]) -> list[str]:
    """Documents with their articles, each document once; what an article says stands in the catalogue's files."""
    found: dict[str, dict[str, None]] = {}
    for one in basis:
        named = _CITED.fullmatch(one.split("：")[0])
        document, article = named.groups() if named else (one.split("：")[0], "")
        found.setdefault(document, {}).update({article: None} if article else {})
    return [document + "、".join(articles) for document, articles in found.items()]


def quiet(column: Column) -> list[tuple[str, str]]:
    """(name of the unit, sentence) of units that stated, reviewed, that they had nothing to publish here.

    A unit that has published since is left out.
    """
    stated = column.fields.get("quiet") or []
    if not stated:
        return []
    items = Shown.objects.live().filter(column=column.code, unit__in=[one["unit"] for one in stated])
    newest = {unit: max(moments) for unit, moments in _moments(items)}
    return [
        (one["unit_name"], _sentence(one))
        for one in stated
        if one["unit"] not in newest or newest[one["unit"]] < datetime.fromisoformat(one["reviewed"])
    ]


def _moments(items) -> list[tuple[str, list[datetime]]]:
    rows = items.order_by("unit").values_list("unit", "moment")
    return [(unit, [moment for _, moment in some]) for unit, some in groupby(rows, key=lambda row: row[0])]


def _sentence(one: dict) -> str:
    since = f"{words.riqi(date.fromisoformat(one['since']))}至" if one["since"] else "至"
    until, reviewed = date.fromisoformat(one["until"]), datetime.fromisoformat(one["reviewed"])
    return f"{since}{words.riqi(until)}无更新：{one['reason']}（经本单位分管领导{words.riqi(reviewed)}核定）"


def _joined(name: str, value) -> str:
    return value if isinstance(value, str) else ("；" if name in ("elements", "basis") else "、").join(value)
