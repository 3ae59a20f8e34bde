"""The words of a stored file come out of a limited child; what cannot be read says so and is never empty text."""

from datetime import UTC, datetime

import pytest
import xlsxwriter

from gongkai.files import store, text
from gongkai.files.child import Bounds
from gongkai.files.models import StoredFile
from gongkai.files.refusal import Unreadable
from tests.files import samples

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 12, tzinfo=UTC)
W = samples.W


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA = tmp_path
    settings.SCANNER = ""


def read(content, name, **how):
    return text.extract(store.keep(content, name=name, at=NOW, by=None).sha256, **how)


def words(content, name, **how):
    return "\n".join(part.text for part in read(content, name, **how).parts)


def paragraph(*runs):
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def test_pdf():
    assert words(samples.pdf("Notice No. 12"), "a.pdf") == "Notice No. 12"


def test_a_scan_is_not_an_empty_paper():
    with pytest.raises(Unreadable, match="扫描件"):
        words(samples.pdf(""), "a.pdf")


def test_a_pdf_that_only_looks_like_one_is_unreadable():
    with pytest.raises(Unreadable, match="PDF 已损坏"):
        words(b"%PDF-1.7\nnothing here\n%%EOF\n", "a.pdf")


def test_docx_with_table_header_and_notes_but_without_what_was_deleted():
    table = f"<w:tbl><w:tr><w:tc>{paragraph('单位')}</w:tc><w:tc>{paragraph('件数')}</w:tc></w:tr></w:tbl>"
    deleted = "<w:p><w:r><w:t>留下</w:t></w:r><w:del><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>"
    body = (
        paragraph("关于", "检查的通知") + table + deleted + "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>"
    )
    content = samples.docx(
        body,
        **{
            "word__header1.xml": f"<w:hdr {W}>{paragraph('页眉')}</w:hdr>",
            "word__footnotes.xml": f"<w:footnotes {W}>{paragraph('脚注')}</w:footnotes>",
            "word__comments.xml": f"<w:comments {W}>{paragraph('批注')}</w:comments>",
        },
    )
    found = read(content, "a.docx")
    assert [part.text for part in found.parts if part.hidden] == ["删去", "批注"]
    assert found.seen.split("\n") == ["页眉", "关于检查的通知", "单位", "件数", "留下", "甲\t乙", "脚注"]


def test_xlsx_with_every_sheet_hidden_ones_too(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "b.xlsx")
    shown, hidden = book.add_worksheet("目标"), book.add_worksheet("底稿")
    shown.write_row(0, 0, ["单位", "任务数"])
    shown.write_row(1, 0, ["财政局", 240])
    shown.write_row(3, 0, ["合计", 12.5])
    hidden.write(0, 0, "身份证")
    hidden.hide()
    book.close()
    read = words((tmp_path / "b.xlsx").read_bytes(), "b.xlsx")
    assert read.split("\n") == ["目标", "单位\t任务数", "财政局\t240", "合计\t12.5", "底稿", "身份证"]


def test_slides_come_in_their_order():
    slide = '<p xmlns:a="urn:a"><a:p><a:r><a:t>{}</a:t></a:r></a:p></p>'
    slides = {f"ppt/slides/slide{number}.xml": slide.format(number) for number in (10, 2, 1)}
    content = samples.zipped({"[Content_Types].xml": samples.TYPES, "ppt/presentation.xml": "<p/>"} | slides)
    assert words(content, "a.pptx") == "1\n2\n10"


def test_ofd():
    assert words(samples.ofd("停水公告"), "a.ofd") == "停水公告"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_in_every_encoding_that_offices_use(encoding):
    assert words("第一行\r\n\r\n第二行　".encode(encoding), "a.txt") == "第一行\n第二行"


@pytest.mark.parametrize("name", ["图.png", "旧文.doc", "照片.jpg", "数据包.zip", "录音.mp3"])
def test_what_has_no_reader_is_undetermined_not_empty(name):
    with pytest.raises(Unreadable, match="人工查看"):
        words(samples.GOOD[name], name)


def test_a_file_that_was_never_kept_is_not_found():
    with pytest.raises(StoredFile.DoesNotExist):
        text.extract("0" * 64)


def test_too_much_text_is_refused_in_words():
    with pytest.raises(Unreadable, match="超过200万字"):
        words("公开\n".encode() * 700_000, "a.txt")


def test_many_short_lines_are_not_too_much():
    found = read("公开\n".encode() * 600_000, "a.txt")
    assert found.parts[0].numbers[-1] == 600_000


def test_a_paper_that_unfolds_beyond_memory_ends_the_child_alone():
    body = "<w:p>" + "".join(f"<w:r><w:t>{number:x}</w:t></w:r>" for number in range(200_000)) + "</w:p>"
    with pytest.raises(Unreadable, match="内存过大"):
        words(samples.docx(body), "a.docx", bounds=Bounds(memory=64 * 1024**2))
