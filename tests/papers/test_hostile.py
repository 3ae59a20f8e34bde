"""Hundreds of hostile shapes end as harmless text; a real browser says the same in tests/house/test_pasting.py."""

from gongkai.papers import clean
from gongkai.publication.records import HOSTILE
from tests.papers.hostile import corpus
from tests.papers.test_clean import is_harmless

PAYLOADS = corpus()


def test_there_are_hundreds_of_them_of_many_families():
    assert len(PAYLOADS) >= 700


def test_none_keeps_anything_that_acts_and_none_changes_when_cleaned_again():
    for payload in PAYLOADS:
        once = clean.html(payload)
        assert is_harmless(once), payload
        assert clean.html(once) == once, payload
        assert not HOSTILE.search(once), payload  # the door finds nothing left to refuse


def test_words_around_what_is_taken_out_stay():
    for payload in PAYLOADS:
        text = clean.html(f"<p>前文</p>{payload}")
        assert text.startswith("<p>前文</p>"), payload
