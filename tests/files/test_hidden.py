"""What a file carries beyond what is seen in it is told by kind and place; clean files tell nothing."""

from datetime import UTC, datetime

import pytest

from gongkai.files import store, text
from gongkai.files.models import Reading
from tests.files import office, samples
from tests.files.office import line

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA = tmp_path
    settings.SCANNER = ""


def read(content, name):
    return text.kept([store.keep(content, name=name, at=NOW, by=None).pk]).popitem()[1]


def told(content, name):
    return [tuple(trace) for trace in read(content, name).traces]


def filled(book, sheet):
    for number in range(1, 5):
        sheet.append([number, f"第{number}人", f"A{number}"])


def test_clean_files_tell_nothing():
    assert told(office.workbook(filled), "名单.xlsx") == []
    assert told(office.paper("正文"), "通知.docx") == []
    assert told(office.pdf(line("Notice")), "通知.pdf") == []


def test_hidden_rows_columns_and_sheets_are_named():
    def change(book, sheet):
        filled(book, sheet)
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[40].hidden = True  # holds nothing
        sheet.column_dimensions["C"].hidden = True
        book.create_sheet("底稿").append(["原始数据"])
        book["底稿"].sheet_state = "veryHidden"

    found = read(office.workbook(change), "名单.xlsx")
    assert [tuple(trace) for trace in found.traces] == [
        ("rows", "工作表“名单”", "第3行"),
        ("columns", "工作表“名单”", "C列"),
        ("sheet", "工作表“底稿”", ""),
    ]
    assert "第2人" not in found.seen and "A1" not in found.seen and "底稿" not in found.seen
    assert "第3人" in found.seen
    assert "第2人" in "".join(part.text for part in found.parts if part.hidden)


def test_remarks_in_a_workbook_are_told_with_their_cells():
    def change(book, sheet):
        filled(book, sheet)
        sheet["B3"].comment = office.remark("此人有病史")

    found = read(office.workbook(change), "名单.xlsx")
    assert [tuple(trace) for trace in found.traces] == [("comments", "", "B3")]
    assert "病史" in found.parts[-1].text and found.parts[-1].hidden


def test_what_word_keeps_out_of_sight():
    found = read(office.paper("正文", comment="请领导定", deleted="原来的话", vanished="底稿"), "通知.docx")
    assert {trace.kind for trace in found.traces} == {"comments", "changes", "vanished"}
    assert found.seen == "正文"
    assert ("changes", "正文", "删除1处") in [tuple(trace) for trace in found.traces]


@pytest.mark.parametrize(
    ("author", "masked"),
    [
        ("王小明", "王**"),
        ("欧阳春", "欧**"),
        ("Wang Xiaoming", "W************"),
        ("阿依古丽·买买提", "阿*******"),
        ("交运局", None),
        ("微软用户", None),
        ("Microsoft Office User", None),
        ("Administrator", None),
        ("", None),
    ],
)
def test_a_person_in_the_properties_is_told_masked(author, masked):
    of_paper = [trace.which for trace in read(office.paper("正文", author=author), "a.docx").traces]
    assert of_paper == ([masked, masked] if masked else [])
    of_book = [trace.which for trace in read(office.workbook(author=author), "a.xlsx").traces]
    assert of_book == ([masked] if masked else [])
    of_pdf = [trace.which for trace in read(office.pdf(line("x"), author=author), "a.pdf").traces]
    assert of_pdf == ([masked] if masked else [])


BOX = "0 0 0 rg 70 695 {} 16 re f"


@pytest.mark.parametrize(
    ("drawn", "is_covered"),
    [
        (line("Zhang San") + " " + BOX.format(80), True),
        (line("Zhang San lives in the road of flowers") + " " + BOX.format(20), True),  # a part of the line
        (line("Zhang San") + " 1 1 1 rg 70 695 80 16 re f", True),  # painted over in white
        (line("Zhang San") + " 14 w 70 704 m 150 704 l S", True),  # struck out with a broad pen
        (BOX.format(80) + " 1 1 1 rg " + line("Zhang San"), False),  # white on black
        (line("Zhang San") + " 0 0 0 rg 70 696 80 1 re f", False),  # underlined
        (line("Zhang San") + " 70 695 80 16 re S", False),  # framed
        (line("Zhang San") + " 0 0 0 rg 70 600 80 16 re f", False),  # elsewhere
    ],
)
def test_text_under_a_box_of_colour_is_told_and_not_searched(drawn, is_covered):
    found = read(office.pdf(line("First page"), drawn), "名单.pdf")
    assert [tuple(trace) for trace in found.traces] == ([("covered", "第2页", "")] if is_covered else [])
    assert ("Zhang" in found.seen) is not is_covered
    assert "Zhang" in "".join(part.text for part in found.parts)


