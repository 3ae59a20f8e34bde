"""Lines as they are written: what gives points, what takes them, and how much."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from gongkai.law.findings import place_of, refusal
from gongkai.law.keys import LINE, ROW
from gongkai.law.reading import Node
from gongkai.law.rulebook.conditions import read_condition, read_edges
from gongkai.law.rulebook.figures import (
    cites,
    figure,
    figure_or_name,
    is_share,
    name,
    new_name,
    not_negative,
    plain_figure,
    says,
)
from gongkai.law.rulebook.model import (
    JUDGED,
    NO_LIMIT,
    Amount,
    Asks,
    Factor,
    Figure,
    Limit,
    Line,
    Ref,
    Row,
    Rows,
    Share,
    Table,
    Word,
)

STEPS = {"per": "按比例计", "per_full": "每满才计", "per_started": "不足也计"}


def read_lines(node: Node, classes: Mapping[str, str]) -> tuple[Line, ...]:
    return tuple(read_line(entry, classes) for entry in node.listing())


def read_line(node: Node, classes: Mapping[str, str]) -> Line:
    """One line of a leaf. Raises `Refused`."""
    table = node.table(allowed=LINE)
    kinds = [key for key in ("earn", "lose") if key in table]
    if len(kinds) != 1:
        raise refusal(node, "line", "一行规则写 earn(得分)或 lose(扣分)之一，不能都写或都不写")
    by = name(table["by"]) if "by" in table else None
    line = Line(
        kind="earn" if kinds[0] == "earn" else "lose",
        amount=read_amount(table[kinds[0]], by, classes),
        place=place_of(node),
        by=by,
        **_optional(table, classes),
    )
    _contradictions(node, table, line)
    return line


def read_amount(node: Node, by: Ref | None, classes: Mapping[str, str]) -> Amount:
    """A number, a share, `judged`, a table by state, or rows."""
    if isinstance(node.value, str) and node.text == JUDGED:
        return JUDGED
    if isinstance(node.value, list):
        return read_rows(node, by, classes)
    if isinstance(node.value, dict) and by is not None:
        return _table(node, classes)
    if isinstance(node.value, dict) and not set(node.value) <= set(classes):
        raise refusal(
            node, "by-missing", "按状态或级别计分时要用 by 写明看哪个事实；按单位类别计分时只能写已声明的类别"
        )
    return not_negative(node, figure(node, classes))


def read_rows(node: Node, by: Ref | None, classes: Mapping[str, str], words: tuple[Word, ...] = ()) -> Rows:
    """`[{when: …, is: 5}, {otherwise: 0}]`, or bands with edges on `by`. `words`: keywords allowed as a figure."""
    rows = tuple(_row(entry, by, classes, words) for entry in node.listing())
    if not rows:
        raise refusal(node, "row", "这里没有写任何一行")
    for row, entry in zip(rows[:-1], node.listing(), strict=False):
        if row.when is None:
            raise refusal(entry, "row", "otherwise 只能写在最后一行，它下面的行永远用不到")
    return Rows(rows)


def read_limit(node: Node, classes: Mapping[str, str], word: Word) -> Limit:
    """`start`, `cap` and `floor`: a figure, the keyword `full` or `none`, or rows of them."""
    if isinstance(node.value, list):
        return read_rows(node, None, classes, (word,))
    return word if node.value == str(word) else figure(node, classes)


def read_factor(node: Node, classes: Mapping[str, str]) -> Factor:
    """`times`: a figure, a fact, or rows."""
    return read_rows(node, None, classes) if isinstance(node.value, list) else figure_or_name(node, classes)


def _table(node: Node, classes: Mapping[str, str]) -> Table:
    amounts: dict[str, Figure] = {}
    for state, entry in node.table().items():
        amounts[state] = not_negative(entry, figure(entry, classes))
    if not amounts:
        raise refusal(node, "form", "这里是空的")
    return Table(amounts, {state: place_of(entry) for state, entry in node.table().items()})


def _row(node: Node, by: Ref | None, classes: Mapping[str, str], words: tuple[Word, ...]) -> Row:
    table = node.table(allowed=ROW)
    if "otherwise" in table:
        if len(table) > 1:
            raise refusal(node, "row", "otherwise 单独成一行")
        return Row(None, _row_figure(table["otherwise"], classes, words), place_of(node))
    if "is" not in table:
        raise refusal(node, "row", "这一行缺少 is(得多少)")
    result = _row_figure(table["is"], classes, words)
    edges = read_edges(table, classes)
    if ("when" in table) == bool(edges):
        raise refusal(node, "row", "一行写 when，或写 at_least、below 等界限，二者取一")
    if "when" in table:
        return Row(read_condition(table["when"], classes), result, place_of(node))
    if by is None:
        raise refusal(node, "by-missing", "分档要用 by 写明按哪个事实分")
    return Row(Asks(by.name, edges, place_of(node)), result, place_of(node), edges)


def _row_figure(node: Node, classes: Mapping[str, str], words: tuple[Word, ...]) -> Figure | Word:
    for word in words:
        if node.value == str(word):
            return word
    value = figure(node, classes)
    return value if NO_LIMIT in words else not_negative(node, value)


def _optional(table: Mapping[str, Node], classes: Mapping[str, str]) -> dict[str, Any]:
    readers = {
        "id": lambda node: new_name(node, "行名"),
        "cite": cites,
        "says": says,
        "each": name,
        "beyond": lambda node: figure_or_name(node, classes),
        "short_of": lambda node: figure_or_name(node, classes),
        "when": lambda node: read_condition(node, classes),
        "unless": lambda node: read_condition(node, classes),
        "times": lambda node: read_factor(node, classes),
        "at_most": lambda node: not_negative(node, figure(node, classes)),
        "between": _between,
    }
    found = {key: read(table[key]) for key, read in readers.items() if key in table}
    for steps in STEPS:
        if steps in table:
            found |= {"per": _step(table[steps], classes), "steps": steps}
    return found


def _step(node: Node, classes: Mapping[str, str]) -> Figure:
    value = not_negative(node, figure(node, classes))
    if value in (Fraction(0), Share(Fraction(0))):
        raise refusal(node, "number", "每多少计一次，不能写0")
    return value


def _between(node: Node) -> tuple[Fraction | Share, Fraction | Share]:
    ends = node.listing()
    if len(ends) != 2:
        raise refusal(node, "between", "between 写下限和上限两个数：[0, 6]")
    low, high = (plain_figure(end) for end in ends)
    if is_share(ends[0]) == is_share(ends[1]) and _value(low) > _value(high):
        raise refusal(node, "between", "between 的下限大于上限")
    if _value(low) < 0:
        raise refusal(ends[0], "negative", "between 不能写负数：加分写 earn，扣分写 lose")
    return low, high


def _value(figure: Fraction | Share) -> Fraction:
    return figure.value if isinstance(figure, Share) else figure


def _contradictions(node: Node, table: Mapping[str, Node], line: Line) -> None:
    if "beyond" in table and "short_of" in table:
        raise refusal(node, "line", "beyond 和 short_of 只能写一个；少扣超奖请写成两行")
    if sum(steps in table for steps in STEPS) > 1:
        raise refusal(node, "line", "per、per_full、per_started 只能写一个")
    for key in ("beyond", "short_of", *STEPS):
        if key in table and "each" not in table:
            raise refusal(table[key], "line", f"{key} 要和 each 一起写")
    if "between" in table and not line.judged:
        raise refusal(table["between"], "line", "between 只和 judged(人工评分)一起写")
    if line.judged and line.each is not None and (line.beyond is not None or line.short_of is not None or line.per):
        raise refusal(node, "line", "逐件人工评分的行不能再写 beyond、short_of 或 per")
    if "by" in table and not isinstance(line.amount, Table | Rows):
        raise refusal(table["by"], "line", "写了 by，得分就要写成按状态或分档的表")


def all_figures(line: Line) -> list[tuple[str, Figure | Word | Ref]]:
    """Every figure of a line with the key it stands under, in the order written."""
    amount = line.amount
    found: list[tuple[str, Any]] = []
    if isinstance(amount, Table):
        found += [(line.kind, figure) for figure in amount.amounts.values()]
    elif isinstance(amount, Rows):
        found += [(line.kind, row.figure) for row in amount.rows]
    else:
        found.append((line.kind, amount))
    for key in ("beyond", "short_of", "per", "times", "at_most"):
        value = getattr(line, key)
        if isinstance(value, Rows):
            found += [(key, row.figure) for row in value.rows]
        elif value is not None:
            found.append((key, value))
    return found
