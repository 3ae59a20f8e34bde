"""Records: only public types with named fields, each holding exactly what it is declared to hold."""

from dataclasses import fields
from datetime import date, datetime

import pytest

from gongkai.publication.records import Attachment, Link, RecordFault
from tests.publication.samples import AT, SHA, column, document, full_document, of_every_kind, unit


class Private(str):
    """A text of another type than text: what a sealed field might hand out."""


@pytest.mark.parametrize("record", of_every_kind(), ids=lambda record: type(record).__name__)
@pytest.mark.parametrize("stranger", [Private("密"), b"x", {"a": 1}, ["a"], object(), 1.5, (1,), (Private("密"),)])
def test_no_field_takes_a_value_of_another_type(record, stranger):
    for field in fields(record):
        values = {one.name: getattr(record, one.name) for one in fields(record)}
        with pytest.raises(RecordFault, match=field.name):
            type(record)(**{**values, field.name: stranger})


@pytest.mark.parametrize("record", of_every_kind(), ids=lambda record: type(record).__name__)
def test_a_record_cannot_carry_a_field_of_its_own(record):
    with pytest.raises(TypeError):
        type(record)(**{one.name: getattr(record, one.name) for one in fields(record)}, id_number="x")
    with pytest.raises((AttributeError, TypeError)):
        object.__setattr__(record, "id_number", "x")


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<SCRIPT src=x>",
        '<p onclick="x()">a</p>',
        "<img src=x\nonerror=x>",
        '<a href="javascript:x">a</a>',
        "<iframe src=x></iframe>",
        "<style>p{}</style>",
        "<form action=x>",
        "<!-- 密 -->",
        "<svg><a/></svg>",
        "<?php ?>",
        "<base href=x>",
        '<meta http-equiv="refresh">',
    ],
)
def test_html_that_was_not_cleaned_is_refused(html):
    with pytest.raises(RecordFault, match="清理"):
        document(html=f"<p>前</p>{html}")


@pytest.mark.parametrize(
    "html", ["<p>温度 on = 开，a &lt; b</p>", '<table class="grid"><tr><td colspan="2">一</td></tr></table>']
)
def test_clean_html_passes(html):
    assert document(html=html).html == html


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": " "}, "标题"),
        ({"column": ""}, "栏目"),
        ({"key": "17"}, "编号"),
        ({"key": "disclosure:../x"}, "编号"),
        ({"column": "a/b"}, "网址"),
        ({"validity": "有效"}, "有效性"),
        ({"published": datetime(2026, 1, 1)}, "时区"),  # noqa: DTZ001
        ({"formed": datetime(2026, 1, 1, tzinfo=AT.tzinfo)}, "formed"),
        ({"published": date(2026, 1, 1)}, "published"),
        ({"title": "甲\x0b乙"}, "控制字符"),
        ({"keywords": ("甲\x00",)}, "控制字符"),
        ({"title": "\ud800"}, "控制字符"),
        ({"title": "长" * 501}, "过长"),
    ],
)
def test_a_faulty_document_is_refused_in_words(wrong, says):
    with pytest.raises(RecordFault, match=says):
        document(**wrong)


def test_parts_are_checked_too():
    with pytest.raises(RecordFault, match="路径"):
        Attachment("../etc/passwd", 1, "text/plain", SHA)
    with pytest.raises(RecordFault, match="校验值"):
        Attachment("a.txt", 1, "text/plain", "zz")
    with pytest.raises(RecordFault, match="未列入"):
        Link("knows", "disclosure:1")
    with pytest.raises(RecordFault, match="既不是"):
        Link("related", "javascript:alert(1)")
    with pytest.raises(RecordFault, match="类别"):
        column(column_type="八卦")
    with pytest.raises(RecordFault, match="名称"):
        unit(name="")


def test_a_full_record_is_accepted():
    assert full_document().links[0].to == "https://www.gov.cn/"
