"""A clean copy shows what was shown and holds nothing else; the original stays."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment

from gongkai.files import cleaned, store, text
from gongkai.files.refusal import Unreadable
from tests.county import moment
from tests.files import office, samples

AT = moment("2025-03-05 09:00")


@pytest.fixture
def copied(county):
    def made(content, name):
        row = store.keep(content, name=name, at=AT, by=None)
        fresh = cleaned.copy(row, name, by=county.xin.person, at=AT)
        assert store.intact(row.pk) and fresh.pk != row.pk
        return fresh

    return made


def everything(row):
    with zipfile.ZipFile(store.open(row.pk)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")


def test_a_word_paper_keeps_what_is_read_and_loses_changes_comments_hidden_words_and_names(copied):
    paper = office.paper("看得见的正文", comment="内部批注", deleted="删去的话", vanished="隐藏的话", author="江春成")
    fresh = copied(paper, "通知.docx")
    words = text.kept([fresh.pk])[fresh.pk]
    assert words.seen == "看得见的正文" and words.traces == []
    assert not any(word in everything(fresh) for word in ("内部批注", "删去的话", "隐藏的话", "江春成"))


def test_inserted_words_stay_and_prefixes_named_in_words_stay_declared(copied):
    ignorable = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14" '
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    )
    body = '<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>新增的话</w:t></w:r></w:ins></w:p>'
    document = f"<w:document {samples.W} {ignorable}><w:body>{body}</w:body></w:document>"
    fresh = copied(samples.docx(word__document_xml="", **{"word/document.xml": document}), "通知.docx")
    assert "新增的话" in text.kept([fresh.pk])[fresh.pk].seen
    whole = everything(fresh)
    assert "xmlns:w14=" in whole and "<w:ins" not in whole


def test_a_workbook_loses_hidden_rows_columns_sheets_and_comments_with_their_words(copied):
    book = openpyxl.Workbook()
    book.properties.creator = "江春成"
    sheet = book.active
    sheet.append(["姓名", "金额", "内部"])
    sheet.append(["张甲", 100, "甲的秘事"])
    sheet.append(["藏着的人", 200, "乙的秘事"])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet["A2"].comment = Comment("批注的话", "某")
    secret = book.create_sheet("底稿")
    secret.append(["底稿的话"])
    secret.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    fresh = copied(out.getvalue(), "名单.xlsx")
    words = text.kept([fresh.pk])[fresh.pk]
    assert words.traces == [] and "张甲\t100" in words.seen
    for gone in ("藏着的人", "秘事", "批注的话", "底稿", "江春成"):
        assert gone not in everything(fresh)
    again = openpyxl.load_workbook(io.BytesIO(store.open(fresh.pk).read()))
    assert [cell.value for cell in again.worksheets[0][2]][:2] == ["张甲", 100]


def test_a_pdf_loses_its_remarks_and_who_made_it(copied):
    fresh = copied(
        office.pdf(office.line("seen words"), notes=("/Type/Annot/Subtype/Text/Contents(inner)",), author="Chun Jiang"),
        "a.pdf",
    )
    words = text.kept([fresh.pk])[fresh.pk]
    assert "seen words" in words.seen and words.traces == []


def test_other_kinds_are_left_to_people(county):
    row = store.keep(samples.png(), name="图.png", at=AT, by=None)
    with pytest.raises(Unreadable, match="不能自动清理"):
        cleaned.copy(row, "图.png", by=county.xin.person, at=AT)
