"""Grades: the boundary is the upper grade's, the quota is never exceeded, a tie is never cut by the machine."""

from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import pytest

from gongkai.law import grading, rulebook
from gongkai.law.facts import Decision
from gongkai.law.reading import Refused
from gongkai.law.results import Results
from tests.law.little import FACTS, HEAD, book, leaf, run

BANDS = "{grade: 良, at_least: 60, below: 90}, {grade: 差, below: 60}"
NUMBERS = leaf("[{earn: 1, each: n}]", "points: 100")


def graded(
    scores: list[int | None], first: str = "", more: str = "", cls: dict[str, str] | None = None, **kept: Any
) -> Results:
    rules = book(NUMBERS, f"grades: {{bands: [{{grade: 优, at_least: 90{first}}}, {BANDS}]{more}}}")
    return run(rules, {f"u{place}": {"n": score} for place, score in enumerate(scores)}, cls, **kept)


def grades(*args: Any, **more: Any) -> str:
    return "".join(
        {"提请领导小组": "?", "待定": "-"}.get(grade, grade) for grade in graded(*args, **more).grades().values()
    )


def test_ninety_and_sixty_belong_to_the_upper_grade() -> None:
    assert grades([90, 89, 60, 59]) == "优良良差"


@pytest.mark.parametrize(
    ("scores", "quota", "expected"),
    [
        ([99, 98, 97, 96], "50%", "优优良良"),
        ([99, 98, 97], "50%", "优良良"),  # one and a half, rounded down
        ([99, 98, 97], "50%, round: up", "优优良"),
        ([99, 98, 98, 50], "50%", "优??差"),  # a tie for one place: held, the place stays empty
        ([99, 99, 98, 50], "50%", "优优良差"),
        ([99, 99, 99, 50], "50%", "???差"),
        ([99, 98, 70, 50], "3", "优优良差"),
        ([99, 98, 70, 50], "0", "良良良差"),
    ],
)
def test_places_go_from_the_top_and_are_never_exceeded(scores: list[int | None], quota: str, expected: str) -> None:
    assert grades(scores, f", quota: {{at_most: {quota}}}") == expected


def test_a_quota_may_be_for_each_class() -> None:
    cls = {"u0": "department", "u1": "department", "u2": "township", "u3": "township"}
    assert grades([99, 98, 97, 96], ", quota: {at_most: 50%, per: class}", cls=cls) == "优良优良"


def test_who_misses_the_needs_takes_the_next_grade_and_no_place() -> None:
    rules = book(
        NUMBERS,
        f"grades: {{bands: [{{grade: 优, at_least: 90, quota: {{at_most: 1}}, needs: {{ok: true}}}}, {BANDS}]}}",
    )
    results = run(rules, {"a": {"n": 99, "ok": False}, "b": {"n": 95, "ok": True}})
    assert results.grades() == {"a": "良", "b": "优"}


def test_lowering_never_raises() -> None:
    rules = book(
        NUMBERS,
        f"grades: {{bands: [{{grade: 优, at_least: 90}}, {BANDS}], lowered: [{{when: {{ok: false}}, to: 良}}]}}",
    )
    results = run(rules, {unit: {"n": n, "ok": False} for unit, n in (("a", 99), ("b", 70), ("c", 10))})
    assert list(results.grades().values()) == ["良", "良", "差"]


def test_while_somebody_is_undetermined_quota_grades_are_provisional() -> None:
    results = graded([99, None, 50], ", quota: {at_most: 50%}")
    assert list(results.grades().values()) == ["优", "待定", "差"]
    assert [one.provisional for one in results.ranking()] == [True, False, False]
    assert [one.rank for one in results.ranking()] == [1, 2, 0]


def test_a_failed_unit_has_the_failed_grade_and_counts_as_assessed() -> None:
    table = leaf("[{earn: 1, each: n}]", "points: 100, veto: [{when: {ok: false}, fail: true}]")
    rules = book(
        table, f"grades: {{failed: 不定等, bands: [{{grade: 优, at_least: 90, quota: {{at_most: 50%}}}}, {BANDS}]}}"
    )
    results = run(rules, {"a": {"n": 99, "ok": True}, "b": {"n": 98, "ok": False}})
    assert results.grades() == {"a": "优", "b": "不定等"} and results.total("b") is None


def test_the_leading_group_settles_a_tie() -> None:
    decision = Decision("u1", "优", "材料更实", "领导小组", "2026-01-20")
    assert grades([99, 98, 98], ", quota: {at_most: 2}", decisions=[decision]) == "优优?"


def test_equal_scores_share_a_rank_unless_something_breaks_it() -> None:
    units = {"a": {"n": 90, "target": 1}, "b": {"n": 90, "target": 2}, "c": {"n": 80, "target": 3}}
    shared = run(book(NUMBERS, "ranking: {}"), {unit: {"n": facts["n"]} for unit, facts in units.items()})
    assert [one.rank for one in shared.ranking()] == [1, 1, 3]
    broken = run(book(NUMBERS, "ranking: {break_by: [target]}"), units)
    assert [(one.unit, one.rank) for one in broken.ranking()] == [("b", 1), ("a", 2), ("c", 3)]


