"""遮盖: what is cut out of a paper is gone, whatever tool looks for it; what is not cut out can still be read."""

import contextlib
import io
import re
import shutil
import subprocess
import zlib
from datetime import date

import pypdfium2
import pytest
from PIL import Image, ImageChops, PngImagePlugin

from gongkai.papers import typeset
from gongkai.papers.official import Official
from gongkai.papers.redaction import apart, words
from gongkai.papers.redaction.boxes import GRID, Box
from gongkai.papers.redaction.cutting import cut, leftovers
from gongkai.papers.redaction.sheets import opened
from tests.papers import leaky

SCAN = Box(1, 5900, 800, 7000, 6500)


def found_boxes(content, wanted):
    spans = [
        [page, *span] for page, text in enumerate(apart.texts(content, "pdf"), 1) for span in words.spans(text, wanted)
    ]
    places = apart.places(content, "pdf", spans)
    return [Box(span[0], *box) for span, some in zip(spans, places, strict=True) for box in some]


def everything(content):
    """All that tools of several makers get out of a PDF, as one run of bytes."""
    found = [content]
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        with contextlib.suppress(zlib.error):
            found.append(zlib.decompressobj().decompress(packed))
    document = pypdfium2.PdfDocument(content)
    found.append(repr(document.get_metadata_dict()).encode())
    found += [page.get_textpage().get_text_range().encode() for page in document]
    found += [item.get_title().encode() for item in document.get_toc()]
    for tool in (["pdftotext", "-", "-"], ["strings", "-"]):
        if shutil.which(tool[0]):
            found.append(subprocess.run(tool, input=content, capture_output=True).stdout)
    return b"\n".join(found)


def test_no_hiding_place_of_a_pdf_survives():
    content, secrets = leaky.riddled()
    before = everything(content)
    assert all(secret.encode() in before for secret in secrets)  # each word was there to be found

    made = cut(content, "pdf", [Box(1, 2500, 1000, 3200, 6000)])

    after = everything(made.content)
    assert [secret for secret in secrets if secret.encode() in after] == []
    assert b"LEAK" not in after and made.content.count(b"%%EOF") == 1
    document = pypdfium2.PdfDocument(made.content)
    kinds = {thing.type for thing in document[0].get_objects()}
    assert kinds == {pypdfium2.raw.FPDF_PAGEOBJ_IMAGE} and len(list(document[0].get_objects())) == 1


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", ["", "40 50 560 800"])
def test_what_lies_under_a_mark_leaves_no_trace_at_all(rotate, crop):
    one, other = (leaky.page("open words", secret, rotate=rotate, crop=crop) for secret in ("ALICE", "BORIS"))
    boxes = [*found_boxes(one, "ALICE"), *found_boxes(other, "BORIS")]

    made = cut(one, "pdf", boxes)

    assert len(boxes) == 2 and made.content == cut(other, "pdf", boxes).content  # not a bit tells one from the other
    assert made.content != cut(leaky.page("other words", "ALICE", rotate=rotate, crop=crop), "pdf", boxes).content
    kept = found_boxes(one, "open words")[0]
    picture = opened(made.content, "pdf").picture(1, 100).convert("L")
    assert picture.crop(kept.pixels(*picture.size)).getextrema()[0] < 128  # and the rest can still be read


def test_a_turned_page_stays_as_large_and_as_upright_as_it_was_seen():
    made = cut(leaky.page("open", "ALICE", rotate=90), "pdf", [])
    page = pypdfium2.PdfDocument(made.content)[0]
    assert [round(side) for side in page.get_size()] == [842, 595] and page.get_rotation() == 0


@pytest.mark.parametrize("kind, ending, how", [
    ("PNG", "png", {}), ("JPEG", "jpg", {"quality": 60}), ("JPEG", "jpeg", {"quality": 95, "subsampling": 0}),
    ("WEBP", "webp", {"lossless": True}), ("GIF", "gif", {}),
])  # fmt: skip
def test_a_mark_on_a_picture_leaves_no_trace_around_it(kind, ending, how):
    one, other = (leaky.scan(secret, kind, **how) for secret in ("ALICE 51", "BORIS 78"))
    made = cut(one, ending, [SCAN])
    assert made.content == cut(other, ending, [SCAN]).content
    whole = Image.open(io.BytesIO(made.content)).convert("L")
    assert whole.crop((60, 100, 300, 150)).getextrema()[0] < 60


def test_what_a_camera_or_a_program_wrote_into_a_picture_is_gone():
    image, note = Image.open(io.BytesIO(leaky.scan("ALICE"))), PngImagePlugin.PngInfo()
    note.add_text("Comment", "LEAKpng")
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "LEAKexif", 6
    for kind, ending, how in (
        ("JPEG", "jpg", {"exif": exif, "comment": b"LEAKjpeg", "xmp": b"LEAKxmp"}),
        ("PNG", "png", {"pnginfo": note, "exif": exif}), ("WEBP", "webp", {"exif": exif, "xmp": b"LEAKxmp"}),
    ):  # fmt: skip
        out = io.BytesIO()
        image.save(out, kind, **how)
        made = cut(out.getvalue(), ending, [])
        assert b"LEAK" in out.getvalue() and b"LEAK" not in made.content, kind
        assert not Image.open(io.BytesIO(made.content)).getexif()
        if kind == "JPEG":  # and it stands upright by itself
            assert Image.open(io.BytesIO(made.content)).size == (800, 600)


