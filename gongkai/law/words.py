"""Rules in Chinese: every figure, condition, line and node as a sentence a person can hold beside the document."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.conditions import UNITS
from gongkai.law.rulebook.indicators import COMBINE, PASSES, TAKES
from gongkai.law.rulebook.model import (
    Aged,
    AllOf,
    AnyOf,
    ByClass,
    Condition,
    Dated,
    Equals,
    Fact,
    FailedValue,
    Indicator,
    IsLate,
    Line,
    NoneValue,
    Not,
    Over,
    Ref,
    Rows,
    Share,
    Table,
    Test,
    Value,
    Veto,
)
from gongkai.law.rulebook.names import SCORE, Meaning, meaning, records_around, records_inside, root_list

COMPARES = {"below": "低于", "at_most": "不超过", "at_least": "不低于", "above": "高于"}
EQUAL_FORMS = {"below": "早于", "at_most": "不晚于", "at_least": "不早于", "above": "晚于"}
VERB = {"earn": "得", "lose": "扣"}


def decimal_text(value: Fraction, places: int = 4) -> str:
    """13.75; where decimals do not end, rounded to so many places."""
    digits = round(value * 10**places) if value.denominator != 1 else int(value) * 10**places
    whole, rest = divmod(abs(digits), 10**places)
    tail = f"{rest:0{places}}".rstrip("0")
    return f"{'-' if digits < 0 else ''}{whole}{'.' + tail if tail else ''}"


def figure_words(book: Rulebook, written: object) -> str:
    """A figure as it is said: 0.25, 50%, 县直部门8、乡镇12, the name of a fact."""
    if isinstance(written, Share):
        return f"{decimal_text(written.value * 100)}%"
    if isinstance(written, ByClass):
        parts = (f"{book.classes.get(name, name)}{figure_words(book, value)}" for name, value in written.values.items())
        return "、".join(parts)
    if isinstance(written, Ref):
        return name_words(book, written.name)
    if isinstance(written, Fraction | int):
        return decimal_text(Fraction(written))
    if isinstance(written, date):
        return f"{written.year}年{written.month}月{written.day}日"
    return {"full": "满分", "none": "不限", "judged": "酌情"}.get(str(written), str(written))


def name_words(book: Rulebook, name: str, records: Fact | None = None) -> str:
    found = meaning(book, name, records)
    return found.name if found else name


# Conditions ----------------------------------------------------------------------------------------------------------


def condition_words(book: Rulebook, condition: Condition, records: Fact | None = None) -> str:
    """A condition as a clause: 有具体负责人, 错链数不低于3, 最近更新早于截止日前45日."""
    if isinstance(condition, AllOf | AnyOf):
        joint = "且" if isinstance(condition, AllOf) else "或者"
        return joint.join(_clause(book, part, records) for part in condition.parts)
    if isinstance(condition, Not):
        return f"并非“{condition_words(book, condition.part, records)}”"
    if isinstance(condition, IsLate):
        limit = book.limit(condition.limit)
        return f"超过时限（{limit.title if limit else condition.limit}）"
    found = meaning(book, condition.name, records)
    if found is None:
        found = Meaning("fact", "state", {"grade": "等次", "in_a_row": "连续次数"}.get(condition.name, condition.name))
    return "且".join(_test_words(book, found, test) for test in condition.tests)


def _clause(book: Rulebook, part: Condition, records: Fact | None) -> str:
    words = condition_words(book, part, records)
    return f"({words})" if isinstance(part, AllOf | AnyOf) else words


def _test_words(book: Rulebook, found: Meaning, test: Test) -> str:
    if isinstance(test, Equals):
        return _equals_words(found, test)
    if isinstance(test, Aged):
        span = f"{test.number}{UNITS[test.unit]}"
        return f"{found.name}早于截止日前{span}" if test.older else f"{found.name}在截止日前{span}之内"
    if isinstance(test, Dated):
        return f"{found.name}{_window_words(test)}"
    words = EQUAL_FORMS if found.type in ("date", "moment") else COMPARES
    against = figure_words(book, test.against)
    if isinstance(test.against, Share) and found.type == SCORE:
        against = f"其满分的{against}"
    return f"{found.name}{words[test.op]}{against}{found.counter if isinstance(test.against, Fraction) else ''}"


def _equals_words(found: Meaning, test: Equals) -> str:
    if found.type == "flag" and len(test.values) == 1 and isinstance(test.values[0], bool):
        return found.name if test.values[0] else f"没有“{found.name}”"
    return f"{found.name}为{'或'.join(value_words(found, value) for value in test.values)}"


def value_words(found: Meaning, value: Value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, NoneValue):
        return "无"
    if isinstance(value, FailedValue):
        return "失格"
    if isinstance(value, Share):
        return f"{decimal_text(value.value * 100)}%"
    if isinstance(value, Fraction):
        return decimal_text(value) + found.counter
    return str(value) if isinstance(value, date) else f"“{found.states.get(value, value)}”"


def _window_words(test: Dated) -> str:
    if test.own_period:
        return "在本期内"
    if test.during is not None:
        return f"在{test.during.title}内"
    parts = [f"自{test.since}起"] if test.since else []
    return "".join([*parts, *([f"在{test.before}之前"] if test.before else [])])


# Lines ---------------------------------------------------------------------------------------------------------------


def line_words(book: Rulebook, node: Indicator, line: Line) -> str:
    """A line as one sentence."""
    inside = records_inside(book, node)
    parts = [f"{condition_words(book, line.when, inside)}的"] if line.when else []
    parts.append(_counted_words(book, line, inside) + _amount_words(book, line, inside))
    if line.at_most is not None:
        parts.append(f"本条最多{VERB[line.kind]}{_points_words(book, line.at_most)}")
    if line.unless:
        parts.append(f"{condition_words(book, line.unless, inside)}的除外")
    return "，".join(parts)


def _counted_words(book: Rulebook, line: Line, records: Fact | None) -> str:
    if line.each is None:
        return ""
    each = meaning(book, line.each.name, records)
    assert each is not None
    unit = (
        f"{figure_words(book, line.per)}{'' if each.type == 'share' else each.counter}"
        if line.per
        else f"1{each.counter}"
    )
    how = {"per": "每", "per_full": "每满", "per_started": "每（不足也计）"}[line.steps] + unit
    if line.beyond is not None:
        return f"{each.name}超过{figure_words(book, line.beyond)}的部分，{how}"
    if line.short_of is not None:
        return f"{each.name}不足{figure_words(book, line.short_of)}的部分，{how}"
    return f"{each.name}{how}"


def _amount_words(book: Rulebook, line: Line, inside: Fact | None) -> str:
    verb, amount = VERB[line.kind], line.amount
    records = root_list(line.each.name, book.facts) if line.each else None
    times = factor_words(book, line.times, records or inside, " × ") if line.times is not None else ""
    if line.judged:
        low, high = line.between or (Fraction(0), Share(Fraction(1)))
        return f"由评分人酌情{verb}{figure_words(book, low)}至{_points_words(book, high)}{times}"
    if isinstance(amount, Table):
        assert line.by is not None
        by = meaning(book, line.by.name, records or inside)
        states = by.states if by else {}
        parts = "、".join(
            f"{states.get(key, key)}{verb}{_points_words(book, each)}" for key, each in amount.amounts.items()
        )
        return f"按{by.name if by else line.by.name}：{parts}{times}"
    if isinstance(amount, Rows):
        return f"{rows_words(book, amount, verb, records or inside)}{times}"
    return f"{verb}{_points_words(book, amount)}{times}"


def _points_words(book: Rulebook, written: object) -> str:
    text = figure_words(book, written)
    return "满分" if text == "100%" else f"分值的{text}" if isinstance(written, Share) else f"{text}分"


def rows_words(
    book: Rulebook,
    rows: Rows,
    verb: str,
    records: Fact | None,
    say: Callable[[Rulebook, object], str] = _points_words,
) -> str:
    parts = []
    for row in rows.rows:
        head = "其余的" if row.when is None else f"{condition_words(book, row.when, records)}的"
        parts.append(f"{head}{verb}{say(book, row.figure)}")
    return "；".join(parts)


def factor_words(book: Rulebook, written: object, records: Fact | None, lead: str) -> str:
    """× 解读率; rows say for themselves what they multiply: ，隐瞒不报的乘以2."""
    if isinstance(written, Rows):
        return f"，{rows_words(book, written, '乘以', records, figure_words)}"
    return lead + (name_words(book, written.name, records) if isinstance(written, Ref) else figure_words(book, written))


# Nodes ---------------------------------------------------------------------------------------------------------------


def node_words(book: Rulebook, node: Indicator) -> list[str]:
    """Everything a node says beside its lines, in the order it is computed."""
    inside = records_inside(book, node)
    found: list[str] = []
    if node.only:
        asked = condition_words(book, node.only, records_around(book, node))
        found.append(f"只考核{asked}的单位；其他单位{_treatment_words(book, node)}")
    if node.source:
        found.append(f"只看{book.sources.get(node.source, node.source)}的数据")
    found += [veto_words(book, veto, inside) for veto in node.veto]
    if node.gate:
        found.append(f"前提：{condition_words(book, node.gate, inside)}，否则记0分")
    if node.evidence and node.evidence.required:
        found.append(f"要有{'或'.join(node.evidence.kinds)}佐证，没有不得分")
    found += _shape_words(book, node, inside)
    return found


def _shape_words(book: Rulebook, node: Indicator, inside: Fact | None) -> list[str]:
    found: list[str] = []
    once = "每次" if node.over else ""
    limit: Callable[[object], str] = lambda written: (
        rows_words(book, written, "为", inside) if isinstance(written, Rows) else _points_words(book, written)
    )
    if node.start is not None:
        found.append(f"{once}从{limit(node.start)}起算")
    if node.indicators:
        found.append(f"下级{COMBINE[node.combine]}")
    if node.over:
        found.append(over_words(book, node.over))
    if node.no_double:
        found.append("同一问题只计一次，" + ("按重的计" if node.no_double == "heaviest" else "按先写的计"))
    if node.times is not None:
        found.append(factor_words(book, node.times, inside, "再乘以").lstrip("，"))
    if node.cap is not None:
        found.append("上限不限" if node.cap == "none" else f"{once}最高{limit(node.cap)}")
    if node.floor is not None:
        found.append("可以扣过头" if node.floor == "none" else f"{once}最低{limit(node.floor)}")
    if node.round is not None:
        found.append(f"保留{node.round}位小数")
    return found


def over_words(book: Rulebook, over: Over) -> str:
    what = PASSES.get(over.what) or name_words(book, over.what)
    if over.weights is not None:
        names = weight_names(book, over)
        parts = "、".join(f"{names.get(k, k)}{figure_words(book, w)}" for k, w in over.weights.items())
        how = f"按权重合成（{parts}）"
    else:
        how = TAKES[over.take]
    trim = f"，两端各去掉{over.trim}个" if over.trim else ""
    return f"按{what}逐次评定，{how}{trim}{'，没有数据的不计' if over.skip_missing else ''}"


def weight_names(book: Rulebook, over: Over) -> dict[str, str]:
    """What the keys of weights are called: sources, rounds, classes, or the states of a list's field."""
    records = root_list(over.what, book.facts)
    states = records.fields[over.by].states if records is not None and over.by in records.fields else {}
    return {**states, **book.sources, **book.classes, **book.rounds}


def veto_words(book: Rulebook, veto: Veto, inside: Fact | None) -> str:
    result = "失格" if veto.score is None else f"记{_points_words(book, veto.score)}"
    return f"{condition_words(book, veto.when, inside)}的，{result}，以下不再评"


def _treatment_words(book: Rulebook, node: Indicator) -> str:
    treatment = node.not_applicable
    if treatment.kind == "move_to":
        return f"分值并入“{name_words(book, treatment.sibling)}”"
    if treatment.kind == "share":
        return f"按分值的{decimal_text(treatment.share * 100)}%计"
    words = {"exclude": "不计入应考分值", "full": "按满分计", "spread": "分值平均分给其他同级指标"}
    return words.get(treatment.kind, "分值按比例分给其他同级指标")


def cite_words(cites: tuple[str, ...]) -> str:
    return f"〔{'、'.join(cites)}〕" if cites else ""