def test_a_list_holds_a_tie_that_does_not_fit() -> None:
    results = run(
        book(NUMBERS, "ranking: {lists: [{title: 通报, bottom: 2}]}"),
        {u: {"n": n} for u, n in zip("abcd", (90, 70, 70, 60), strict=True)},
    )
    (listed,) = results.lists
    assert (listed.rows, listed.held) == ([3], [1, 2])


@pytest.mark.parametrize(
    ("chosen", "rows", "held"),
    [
        ("b", [3, 1], []),
        ("c", [3, 2], []),
        ("bc", None, "还有1个位置，决定了2个"),
        ("a", None, "“a”不在“通报”的并列之中"),
    ],
)
def test_a_decision_settles_the_tie_of_a_list(chosen: str, rows: list[int] | None, held: Any) -> None:
    results = run(
        book(NUMBERS, "ranking: {lists: [{title: 通报, bottom: 2}]}"),
        {u: {"n": n} for u, n in zip("abcd", (90, 70, 70, 60), strict=True)},
        decisions=[Decision(unit, "通报", "整改更慢", "领导小组", "2026-01-20") for unit in chosen],
    )
    if rows is None:
        with pytest.raises(Refused, match=held):
            _ = results.lists
    else:
        assert [(one.rows, one.held) for one in results.lists] == [(rows, held)]


def test_repetition_is_counted_with_the_grades_before() -> None:
    more = f"grades: {{bands: [{{grade: 优, at_least: 90}}, {BANDS}]}}\n"
    more += "use: [{when: {grade: 差, in_a_row: {at_least: 2}}, do: refer}]"
    results = run(book(NUMBERS, more), {"a": {"n": 1}, "b": {"n": 1}}, history={"a": ["差", "良"], "b": ["良", "差"]})
    assert [one.unit for one in results.follows] == ["a"]


def test_repetition_counts_every_grade_asked_for() -> None:
    more = f"grades: {{bands: [{{grade: 优, at_least: 90}}, {BANDS}]}}\n"
    more += "use: [{when: {grade: [良, 差], in_a_row: 2}, do: refer}]"
    results = run(book(NUMBERS, more), {"a": {"n": 1}, "b": {"n": 1}}, history={"a": ["良", "优"], "b": ["优", "差"]})
    assert [one.unit for one in results.follows] == ["a"]


def test_a_unit_without_the_figure_that_breaks_a_tie_comes_after_one_that_has_none_of_it() -> None:
    units = {"a": {"n": 90, "target": None}, "b": {"n": 90, "target": 0}, "c": {"n": 90, "target": 1}}
    broken = run(book(NUMBERS, "ranking: {break_by: [target]}"), units)
    assert [(one.unit, one.rank) for one in broken.ranking()] == [("c", 1), ("b", 2), ("a", 3)]


@pytest.mark.parametrize("step", [1, 10**6, 2**31 - 1, 2**31, 10**12, 10**20])
def test_ranks_are_right_however_far_apart_the_scores_lie(step: int) -> None:
    table = "{id: total, title: 总分, points: 0, cap: none, floor: none, indicators: [{id: one, title: 一项, points: 0,"
    table += " cap: none, floor: none, rules: [{earn: 1, each: n}, {lose: 1, each: target}]}]}"
    rules = book(table, "ranking: {break_by: [n], lists: [{title: 前, top: 2}, {title: 后, bottom: 2}]}")
    units = {f"u{place}": {"n": 1 + gain * step, "target": loss * step} for place, (gain, loss) in enumerate(
        [(0, 1), (1, 0), (0, 0), (2, 2), (0, 2), (1, 1)])}  # fmt: skip
    results = run(rules, units)
    assert [one.unit for one in results.ranking()] == ["u1", "u3", "u5", "u2", "u0", "u4"]
    assert [one.rank for one in results.ranking()] == [1, 2, 3, 4, 5, 6]
    assert [one.rows for one in results.lists] == [[1, 3], [4, 0]]


@pytest.mark.parametrize("top", [2**31 - 3, 2**31 - 1])
def test_several_wide_figures_break_ties_in_their_order(top: int) -> None:
    facts = "".join(f"  {name}: {{name: {name}, type: count}}\n" for name in ("p", "q", "r"))
    rules = book(NUMBERS, "ranking: {break_by: [p, q, r]}", facts)
    wide = [0, 1, 2**30, top]
    units = {f"u{a}{b}{c}": {"n": 90, "p": wide[a], "q": wide[b], "r": wide[c]}
             for a in range(4) for b in range(4) for c in range(4)}  # fmt: skip
    assert [one.unit for one in run(rules, units).ranking()] == sorted(units, reverse=True)


