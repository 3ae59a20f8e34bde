"""规则: beside each column what it is, its rule in words, its article; and what the workbook says of itself."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gongkai.law.formulas.columns import FACTS, LINES, SCORES, Column
from gongkai.law.formulas.expressions import text
from gongkai.law.formulas.placing import FIRST, Placing
from gongkai.law.words import figure_words, line_words, node_words
from gongkai.tables import OutColumn, column_letters

if TYPE_CHECKING:
    from gongkai.law.formulas.ledger import Ledger

RULE_COLUMNS = (
    OutColumn("表"),
    OutColumn("列"),
    OutColumn("名称", width=26),
    OutColumn("满分", width=14),
    OutColumn("怎样得来", width=22),
    OutColumn("规则", width=56),
    OutColumn("原意", width=36),
    OutColumn("依据", width=16),
    OutColumn(f"第{FIRST}行的公式", width=60),
)


def rule_rows(book: "Ledger", placing: Placing) -> Iterator[list[str]]:
    """A row a column of every sheet."""
    for sheet in (SCORES, LINES, FACTS):
        for place, column in enumerate(placing.of(sheet), start=1):
            formula = text(column.expr, placing.seen_from(sheet), FIRST) if column.expr is not None else ""
            yield [sheet, column_letters(place), column.heading, *_of_node(book, column), formula]


def _of_node(book: "Ledger", column: Column) -> list[str]:
    rules = book.results.book
    if column.node is None:
        return ["", _fact_made(column), "", "", ""]
    node = column.node.node
    if column.line is not None:
        line = column.line.line
        made = f"引擎计算（{column.why}）" if column.engine else "公式"
        return ["", made, line_words(rules, node, line), line.says, "、".join(line.cite or node.cite)]
    points = figure_words(rules, node.points) if node.points is not None else ""
    sentences = [*node_words(rules, node), *(line_words(rules, node, line) for line in node.rules)]
    if not node.leaf:
        sentences = ["由“" + "”“".join(child.title for child in node.indicators) + "”合成", *sentences]
    made = f"引擎计算（{column.why}）" if column.engine else "公式"
    return [points, made, "；".join(sentences), node.says, "、".join(node.cite)]


def _fact_made(column: Column) -> str:
    if column.expr is not None:
        return "公式"
    return "由名单或其他事实算出，已是结果" if column.counted else "填写"


def notes(book: "Ledger", no_rank: str) -> list[str]:
    """What stands under the scores."""
    rules = book.results.book
    engine = [column.heading for column in book.columns if column.engine]
    found = [
        f"规则 {rules.id}，截至{book.run.day}；结果校验码 {book.results.sha256}",
        "改“事实”表里的数，本表随之重算。未查明的填“待定”，没有的填“无”，不涉及的填“不适用”；空格按待定。",
        "表格软件用二进制小数。每格算完用 ROUND 放回本来的小数位，不改变分数；规则要求舍入的地方先化为整数再舍入。",
    ]
    if engine:
        found.append(
            "以下各列是引擎算好的数，不是公式，改事实不会变："
            + "、".join(engine)
            + "。原因见“规则”表。其余全部是公式。"
        )
    else:
        found.append("逐条、各项得分和总分全部是公式。")
    found.append("等次要看名额、并列和另外的条件，是引擎算好的。" if rules.grades else "")
    found.append(f"名次是引擎算好的：{no_rank}。" if no_rank else "")
    return [one for one in found if one]
