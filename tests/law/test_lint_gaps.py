"""Cases that rows leave out, found by going through every yes and no; faults that only an author can tell."""

import pytest

from gongkai.law.findings import NOTE
from gongkai.law.lint import lint, open_findings
from tests.law.little import book, leaf

ISSUED = "issued: 2025-01-10"
FLAGS = "  timely: {name: 及时, type: flag}\n  ledger: {name: 有台账, type: flag}"


def gaps(rows: str, more: str = "points: 5") -> list[str]:
    """What is told of rows by the flags timely and ledger."""
    found = lint(book(leaf(f"[{{earn: [{rows}]}}]", more), ISSUED, FLAGS))
    return [one.says.partition("：")[2] for one in found if one.code == "rows-gap"]


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        ("{when: {timely: true}, is: 5}, {when: {timely: false}, is: 0}", []),
        ("{when: {timely: true}, is: 5}, {otherwise: 0}", []),
        ("{when: {timely: true}, is: 5}", ["及时：否"]),
        ("{when: {timely: true, ledger: true}, is: 5}, {when: {timely: false}, is: 0}", ["及时：是，有台账：否"]),
        ("{when: {any: [{timely: true}, {ledger: true}]}, is: 5}", ["及时：否，有台账：否"]),
        ("{when: {not: {timely: true}}, is: 0}, {when: {ledger: true}, is: 5}", ["及时：是，有台账：否"]),
        (
            "{when: {timely: true, ledger: true}, is: 5}",
            ["及时：是，有台账：否；及时：否，有台账：是；及时：否，有台账：否"],
        ),
        ("{when: {timely: true, n: {at_least: 1}}, is: 5}, {when: {timely: false}, is: 0}", []),  # no mere yes and no
    ],
)
def test_each_case_that_no_row_holds_for_is_told(rows: str, left: list[str]) -> None:
    assert gaps(rows) == left


def test_of_many_cases_the_first_three_are_told() -> None:
    names = ("timely", "ledger", "a", "b")
    flags = "\n".join(f"  {name}: {{name: {name}, type: flag}}" for name in names)
    rows = f"{{when: {{{', '.join(f'{name}: true' for name in names)}}}, is: 5}}"
    (found,) = [one for one in lint(book(leaf(f"[{{earn: [{rows}]}}]"), ISSUED, flags)) if one.code == "rows-gap"]
    assert found.says.count("timely：") == 3 and found.says.endswith("……")


def declared(at: str) -> list:
    more = f"{ISSUED}\naccept: [{{finding: document-fault, {at}because: 文件没有写扣多少}}]"
    return [one for one in lint(book(leaf("[{lose: 1, each: n}]"), more)) if one.code != "fact-unused"]


@pytest.mark.parametrize(("at", "where"), [("", "文件有毛病"), ("at: one, ", "关于“一项”"), ("at: n, ", "关于“件数”")])
def test_a_fault_somebody_wrote_down_is_told_with_its_reading_and_calls_for_nobody(at: str, where: str) -> None:
    (found,) = declared(at)
    assert (found.code, found.level, found.accepted) == ("document-fault", NOTE, "文件没有写扣多少")
    assert where in found.says and open_findings([found]) == []


def test_a_fault_of_what_is_not_there_calls_for_somebody() -> None:
    (found,) = declared("at: nowhere, ")
    assert found.code == "accept-unused" and open_findings([found]) == [found]


def test_several_faults_may_stand_at_one_place() -> None:
    one = "{finding: document-fault, at: one, because: %s}"
    more = f"{ISSUED}\naccept: [{one % '甲'}, {one % '乙'}]"
    told = [f for f in lint(book(leaf("[{lose: 1, each: n}]"), more)) if f.code == "document-fault"]
    assert [f.accepted for f in told] == ["甲", "乙"]
