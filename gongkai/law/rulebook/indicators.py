"""Indicators as they are written: one kind of node, a leaf with lines or a parent with children."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from gongkai.law.findings import Faults, place_of, refusal
from gongkai.law.keys import EVIDENCE, NODE, TREATMENT, VETO, required
from gongkai.law.reading import Node
from gongkai.law.rulebook.conditions import read_condition
from gongkai.law.rulebook.figures import cites, figure, new_name, not_negative, one_of, plain_figure, says, share, whole
from gongkai.law.rulebook.lines import read_factor, read_limit, read_line
from gongkai.law.rulebook.model import (
    FULL,
    NO_LIMIT,
    ByClass,
    Evidence,
    Figure,
    Indicator,
    Line,
    Over,
    Share,
    Treatment,
    Veto,
)

COMBINE = {
    "sum": "相加",
    "rescaled": "相加后按应考分值折算",
    "mean": "取平均",
    "lowest": "取最低",
    "highest": "取最高",
    "one_of": "取第一个适用的",
}
PASSES = {
    "weeks": "周",
    "months": "月",
    "quarters": "季度",
    "halves": "半年",
    "rounds": "轮次",
    "sources": "来源",
    "members": "所属单位",
}
TAKES = {"sum": "相加", "mean": "取平均", "lowest": "取最低", "highest": "取最高"}
TREATMENTS = {
    "exclude": "不计入应考分值",
    "full": "按满分计",
    "spread": "平均分摊给其他被考的同级指标",
    "spread_by_points": "按分值分摊给其他被考的同级指标",
}
OVER_KEYS = ("take", "trim", "weights", "by", "missing")


class IndicatorReader:
    """Reads a tree of indicators; faults of single nodes are collected, so that all are told at once."""

    def __init__(self, faults: Faults, classes: Mapping[str, str]) -> None:
        self.faults, self.classes = faults, classes

    def read(self, node: Node) -> Indicator:
        table = node.table(required=required(NODE), allowed=NODE)
        base = Indicator(new_name(table["id"], "指标名"), says(table["title"]), place_of(node))
        found: dict[str, Any] = {"cite": (), "says": ""}
        for key, read in self._readers().items():
            if key in table:
                with self.faults.catch():
                    found[key] = read(table[key])
        with self.faults.catch():
            found["over"] = self._over(table, node)
        found["rules"] = self._all(table.get("rules"), lambda entry: read_line(entry, self.classes))
        found["indicators"] = self._all(table.get("indicators"), self.read)
        with self.faults.catch():
            _contradictions(node, table)
        return replace(base, **found)

    def _readers(self) -> dict[str, Any]:
        classes = self.classes
        return {
            "cite": cites,
            "says": says,
            "points": lambda node: _points(node, classes),
            "weight": lambda node: _weight(node, classes),
            "only": lambda node: read_condition(node, classes),
            "not_applicable": _treatment,
            "combine": lambda node: one_of(node, COMBINE, "combine "),
            "start": lambda node: read_limit(node, classes, FULL),
            "times": lambda node: read_factor(node, classes),
            "cap": lambda node: read_limit(node, classes, NO_LIMIT),
            "floor": lambda node: read_limit(node, classes, NO_LIMIT),
            "round": whole,
            "veto": lambda node: tuple(_veto(entry, classes) for entry in node.listing()),
            "gate": lambda node: read_condition(node, classes),
            "no_double": lambda node: one_of(node, ("heaviest", "first"), "no_double "),
            "source": lambda node: node.string(),
            "evidence": _evidence,
            "beside": lambda node: tuple(entry.string() for entry in node.listing()),
        }

    def _all(self, node: Node | None, read: Any) -> tuple[Any, ...]:
        found = []
        with self.faults.catch():
            for entry in node.listing() if node is not None else ():
                with self.faults.catch():
                    found.append(read(entry))
        return tuple(found)

    def _over(self, table: Mapping[str, Node], node: Node) -> Over | None:
        if "over" not in table:
            for key in OVER_KEYS:
                if key in table:
                    raise refusal(table[key], "over", f"{key} 要和 over 一起写")
            return None
        if "take" in table and "weights" in table:
            raise refusal(table["weights"], "over", "take 和 weights 只能写一个")
        return Over(
            table["over"].string(),
            one_of(table["take"], TAKES, "take ") if "take" in table else "" if "weights" in table else "mean",
            whole(table["trim"]) if "trim" in table else 0,
            _weights(table["weights"]) if "weights" in table else None,
            table["by"].string() if "by" in table else "",
            "missing" in table and bool(one_of(table["missing"], ("skip",), "missing ")),
        )


def _points(node: Node, classes: Mapping[str, str]) -> Fraction | ByClass:
    value = not_negative(node, figure(node, classes))
    for each in value.values.values() if isinstance(value, ByClass) else (value,):
        if isinstance(each, Share):
            raise refusal(node, "number", "points 写分数，不写百分比；占上级的比例写 weight")
    assert not isinstance(value, Share)
    return value


def _weight(node: Node, classes: Mapping[str, str]) -> Share | ByClass:
    value: Figure = not_negative(node, figure(node, classes))
    for each in value.values.values() if isinstance(value, ByClass) else (value,):
        if not isinstance(each, Share):
            raise refusal(node, "share", "weight 写百分比，如 60%")
    assert not isinstance(value, Fraction)
    return value


def _treatment(node: Node) -> Treatment:
    if isinstance(node.value, dict):
        table = node.table(allowed=TREATMENT)
        if len(table) != 1:
            raise refusal(node, "not-applicable", "share 和 move_to 写一个")
        if "share" in table:
            return Treatment("share", share(table["share"]).value)
        return Treatment("move_to", sibling=table["move_to"].string())
    if node.value not in TREATMENTS:
        known = "、".join(TREATMENTS)
        raise refusal(node, "not-applicable", f"not_applicable 只能写{known}、{{share: 60%}} 或 {{move_to: 同级指标}}")
    return Treatment(str(node.value))


def _veto(node: Node, classes: Mapping[str, str]) -> Veto:
    table = node.table(required=required(VETO), allowed=VETO)
    if ("score" in table) == ("fail" in table):
        raise refusal(node, "veto", "否决写 score(记多少分)或 fail: true(失格)，二者取一")
    if "fail" in table and not table["fail"].flag():
        raise refusal(table["fail"], "veto", "fail 只写 true")
    return Veto(
        read_condition(table["when"], classes),
        figure(table["score"], classes) if "score" in table else None,
        place_of(node),
        cites(table["cite"]) if "cite" in table else (),
        says(table["says"]) if "says" in table else "",
    )


def _evidence(node: Node) -> Evidence:
    table = node.table(required=required(EVIDENCE), allowed=EVIDENCE)
    kinds = tuple(entry.string() for entry in table["kinds"].listing())
    return Evidence(kinds, "required" in table and table["required"].flag())


def _weights(node: Node) -> dict[str, Fraction | Share]:
    weights = {key: plain_figure(entry) for key, entry in node.table().items()}
    kinds = {isinstance(weight, Share) for weight in weights.values()}
    if len(kinds) != 1:
        raise refusal(node, "weights", "权重要么都写百分比，要么都写份数")
    values = [weight.value if isinstance(weight, Share) else weight for weight in weights.values()]
    if any(value < 0 for value in values) or not any(values):
        raise refusal(node, "weights", "权重不能为负，也不能全为0")
    if kinds == {True} and sum(values) != 1:
        raise refusal(node, "weights-total", f"权重合计{float(sum(values)) * 100:g}%，不是100%")
    return weights


def _contradictions(node: Node, table: Mapping[str, Node]) -> None:
    if ("rules" in table) == ("indicators" in table):
        raise refusal(node, "node", "一个指标写 rules(得分规则)或 indicators(下级指标)，二者取一")
    for key in ("rules", "indicators"):
        if key in table and not table[key].listing():
            raise refusal(table[key], "node", f"{key} 是空的")
    if "rules" in table and "combine" in table:
        raise refusal(table["combine"], "node", "combine 只写在有下级指标的节点")
    if "indicators" in table and "start" in table:
        raise refusal(table["start"], "node", "start 只写在有得分规则的节点")
    if "rules" in table and "points" not in table:
        raise refusal(node, "node", "末级指标要写 points；加分项、倒扣项写 0")


def leaves(table: Indicator) -> list[tuple[Indicator, Line]]:
    """Every line below a node with the leaf it stands in."""
    return [(node, line) for node in table.walk() for line in node.rules]
