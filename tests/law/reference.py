"""Makes docs/rulebook/reference.md from the tables the readers of rulebooks use: ``python -m tests.law.reference``."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from gongkai.law import keys
from gongkai.law.facts import columns
from gongkai.law.findings import Faults
from gongkai.law.keys import Keys
from gongkai.law.rulebook import conditions, facts, figures, grades, indicators
from gongkai.law.rulebook.model import Fact
from gongkai.law.rulebook.shared import FACTS
from gongkai.tables import Wanted

PAGE = Path(__file__).parents[2] / "docs" / "rulebook" / "reference.md"

HEAD = """# 写法一览

由 `python -m tests.law.reference` 根据读取规则的程序生成，不要手改。每个键的例子见[各章](README.md)。

规则里只认这里列出的键，写错一个字就会被拒绝。“不写时”空着的，是和别的键配着写、或几种里写一种的。

- 数：`5`、`0.25`，不加引号、逗号和单位。百分比：`60%`。日期：`2025-12-31`。
- `{类别: 数}`：各类单位不同的数，类别要先在 `classes` 里声明。
- 名称只用小写字母、数字、下划线和点，以字母开头；不能用这几个保留字：RESERVED。
"""
TABLES = (
    ("规则", "文件的最上一层", keys.ROOT),
    ("舍入", "`rounding`", keys.ROUNDING),
    ("知悉", "`accept` 的每一条", keys.ACCEPT),
    ("事实", "`facts` 的每一项", keys.FACT),
    ("名单的栏", "名单的每一栏", keys.FIELD),
    ("指标", "`table`、`tables`、`indicators` 的每一项", keys.NODE),
    ("不考核时", "`not_applicable` 写成 {…} 的", keys.TREATMENT),
    ("一票否决", "`veto` 的每一条", keys.VETO),
    ("佐证", "`evidence`", keys.EVIDENCE),
    ("行", "`rules` 的每一行", keys.LINE),
    ("分档的行", "分数、`times`、`start`、`cap`、`floor` 写成列表的", keys.ROW),
    ("等次", "`grades`", keys.GRADES),
    ("等次的各等", "`bands` 的每一条", keys.BAND),
    ("名额", "`quota`", keys.QUOTA),
    ("降等", "`lowered` 的每一条", keys.LOWERED),
    ("排名", "`ranking`", keys.RANKING),
    ("排名的名单", "`lists` 的每一条", keys.LISTING),
    ("结果运用", "`use` 的每一条", keys.USE),
    ("时限", "`limits` 的每一项", keys.LIMIT),
    ("不计的时间", "`pause`", keys.PAUSE),
    ("延长", "`extend`", keys.EXTEND),
)
WORDS = (
    ("事实的类型", "`type`", facts.TYPES),
    ("事实由谁给出", "`origin`", facts.ORIGINS),
    ("合成", "`combine`", indicators.COMBINE),
    ("逐次", "`over`", indicators.PASSES),
    ("各次合成", "`take`", indicators.TAKES),
    ("不考核时（一个词的）", "`not_applicable`", indicators.TREATMENTS),
    ("舍入方法", "`mode`、`round`", grades.ROUNDS),
    ("做什么", "`do`", grades.USES),
    ("时长的单位", "`older_than`、`within_last`", conditions.UNITS),
)
AMOUNT = """## 分数

写在 `earn`、`lose` 后面：

| 写法 | 意思 |
| --- | --- |
| `5`、`50%` | 5分；分值的50% |
| `{类别: 5}` | 各类单位不同；没有写到的类别，这一行不适用 |
| `{状态: 5}` 加 `by` | 按状态、级别、种类 |
| `[{at_least: 3, is: 5}, {otherwise: 0}]` 加 `by` | 分档，从上往下第一条满足的算数 |
| `[{when: {…}, is: 5}, {otherwise: 0}]` | 分情形，从上往下第一条满足的算数 |
| `judged` | 人工评分，范围写 `between` |
"""
CONDITION = """## 条件

