"""Marks stand on the text as it was written."""

from gongkai.search.highlights import excerpt, marks, pieces


def cut(text, *wanted):
    return [text[start:end] for start, end in marks(text, wanted)]


def test_marks_lead_to_the_original_spelling():
    assert cut("關於審計局的ＡＢＣ通知", "审计局", "abc") == ["審計局", "ＡＢＣ"]
    assert cut("川府〔2018〕1号文", "2018 1号") == ["2018〕1号"]
    assert cut("第㈠项", "一") == ["㈠"]
    assert cut("零\u200b宽", "零宽") == ["零\u200b宽"]


def test_overlapping_and_touching_marks_are_one():
    assert cut("甲乙丙丁", "甲乙", "乙丙", "丁") == ["甲乙丙丁"]
    assert cut("哈哈哈", "哈哈") == ["哈哈哈"]
    assert marks("没有", ["无"]) == []


def test_pieces_put_together_are_the_text():
    text = "甲<b>乙</b>&丙"
    assert "".join(piece for piece, _ in pieces(text, ["乙"])) == text
    assert [piece for piece, hit in pieces(text, ["乙"]) if hit] == ["乙"]


def test_an_excerpt_shows_the_first_mark():
    text = "前" * 300 + "要找的话" + "后" * 300
    shown = excerpt(text, ["要找"])
    assert ("要找", True) in shown
    assert shown[0] == ("…", False) and shown[-1] == ("…", False)
    assert len("".join(piece for piece, _ in shown)) <= 122
    assert excerpt("短文", ["无"]) == [("短文", False)]
