"""答复目录: the shipped one is whole and stands on its articles; faults are said; a place may adopt its own words."""

from datetime import date

import pytest

from gongkai import shelf
from gongkai.law.reading import Refused, read
from gongkai.law.replies import Outcome, read_replies
from tests.county import moment

# The rows of table three and what each outcome prints of remedies, written down from the form and the two laws by hand.
BY_HAND = {
    "opened_already": ("r3_1", "either"), "opened": ("r3_1", "either"), "partly": ("r3_2", "partly"),
    "state_secret": ("r3_3_1", "review_first"), "law_forbidden": ("r3_3_2", "review_first"),
    "three_security": ("r3_3_3", "review_first"), "third_party": ("r3_3_4", "review_first"),
    "internal": ("r3_3_5", "review_first"), "process": ("r3_3_6", "review_first"),
    "enforcement_file": ("r3_3_7", "review_first"), "inquiry": ("r3_3_8", "either"), "not_held": ("r3_4_1", "either"),
    "not_ours": ("r3_4_1", "either"), "needs_making": ("r3_4_2", "either"), "unclear": ("r3_4_3", "either"),
    "petition": ("r3_5_1", "either"), "repeated": ("r3_5_2", "either"), "published_work": ("r3_5_3", "either"),
    "excessive": ("r3_5_4", "either"), "reissue": ("r3_5_5", "either"), "no_correction": ("r3_6_1", "either"),
    "no_payment": ("r3_6_2", "either"), "other": ("r3_6_3", "none"),
}  # fmt: skip
OWN = """
replies: ours
title: 本县答复
outcomes:
  not_held:
    name: 信息不存在
    title: 政府信息不存在告知书
    row: r3_4_1
    remedy: either
    says: 找过没有
    cite: [条例-36.4]
    asks: {searched: {name: 检索经过, kind: long}}
    letter: ["经查找{searched}，根据《中华人民共和国政府信息公开条例》第三十六条第（四）项，没有该信息。"]
    sample: {described: 日志, searched: 档案室}
"""


def test_every_outcome_of_the_yearly_report_has_its_row_its_remedy_and_its_article():
    found = shelf.replies()
    assert {name: (one.row, one.remedy) for name, one in found.outcomes.items()} == BY_HAND
    assert set(found.rows) == {one.row for one in found.outcomes.values()} and len(found.rows) == 21
    notices = {one.notice for one in found.outcomes.values()} - {""}
    assert notices == {"opened", "refused", "elsewhere"}
    assert len(found.papers) >= 14 and not any(isinstance(one, Outcome) for one in found.papers.values())


def test_before_the_law_of_2023_a_refusal_left_the_choice():
    found = shelf.replies()
    on = lambda day: found.remedy_on(found["internal"], day).id
    assert on(date(2023, 12, 31)) == "either" and on(date(2024, 1, 1)) == "review_first"


def test_a_place_may_say_it_in_its_own_words(monkeypatch, tmp_path):
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    shelf.adopt("replies", "ours", {"ours.yaml": OWN.encode()}, at=moment("2026-01-05 09:00"), by="某")
    found = shelf.replies()
    assert found["not_held"].says == "找过没有" and found["opened"].row == "r3_1"


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("r3_4_1", "r4", "不是年度报告表三"),
        ("remedy: either", "remedy: both", "不认识“both”"),
        ("第三十六条第（四）项", "第三十六条第（五）项", "没有写所依据的第三十六条第四项"),
        ("条例-36.4", "条例-36.9", "条例-36.9"),
        ("{searched}，", "，", "问了“检索经过”"),
        ("经查找", "经{nobody}查找", "没有来处"),
        ("searched: 档案室", "others: 档案室", "缺少：searched"),
        ("kind: long", "kind: long, free: true", "写在方括号里"),
        ("cite: [条例-36.4]", "cite: [条例-36.4]\n    needs: {third: settled}", "要有的记录"),
        ("kind: long", "kind: choice", "要写 choices"),
    ],
)
def test_faults_are_said(was, now, says):
    with pytest.raises(Refused, match=says):
        read_replies(read(OWN.replace(was, now), "ours.yaml"), shelf.documents(), shelf.replies())