写在 `when`、`unless`、`only`、`gate`、`where`、`needs` 后面：`{名称: 要求}`，几项都要满足；
名称是事实、名单的栏、指标或 `class`。要求写一个值、几个值的列表（其中之一），或者：

TESTS
另外有 `any: [{…}, …]` 其中一条，`all: [{…}, …]` 都满足，`not: {…}` 不满足，
`late: 时限` 这条记录超过时限（只用于名单）。`during` 写 `period`、2024、2025-Q2；`since`、`before` 写日期或期间；
`older_than`、`within_last` 写 `45 days`；`none`、`failed` 写 `true`。
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD.replace("RESERVED", "、".join(f"`{word}`" for word in sorted(figures.RESERVED)))]
    parts += [_table(*table) for table in TABLES]
    parts += [
        AMOUNT,
        CONDITION.replace("TESTS", _words(_tests())),
        *(f"## {title}\n\n{where}：\n\n{_words(of)}" for title, where, of in WORDS),
    ]
    return "\n".join([*parts, _columns(), _shared()])


def _table(title: str, where: str, of: Keys) -> str:
    rows = (
        f"| `{name}` | {key.says}{'（必写）' if key.required else ''} | {_code(key.takes)} | {key.default} |\n"
        for name, key in of.items()
    )
    return f"## {title}\n\n{where}：\n\n| 键 | 意思 | 写什么 | 不写时 |\n| --- | --- | --- | --- |\n{''.join(rows)}"


def _code(text: str) -> str:
    """Table cells may not hold bars; braces are easier to read as they stand."""
    return text.replace("|", "\\|")


def _words(of: Mapping[str, str]) -> str:
    rows = "".join(f"| `{word}` | {says} |\n" for word, says in of.items())
    return f"| 写法 | 意思 |\n| --- | --- |\n{rows}"


def _tests() -> dict[str, str]:
    return {**conditions.COMPARISONS, **conditions.WINDOWS, **conditions.AGES, **conditions.STATES}


def _columns() -> str:
    """What a facts table, a list and the sheets beside them may hold."""
    head = "## 事实表的栏\n\n除了各项事实、人工评分和佐证以外：\n\n| 栏 | 也认 | 必有 |\n| --- | --- | --- |\n"
    rows = "".join(_column(wanted) for wanted in (columns.UNIT, *columns.TAGS))
    lists = "\n名单另有：\n\n| 栏 | 也认 | 必有 |\n| --- | --- | --- |\n" + "".join(map(_column, columns.RECORD[:1]))
    sheets = "、".join(f"`{name}`" for name in columns.SHEETS)
    return f"{head}{rows}{lists}\n不读的栏：{'、'.join(sorted(columns.IGNORED))}。另有用处的工作表或文件：{sheets}。\n"


def _column(wanted: Wanted) -> str:
    also = "、".join((wanted.id, *wanted.also))
    return f"| {wanted.name} | {also} | {'是' if wanted.required else ''} |\n"


def _shared() -> str:
    """The facts every rulebook may use without declaring them."""
    found = _facts()
    rows = "".join(
        f"| {fact.id} | {fact.name} | {_type(fact)} | {facts.ORIGINS[fact.origin]} | {fact.says} |\n" for fact in found
    )
    head = "| 名称 | 中文名 | 类型 | 由谁给出 | 怎样计数 |\n| --- | --- | --- | --- | --- |\n"
    return f"## 公共事实\n\n声明在 `gongkai/rulebooks/facts.yaml`，规则里可以直接用：\n\n{head}{rows}"


def _type(fact: Fact) -> str:
    if fact.fields and fact.type == "list":
        return "名单（" + "、".join(f"{field.id} {field.name}" for field in fact.fields.values()) + "）"
    states = "（" + "、".join(f"{state} {says}" for state, says in fact.states.items()) + "）" if fact.states else ""
    return facts.TYPES[fact.type] + states


def _facts() -> Iterable[Fact]:
    from gongkai.law import reading

    faults = Faults()
    found = facts.read_facts(reading.read_file(FACTS).table(required=("facts",))["facts"], faults, {})
    faults.check()
    return found.values()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
