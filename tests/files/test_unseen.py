"""Words of the colour of their ground, under a figure or too small to read are told; ordinary ones tell nothing.

The shapes are those that Word, WPS, a spreadsheet and a browser's printing leave in their files.
"""

import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from gongkai.files import cleaned, store, text
from tests.county import moment
from tests.files import office, samples
from tests.files.office import line

pytestmark = pytest.mark.django_db
AT = moment("2026-01-12 09:00")
NUMBER = "510923198001012345"
SPACES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA, settings.SCANNER = tmp_path, ""


def read(content, name):
    return text.kept([store.keep(content, name=name, at=AT, by=None).pk]).popitem()[1]


def kinds(words):
    return [trace.kind for trace in words.traces]


def run(words, look=""):
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r>"


def colour(value):
    return f'<w:color w:val="{value}"/>'


def shade(fill):
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def of_word(body, styles=""):
    parts = {"word/styles.xml": f"<w:styles {samples.W}>{styles}</w:styles>"} if styles else {}
    document = f"<w:document {samples.W} {SPACES}><w:body>{body}</w:body></w:document>"
    return samples.docx(**parts, **{"word/document.xml": document})


def paragraph(*runs, look=""):
    return f"<w:p><w:pPr>{look}</w:pPr>{''.join(runs)}</w:p>"


def cell(inner, fill, style=""):
    named = f'<w:tblStyle w:val="{style}"/>' if style else ""
    shaded = shade(fill) if fill else ""
    return f"<w:tbl><w:tblPr>{named}</w:tblPr><w:tr><w:tc><w:tcPr>{shaded}</w:tcPr>{inner}</w:tc></w:tr></w:tbl>"


WHITE = '<w:style w:type="character" w:styleId="W"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
GONE = '<w:style w:type="paragraph" w:styleId="G"><w:rPr><w:vanish/></w:rPr></w:style>'
HEIR = '<w:style w:type="character" w:styleId="H"><w:basedOn w:val="W"/></w:style>'
HEAD = f'<w:tblStylePr w:type="firstRow"><w:tcPr>{shade("1F4F91")}</w:tcPr></w:tblStylePr>'
TABLE = f'<w:style w:type="table" w:styleId="T">{HEAD}</w:style>'

WHITE_LINE = paragraph(run(NUMBER, colour("FFFFFF")))
HIDDEN_IN_WORD = {
    "white": paragraph(run(NUMBER, colour("FFFFFF"))),
    "nearly white": paragraph(run(NUMBER, colour("FDFDFD"))),
    "black marker": paragraph(run(NUMBER, '<w:highlight w:val="black"/>')),
    "black marker, black letters": paragraph(run(NUMBER, colour("000000") + '<w:highlight w:val="black"/>')),
    "black shading": paragraph(run(NUMBER, colour("000000") + shade("000000"))),
    "shaded paragraph": paragraph(run(NUMBER, colour("1F4F91")), look=shade("1F4F91")),
    "cell of its colour": cell(paragraph(run(NUMBER, colour("000000"))), "000000"),
    "a point high": paragraph(run(NUMBER, '<w:sz w:val="2"/>')),
    "a character style": paragraph(run(NUMBER, '<w:rStyle w:val="W"/>')),
    "a style built on it": paragraph(run(NUMBER, '<w:rStyle w:val="H"/>')),
}
SEEN_IN_WORD = {
    "plain": paragraph(run(NUMBER)),
    "red head": paragraph(run(NUMBER, colour("FF0000") + '<w:sz w:val="52"/>')),
    "white on blue": cell(paragraph(run(NUMBER, colour("FFFFFF"))), "1F4F91"),
    "white under a table style": cell(paragraph(run(NUMBER, colour("FFFFFF"))), "", "T"),
    "automatic on black": cell(paragraph(run(NUMBER)), "000000"),
    "yellow marker": paragraph(run(NUMBER, '<w:highlight w:val="yellow"/>')),
    "small print": paragraph(run(NUMBER, '<w:sz w:val="13"/>')),
    "a style taken back": paragraph(run(NUMBER, '<w:rStyle w:val="W"/>' + colour("000000"))),
    "in a box of colour": f"<w:p><w:r><w:txbxContent>{WHITE_LINE}</w:txbxContent></w:r></w:p>",
}  # fmt: skip


