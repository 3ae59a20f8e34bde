"""Letters of the catalogue: whole as they are assembled; each fault planted in one is found; the page is a 信函."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from re import findall

import pypdfium2
import pytest
from PIL import Image

from gongkai import shelf
from gongkai.papers import typeset, word
from gongkai.papers.letters.assembling import LEFT_OPEN, assemble, official
from gongkai.papers.letters.checking import WARNING, check
from gongkai.papers.letters.matter import Asked, Matter, Organ, Withheld

MM = 72 / 25.4
DAY = date(2026, 2, 12)
ORGAN = Organ("试县交通运输局", "试县人民政府", "试县人民法院", "试交公开", copied="县政务公开办公室")
RECORDS = {
    "correction": Asked("correction", date(2026, 1, 20), date(2026, 1, 30), date(2026, 1, 28)),
    "third_party": Asked("third_party", date(2026, 1, 19), date(2026, 2, 9), date(2026, 2, 2), "refuse"),
    "fee": Asked("fee", date(2026, 1, 13), date(2026, 2, 11)),
    "reasons": Asked("reasons", date(2026, 1, 19), date(2026, 2, 2), date(2026, 1, 30)),
}
LAPSED = Asked("correction", date(2026, 1, 20), date(2026, 1, 30))


def of(name, **more):
    """The example of the catalogue as a case."""
    paper = shelf.replies()[name]
    found = {key: value for key, value in paper.sample.items() if key != "described"}
    asked = tuple(LAPSED if name == "no_correction" else RECORDS[record] for record in paper.needs)
    files = {"opened": ("施工合同", "验收报告"), "partly": ("补偿发放名册",)}.get(name, ())
    withheld = (Withheld("第1至3页“身份证号码”栏", "个人隐私"),) if name == "partly" else ()
    matter = Matter(
        paper=name, day=DAY, organ=ORGAN, number="2026-003-0012", applicant="李小河", found=found, asked=asked,
        described=paper.sample["described"], received=date(2026, 1, 15), due=DAY, files=files, withheld=withheld,
        letter_number="试交公开〔2026〕12号" if paper.numbered else "",
    )  # fmt: skip
    return replace(matter, **more)


def flaws(matter, words=None, **edited):
    replies = shelf.replies()
    return {one.code for one in check(replies, matter, replace(words or assemble(replies, matter), **edited))}


def text(matter):
    return assemble(shelf.replies(), matter).text


ALL = [*shelf.replies().outcomes, *shelf.replies().papers]


def test_every_paper_of_the_catalogue_is_whole_as_it_is_assembled():
    for name in ALL:
        words = assemble(shelf.replies(), of(name))
        assert LEFT_OPEN not in words.text and "{" not in words.text and "[" not in words.text, name
        assert flaws(of(name)) == set(), name


def test_the_fork_of_remedies_stands_in_the_words():
    refused, told, partly = text(of("internal")), text(of("not_held")), text(of("partly"))
    assert "应当先自收到本告知书之日起60日内向试县人民政府申请行政复议" in refused and "6个月" not in refused
    assert "15日内向试县人民法院提起行政诉讼" in refused
    assert "也可以自收到本告知书之日起6个月内向试县人民法院提起行政诉讼" in told and "应当先" not in told
    assert "应当先" in partly and "6个月" in partly
    assert "应当先" not in text(of("internal", day=date(2023, 12, 29), received=date(2023, 12, 1)))


def test_a_body_is_spoken_to_as_one_and_the_others_opinion_is_told():
    words = text(of("third_party", body=True))
    assert "你单位提出的政府信息公开申请" in words and "第三方不同意公开" in words
    assert "本机关于2026年1月28日收到你补正的内容" in text(of("unclear"))


@pytest.mark.parametrize(
    ("code", "matter", "edited"),
    [
        ("letter-organ", of("opened", organ=Organ("试县交通运输局")), None),
        ("letter-finding", of("not_held", found={}), None),
        ("letter-finding", of("internal", found={"kind": "别的", "reason": "内部"}), None),
        ("letter-record", of("third_party", asked=()), None),
        ("letter-record", of("no_correction", asked=(replace(LAPSED, until=date(2026, 2, 12)),)), None),
        ("letter-third-party", of("opened", asked=(RECORDS["third_party"],)), None),
        ("letter-third-party", of("not_held", asked=(Asked("organ", DAY, date(2026, 3, 12)),)), None),
        ("letter-file", of("opened", files=(), found={}), None),
        ("letter-file", of("petition", files=("合同",)), None),
        ("letter-file", of("opened"), ("《验收报告》", "")),
        ("letter-withheld", of("partly", withheld=()), None),
        ("letter-blank", of("opened"), ("李小河", "")),
        ("letter-blank", of("opened"), ("验收报告》。", "验收报告》____。")),
        ("letter-clause", of("opened"), ("第三十六条第（二）项", "有关条款")),
        ("letter-clause-other", of("opened"), ("第三十六条第（二）项", "第三十六条第（二）项、第十六条第二款")),
        ("letter-clause-other", of("process"), ("第十六条第二款", "第十六条第一款")),
        ("letter-remedy", of("opened"), ("60日", "30日")),
        ("letter-remedy-fork", of("internal"), (text(of("internal")), text(of("not_held")))),
        ("letter-number", of("opened"), ("2026-003-0012", "2026-003-0013")),
        ("letter-received", of("opened"), ("2026年1月15日", "2026年1月14日")),
        ("letter-date", of("opened"), ("决定予以公开", "决定于2026年2月30日予以公开")),
        ("letter-date", of("opened"), ("决定予以公开", "决定于2026年02月05日予以公开")),
        ("letter-date", of("opened"), ("决定予以公开", "决定于2026年5月5日予以公开")),
        ("letter-late", of("opened", due=date(2026, 2, 11)), None),
        ("letter-leak", of("consult_third_party"), ("你方的信息", "你方的信息（申请人李小河）")),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found(code, matter, edited):
    words = assemble(shelf.replies(), matter)
    if edited == ("李小河", ""):
        assert {"letter-addressee", "letter-blank"} >= flaws(matter, words, addressee="李＿＿") >= {code}
        return
    changed = {"text": words.text.replace(*edited)} if edited else {}
    assert not edited or changed["text"] != words.text
    assert code in flaws(matter, words, **changed)


def test_whose_name_is_another_is_told_and_a_strange_title_only_warned_of():
    found = check(shelf.replies(), of("opened"), replace(assemble(shelf.replies(), of("opened")), addressee="王小河"))
    assert [one.code for one in found] == ["letter-addressee"]
    titled = check(shelf.replies(), of("opened"), replace(assemble(shelf.replies(), of("opened")), title="答复书"))
    assert [(one.code, one.level) for one in titled] == [("letter-title", WARNING)]


def test_every_code_is_documented():
    root = Path(shelf.SHIPPED).parents[1]
    sources = ("gongkai/papers/letters/checking.py", "gongkai/foi/letters/issuing.py")
    used = {code for name in sources for code in findall(r'"(letter-[a-z-]+)"', (root / name).read_text())}
    assert used == set(findall(r"^\| `(letter-[a-z-]+)` \|", (root / "docs/lint.md").read_text(), flags=8))


@pytest.fixture(scope="module")
def pages():
    """The partly opened one: a letter with two attachments, one of them a table."""
    matter = of("partly")
    paper = official(shelf.replies(), matter, assemble(shelf.replies(), matter))
    return pypdfium2.PdfDocument(typeset.pdf(paper))


def test_a_letter_is_laid_out_as_the_standard_has_it_with_the_seals_place_left_empty(pages):
    said = [page.get_textpage().get_text_bounded() for page in pages]
    whole = "".join(said).replace("\r\n", "")
    for words in ("李小河：", "附件：1. 补偿发放名册", "2. 不予公开部分的位置和理由", "抄送：县政务公开办公室。"):
        assert words in whole, words
    assert "— 1 —" not in said[0].replace("\xa0", " ") and "— 2 —" in said[1].replace("\xa0", " ")
    signed = pages[1].get_textpage()
    place = signed.get_text_bounded().index("2026年2月12日")
    _, _, right, _ = signed.get_charbox(place + 9)
    assert abs((210 - 26) * MM - 4 * 15.75 - right) < 12  # the date stands four characters from the right
    red = {tuple(pixel) for pixel in _row(pages[0], 277) if pixel[0] > 180 and pixel[1] < 60}
    assert red and not {tuple(pixel) for pixel in _row(pages[1], 277) if pixel[0] > 180 and pixel[1] < 60}


LOOKED_AT = Path(__file__).with_name("letters.txt")  # drawn when somebody looked at the pages and found them right


def test_the_pages_look_as_when_they_were_looked_at():
    wanted = LOOKED_AT.read_text("utf-8").split("\n\n")
    drawn = list(drawings())
    assert len(wanted) == len(drawn)
    for one, other in zip(wanted, drawn, strict=True):
        differing = sum(a != b for a, b in zip(one.strip(), other, strict=False))
        assert differing <= 4 and len(one.strip()) == len(other), f"\n{one}\n{other}"


def drawings():
    """The pages of some papers as ink (#) and white (.), a sign for a square of ten millimetres."""
    for name in ("opened", "partly", "internal", "not_ours", "consult_third_party", "approval"):
        matter = of(name)
        made = typeset.pdf(official(shelf.replies(), matter, assemble(shelf.replies(), matter)))
        for number, page in enumerate(pypdfium2.PdfDocument(made), start=1):
            grey = page.render(scale=1).to_pil().convert("L").resize((210, 297)).resize((21, 30), Image.Resampling.BOX)
            ink = ["#" if shade < 250 else "." for shade in grey.tobytes()]
            yield "\n".join([f"{name} {number}", *("".join(ink[row : row + 21]) for row in range(0, 630, 21))])


def _row(page, mm):
    picture = page.render(scale=2).to_pil()
    y = round(mm * MM * 2)
    return [picture.getpixel((x, y + d)) for x in range(200, 900, 100) for d in range(-5, 2)]


def test_the_same_letter_as_docx_has_the_mark_and_lines_on_its_first_page_alone():
    matter = of("opened")
    paper = official(shelf.replies(), matter, assemble(shelf.replies(), matter))
    made = zipfile.ZipFile(io.BytesIO(word.docx(paper)))
    head, body = made.read("word/header1.xml").decode(), made.read("word/document.xml").decode()
    assert "试县交通运输局" in head and "thickThinSmallGap" in head and "<w:titlePg/>" in body
    assert "thinThickSmallGap" in made.read("word/footer2.xml").decode() and "附件：1. 施工合同" in body
    assert word.docx(paper) == word.docx(paper)
