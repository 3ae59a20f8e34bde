"""The linter: each finding by a rulebook that has that one fault, and none where there is none."""

import pytest

from gongkai import shelf
from gongkai.law import rulebook
from gongkai.law.lint import lint, open_findings
from tests.law.little import book, leaf

ISSUED = "issued: 2025-01-10"


def codes(table: str, more: str = "", facts: str = "") -> list[str]:
    """The codes of a rulebook's findings, the facts nobody asks for left out."""
    return [one.code for one in lint(book(table, f"{ISSUED}\n{more}", facts)) if one.code != "fact-unused"]


SOUND = leaf("[{lose: 1, each: n}]", "points: 10")


def test_a_sound_rulebook_has_no_findings() -> None:
    assert codes(SOUND) == []


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (
            "{id: t, title: 表, points: 9, indicators: [{id: a, title: 甲, points: 10, rules: [{lose: 1, each: n}]}]}",
            "points-sum",
        ),
        (leaf("[{earn: 5, when: {ok: true}}]"), "full-unreachable"),
        (leaf("[{lose: 1, each: n}]", "points: {department: 10}, over: members"), "members-points"),
        (leaf("[{earn: 5, each: n}]", "points: 0"), "no-effect"),
        (leaf("[{lose: 5, when: {ok: false}}]"), "points-never-lost"),
        (leaf("[{lose: 1, each: n}]", "points: 10, floor: none"), "total-below"),
        (leaf("[{earn: 1, each: n}]", "points: 10, cap: none"), "total-above"),
        (leaf("[{lose: 0.3, each: rate, short_of: 96%}]"), "per-missing"),
        (leaf("[{earn: {good: 10}, by: state}]"), "state-unrated"),
        (leaf("[{earn: [{at_least: 5, is: 10}, {below: 4, is: 0}], by: n}]"), "bands-gap"),
        (leaf("[{earn: [{at_least: 4, is: 10}, {below: 5, is: 0}], by: n}]"), "bands-overlap"),
        (
            leaf("[{earn: [{at_least: 5, is: 1}, {at_least: 3, below: 5, is: 10}, {below: 3, is: 2}], by: n}]"),
            "bands-order",
        ),
        (leaf("[{lose: 1, each: n}]", "points: 10, says: 每件扣2分"), "says-number"),
        (leaf("[{lose: 1, each: n}]", "points: 10, veto: [{when: {ok: false}, score: 12}]"), "veto-nothing"),
    ],
)
def test_each_fault_of_the_rules_is_told(table: str, code: str) -> None:
    assert code in codes(table)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("grades: {bands: [{grade: 优, at_least: 90}, {grade: 差, below: 80}]}", "grades-gap"),
        ("grades: {bands: [{grade: 优, at_least: 90}, {grade: 差, at_most: 90}]}", "grades-overlap"),
        ("grades: {bands: [{grade: 优, at_least: 90}, {grade: 差, at_least: 60, below: 90}]}", "grades-gap"),
        ("limits: {foi.reply: {within: 45 workdays, after: received, done: replied, cite: X}}", "limit-looser"),
        ("accept: [{finding: points-sum, because: 旧账}]", "accept-unused"),
    ],
)
def test_each_fault_beside_the_tree_is_told(more: str, code: str) -> None:
    assert code in codes(SOUND, more)


def test_days_and_limits_below_zero_may_be_told_in_words() -> None:
    line = "{lose: 2, when: {any: [{day: {before: 2025-07-01}}, {day: {during: 2025-10}}]}}"
    says = "points: 0, floor: -8, says: 6月30日前和10月的每件扣%s分，最多倒扣8分"
    assert codes(leaf(f"[{line}]", says % 2)) == []
    assert codes(leaf(f"[{line}]", says % 3)) == ["says-number"]


def test_the_numbers_a_judge_goes_by_need_not_stand_in_the_rule() -> None:
    assert codes(leaf("[{earn: judged}]", "points: 10, says: 每少一次扣3分")) == []
    judged = leaf("[{id: a.x, lose: judged, between: [0, 4], says: 每次扣3分}, {lose: 1, each: n, says: 每件扣2分}]")
    assert codes(judged) == ["says-number"]


def test_a_class_that_is_not_asked_has_no_points_in_the_sum() -> None:
    child = "{id: %s, title: 甲, points: 10, only: {class: %s}, rules: [{lose: 1, each: n}]}"
    both = f"{child % ('a', 'department')}, {child % ('b', 'township')}"
    assert codes(f"{{id: t, title: 表, points: 10, indicators: [{both}]}}") == []
    both = f"{child % ('a', 'department')}, {child % ('b', '[township, department]')}"
    assert "points-sum" in codes(f"{{id: t, title: 表, points: 10, indicators: [{both}]}}")