@pytest.mark.parametrize("body", HIDDEN_IN_WORD.values(), ids=HIDDEN_IN_WORD)
def test_words_that_cannot_be_seen_in_a_paper_are_told_and_cleaned_away(county, body):
    content = of_word(paragraph(run("看得见")) + body, WHITE + HEIR + TABLE)
    found = read(content, "通知.docx")
    assert kinds(found) == ["unseen"] and found.seen == "看得见"
    assert any(NUMBER in part.text for part in found.parts if part.hidden)
    row = store.keep(content, name="通知.docx", at=AT, by=None)
    fresh = cleaned.copy(row, "通知.docx", by=county.xin.person, at=AT)
    words = text.kept([fresh.pk])[fresh.pk]
    assert words.seen == "看得见" and words.traces == [] and len(words.parts) == 1


@pytest.mark.parametrize("body", SEEN_IN_WORD.values(), ids=SEEN_IN_WORD)
def test_words_that_can_be_seen_in_a_paper_tell_nothing(body):
    found = read(of_word(body, WHITE + HEIR + TABLE), "通知.docx")
    assert found.traces == [] and found.seen == NUMBER


def test_a_style_that_hides_is_told_as_hidden_words():
    found = read(of_word(paragraph(run(NUMBER), look='<w:pStyle w:val="G"/>'), GONE), "通知.docx")
    assert kinds(found) == ["vanished"] and found.seen == ""