def note(kind, words, more=""):
    said = f"<FEFF{words.encode('utf-16-be').hex()}>"
    return f"<</Type/Annot/Subtype/{kind}/Rect[70 695 150 712]/Contents {said} {more}>>"


@pytest.mark.parametrize(
    ("kind", "words", "more", "kinds"),
    [
        ("Text", "电话待核", "", ["comments"]),
        ("Link", "电话待核", "", []),
        ("Redact", "", "", ["covered"]),
        ("Square", "", "/IC[0 0 0]", ["covered"]),
        ("Square", "", "/C[0 0 0]", []),
        ("Highlight", "", "/C[0 0 0]/QuadPoints[70 712 150 712 70 695 150 695]", ["covered"]),
        ("Highlight", "", "/C[1 1 0]/QuadPoints[70 712 150 712 70 695 150 695]", []),
    ],
)
def test_notes_on_a_page(kind, words, more, kinds):
    found = read(office.pdf(line("Zhang San"), notes=(note(kind, words, more),)), "名单.pdf")
    assert [trace.kind for trace in found.traces] == kinds
    assert (words in "".join(part.text for part in found.parts if part.hidden)) or not kinds


@pytest.mark.parametrize(("fill", "is_covered"), [("0 0 0 rg", True), ("0.1 g", True), ("1 1 0 rg", False)])
def test_a_highlighter_with_a_drawing_of_its_own_is_judged_by_that(fill, is_covered):
    own = note("Highlight", "", "/C[1 1 0]/AP<</N 6 0 R>>")
    content = office.pdf(line("Zhang San"), notes=(own,), drawing=f"{fill} 70 695 80 17 re f")
    assert told(content, "名单.pdf") == ([("covered", "第1页", "")] if is_covered else [])


def test_what_is_filled_into_a_form_is_read():
    field = "<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Li Si)/Rect[70 695 150 712]>>"
    assert read(office.pdf(line("Name:"), notes=(field,)), "表.pdf").seen == "Name:\nLi Si"


def test_pages_without_a_text_layer_are_named():
    assert told(office.pdf(line("Cover"), "0 0 0 rg 10 10 300 300 re f"), "a.pdf") == [("scan", "第2页", "")]
    assert told(office.pdf(line("Cover"), ""), "a.pdf") == []  # a blank page


def test_a_file_is_read_once_however_often_it_comes(monkeypatch):
    first = store.keep(b"abc", name="a.txt", at=NOW, by=None)
    monkeypatch.setattr(text.child, "run", lambda *_, **__: pytest.fail("read again"))
    assert store.keep(b"abc", name="b.txt", at=NOW, by=None) == first
    assert text.kept([first.pk])[first.pk].seen == "abc"


def test_what_could_not_be_read_says_so_and_is_tried_again():
    row = store.keep(samples.pdf(""), name="扫描件.pdf", at=NOW, by=None)
    assert "没有文字层" in text.faults([row.pk])[row.pk]
    Reading.objects.filter(pk=row.pk).update(fault="处理文件超过20秒，已停止")
    store.keep(samples.pdf(""), name="扫描件.pdf", at=NOW, by=None)
    assert "没有文字层" in text.faults([row.pk])[row.pk]


def test_a_file_kept_before_it_was_read_is_read_when_asked_for():
    row = store.keep(b"abc", name="a.txt", at=NOW, by=None)
    Reading.objects.all().delete()
    assert text.unread() == [row]
    assert text.faults([row.pk]) == {row.pk: ""}
    assert text.unread() == []


def test_readers_that_find_more_read_again(monkeypatch):
    row = store.keep(b"abc", name="a.txt", at=NOW, by=None)
    monkeypatch.setattr(text, "READER", text.READER + 1)
    assert text.unread() == [row] and text.faults([row.pk]) == {row.pk: ""}


def test_a_file_gone_from_the_disk_says_so():
    row = store.keep(b"abc", name="a.txt", at=NOW, by=None)
    Reading.objects.all().delete()
    store.path(row.pk).unlink()
    assert text.faults([row.pk]) == {row.pk: text.GONE}


def test_the_schedule_reads_what_was_kept_before(sweep):
    row = store.keep(b"abc", name="a.txt", at=NOW, by=None)
    Reading.objects.all().delete()
    sweep(NOW)
    assert text.kept([row.pk])[row.pk].seen == "abc"
