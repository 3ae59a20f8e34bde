"""A fact or an indicator may be called by its 中文名 in the workbook; the rulebook that is read has ids."""

from typing import Any

import pytest

from gongkai import shelf
from gongkai.law import rulebook, workbook
from gongkai.law.rulebook import Refused, Rulebook
from tests.law.tongxi import EXAMPLE
from tests.law.workbook.edited import cell, edited
from tests.law.workbook.same import assert_same


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return rulebook.load(EXAMPLE, shelf=shelf)


def renamed(book: Rulebook, *changes: tuple[str, int, str, str, str]) -> bytes:
    """The workbook with cells changed: (sheet, row, heading, what stands there, what shall)."""

    def change(one: Any) -> None:
        for sheet, row, title, old, new in changes:
            found = cell(one[sheet], row, title)
            assert found.value == old
            found.value = new

    return edited(workbook.write(book), change)


def test_what_is_called_by_its_name_is_the_same_rulebook(book: Rulebook) -> None:
    content = renamed(
        book,
        ("规则", 3, "指标", "org", "组织保障"),
        ("规则", 3, "适用条件", "duty_officer: true", f"{book.facts['duty_officer'].name}: true"),
        ("规则", 5, "计数事实", "published", book.facts["published"].name),
        ("规则", 5, "只计不足", "target", book.facts["target"].name),
        ("事实", 7, "推算对象", "foi_due", book.facts["foi_due"].name),
        ("等次", 3, "还要满足", "foi: {at_least: 80%}", "依申请公开: {at_least: 80%}"),
    )
    assert_same(book, workbook.read(content, "规则.xlsx", shelf=shelf).book)


def test_a_name_inside_any_and_not_is_found(book: Rulebook) -> None:
    name = book.facts["leaks"].name
    content = renamed(
        book, ("降等", 3, "条件", "leaks: {at_least: 1}", f"any: [{{not: {{{name}: 0}}}}, {{{name}: 3}}]")
    )
    grades = workbook.read(content, "规则.xlsx", shelf=shelf).book.grades
    assert grades is not None
    assert {name for name, _ in rulebook.names.condition_names(grades.lowered[0].when)} == {"leaks"}


def test_a_name_that_two_go_by_is_refused(book: Rulebook) -> None:
    content = renamed(
        book,
        ("指标", 7, "名称", "任务量", "栏目"),
        ("规则", 7, "指标", "open.columns", "栏目"),
    )
    with pytest.raises(Refused, match=r"规则\.xlsx 规则!A7：“栏目”有几个：open\.volume、open\.columns；请写代号"):
        workbook.read(content, "规则.xlsx", shelf=shelf)


def test_a_name_nobody_goes_by_is_told_as_it_was_written(book: Rulebook) -> None:
    content = renamed(book, ("规则", 5, "计数事实", "published", "公开的数"))
    with pytest.raises(Refused, match="公开的数"):
        workbook.read(content, "规则.xlsx", shelf=shelf)
