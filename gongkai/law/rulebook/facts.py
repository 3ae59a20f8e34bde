"""Facts as they are declared: what is counted, under which 中文名, from where, or derived from which others."""

from collections.abc import Callable, Mapping

from gongkai.law.findings import Faults, place_of, refusal
from gongkai.law.keys import FACT, FIELD, required
from gongkai.law.reading import Node
from gongkai.law.rulebook.conditions import read_condition
from gongkai.law.rulebook.figures import NAME, RESERVED, TAKEN, cites, number, one_of, says, whole
from gongkai.law.rulebook.model import (
    Age,
    Annex,
    Derived,
    Fact,
    Field,
    Fold,
    LateBy,
    Pick,
    Previous,
    ShareOf,
)

TYPES = {
    "count": "件数",
    "number": "数值",
    "share": "百分比",
    "flag": "是否",
    "state": "状态",
    "date": "日期",
    "moment": "时刻",
    "set": "一组名称",
    "judged": "评分",
    "text": "文字",
}
ORIGINS = {"measured": "平台计数", "reported": "单位填报", "judged": "人工评定", "external": "外部来源"}
FOLDS = ("sum", "mean", "lowest", "highest", "rank")
DERIVED = ("pick", "share", *FOLDS, "age", "late_by", "previous", "annex")
NOT_NAMES = RESERVED - {"class"}


def read_facts(node: Node, faults: Faults, classes: Mapping[str, str]) -> dict[str, Fact]:
    """The facts declared in one file, by id."""
    facts: dict[str, Fact] = {}
    with faults.catch():
        for id, entry in node.table().items():
            with faults.catch():
                facts[id] = read_fact(id, entry, classes)
    return facts


def read_fact(id: str, node: Node, classes: Mapping[str, str]) -> Fact:
    """One fact. Raises `Refused`."""
    _check_name(id, node)
    table = node.table(required=required(FACT), allowed=FACT)
    derived = _derived(node, table, classes)
    type_, fields = _type(table, derived)
    return Fact(
        id=id,
        name=says(table["name"]),
        type=type_,
        place=place_of(node),
        says=says(table["says"]) if "says" in table else "",
        cite=cites(table["cite"]) if "cite" in table else (),
        origin=_origin(table, derived),
        places=whole(table["places"]) if "places" in table else default_places(type_),
        round=whole(table["round"]) if "round" in table else None,
        counter=says(table["counter"]) if "counter" in table else "",
        states=_states(table["states"]) if "states" in table else {},
        fields=fields,
        derived=derived,
    )


def default_places(type_: str) -> int:
    """Counts are whole; other numbers have two places unless they say otherwise."""
    return 2 if type_ in ("number", "share", "judged") else 0


def _check_name(id: str, node: Node) -> None:
    if not NAME.fullmatch(id):
        raise refusal(node, "name", f"事实名“{id}”只用小写字母、数字、下划线和点，并以字母开头")
    if id in RESERVED:
        raise refusal(node, "name-reserved", f"“{id}”{TAKEN.format(id)}")


def _origin(table: Mapping[str, Node], derived: Derived | None) -> str:
    if "origin" in table:
        return one_of(table["origin"], ORIGINS, "origin ")
    return "derived" if derived and not isinstance(derived, Annex) else "reported"


def _type(table: Mapping[str, Node], derived: Derived | None) -> tuple[str, dict[str, Field]]:
    node = table.get("type")
    if "list" in table:
        return "list", _fields(table["list"])
    if node is None:
        return ("" if derived else "count"), {}
    if isinstance(node.value, dict):
        return "list", _fields(node.table(required=("list",))["list"])
    type_ = one_of(node, tuple(TYPES), "type ")
    return type_, {"name": Field("name", "state", "名称")} if type_ == "set" else {}


def _fields(node: Node) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for id, entry in node.table().items():
        if id in RESERVED | {"unit", "id"}:
            raise refusal(entry, "name-reserved", f"“{id}”{TAKEN.format(id)}")
        if not NAME.fullmatch(id) or "." in id:
            raise refusal(entry, "name", f"栏名“{id}”只用小写字母、数字和下划线，并以字母开头")
        fields[id] = _field(id, entry)
    return fields


def _field(id: str, node: Node) -> Field:
    types = tuple(kind for kind in TYPES if kind != "set")
    if not isinstance(node.value, dict):
        type_ = one_of(node, types, "栏的类型")
        return Field(id, type_, id, places=default_places(type_))
    table = node.table(required=required(FIELD), allowed=FIELD)
    type_ = one_of(table["type"], types, "栏的类型")
    return Field(
        id,
        type_,
        says(table["name"]) if "name" in table else id,
        _states(table["states"]) if "states" in table else {},
        whole(table["places"]) if "places" in table else default_places(type_),
    )


def _states(node: Node) -> dict[str, str]:
    if isinstance(node.value, list):
        return {entry.string(): entry.string() for entry in node.value}
    return {state: entry.string() for state, entry in node.table().items()}


def _derived(node: Node, table: Mapping[str, Node], classes: Mapping[str, str]) -> Derived | None:
    kinds = [key for key in DERIVED if key in table]
    if not kinds:
        return None
    if len(kinds) > 1:
        raise refusal(node, "fact-derived", f"{'、'.join(kinds)} 只能写一个")
    companions = {"pick": "where", "share": "of", "age": "in", "late_by": "in"}
    needed = companions.get(kinds[0])
    if needed and needed not in table:
        raise refusal(node, "fact-derived", f"{kinds[0]} 要和 {needed} 一起写")
    read: Reader = _READ[kinds[0]]
    return read(table, classes)


def _pick(table: Mapping[str, Node], classes: Mapping[str, str]) -> Pick:
    return Pick(table["pick"].string(), read_condition(table["where"], classes))


def _share(table: Mapping[str, Node], classes: Mapping[str, str]) -> ShareOf:
    return ShareOf(table["share"].string(), table["of"].string())


def _fold(op: str) -> Callable[[Mapping[str, Node], Mapping[str, str]], Fold]:
    def read(table: Mapping[str, Node], classes: Mapping[str, str]) -> Fold:
        node = table[op]
        names = tuple(entry.string() for entry in node.listing())
        among = one_of(table["among"], ("class", "all"), "among ") if "among" in table else ""
        if op == "rank" and not among:
            raise refusal(node, "fact-derived", "rank 要写 among: class 或 among: all")
        if among and len(names) != 1:
            raise refusal(node, "fact-derived", "在各单位之间汇总时只写一个事实")
        return Fold(op, names, among=among)

    return read


def _age(table: Mapping[str, Node], classes: Mapping[str, str]) -> Age:
    return Age(table["age"].string(), one_of(table["in"], ("days", "workdays"), "in "))


def _late_by(table: Mapping[str, Node], classes: Mapping[str, str]) -> LateBy:
    return LateBy(table["late_by"].string(), one_of(table["in"], ("days", "workdays", "hours"), "in "))


def _previous(table: Mapping[str, Node], classes: Mapping[str, str]) -> Previous:
    return Previous(table["previous"].string())


def _annex(table: Mapping[str, Node], classes: Mapping[str, str]) -> Annex:
    return Annex(table["annex"].string(), number(table["adds_to"]) if "adds_to" in table else None)


Reader = Callable[[Mapping[str, Node], Mapping[str, str]], Derived]
_READ: dict[str, Reader] = {
    "pick": _pick,
    "share": _share,
    **{fold: _fold(fold) for fold in FOLDS},
    "age": _age,
    "late_by": _late_by,
    "previous": _previous,
    "annex": _annex,
}