def test_words_in_transparent_places_and_further_frames_do_not_come_along():
    hidden = Image.new("RGBA", (200, 100), (255, 255, 255, 255))
    hidden.paste((200, 0, 0, 0), (20, 20, 80, 60))
    out, film = io.BytesIO(), io.BytesIO()
    hidden.save(out, "PNG")
    flat = Image.open(io.BytesIO(cut(out.getvalue(), "png", []).content))
    assert flat.mode == "RGB" and flat.getextrema() == ((255, 255),) * 3
    Image.new("P", (20, 20)).save(film, "GIF", save_all=True, append_images=[Image.new("P", (20, 20), 3)])
    assert getattr(Image.open(io.BytesIO(cut(film.getvalue(), "gif", []).content)), "n_frames", 1) == 1


def test_letters_paler_than_an_eye_can_see_are_not_in_the_pixels_either():
    content = leaky.page("open words", "").replace(b"/Rotate 0", b"/Rotate 0 ")
    body = b".985 g BT /F1 24 Tf 72 300 Td (PALE WORDS) Tj ET"
    pale = leaky.pdf([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        leaky.stream(body), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ])  # fmt: skip
    assert opened(pale, "pdf").picture(1, 100).convert("L").getextrema()[0] < 255
    assert opened(cut(pale, "pdf", []).content, "pdf").picture(1, 100).convert("L").getextrema() == (255, 255)
    assert cut(content, "pdf", []).pages == 1


def test_marks_may_lie_over_each_other_and_their_numbers_are_no_leak():
    content = leaky.page("open words", "ALICE")
    boxes = [Box(1, 1000, 1000, 4000, 9000), Box(1, 1500, 2000, 1900, 4000), Box(1, 1600, 3500, 2100, 5000)]
    assert leftovers(cut(content, "pdf", boxes), boxes) == []


def test_a_mark_that_was_not_painted_is_noticed():
    content = leaky.page("open words", "ALICE")
    boxes = found_boxes(content, "ALICE")
    unpainted = cut(content, "pdf", [])
    assert leftovers(unpainted, boxes) == ["第1页第1处没有盖住"]
    from dataclasses import replace

    assert "第1页有文字层" in leftovers(replace(unpainted, content=content), [])


def test_words_are_found_across_lines_and_spaces_and_each_line_gets_its_box():
    paper = Official(
        title="关于核查情况的函", text="一、基本情况\n" + "某" * 20 + "举报人张某某，住址在城东镇和平村三组。" * 3,
        mark="试县农业局", number="试农函〔2026〕3号", addressees="县政府办", signer="试县农业局", day=date(2026, 1, 5),
        copied="", printer="试县农业局",
    )  # fmt: skip
    content = typeset.pdf(paper)
    text = apart.texts(content, "pdf")[0]
    assert len(list(words.spans(text, "张 某某"))) == 3
    boxes = found_boxes(content, "城东镇和平村三组")
    assert len(boxes) >= 3 and all(box.is_sound for box in boxes)

    made = cut(content, "pdf", boxes)

    before, after = opened(content, "pdf").picture(1, 100), opened(made.content, "pdf").picture(1, 100)
    for box in boxes:
        left, top, right, bottom = box.pixels(*after.size)
        assert after.convert("L").resize((1, 1), box=(left + 1, top + 1, right - 1, bottom - 1)).getpixel((0, 0)) < 80
    changed = ImageChops.difference(before.convert("L"), after.convert("L"))
    for box in boxes:
        changed.paste(0, tuple(side + more for side, more in zip(box.pixels(*after.size), (-2, -2, 2, 2), strict=True)))
    assert changed.resize((1, 1)).getpixel((0, 0)) < 8  # nothing else was touched


def test_a_box_beside_the_page_a_locked_paper_and_a_foreign_kind_are_refused_in_words():
    content = leaky.page("a", "b")
    for box in (Box(1, 0, 0, 5, 500), Box(2, 0, 0, 500, 500), Box(1, 0, 0, GRID + 1, 500)):
        with pytest.raises(ValueError, match="不在页面以内"):
            cut(content, "pdf", [box])
    with pytest.raises(ValueError, match="已损坏"):
        cut(b"%PDF-1.4 nothing", "pdf", [])
    with pytest.raises(ValueError, match="另存为 PDF"):
        cut(b"PK", "docx", [])
    with pytest.raises(ValueError, match="已损坏"):
        cut(leaky.scan("x")[:300], "png", [])