def figure(fill, height=250000, behind=0, inside=""):
    return (
        f'<w:r><w:drawing><wp:anchor behindDoc="{behind}"><wp:extent cx="2000000" cy="{height}"/><wp:wrapNone/>'
        f'<a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="rect"/>{fill}</wps:spPr>{inside}</wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


FILL = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'


@pytest.mark.parametrize(
    ("drawn", "told"),
    [
        (figure(FILL), ["shape"]),
        (figure(FILL, height=12000), []),  # the red line of a paper's head
        (figure(FILL, behind=1), []),
        (figure("<a:noFill/>"), []),
        (figure(FILL, inside="<wps:txbx><w:txbxContent><w:p/></w:txbxContent></wps:txbx>"), []),
    ],
)
def test_a_filled_figure_that_floats_before_the_text_is_for_a_persons_eye(drawn, told):
    assert kinds(read(of_word(f"<w:p>{drawn}{run(NUMBER)}</w:p>"), "通知.docx")) == told


def solid(value):
    return PatternFill("solid", fgColor=value)


def book(font=None, fill=None, code=None, value=NUMBER):
    def change(book, sheet):
        sheet.append([1, "张三", value])
        if font:
            sheet["C2"].font = font
        if fill:
            sheet["C2"].fill = fill
        if code:
            sheet["C2"].number_format = code

    return office.workbook(change)


HIDDEN_IN_CELLS = {
    "white": book(Font(color="FFFFFFFF")),
    "white of the theme": book(Font(color=Color(theme=0))),
    "white of the palette": book(Font(color=Color(indexed=9))),
    "black on black": book(Font(color="FF000000"), solid("FF000000")),
    "automatic on black": book(None, solid("FF000000")),
    "a format that shows nothing": book(code=";;;"),
    "a point high": book(Font(size=1)),
}
SEEN_IN_CELLS = {
    "white on blue": book(Font(color="FFFFFFFF"), solid("FF1F4F91")),
    "grey": book(Font(color="FF808080")),
    "yellow ground": book(None, solid("FFFFFF00")),
    "zeros not shown": book(code="#,##0;-#,##0;"),
    "a lighter tone": book(Font(color=Color(theme=0, tint=-0.5))),
}


@pytest.mark.parametrize("content", HIDDEN_IN_CELLS.values(), ids=HIDDEN_IN_CELLS)
def test_cells_that_show_nothing_are_told_by_their_place_and_cleaned_away(county, content):
    found = read(content, "名单.xlsx")
    assert [tuple(trace) for trace in found.traces] == [("unseen", "工作表“名单”", "C2")]
    assert NUMBER not in found.seen and any(NUMBER in part.text for part in found.parts if part.hidden)
    row = store.keep(content, name="名单.xlsx", at=AT, by=None)
    fresh = cleaned.copy(row, "名单.xlsx", by=county.xin.person, at=AT)
    assert openpyxl.load_workbook(io.BytesIO(store.open(fresh.pk).read()))["名单"]["C2"].value is None
    assert NUMBER.encode() not in b"".join(samples.members(store.open(fresh.pk).read()))


@pytest.mark.parametrize("content", SEEN_IN_CELLS.values(), ids=SEEN_IN_CELLS)
def test_cells_that_can_be_read_tell_nothing(content):
    assert read(content, "名单.xlsx").traces == []


def test_rows_without_height_and_columns_without_width_are_hidden():
    def change(book, sheet):
        sheet.append([1, "张三", NUMBER])
        sheet.row_dimensions[2].hidden = sheet.column_dimensions["C"].hidden = True

    with zipfile.ZipFile(io.BytesIO(office.workbook(change))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    sheet = re.sub(rb'(<row [^>]*)hidden="1"', rb'\1ht="0"', sheet)
    parts["xl/worksheets/sheet1.xml"] = re.sub(rb"<col [^>]*>", b'<col min="3" max="3" width="0"/>', sheet)
    assert b"hidden" not in parts["xl/worksheets/sheet1.xml"]
    assert kinds(read(samples.zipped(parts), "名单.xlsx")) == ["rows", "columns"]


ROUND = "0 0 0 rg 74 695 m 146 695 l 148 695 150 697 150 699 c 150 709 l 150 711 148 712 146 712 c 74 712 l " \
        "72 712 70 711 70 709 c 70 699 l 70 697 72 695 74 695 c f"  # fmt: skip
PICTURE = "q 80 0 0 17 70 695 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 00> EI Q"


@pytest.mark.parametrize(
    ("drawn", "told"),
    [
        ("1 1 1 rg " + line("Zhang San"), ["unseen"]),
        ("0 0 0 rg 70 695 80 17 re f 0 0 0 rg " + line("Zhang San"), ["unseen"]),  # black marker over black letters
        (line("Zhang San") + " " + ROUND, ["unseen"]),
        (line("Zhang San") + " " + PICTURE, ["unseen"]),
        ("BT /F1 1 Tf 72 700 Td (Zhang San) Tj ET", ["unseen"]),
        (line("Zhang San", y=2000), ["unseen"]),  # off the page
        ("0.12 0.31 0.57 rg 70 695 80 17 re f 1 1 1 rg " + line("Zhang San"), []),
        ("0.93 g BT /F1 60 Tf 72 700 Td (Draft) Tj ET", []),  # a pale watermark
        ("0 g " + line("1 - l | . i") + " 1 0 0 RG 2 w 72 690 m 300 690 l S", []),
        ("0 g BT /F1 6 Tf 72 700 Td (Footnote) Tj ET", []),
    ],
)
def test_letters_that_leave_no_trace_in_the_picture_of_a_page(drawn, told):
    found = read(office.pdf(line("First page"), drawn), "名单.pdf")
    assert kinds(found) == told
    assert ("Zhang" in found.seen) is (not told and "Zhang" in drawn)


def test_what_a_machine_read_in_a_scan_is_not_held_against_it():
    scan = (
        "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID ff> EI Q BT 3 Tr /F1 12 Tf 72 700 Td (Zhang) Tj ET"
    )
    assert read(office.pdf(scan), "扫描件.pdf").traces == []