@pytest.mark.parametrize("spread", [3, 40, 2000, 10**6, 2**40])
def test_places_are_cut_alike_by_counting_and_by_sorting(spread: int) -> None:
    dice = Random(spread)
    for size in (1, 2, 7, 30, 31):
        order = np.array([dice.randint(-spread, spread) // 3 for _ in range(size)])
        for places in range(size + 2):
            edge = sorted(order)[places - 1] if 0 < places <= size else -(2**62) if places < 1 else 2**62
            fits = sum(order <= edge) <= places
            kept, held, out = grading._cut(order, places)
            assert kept.tolist() == [one < edge or (one == edge and fits) for one in order]
            assert held.tolist() == [one == edge and not fits for one in order]
            assert (kept ^ held ^ out).all() and not (out & held).any()
        key = order - order.min()
        assert grading._ranks(key).tolist() == [1 + sum(key > one) for one in key]


def test_who_is_equal_stands_in_a_list_in_the_order_of_the_table() -> None:
    units = {f"u{place}": {"n": 90 if place % 2 else 80} for place in range(60)}
    results = run(book(NUMBERS, "ranking: {lists: [{title: 前, top: 60}]}"), units)
    assert results.lists[0].rows == [*range(1, 60, 2), *range(0, 60, 2)]


def test_failed_stands_below_a_counted_zero() -> None:
    rules = book(
        leaf("[{earn: 1, each: n}]", "points: 100, veto: [{when: {ok: false}, fail: true}]"),
        "ranking: {lists: [{title: 后, bottom: 1}]}",
    )
    results = run(rules, {"a": {"n": 0, "ok": True}, "b": {"n": 50, "ok": False}, "c": {"n": 9, "ok": True}})
    assert (results.lists[0].rows, results.lists[0].held) == ([1], [])


def test_a_share_in_an_edge_is_one_of_the_points_of_the_table_graded() -> None:
    leaves = [f"{{id: {id}, title: {id}, points: {points}, rules: [{{earn: 1, each: n}}]}}" for id, points in
              (("one", 100), ("two", 40))]  # fmt: skip
    grades = "grades: {of: two, bands: [{grade: 优, at_least: 50%}, {grade: 差, below: 50%}]}"
    ranking = "ranking: {of: two, lists: [{title: 低, below: 50%}]}"
    rules = rulebook.load(
        f"{HEAD}{FACTS}\n{grades}\n{ranking}\ntables: [{', '.join(leaves)}]\n", "two", facts="facts: {}\n"
    )
    results = run(rules, {"a": {"n": 20}, "b": {"n": 19}})
    assert results.grades() == {"a": "优", "b": "差"} and results.lists[0].rows == [1]


def used(when: str, scores: dict[str, Any], **more: Any) -> list[str]:
    """Who is referred: 良 for 70, 差 for 10, 优 for one place only."""
    grades = f"grades: {{bands: [{{grade: 优, at_least: 90, quota: {{at_most: 1}}}}, {BANDS}]}}\n"
    rules = book(NUMBERS, grades + f"use: [{{when: {when}, do: refer}}]")
    results = run(rules, {unit: {"n": n} for unit, n in scores.items()}, **more)
    return [one.unit for one in results.follows]


def test_nothing_follows_from_a_grade_that_is_still_open() -> None:
    scores = {"a": 99, "b": 99, "c": None, "d": 70}  # a and b tie for one place, c is undetermined
    assert used("{not: {grade: 优}}", scores) == ["d"]
    assert used("{not: {in_a_row: {at_least: 2}}}", scores) == ["d"]
    decision = Decision("b", "优", "材料更实", "领导小组", "2026-01-20")
    assert used("{grade: 优}", scores, decisions=[decision]) == ["b"]


def test_a_repetition_counts_the_grades_asked_for_in_a_part_beside_it() -> None:
    history = {"a": ["差"], "b": ["优"]}
    assert used("{all: [{grade: [良, 差]}], in_a_row: 2}", {"a": 70, "b": 70}, history=history) == ["a"]
    assert used("{in_a_row: 1}", {"a": 70, "b": 70}, history=history) == ["a", "b"]


@pytest.mark.parametrize("when", ["{grade: 优良}", "{grade: {at_least: n}}", "{in_a_row: {at_least: n}}"])
def test_a_use_asks_for_a_grade_that_there_is_and_counts_in_numbers(when: str) -> None:
    with pytest.raises(Refused, match=r"等次|连续次数"):
        used(when, {"a": 70})


def test_quota_and_ranks_agree_with_exact_totals() -> None:
    results = graded([99, 98, 98])
    assert results.total("u1") == Fraction(98)


def test_a_decision_beyond_the_places_is_told() -> None:
    grades = f"grades: {{bands: [{{grade: 优, at_least: 90, quota: {{at_most: 1}}}}, {BANDS}]}}\n"
    decisions = [Decision(unit, "优", "材料更实", "领导小组", "2026-01-20") for unit in "ab"]
    scores = {"a": {"n": 99}, "b": {"n": 99}, "c": {"n": 70}}
    assert run(book(NUMBERS, grades), scores, decisions=decisions[:1]).over_quota() == []
    assert run(book(NUMBERS, grades), scores, decisions=decisions).over_quota() == [
        "评为“优”的有2个，超过名额1个，请领导小组重新决定"
    ]
