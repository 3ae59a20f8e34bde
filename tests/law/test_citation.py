"""The register: every provision of the five documents, and what a code stands for."""

from datetime import date

import pytest

from gongkai import shelf
from gongkai.law.citation import chinese_number, read_register
from gongkai.law.reading import Refused, read

REGISTER = shelf.documents()


@pytest.mark.parametrize(("code", "rows"), [("BW", 45), ("SQ", 21), ("DY", 28), ("KF", 57), ("TZ", 26)])
def test_every_row_of_the_five_documents_is_registered(code, rows):
    assert len(REGISTER.provisions(code)) == rows


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("TZ-4.1", "《泰州质监政务公开工作要求》四（四）1："),
        ("条例-33", "《中华人民共和国政府信息公开条例》第三十三条："),
        ("条例-36.2", "《中华人民共和国政府信息公开条例》第三十六条第二项："),
        ("条例-10", "《中华人民共和国政府信息公开条例》第十条："),
        ("民法典-203", "《中华人民共和国民法典》第二百零三条："),
        ("BW-16.4", "《博望区交通运输局政务公开工作考核暂行办法》第十六条（四）："),
        ("KF-T1.6", "《开福区2013年政务公开工作要点》表一第6项："),
        ("DY-F2.4", "《大英县人民政府办公室关于做好2018年政务公开工作的通知》附件2注："),
    ],
)
def test_a_code_resolves_to_document_and_article(code, words):
    citation = REGISTER.resolve(code)
    assert str(citation).startswith(words)
    assert citation.sentence and str(citation).endswith(citation.sentence)


def test_the_numbers_of_a_provision_are_in_its_sentence():
    assert "7个工作日" in REGISTER.resolve("TZ-4.1").sentence
    assert "20个工作日" in REGISTER.resolve("TZ-2.5").sentence
    assert "12360条" in REGISTER.resolve("DY-F1").sentence
    assert "70%" in REGISTER.resolve("BW-15").sentence


@pytest.mark.parametrize("code", ["BW-9.1–9.4", "BW-9.1", "BW-9.2", "BW-9.4"])
def test_a_row_of_several_answers_to_each_of_them(code):
    assert REGISTER.resolve(code).article == "第九条"
    assert REGISTER.cites(code)


@pytest.mark.parametrize("code", ["BW-9.5", "BW-17", "条例-99", "XX-1", "条例-", ""])
def test_an_unknown_code_is_refused_in_words(code):
    assert not REGISTER.cites(code)
    with pytest.raises(Refused, match=r"没有登记|文件登记册里没有"):
        REGISTER.resolve(code)


def test_a_whole_document_can_be_cited():
    citation = REGISTER.resolve("国办发〔2016〕80号")
    assert (citation.article, citation.sentence) == ("", "")
    assert citation.document.number == "国办发〔2016〕80号"


def test_what_a_document_carries_out_is_found_upward_and_what_hangs_on_it_downward():
    assert [document.code for document in REGISTER.above("SQ")] == [
        "中办发〔2016〕8号",
        "国办发〔2016〕19号",
        "江苏省2016要点",
        "宿迁市2016要点",
    ]
    assert "DY" in {document.code for document in REGISTER.below("中办发〔2016〕8号")}
    assert REGISTER.above("条例") == []


def test_what_a_document_does_not_state_is_unknown():
    measures = REGISTER["BW"]
    assert (measures.number, measures.issued, measures.effective) == (None, None, None)
    assert measures.in_force(date(2020, 1, 1)) is None
    assert (REGISTER["DY"].issued, REGISTER["DY"].published) == (date(2018, 4, 18), date(2018, 4, 19))
    assert (REGISTER["KF"].issued, REGISTER["KF"].published) == (date(2013, 3, 26), date(2013, 4, 1))


def test_a_regulation_is_in_force_between_its_days():
    old, new = REGISTER["条例2007"], REGISTER["条例"]
    assert [old.in_force(date(2008, 4, 30)), old.in_force(date(2008, 5, 1))] == [False, True]
    assert [old.in_force(date(2019, 5, 14)), old.in_force(date(2019, 5, 15))] == [True, False]
    assert [new.in_force(date(2019, 5, 14)), new.in_force(date(2019, 5, 15))] == [False, True]
    assert old.replaced_by == "条例"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (49, "四十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (203, "二百零三"),
        (1000, "一千"),
        (1010, "一千零一十"),
        (1260, "一千二百六十"),
    ],
)
def test_articles_are_numbered_in_chinese(number, words):
    assert chinese_number(number) == words


ENTRY = "{title: 甲办法, level: 县区, issuer: 甲县, number: null, issued: 2025-01-02, %s}"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("A: " + ENTRY % "carries_out: [B]", "“B”没有登记"),
        ("A: " + ENTRY % "replaced_by: B", "“B”没有登记"),
        ("A: " + ENTRY % "carries_out: [A]", "“A”经上级文件又回到自己"),
        ("A: " + ENTRY % "provisions: {B-1: 甲}", "条款“B-1”应当以“A-”开头"),
        ("A: " + ENTRY % "provisions: {A-1.2: 甲}", "请写成“\\[所在位置, 一句话\\]”"),
        ("A: " + ENTRY % "provisions: {A-1: [甲, 乙, 丙]}", "请用中文逗号"),
        ("A: " + (ENTRY % "until: never"), "不是日期"),
        ("A: " + (ENTRY % "until: null").replace("县区", "街"), "层级只能是"),
        ("A: {title: 甲}", "缺少“level”"),
    ],
)
def test_a_slip_in_a_register_is_refused_in_words(text, says):
    with pytest.raises(Refused, match=says):
        read_register(read(text, "documents.yaml"))


def test_a_circle_of_documents_is_refused():
    text = (
        "A: " + ENTRY % "carries_out: [B]" + "\nB: " + ENTRY % "carries_out: [C]" + "\nC: " + ENTRY % "carries_out: [A]"
    )
    with pytest.raises(Refused, match="“A”经上级文件又回到自己"):
        read_register(read(text, "documents.yaml"))
