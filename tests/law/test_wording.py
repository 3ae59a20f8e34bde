"""What a sheet says of a line, read aloud: whole sentences, no more promised than was lost, figures people can say."""

import pytest

from tests.law.little import book, leaf, run

SHARE = "  done: {name: 完成率, share: n, of: target}\n"


def node(rules, more="points: 10", **facts):
    return run(book(leaf(rules, more), facts=SHARE), {"甲": facts}).sheet("甲").node("one")


def said(rules, more="points: 10", **facts):
    return [line.sentence for line in node(rules, more, **facts).lines]


@pytest.mark.parametrize(
    ("rules", "facts", "told"),
    [
        ("[{lose: 1, when: {n: {at_least: 1}}}]", {"n": 0}, "件数0件，不扣分"),
        ("[{lose: 1, when: {n: {at_least: 1}}}]", {"n": 2}, "件数2件，扣1分"),
        ("[{lose: 1, when: {n: {at_least: 3}}}]", {"n": 2}, "件数2件，不符合“件数不低于3件”，不扣分"),
        ("[{lose: 1, when: {n: {at_least: 3}}}]", {"n": 4}, "件数不低于3件（件数4件），扣1分"),
        ("[{lose: 2, when: {ok: false}}]", {"ok": True}, "合格：是，不扣分"),
        ("[{lose: 2, when: {ok: false}}]", {"ok": False}, "没有“合格”，扣2分"),
        ("[{lose: 2, when: {not: {ok: true}}}]", {"ok": True}, "合格：是，不符合“并非‘合格’”，不扣分"),
        ("[{lose: 0.3, each: n, short_of: 5}]", {"n": 3}, "件数3件，少2件，每件0.3分，扣0.6分"),
        ("[{lose: 0.5, each: target}]", {"target": 3}, "任务数3 × 0.5分，扣1.5分"),
        ("[{earn: 2, each: n, at_most: 6}]", {"n": 4}, "件数4件，每件2分，得8分，本条最多6分，计6分"),
        ("[{earn: 0.2, each: n, beyond: 5, per_full: 10}]", {"n": 7}, "件数7件，超过5的2件，不满10件，不得分"),
        (
            "[{earn: 0.2, each: n, beyond: 5, per_full: 10}]", {"n": 27},
            "件数27件，超过5的22件，每满10件计1次，计2次，每次0.2分，得0.4分",
        ),
        ("[{lose: 0.4, each: rate, beyond: 2%, per_full: 1%}]", {"rate": "4%"},
         "比率4%，超过2%的2个百分点，每满1个百分点计1次，计2次，每次0.4分，扣0.8分"),
        ("[{earn: 100%, times: rate}]", {"rate": "100%"}, "比率100%，得10分"),
        ("[{earn: 100%, times: done}]", {"n": 7, "target": 9}, "完成率77.78%，10分 × 77.78%，得7.78分"),
        ("[{lose: 2, each: n, unless: {ok: true}}]", {"n": 1, "ok": True}, "合格：是，免扣"),
    ],
)  # fmt: skip
def test_a_line_is_said_in_a_whole_sentence(rules, facts, told):
    assert said(rules, **facts) == [told]


def test_the_article_stands_once_with_its_indicator_and_at_a_line_only_where_it_has_its_own():
    rules = "[{lose: 1, each: n}, {lose: 2, when: {ok: false}, cite: DY-4}]"
    one = node(rules, "points: 10, cite: DY-1", n=1, ok=False)
    assert [line.sentence for line in one.lines] == ["件数1件，每件1分，扣1分", "没有“合格”，扣2分〔DY-4〕"]
    assert one.text == "一项 7.00/10: 件数1件，每件1分，扣1分；没有“合格”，扣2分〔DY-4〕〔DY-1〕"


def test_a_limit_that_was_not_reached_is_not_said():
    assert node("[{lose: 1, each: n}]", "points: 10, floor: 3", n=2).sentences == ()
    assert node("[{lose: 1, each: n}]", "points: 10, floor: 3", n=8).sentences == ("2分低于下限3分，计3分",)
    assert node("[{lose: 1, each: n}]", "points: 10, floor: 0", n=12).sentences == ("扣完为止，计0分",)
    assert node("[{lose: 1, each: n}]", "points: 0, floor: -6", n=7).sentences == ("共扣7分，最多扣6分",)


@pytest.mark.parametrize(
    ("rules", "more", "facts", "told"),
    [
        ("[{earn: 2, each: n, at_most: 6}]", "points: 6", {"n": 3}, []),
        ("[{earn: 2, each: n, at_most: 6}]", "points: 6", {"n": 1}, ["件数每再多1件，可再得2分，最多再得4分"]),
        ("[{earn: 2, each: n, at_most: 6}]", "points: 5", {"n": 2}, ["件数每再多1件，可再得1分"]),
        ("[{earn: 1, each: n}]", "points: 5", {"n": 5}, []),
        ("[{lose: 1, when: {n: {at_least: 1}}}]", "points: 5", {"n": 2}, ["件数降为0件，可少扣1分"]),
        ("[{lose: 2, when: {ok: false}}]", "points: 5", {"ok": False}, ["做到“合格”，可少扣2分"]),
        ("[{lose: 3, each: n}]", "points: 5, floor: 0", {"n": 4}, ["件数降为0件，可少扣5分"]),
        ("[{lose: 3, each: n}]", "points: 0, floor: -6", {"n": 4}, ["件数降为0件，可少扣6分"]),
        ("[{earn: 100%, times: done}]", "points: 2", {"n": 7, "target": 9}, ["完成率达到100%，可再得0.44分"]),
    ],
)
def test_no_more_is_promised_than_was_lost(rules, more, facts, told):
    assert node(rules, more, **facts).remedies == told


def test_who_is_not_asked_is_told_why():
    found = node("[{lose: 1, each: n}]", "points: 10, only: {ok: true}, not_applicable: full", n=0, ok=False)
    assert found.sentences == ("不考核（本项只考核“合格”的单位），按满分计",)
