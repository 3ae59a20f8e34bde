"""A broken rulebook: every fault with its line, a stable code and a Chinese sentence; nothing is guessed."""

import pytest

from gongkai.law import rulebook
from gongkai.law.findings import coded
from gongkai.law.rulebook import Refused
from tests.law.little import FACTS, HEAD, leaf

TABLE = "table: " + leaf("[{earn: 1, each: n}]")


def faults(text: str) -> list[tuple[str, int]]:
    """(code, line) of every fault of a rulebook's text."""
    with pytest.raises(Refused) as refused:
        rulebook.load(text, "x", facts="facts: {}\n")
    assert all(any("\u4e00" <= char <= "\u9fff" for char in fault.says) for fault in refused.value.faults)
    return [(coded(fault).code, fault.line) for fault in refused.value.faults]


def table(rules: str, more: str = "points: 10") -> str:
    return f"{HEAD}{FACTS}table: {leaf(rules, more)}\n"


LINE = len((HEAD + FACTS).splitlines()) + 1  # where the table stands


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ("[{earn: 1, each: nobody}]", "name-unknown"),
        ("[{earn: 010, each: n}]", "number"),
        ("[{earn: -1, each: n}]", "negative"),
        ("[{earn: 1, lose: 1, each: n}]", "line"),
        ("[{earn: 1, eech: n}]", "form"),
        ("[{earn: 1, each: n, beyond: 1, short_of: 2}]", "line"),
        ("[{earn: 1, each: n, per: 1, per_full: 2}]", "line"),
        ("[{earn: 1, each: n, per: 0}]", "number"),
        ("[{earn: 1, per: 2}]", "line"),
        ("[{earn: {good: 1, poor: 0}}]", "by-missing"),
        ("[{earn: {good: 1, worse: 0}, by: state}]", "state-unknown"),
        ("[{earn: 1, when: {state: worse}}]", "state-unknown"),
        ("[{earn: 1, when: {ok: yes}}]", "test-type"),
        ("[{earn: 1, when: {rate: {at_least: 0.9}}}]", "test-type"),
        ("[{earn: 1, when: {n: {older_than: 3 days}}}]", "test-type"),
        ("[{earn: 1, when: {day: {older_than: soon}}}]", "span"),
        ("[{earn: 1, when: {}}]", "condition-empty"),
        ("[{earn: 1, when: {late: foi.reply}}]", "limit-unknown"),
        ("[{earn: 1, when: {one: {above: 3}}}]", "circle"),
        ("[{earn: judged}, {earn: judged}]", "mark-twice"),
        ("[{earn: judged, between: [5, 1]}]", "between"),
        ("[{earn: 1, between: [0, 1]}]", "line"),
        ("[{earn: 1, each: n}, {lose: 1, each: n}]", "start-missing"),
        ("[{earn: [{otherwise: 1}, {when: {ok: true}, is: 2}]}]", "row"),
        ("[{earn: [{at_least: 1, is: 2}]}]", "by-missing"),
    ],
)
def test_a_line_that_cannot_be_meant_is_refused_where_it_stands(rules: str, code: str) -> None:
    assert (code, LINE) in faults(table(rules))


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("points: 10, only: {one: {above: 1}}", "only-score"),
        ("points: 10, over: decades", "over"),
        ("points: 10, over: quarters, weights: {2025-Q1: 50%, 2025-Q2: 40%}", "weights-total"),
        ("points: 10, over: quarters, weights: {2025-Q1: 1, 2025-Q2: 1}", "weights"),
        ("points: 10, take: mean", "over"),
        ("points: 10, source: nobody", "source-unknown"),
        ("points: 10, not_applicable: {move_to: one}", "not-applicable"),
        ("points: {city: 10}", "class-unknown"),
        ("points: 10, veto: [{when: {ok: true}}]", "veto"),
        ("points: 10, weight: 0.5", "share"),
        ("points: 10, round: 1.5", "number"),
        ("weight: 50%", "node"),
    ],
)
def test_a_node_that_cannot_be_meant_is_refused_where_it_stands(more: str, code: str) -> None:
    assert (code, LINE) in faults(table("[{earn: 1, each: n}]", more))


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1\nb: *x\n",
        "rulebook: !!python/object:os.system x\n",
        "rulebook: a\nrulebook: b\n",
        "rulebook: [\n",
        "",
        "- 1\n",
        "rulebook: x\n---\nrulebook: y\n",
        "rulebook:\t x\n",
        "\x00",
        "a: " + "[" * 60 + "]" * 60,
    ],
)
def test_yaml_that_hides_something_is_refused(text: str) -> None:
    assert faults(text + "\n")


def test_all_faults_are_told_at_once() -> None:
    text = table("[{earn: 1, each: nobody}]").replace("period: 2025", "period: soon") + "colour: red\n"
    assert [code for code, _ in faults(text)] == ["form"]  # an unknown key: nothing else can be relied on
    text = table("[{earn: -1, each: n}]").replace("period: 2025", "period: soon").replace("type: flag", "type: flog")
    assert {code for code, _ in faults(text)} >= {"negative", "period", "word"}


