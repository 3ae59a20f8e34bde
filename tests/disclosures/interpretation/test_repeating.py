"""解读不照抄文件: what it repeats of its document is shown to the reviewer with the passages; nothing is refused."""

import pytest

from gongkai import shelf
from gongkai.disclosures.interpretation import proving

RULE = "各货运经营者应当在经营场所公示收费项目和标准，不得在公示之外加收任何费用，违者依法处理。"
OWN = "以前群众看不到收费项目，路上被加钱也说不清。现在先公示再收钱，墙上没有写的一分也不能多要。"
pytestmark = pytest.mark.told("2025-03-05 09:00")


@pytest.fixture
def pair(county, write):
    paper = write("货运收费通知", f"<p>{RULE}</p>", kind="通知")
    return lambda html: write("货运收费通知解读", html, kind="解读", interprets=paper, forms="文字")


def propose(county, record):
    for step, by in (("propose", county.xin), ("clear", county.mi)):
        record.case.take(step, by=by, at=record.case.opened)


def test_the_reviewer_sees_the_share_and_the_repeated_passages_and_may_still_pass_it(county, pair, sign_in):
    copied = pair(f"<p>{OWN[:12]}</p><p>{RULE}</p>")
    propose(county, copied)
    page = sign_in("fen").get(f"/staff/disclosures/{copied.pk}/").content.decode()
    assert '<details class="more" open><summary>与《货运收费通知》相同的文字' in page
    assert f"<mark>{RULE[:-1]}" in page
    assert "的文字是《货运收费通知》里的原文" in page
    read = {"read": copied.case.content, "words": ""}
    assert sign_in("fen").post(f"/staff/disclosures/{copied.pk}/approve/", read).status_code == 302


def test_one_in_own_words_has_nothing_marked(county, pair, sign_in):
    own = pair(f"<p>{OWN}</p>")
    propose(county, own)
    page = sign_in("fen").get(f"/staff/disclosures/{own.pk}/").content.decode()
    assert "相同的文字" not in page and "<mark>" not in page


@pytest.mark.parametrize("most, told", [(50, True), (51, False)])
def test_it_is_told_from_the_share_that_the_lexicon_names(pair, monkeypatch, most, told):
    """Forty signs of the document and forty of one's own: half and half."""
    half = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃辰宿列张"
    rule = "".join(sign for sign in RULE if sign.isalnum())[: len(half)]
    known = shelf.explaining()._replace(share=most)
    monkeypatch.setattr(shelf, "explaining", lambda: known)
    edition = pair(f"<p>{half}</p><p>{rule}</p>").draft
    assert proving.repeats(edition).share == 50
    assert ("repeats_document" in [one.kind for one in proving.findings(edition)]) is told


def test_the_form_hints_at_what_the_text_does_not_tell_yet(county, pair, sign_in):
    record = pair("<p>出台背景：收费不明，群众投诉多。</p>")
    page = sign_in("xin").get(f"/staff/disclosures/{record.pk}/edit/").content.decode()
    assert "解读要点" in page and "<strong>联系方式</strong>" in page and "<strong>制定背景</strong>" not in page
    assert sign_in("xin").get(f"/staff/disclosures/{record.pk}/propose/").status_code == 200