def test_boundaries_that_meet_are_no_fault() -> None:
    assert codes(SOUND, "grades: {bands: [{grade: 优, at_least: 90}, {grade: 差, below: 90}]}") == []
    assert codes(leaf("[{earn: [{at_least: 5, is: 10}, {at_least: 3, is: 5}, {otherwise: 0}], by: n}]")) == []


def test_bands_are_looked_at_class_by_class() -> None:
    bands = "grades: {bands: [{grade: 优, at_least: {department: %s, township: 60}}, {grade: 差, below: BELOW}]}"
    bands = bands.replace("BELOW", "{department: 80, township: 60}")
    assert codes(SOUND, bands % 80) == [] and codes(SOUND, bands % 85) == ["grades-gap"]
    assert codes(SOUND, bands % 75) == ["grades-overlap"]
    rows = "[{earn: [{at_least: {department: 5, township: 3}, is: 10}, {below: BELOW, is: 0}], by: n}]"
    rows = rows.replace("BELOW", "{department: %s, township: 3}")
    assert codes(leaf(rows % 5)) == [] and codes(leaf(rows % 4)) == ["bands-gap"]


def test_one_table_told_on_another_scale_is_no_wrong_sum() -> None:
    scaled = "{id: t, title: 表, points: 100, combine: %s, indicators: [%s]}"
    child = "{id: %s, title: 甲, points: 150, rules: [{lose: 1, each: n}]}"
    assert codes(scaled % ("rescaled", child % "a")) == []
    assert "points-sum" in codes(scaled % ("sum", child % "a"))
    assert "points-sum" in codes(scaled % ("rescaled", f"{child % 'a'}, {child % 'b'}"))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("points: 24, over: months, take: sum, cap: 2", []),  # twelve times 2
        ("points: 25, over: months, take: sum, cap: 2", ["full-unreachable"]),
        ("points: 24, over: months, take: mean, cap: 2", ["full-unreachable"]),
        ("points: 24, over: cases, take: sum, cap: 2", []),  # nobody knows how many there are
    ],
)
def test_limits_stand_in_each_pass_and_passes_add_up(more: str, expected: list[str]) -> None:
    assert [code for code in codes(leaf("[{earn: 1, each: n}]", more)) if code == "full-unreachable"] == expected


def test_a_limit_stricter_than_the_nation_is_no_fault() -> None:
    assert codes(SOUND, "limits: {foi.reply: {within: 15 workdays, after: received, done: replied, cite: X}}") == []


def test_an_annex_that_does_not_add_up_is_told_and_loaded() -> None:
    text = """
rulebook: a
title: 表
period: 2025
as_of: 2025-12-31
facts: {target: {name: 任务数, annex: t.csv, adds_to: 10}, n: {name: 件数}}
table:
  {id: t, title: 表, points: 5, indicators: [{id: a, title: 甲, points: 5, rules: [{lose: 1, each: target}]}]}
"""
    rules = rulebook.load(text, "a", annexes={"t.csv": "单位,任务数\n甲,4\n乙,5\n".encode()}, facts="facts: {}\n")
    assert "annex-total" in [one.code for one in lint(rules)]
    assert sum(rules.annexes["target"].values()) == 9


def test_an_accepted_finding_keeps_its_reason_and_calls_for_nobody() -> None:
    more = "accept: [{finding: points-never-lost, at: one, because: 文件原文如此}]"
    table = leaf("[{lose: 5, when: {ok: false}}]", "points: 10, floor: 6")
    found = lint(
        book(
            leaf("[{earn: 5, when: {ok: true}}]"),
            f"{ISSUED}\naccept: [{{finding: full-unreachable, because: 原文如此}}]",
        )
    )
    accepted = [one for one in found if one.code == "full-unreachable"]
    assert [one.accepted for one in accepted] == ["原文如此"] and accepted[0] not in open_findings(found)
    assert "accept-unused" in codes(table, more)


def test_every_code_is_documented() -> None:
    from pathlib import Path
    from re import findall

    law = Path(rulebook.__file__).parents[1]
    used: set[str] = set()
    for path in law.rglob("*.py"):
        text = path.read_text()
        used |= set(findall(r'code="([a-z-]+)"', text))
        used |= set(findall(r'(?:refusal|refuse|_finding|warning)\(\s*[\w.\[\]"]+,\s*"([a-z-]+)"', text))
    documented = set(findall(r"^\| `([a-z-]+)` \|", (law.parents[1] / "docs" / "lint.md").read_text(), flags=8))
    assert used - documented - {"bands-", "grades-"} == set()


def test_the_shipped_rulebooks_load_and_are_linted() -> None:
    for name in ("dy-2018", "kf-2013", "bw"):
        found = lint(rulebook.load(shelf.rulebook(name), shelf=shelf))
        assert all(one.line > 0 and one.file for one in found), name
