"""What the engine refuses while it scores: each refusal says what is wrong and where, under a name that stays."""

from collections.abc import Callable
from typing import Any

import pytest

from gongkai.law import scoring
from gongkai.law.facts import Decision, Facts
from gongkai.law.reading import Refused
from tests.law.little import book, leaf, run, score


def refused(do: Callable[[], Any]) -> list[tuple[str, str, str]]:
    """The name, the rule and the words of every fault."""
    with pytest.raises(Refused) as found:
        do()
    return [(one.code, one.at, one.says) for one in found.value.faults]


def columns(facts: str, rules: str, more: str = "points: 10", **given: Any) -> list[tuple[str, str, str]]:
    """What is said of a table that lacks every column but those given."""
    one = book(leaf(rules, more), facts=facts)
    return refused(lambda: scoring.compile(one).score(Facts.from_rows(one, [{"unit": "甲"}], given, {})))


def test_a_finding_without_a_number_cannot_be_charged_once() -> None:
    line = "{{id: {id}, title: {title}, points: 10, rules: [{{lose: 1, each: cases, times: size}}]}}"
    children = ", ".join(line.format(id=id, title=title) for id, title in (("one", "一项"), ("two", "二项")))
    rules = book(f"{{id: total, title: 总分, no_double: heaviest, indicators: [{children}]}}")
    units = {"甲": {"cases": [{"id": "a", "size": 1}]}, "乙": {"cases": [{"size": 1}]}}
    says = "“乙”的“一项”有一条记录没有编号（id），无法判断是否与别处重复"
    assert refused(lambda: run(rules, units)) == [("record-id", "one", says)]


def test_records_known_by_their_number_alone_are_refused_by_name() -> None:
    nameless = {
        "甲": {"cases": [{"size": 1}]},
        "乙": {"cases": [{"nameless": True}]},
        "丙": {"cases": [{"nameless": True}]},
    }
    says = "“乙”的“事件”只填了件数，而“%s”要看每一件的内容；请在名单表里逐件填写"
    facts = "  sizes: {name: 规模, sum: cases.size}\n  grave: {name: 严重, pick: cases, where: {kind: serious}}\n"
    for rule, asked in (
        ("{lose: 1, each: sizes}", "size"),
        ("{lose: 1, each: grave}", "严重"),
        ("{lose: 1, each: cases, times: size}", "一项"),
    ):
        rules = book(leaf(f"[{rule}]"), facts=facts)
        assert refused(lambda rules=rules: run(rules, nameless)) == [("list-nameless", "cases", says % asked)]


@pytest.mark.parametrize(
    ("line", "at", "mark"),
    [("{earn: judged, between: [10%, 50%]}", "one", "one"), ("{id: m, earn: judged, between: [10%, 50%]}", "m", "m")],
)
def test_a_mark_outside_its_range_is_refused_with_the_range_of_the_class(line: str, at: str, mark: str) -> None:
    rules = book(leaf(f"[{line}]", "points: {department: 10, township: 20}"))
    cls = {"局": "department", "乡": "township"}
    says = "“乡”的“一项”评分1.5超出范围2至10"
    assert refused(lambda: run(rules, {unit: {mark: "1.5"} for unit in cls}, cls)) == [("mark-range", at, says)]


def test_what_a_table_lacks_is_asked_for_by_what_it_is() -> None:
    facts = "  topics: {name: 主题, type: set}\n"
    where = "未查明的可以留空，但要有这一列"
    assert columns(facts, "[{lose: 1, each: n}]") == [("column-missing", "n", f"缺少事实列“件数”（n）；{where}")]
    assert columns(facts, "[{lose: 1, each: cases}]") == [
        ("column-missing", "cases", "缺少名单“事件”（cases）：请附上名单表，或在总表里加一列")
    ]
    assert columns(facts, "[{lose: 1, each: topics}]") == [
        ("column-missing", "topics", "缺少事实列“主题”（topics）：几个名称用顿号分开，没有的填“无”，未查明的可以留空")
    ]
    assert columns(facts, "[{earn: judged}]") == [("column-missing", "one", f"缺少评分列“一项”（one）；{where}")]
    proof = "points: 10, evidence: {kinds: [纪要], required: true}"
    says = "缺少“一项”的佐证一列（列名：一项佐证，填是否已认可）"
    assert [says for _, _, says in columns(facts, "[{earn: 1, each: n}]", proof, n={"甲": 1})] == [says]


def test_a_step_that_is_a_field_of_the_record_is_no_column_of_the_unit() -> None:
    """收到日期 is a fact of the unit and a field of the record: the record's is meant, so no column is asked for."""
    facts = "  received: {name: 收到日期, type: date}\n  closed: {name: 办结日期, type: date}\n"
    facts += "  letters: {name: 来信, type: {list: {received: date}}}\n"
    facts += "  overdue: {name: 逾期, pick: letters, where: {late: foi.answer}}\n"
    limits = "limits: {foi.answer: {within: 20 workdays, after: received, done: closed, cite: TX-12}}"
    rules = book(leaf("[{lose: 1, each: overdue}]"), limits, facts)
    assert score(rules, closed="2025-03-03", letters=[{"received": "2025-01-02"}, {"received": "2025-02-28"}]) == 9
    says = "缺少事实列“办结日期”（closed）；未查明的可以留空，但要有这一列"
    assert refused(lambda: score(rules, letters=[])) == [("column-missing", "closed", says)]


def test_a_decision_nobody_needs_or_that_takes_too_many_is_refused() -> None:
    more = "ranking: {lists: [{title: 先进, top: 1}]}"
    rules = book(leaf("[{earn: 1, each: n}]"), more)
    decided = lambda *names: [Decision(name, "先进", "会议纪要", "组长", "2026-01-05") for name in names]
    tied = {"甲": {"n": 9}, "乙": {"n": 9}, "丙": {"n": 1}}
    needless = "“丙”不在“先进”的并列之中，不需要这项决定"
    assert refused(lambda: run(rules, tied, decisions=decided("丙")).lists) == [("decision", "", needless)]
    assert refused(lambda: run(rules, tied, decisions=decided("甲", "乙")).lists) == [
        ("decision", "", "“先进”还有1个位置，决定了2个")
    ]


def test_without_a_calendar_no_working_day_is_counted() -> None:
    rules = book(leaf("[{lose: 1, each: aged}]"), facts="  aged: {name: 天数, age: day, in: workdays}\n")
    object.__setattr__(rules, "shelf", None)
    says = "没有放假安排，不能计算工作日；请随规则给出日历"
    with pytest.raises(Refused) as found:
        score(rules, day="2025-12-01")
    assert str(found.value) == says
