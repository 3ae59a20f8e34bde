"""Words that are mistyped or out of use are named with the right one; the same signs within another word are not."""

import pytest

from gongkai.checks import wording


@pytest.mark.parametrize(
    "text, says, right",
    [("做好工作布署", "布署", "部署"), ("统一按排车辆", "按排", "安排"), ("关爱残废人", "残废人", "残疾人")],
)
def test_a_wrong_word_is_named_with_the_right_one(text, says, right):
    (finding,) = wording.find(text)
    assert (finding.level, text[finding.start : finding.end]) == ("warn", says)
    assert f"“{right}”" in finding.message


@pytest.mark.parametrize("text", ["按排名先后", "既使用又维护", "部署安排统筹", "请按排放标准执行"])
def test_the_same_signs_in_another_word_are_right(text):
    assert wording.find(text) == []


def test_a_word_cut_by_tags_is_found_in_the_source():
    page = "<p>周密布<b>署</b></p>"
    (finding,) = wording.find_in_html(page)
    assert page[finding.start : finding.end] == "布<b>署"


def test_no_right_word_is_itself_wrong_and_every_exception_holds_its_word():
    for entry in wording.shipped().entries.values():
        assert wording.find(entry.right) == []
        assert all(entry.says in word and wording.find(word) == [] for word in entry.unless)