def test_words_that_yaml_would_bend_stay_words() -> None:
    facts = FACTS.replace("{good: 好, poor: 差}", "{no: 没有, on: 在办, 12:30: 半天}")
    rules = "[{earn: {no: 0, on: 5, 12:30: 10}, by: state}]"
    book = rulebook.load(f"{HEAD}{facts}table: {leaf(rules)}\n", "x", facts="facts: {}\n")
    assert list(book.facts["state"].states) == ["no", "on", "12:30"]


def test_a_file_too_large_is_not_read(tmp_path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"# " + b"x" * 5_000_000)
    with pytest.raises(Refused, match="兆字节"):
        rulebook.load(path)


def test_a_circle_of_scores_is_refused() -> None:
    nodes = [
        f"{{id: {a}, title: {a}, points: 1, gate: {{{b}: {{above: 0}}}}, rules: [{{earn: 1}}]}}"
        for a, b in ("ab", "ba")
    ]
    text = f"{HEAD}{FACTS}table: {{id: total, title: 总分, indicators: [{', '.join(nodes)}]}}\n"
    assert ("circle", LINE) in faults(text)


@pytest.mark.parametrize(
    "facts",
    [
        "  late: {name: 迟报, type: count}\n",
        "  other: {name: 其他, type: {list: {late: count}}}\n",
    ],
)
def test_a_reserved_word_as_a_name_is_refused_with_another_to_take(facts: str) -> None:
    with pytest.raises(Refused, match="“late”是保留字，不能作名称，请换一个，如 late_items"):
        rulebook.load(f"{HEAD}{FACTS}{facts}table: {leaf('[{earn: 1, each: n}]')}\n", "x", facts="facts: {}\n")


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        ("[{loose: 1, each: n}]", "不认识“loose”，是不是“lose”；这里可以写：earn、lose"),
        ("[{lose: 1, each: targit}]", "没有“targit”，是不是“target”"),
        ("[{earn: 1, when: {rate: {at_least: 90}}}]", "不能和“90”比较；百分比要写百分号，如 90%"),
        ("[{earn: 1, when: {rate: 90}}]", "不会等于“90”；百分比要写百分号，如 90%"),
        ("[{earn: 1, when: {n: {at_least: 90%}}}]", "不能和“90%”比较；这里不写百分号"),
        ("[{earn: 1, when: {ok: yes}}]", "不会等于“yes”；是否写 true"),
        ("[{earn: 1, each: 件数}]", "没有“件数”；规则里写它的名称“n”"),
        ("[{lose: 1, each: cases, times: 类别}]", "没有“类别”；规则里写它的名称“kind”"),
        ("[{earn: 1, when: {state: 好}}]", "没有“好”这种状态；已声明：good（好）、poor（差）"),
        ("[{earn: {好: 1}, by: state}]", "没有“好”这种状态；已声明：good（好）、poor（差）"),
        ('[{earn: 1, when: {n: ">=3"}}]', "不会等于“>=3”；界限写成 {at_least: 3}"),
        ("[{earn: 1, when: {unit: 甲局}}]", "条件里不写单位名称，请用一项是否的事实标出是哪些单位"),
        ("[{earn: 1, each: n}, {lose: 1, each: n}]", "要写明 start（从0分起得写 0，从满分起扣写 full）"),
    ],
)
def test_a_refusal_says_what_to_write_instead(rules: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        rulebook.load(table(rules), "x", facts="facts: {}\n")
    assert says in str(refused.value)


def test_keys_that_lack_are_told_with_their_meaning_beside_the_other_faults() -> None:
    text = table("[{earn: -1, each: n}]").replace("as_of: 2025-12-31\n", "").replace("period: 2025", "period: soon")
    with pytest.raises(Refused) as refused:
        rulebook.load(text, "x", facts="facts: {}\n")
    assert "缺少“as_of”（截至哪一天的事实）" in str(refused.value)
    assert [coded(fault).code for fault in refused.value.faults] == ["form", "period", "negative"]


@pytest.mark.parametrize("text", ["a: 1\ntitle：表\nb: 2\n", "a: 1\nperiod:2025\nb: 2\n"])
def test_a_line_without_its_colon_is_named_itself_and_not_the_next(text: str) -> None:
    with pytest.raises(Refused) as refused:
        rulebook.load(text, "x", facts="facts: {}\n")
    assert str(refused.value) == "x 第2行第1列：这一行缺少英文冒号“:”，或冒号后没有空格"


@pytest.mark.parametrize("edge", ["target", "2025-12-31"])
def test_edges_of_grades_are_figures(edge: str) -> None:
    text = table("[{earn: 1, each: n}]") + f"grades: {{bands: [{{grade: 好, at_least: {edge}}}]}}\n"
    with pytest.raises(Refused, match="等次的界限写数、百分比或"):
        rulebook.load(text, "x", facts="facts: {}\n")


def test_the_same_fault_is_told_once_and_a_word_is_told_with_its_meaning() -> None:
    with pytest.raises(Refused) as refused:
        rulebook.load(table("{lose: 1, each: n}"), "x", facts="facts: {}\n")
    assert [fault.says for fault in refused.value.faults] == ["这里应当是一个列表，写的是一组“键: 值”"]
    text = table("[{earn: 1, each: n}]") + "use: [{when: {grade: 差}, do: 整改}]\n"
    with pytest.raises(Refused, match="rectify（限期整改）、refer（移送处理），写的是“整改”"):
        rulebook.load(text, "x", facts="facts: {}\n")
