"""Strict YAML: what is read, and what is refused with its place."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.reading import LARGEST_FILE, Refused, read, read_file


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("7", 7),
        ("-3", -3),
        ("0.25", Decimal("0.25")),
        ("1.50", Decimal("1.50")),
        ("true", True),
        ("null", None),
        ("", None),
        ("no", "no"),
        ("yes", "yes"),
        ("010", "010"),
        ("12:30", "12:30"),
        ("60%", "60%"),
        ("2026-01-15", "2026-01-15"),
        ("1e3", "1e3"),
        ("0x10", "0x10"),
        (".5", ".5"),
        ("1_000", "1_000"),
        ("'7'", "7"),
        ('"true"', "true"),
        ("春节", "春节"),
        ("99999999999999999999", "99999999999999999999"),
    ],
)
def test_a_word_means_what_a_person_sees(written, meant):
    found = read(f"a: {written}", "甲.yaml").plain()
    assert found == {"a": meant} and type(found["a"]) is type(meant)


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("a: 1\na: 2", "2:1", "“a”重复，前一处在第1行"),
        ("a: {b: 1, b: 2}", "1:11", "“b”重复，前一处在第1行"),
        ("a: &x 1\nb: *x", "1:4", "不支持锚点和引用"),
        ("a: *x", "1:4", "不支持锚点和引用"),
        ("a: !!python/object:os.system 1", "1:4", "不支持类型标记"),
        ("a: !secret 1", "1:4", "不支持类型标记"),
        ("a: b: c", "1:5", "此处不能再写冒号"),
        ("a: [1, 2", "2:1", "方括号里缺少逗号或右括号"),
        ("a: {b: 1", "2:1", "大括号里缺少逗号或右括号"),
        ("a:\n\tb: 1", "2:1", "制表符"),
        ("a: 1\n---\nb: 2", "2:1", "一个文件只能有一份内容"),
        ("a: 'x", "2:1", "文件没有写完"),
        ("? [1]\n: 2", "1:3", "键必须是文字"),
        ("[" * 60, "1:41", "层次超过40层"),
    ],
)
def test_what_cannot_be_read_is_refused_where_it_stands(text, place, says):
    with pytest.raises(Refused) as refused:
        read(text + "\n", "甲.yaml")
    told = [(f"{fault.line}:{fault.column}", fault.says) for fault in refused.value.faults]
    assert any(where == place and says in words for where, words in told), told


@pytest.mark.parametrize("text", ["", "# nothing\n", "a: \x01", "a: \ud800"])
def test_an_empty_or_broken_text_is_refused(text):
    with pytest.raises(Refused, match=r"文件是空的|控制字符|半个字符"):
        read(text, "甲.yaml")


def test_a_file_in_another_encoding_or_too_large_is_refused(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes("甲: 1".encode("gb18030"))
    with pytest.raises(Refused, match="不是UTF-8编码"):
        read_file(path)
    path.write_bytes(b"\xef\xbb\xbfa: 1")
    assert read_file(path).plain() == {"a": 1}
    path.write_bytes(b"a" * (LARGEST_FILE + 1))
    with pytest.raises(Refused, match="超过4兆字节"):
        read_file(path)


def test_a_fault_says_file_line_and_column():
    node = read("a:\n  b: [1, x]\n", "甲.yaml")
    assert str(node.at(["a", "b", 1]).fault("写错了")) == "甲.yaml 第2行第10列：写错了"
    assert str(node.at(["a", "c", 7]).fault("写错了")) == "甲.yaml 第2行第3列：写错了"


def test_a_table_says_which_keys_it_lacks_and_does_not_know():
    node = read("{a: 1, c: 2}", "甲.yaml")
    with pytest.raises(Refused) as refused:
        node.table(required=("a", "b"), allowed=("d",))
    assert [str(fault) for fault in refused.value.faults] == [
        "甲.yaml 第1行第8列：不认识“c”；这里可以写：a、b、d",
        "甲.yaml 第1行第1列：缺少“b”",
    ]


def test_another_kind_of_value_is_refused_in_words():
    node = read("{a: [1], b: {c: 1}, d: '', e: 1}", "甲.yaml")
    for take, says in [
        (node.value["a"].table, "应当是一组“键: 值”，写的是一个列表"),
        (node.value["b"].listing, "应当是一个列表，写的是一组"),
        (node.value["b"].string, "应当是文字，写的是一组"),
        (node.value["d"].string, "应当是文字，写的是空"),
        (node.value["e"].flag, "只能写 true 或 false，写的是“1”"),
    ]:
        with pytest.raises(Refused, match=says):
            take()
    assert [item.value for item in node.value["e"].listing()] == [1]


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    try:
        read(text, "甲.yaml")
    except Refused as refused:
        assert all(fault.says for fault in refused.faults)


@given(st.text(alphabet="ab:-[]{},'\"#&*!|>%@`? \n\t甲", max_size=60))
def test_any_punctuation_is_read_or_refused(text):
    try:
        read(text, "甲.yaml")
    except Refused as refused:
        assert all("甲.yaml" in str(fault) for fault in refused.faults)
