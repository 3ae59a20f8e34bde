"""The reference of the language is what the readers read: the page is up to date, and no key is declared in vain."""

import re
from pathlib import Path

import pytest

from gongkai.law import keys, limits, rulebook
from gongkai.law.rulebook import Refused
from tests.law.little import FACTS, HEAD, leaf
from tests.law.reference import PAGE, TABLES, page

READERS = [path for room in (rulebook, limits) for path in sorted(Path(room.__file__).parent.glob("*.py"))]


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.law.reference"


def test_every_table_of_keys_is_on_the_page() -> None:
    declared = {id(value) for value in vars(keys).values() if isinstance(value, dict) and value is not keys.EDGES}
    declared = {one for one in declared if one != id(vars(keys)["__builtins__"])}
    assert declared == {id(of) for _, _, of in TABLES}


@pytest.mark.parametrize(("title", "of"), [(title, of) for title, _, of in TABLES])
def test_every_key_is_read_somewhere(title: str, of: keys.Keys) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in READERS)
    missing = [name for name in of if f'"{name}"' not in source]
    assert missing == [], title


@pytest.mark.parametrize(
    "where",
    [
        "rounding: {mod: half_up}",
        "grades: {bands: [{grade: 好, quota: {at_most: 1, pro: all}}]}",
        "grades: {bands: [{grade: 好}], lowered: [{when: {ok: true}, by: 1, says_: 降}]}",
        "ranking: {lists: [{title: 表, top: 1, bottum: 2}]}",
        "use: [{when: {grade: 好}, do: commend, until: 1 month}]",
        "accept: [{finding: points-sum, because: 原文如此, why: 是}]",
        "limits: {foi.x: {within: 3 days, after: day, done: day, cite: X, befor: 1}}",
    ],
)
def test_a_key_that_is_not_on_the_page_is_refused_everywhere(where: str) -> None:
    text = f"{HEAD}{FACTS}{where}\ntable: {leaf('[{earn: 1, each: n}]')}\n"
    with pytest.raises(Refused, match=re.escape("不认识“")):
        rulebook.load(text, "x", facts="facts: {}\n")


def test_keys_that_must_be_there_are_marked_so() -> None:
    shown = PAGE.read_text(encoding="utf-8")
    assert "| `as_of` | 截至哪一天的事实（必写） | 日期 |  |" in shown
    assert "| `take` | 各次怎样合成 | mean、sum、lowest、highest；与 weights 写一个 | mean |" in shown
