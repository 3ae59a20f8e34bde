"""What an interpretation repeats of its document, what it does not tell, and which of its forms cannot be seen."""

import pytest

from gongkai import shelf
from gongkai.checks import explaining, lexicon
from gongkai.law.reading import Refused, read

PAPER = "第三条 各货运经营者应当在经营场所公示收费项目和标准，不得加收费用。"
SAYS = "为什么要改：过去收费不明。" + PAPER[4:26] + "，这样大家心里有数。"


def test_the_stretches_that_also_stand_in_the_document_are_marked_and_no_others():
    found = explaining.passages(SAYS, PAPER, 13)
    assert [one.text for one in found if one.repeated] == ["各货运经营者应当在经营场所公示收费项目和标准"]
    assert "".join(one.text for one in found) == SAYS
    # 为什么要改过去收费不明 are 11 signs, the stretch 22, 这样大家心里有数 8
    assert explaining.share(found) == 22 * 100 // 41


@pytest.mark.parametrize("run, repeated", [(22, True), (23, False)])
def test_a_stretch_counts_from_so_many_signs_on(run, repeated):
    assert any(one.repeated for one in explaining.passages(SAYS, PAPER, run)) is repeated


def test_a_document_named_in_brackets_is_not_repeated_and_points_do_not_hide_a_repeat():
    name = "《大英县道路货物运输经营行为管理办法实施细则》"
    assert not any(one.repeated for one in explaining.passages(f"解读{name}", f"印发{name}", 13))
    broken = "各货运经营者，应当在经营场所——公示收费项目和标准"
    assert any(one.repeated for one in explaining.passages(broken, PAPER, 13))


def test_an_empty_text_repeats_nothing():
    assert explaining.share(explaining.passages("", PAPER, 13)) == 0


def test_what_is_not_told_is_named_and_a_change_is_asked_for_only_where_the_document_changes_something():
    rules = shelf.explaining()
    told = {one.name for one in explaining.lacking("出台背景：收费不明。", "自2026年2月1日起施行。", rules)}
    assert "制定背景" not in told and "联系方式" in told and "与旧政策的差别" not in told
    told = {one.name for one in explaining.lacking("出台背景：收费不明。", "原办法同时废止。", rules)}
    assert "与旧政策的差别" in told


@pytest.mark.parametrize(
    "form, html, files",
    [
        ("图表图解", "", ["一图读懂.PNG"]),
        ("视频", '<p><a href="https://v.example.cn/1">观看解读视频</a></p>', []),
        ("音频", '<p><a href="https://v.example.cn/1">收听</a></p>', []),
        ("问答", "<p>问：哪些车能进城？</p><p>答：见图。</p>", []),
    ],
)
def test_a_form_is_seen_by_what_the_record_carries(form, html, files):
    rules = shelf.explaining()
    assert explaining.unseen([form], html, files, rules) == []
    assert [one.name for one in explaining.unseen([form], "<p>说明。</p>", ["表.xlsx"], rules)] == [form]


@pytest.mark.parametrize(
    "body, says",
    [
        ("forms: [{name: 图, shows: smell}]", "应为image"),
        ("repeats: {run: 3, share: 40}", "4 到 100"),
        ("repeats: {run: 13, share: 101}", "1 到 100"),
        ("covers: [{name: 背景, words: '(', says: 甲}]", "匹配式"),
    ],
)
def test_a_lexicon_at_fault_is_refused_in_words(body, says):
    with pytest.raises(Refused, match=says):
        lexicon.validate(read(f"lexicon: interpretation\nversion: 1\nsource: 甲\n{body}\n", "x.yaml"))


def test_a_place_writes_a_part_anew_and_keeps_the_rest():
    head = "lexicon: interpretation\nversion: '{}'\nsource: 甲\n"
    first = read(head.format(1) + "forms: [{name: 文字}]\nrepeats: {run: 13, share: 40}\n", "a.yaml")
    again = read(head.format(2) + "repeats: {run: 20, share: 50}\n", "b.yaml")
    found = lexicon.read_explaining([first, again])
    assert (found.names, found.run, found.share, found.version) == (("文字",), 20, 50, "1、2")
