"""公文 after GB/T 9704-2012, typeset from data: measured in the pages that come out."""

import io
import multiprocessing
import zipfile
from datetime import date

import mammoth
import pypdfium2
import pytest

from gongkai.papers import official, typeset, word
from gongkai.papers.official import Annex, Official

MM = 72 / 25.4
LINE = "公" * 28
PAPER = Official(
    title="关于试县考核结果的通报",
    text=f"一、考核情况\n{LINE * 40}\n（一）存在的问题\n有 #strong[星] *号*、$x$ 和 <b>。\n二、要求\n各单位要整改。",
    mark="试县人民政府办公室",
    number="试府办考〔2026〕3号",
    addressees="各被考核单位",
    signer="试县人民政府办公室",
    day=date(2026, 1, 5),
    copied="县委办公室",
    printer="试县人民政府办公室",
    annexes=(Annex("得分和名次", ("名次", "单位"), (1, 4), (("1", "交运局"), ("2", "河边镇")), frozenset({0})),),
)


@pytest.fixture(scope="module")
def pages():
    document = pypdfium2.PdfDocument(typeset.pdf(PAPER))
    return [document[number].get_textpage() for number in range(len(document))]


def characters(page, among):
    """(left, bottom, right, top) of each of these characters of a page, in points."""
    text = page.get_text_bounded()
    return [page.get_charbox(n) for n in range(page.count_chars()) if page.get_text_range(n, 1) in among and text]


def test_a_full_page_has_22_lines_of_28_characters_within_the_type_area(pages):
    boxes = characters(pages[1], "公")
    lines = {}
    for left, bottom, right, _ in boxes:
        lines.setdefault(round(bottom), []).append((left, right))
    assert max(len(line) for line in lines.values()) == 28 and len(lines) == 22
    assert min(left for left, *_ in boxes) >= 28 * MM - 0.5
    assert max(right for _, _, right, _ in boxes) <= (210 - 26) * MM + 0.5
    assert max(top for *_, top in boxes) <= (297 - 37) * MM + 1 and min(b for _, b, *_ in boxes) >= 35 * MM - 1


def test_it_bears_what_an_official_paper_bears(pages):
    told = "".join(page.get_text_bounded() for page in pages)
    for said in (
        "试县人民政府办公室",
        "试府办考〔2026〕3号",
        "各被考核单位：",
        "2026年1月5日",
        "抄送：县委办公室。",
        "附件",
    ):
        assert said in told, said
    assert "2026年1月5日 印发" in told and "— 1 —" in pages[0].get_text_bounded().replace("\xa0", " ")


def test_nothing_of_a_text_is_read_as_markup(pages):
    assert "#strong[星] *号*、$x$ 和 <b>" in "".join(page.get_text_bounded() for page in pages).replace("\r\n", "")


def test_every_face_is_a_free_one_that_stands_in_the_house(pages):
    faces = {path.name for path in typeset.FONTS.glob("*.otf")}
    assert {"FandolFang-Regular.otf", "FandolHei-Regular.otf", "FandolKai-Regular.otf", "FandolSong-Bold.otf"} <= faces
    assert (typeset.FONTS / "LICENSE-FANDOL").exists()
    assert b"FandolFang-Regular" in typeset.pdf(PAPER)


def test_the_same_paper_is_the_same_bytes():
    assert typeset.pdf(PAPER) == typeset.pdf(PAPER) and word.docx(PAPER) == word.docx(PAPER)


def test_a_draft_says_that_it_is_one():
    from dataclasses import replace

    page = pypdfium2.PdfDocument(typeset.pdf(replace(PAPER, draft=True)))[0].get_textpage()
    assert "草稿，还没有印发" in page.get_text_bounded()


def test_the_docx_holds_the_same_words_under_the_faces_of_the_standard():
    made = word.docx(PAPER)
    html = mammoth.convert_to_html(io.BytesIO(made)).value
    for said in ("关于试县考核结果的通报", "一、考核情况", "抄送：县委办公室。", "交运局", "&lt;b&gt;"):
        assert said in html, said
    xml = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    assert all(face in xml for face in (word.FANG, word.HEI, word.KAI, word.TITLE))


def test_short_numbered_lines_are_headings_and_sentences_are_not():
    told = [
        (one.rank, one.words) for one in official.blocks("一、情况\n\n（一）问题\n（一）有问题的都要改。\n　　正文")
    ]
    assert told == [(1, "一、情况"), (2, "（一）问题"), (0, "（一）有问题的都要改。"), (0, "正文")]
    assert official.html("一、<b>") == "<h2>一、&lt;b&gt;</h2>"


def _tell(queue):
    queue.put(typeset.pdf(PAPER))


def test_a_fork_of_a_process_that_has_typeset_can_typeset_too():
    made, context = typeset.pdf(PAPER), multiprocessing.get_context("fork")
    queue = context.Queue()
    fork = context.Process(target=_tell, args=(queue,), daemon=True)
    fork.start()
    assert queue.get(timeout=60) == made
    fork.join(10)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("政府信息公开告知书", ["政府信息公开告知书"]),
        ("关于大英县2025年政务公开绩效评价结果的通报", ["关于大英县2025年政务公开", "绩效评价结果的通报"]),
        ("关于开展大英县2025年政务公开绩效评价的通知", ["关于开展大英县2025年", "政务公开绩效评价的通知"]),
        ("一" * 45, ["一" * 15] * 3),
        ("某县考核评分表\n某局", ["某县考核评分表", "某局"]),
    ],
)
def test_a_long_title_has_lines_of_like_length_and_no_word_in_two(title, lines):
    assert Official(title, "").title_lines == lines
    shown = mammoth.extract_raw_text(io.BytesIO(word.docx(Official(title, "")))).value
    assert [line for line in shown.splitlines() if line] == lines


def test_a_heading_does_not_stand_at_the_foot_of_a_page():
    for filled in range(17, 22):
        paper = Official("题", "\n".join([*(["事"] * filled), "二、下一步要求", *(["各单位要整改。"] * 3)]))
        document = pypdfium2.PdfDocument(typeset.pdf(paper))
        texts = [document[n].get_textpage().get_text_bounded() for n in range(len(document))]
        assert all("各单位要整改" in text for text in texts if "下一步要求" in text), filled


def test_in_a_document_to_edit_the_imprint_stays_with_the_signature_and_heads_are_centred():
    xml = zipfile.ZipFile(io.BytesIO(word.docx(PAPER))).read("word/document.xml").decode()
    paragraphs = xml.split("</w:p>")
    signed = next(n for n, one in enumerate(paragraphs) if ">2026年1月5日<" in one)
    assert all("<w:keepNext/>" in paragraphs[n] for n in (signed - 1, signed, signed + 1))
    assert "抄送：县委办公室。" in paragraphs[signed + 1] and "<w:top " in paragraphs[signed + 1]
    assert '<w:jc w:val="center"/>' in next(one for one in paragraphs if ">名次<" in one)
