"""What a sheet says of one line: the figures a condition was held against stand beside it."""

from typing import Any

import pytest

from tests.law.little import book, leaf, run


def sentence(rules: str, more: str = "points: 10", **facts: Any) -> str:
    return run(book(leaf(rules, more)), {"甲": facts}).sheet("甲").node("one").text


@pytest.mark.parametrize(
    ("rules", "facts", "told"),
    [
        ("[{lose: 5, when: {n: {above: 3}}}]", {"n": 4}, "件数高于3件（件数4件），扣5分"),
        (
            "[{lose: 1, each: target, when: {n: {above: 3}}}]",
            {"n": 4, "target": 2},
            "件数高于3件（件数4件），任务数2 × 1",
        ),
        ("[{lose: 5, when: {ok: false}}]", {"ok": False}, "没有“合格”，扣5分"),  # a yes or no says itself
        ("[{lose: 5, when: {state: poor}}]", {"state": "poor"}, "状态为“差”，扣5分"),
    ],
)
def test_a_condition_that_holds_tells_the_figure_it_was_held_against(
    rules: str, facts: dict[str, Any], told: str
) -> None:
    assert told in sentence(rules, **facts)
