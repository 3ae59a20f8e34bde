"""Figures as they are written in a rulebook: numbers, shares, one for each class, dates, names."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongkai.law.findings import place_of, refusal
from gongkai.law.periods import read_period
from gongkai.law.reading import Node
from gongkai.law.rulebook.model import ByClass, FailedValue, Figure, NoneValue, Ref, Share, Value

SHARE = re.compile(r"(-?(?:0|[1-9]\d{0,8})(?:\.\d{1,9})?)\s*[%％]")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NAME = re.compile(r"[a-z_][a-z0-9_]*(?:\.[a-z0-9_]+)*")
RESERVED = frozenset({"any", "all", "not", "late", "none", "failed", "class", "grade", "in_a_row"})
TAKEN = "是保留字，不能作名称，请换一个，如 {}_items"


def number(node: Node) -> Fraction:
    """A plain number, exact."""
    if isinstance(node.value, bool) or not isinstance(node.value, int | Decimal):
        raise refusal(node, "number", f"这里应当是数字，写的是“{_shown(node)}”{_hint(node.text)}")
    return Fraction(node.value)


def whole(node: Node, least: int = 0) -> int:
    value = number(node)
    if value.denominator != 1 or value < least:
        raise refusal(node, "number", f"这里应当是不小于{least}的整数，写的是“{_shown(node)}”")
    return int(value)


def share(node: Node) -> Share:
    """A share such as 60%."""
    found = SHARE.fullmatch(node.text.strip()) if isinstance(node.value, str) else None
    if not found:
        raise refusal(node, "share", f"这里应当是百分比（如 60%），写的是“{_shown(node)}”")
    return Share(Fraction(found[1]) / 100)


def is_share(node: Node) -> bool:
    return isinstance(node.value, str) and SHARE.fullmatch(node.text.strip()) is not None


def plain_figure(node: Node) -> Fraction | Share:
    return share(node) if is_share(node) else number(node)


def figure(node: Node, classes: Mapping[str, str]) -> Figure:
    """A number, a share, or a table class → either."""
    if not isinstance(node.value, dict):
        return plain_figure(node)
    values: dict[str, Fraction | Share] = {}
    for name, entry in node.value.items():
        if name not in classes:
            known = "、".join(classes) or "（没有声明 classes）"
            raise refusal(entry, "class-unknown", f"没有名为“{name}”的单位类别；已声明：{known}")
        values[name] = plain_figure(entry)
    if not values:
        raise refusal(node, "form", "这里是空的")
    return ByClass(values)


def not_negative(node: Node, value: Figure) -> Figure:
    """An amount says how much; whether it is given or taken says the line."""
    for each in value.values.values() if isinstance(value, ByClass) else (value,):
        if (each.value if isinstance(each, Share) else each) < 0:
            raise refusal(node, "negative", "这里不能写负数：加分写 earn，扣分写 lose")
    return value


def figure_or_name(node: Node, classes: Mapping[str, str]) -> Figure | Ref:
    """What a fact is compared with: a figure, or another fact."""
    if isinstance(node.value, str) and not is_share(node):
        return name(node)
    return figure(node, classes)


def name(node: Node) -> Ref:
    """A fact or an indicator by its id; whether it exists is asked later."""
    if not isinstance(node.value, str) or not node.text.strip():
        raise refusal(node, "name", f"这里应当是事实或指标的名称，写的是“{_shown(node)}”")
    return Ref(node.text.strip(), place_of(node))


def new_name(node: Node, what: str = "名称") -> str:
    """An id that this file gives."""
    text = node.text.strip() if isinstance(node.value, str) else ""
    if not NAME.fullmatch(text):
        raise refusal(node, "name", f"{what}“{_shown(node)}”只用小写字母、数字、下划线和点，并以字母开头")
    if text in RESERVED:
        raise refusal(node, "name-reserved", f"“{text}”{TAKEN.format(text)}")
    return text


def day(node: Node) -> date:
    try:
        if isinstance(node.value, str) and DAY.fullmatch(node.text):
            return date.fromisoformat(node.text)
    except ValueError:
        pass
    raise refusal(node, "date", f"这里应当是日期（如 2025-12-31），写的是“{_shown(node)}”")


def literal(node: Node) -> Value:
    """A value to compare with: true, a number, a share, a date, `none`, `failed`, or a word (a state)."""
    if isinstance(node.value, bool):
        return node.value
    if isinstance(node.value, int | Decimal):
        return Fraction(node.value)
    if not isinstance(node.value, str) or not node.text.strip():
        raise refusal(node, "value", f"这里应当是一个值，写的是“{_shown(node)}”；已知没有写 none")
    if node.text in ("none", "failed"):
        return NoneValue() if node.text == "none" else FailedValue()
    if is_share(node):
        return share(node)
    return day(node) if DAY.fullmatch(node.text) else node.text.strip()


def edge(node: Node, classes: Mapping[str, str]) -> Fraction | Share | ByClass | date | Ref:
    """What stands after `at_least` and the like: a number, share, date, class table or a fact's name."""
    if isinstance(node.value, str) and DAY.fullmatch(node.text):
        return day(node)
    return figure_or_name(node, classes)


def is_period(text: str) -> bool:
    return text == "period" or read_period(text) is not None


def cites(node: Node) -> tuple[str, ...]:
    return tuple(entry.string() for entry in node.listing())


def says(node: Node) -> str:
    return node.string().strip()


def one_of(node: Node, words: Mapping[str, str] | tuple[str, ...], what: str) -> str:
    if not isinstance(node.value, str) or node.text not in words:
        meant = [f"{word}（{words[word]}）" for word in words] if isinstance(words, Mapping) else words
        raise refusal(node, "word", f"{what}只能写{'、'.join(meant)}，写的是“{_shown(node)}”")
    return node.text


def _shown(node: Node) -> str:
    if isinstance(node.value, dict | list):
        return "一组内容"
    return node.text or "空"


def _hint(text: str) -> str:
    if re.fullmatch(r"-?0\d+", text):
        return "；数字不以0开头"
    if SHARE.fullmatch(text):
        return "；这里不用百分比"
    return "；数字里不加逗号、单位或引号" if re.search(r"\d", text) else ""
