"""Two wordings of a text as a reader follows them."""

import random

from gongkai.papers.comparing import IN, OUT, SAME, compare, pieces


def told(passages):
    marks = {SAME: "{}", OUT: "[-{}-]", IN: "[+{}+]"}
    return [
        f"…{one.skipped}…" if one.skipped else "".join(marks[sort].format(text) for sort, text in one.pieces)
        for one in passages
    ]


def test_what_went_and_what_came_is_told_in_its_paragraph():
    assert told(compare("县道由局养护。", "县道由县交通运输局养护。")) == ["县道由[+县交通运输+]局养护。"]


def test_a_paragraph_taken_out_leaves_those_around_it_unmarked():
    before = "一、县道由局养护。\n二、每年公布一次。\n三、自2025年1月1日起施行。"
    after = "一、县道由局养护。\n三、自2026年2月1日起施行。"
    assert told(compare(before, after)) == [
        "一、县道由局养护。", "[-二、每年公布一次。-]", "三、自[-2025年1-][+2026年2+]月1日起施行。",
    ]  # fmt: skip


def test_what_did_not_change_is_counted_and_not_told():
    lines = [f"第{n}条不变。" for n in range(40)]
    assert told(compare("\n".join(lines), "\n".join([*lines, "新增一条。"]))) == [
        "…39…", "第39条不变。", "[+新增一条。+]",
    ]  # fmt: skip


def test_the_same_twice_is_no_change():
    assert compare("不变。\n不变。", "不变。\n不变。") == []


def test_a_figure_is_never_cut():
    assert [piece.text for piece in pieces("共1280元", "共1380元") if piece.sort != SAME] == ["1280", "1380"]


def test_both_wordings_can_be_read_off_the_pieces():
    dice = random.Random(7)
    for _ in range(200):
        before, after = ("".join(dice.choices("县道养护由局。12", k=dice.randrange(40))) for _ in range(2))
        found = pieces(before, after)
        assert "".join(piece.text for piece in found if piece.sort != IN) == before
        assert "".join(piece.text for piece in found if piece.sort != OUT) == after


def test_a_very_long_text_is_told_as_a_whole():
    before, after = "甲" * 4000, "乙" * 4000
    assert [piece.sort for piece in pieces(before, after)] == [OUT, IN]
