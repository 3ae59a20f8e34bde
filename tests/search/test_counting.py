"""Scan and index agree on whatever is put in and asked, hits and facets alike; offers are words that really occur."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongkai.search import index
from gongkai.search.folding import fold, terms
from gongkai.search.likely import Vocabulary
from gongkai.search.models import PublicMark
from gongkai.search.numbers import docid
from gongkai.search.sounds import initials

START = datetime(2020, 1, 1, tzinfo=UTC)
SIGNS = st.text("县道路公养護护a1 ，。\n“”\"'*%_()\x00\u200b", max_size=30) | st.text(max_size=12)
UNITS, VALIDITY = ("jyj", "swj"), ("", "valid")
DOCUMENTS = st.lists(st.tuples(SIGNS, st.sampled_from(UNITS), st.sampled_from(VALIDITY)), max_size=8)


class Agreement(TestCase):
    @settings(max_examples=60)
    @given(documents=DOCUMENTS, query=SIGNS, unit=st.sampled_from((*UNITS, "")))
    def test_index_and_scan_agree_on_hits_and_on_every_count(self, documents, query, unit):
        rows = [
            (docid(START + timedelta(days=day), day), text, {"unit": one, **({"validity": valid} if valid else {})})
            for day, (text, one, valid) in enumerate(documents)
        ]
        index.remove("public", list(PublicMark.objects.values_list("pk", flat=True)))
        index.put_many("public", [(number, "", text, facets) for number, text, facets in rows])
        chosen = {"unit": unit} if unit else {}
        try:
            hits = index.find("public", query, facets=chosen, count=True)
        except index.QueryFault as fault:
            assert not query.strip() or not terms(query), fault
            return
        wanted = terms(query)
        true = [
            (number, facets)
            for number, text, facets in rows[::-1]
            if all(term in fold("\n" + text) for term in wanted) and chosen.items() <= facets.items()
        ]
        assert hits.ids == [number for number, _ in true]
        for name in ("unit", "validity"):
            assert hits.facets.get(name, {}) == Counter(facets[name] for _, facets in true if name in facets)


@pytest.mark.django_db
def test_facets_are_counted_over_the_newest_and_said_to_be(monkeypatch):
    monkeypatch.setattr(index, "COUNTED", 30)
    rows = [(docid(START + timedelta(days=day), day), "", "公告", {"unit": UNITS[day % 2]}) for day in range(50)]
    index.put_many("public", rows)
    hits = index.find("public", "公告", count=True)
    assert (hits.count, hits.capped, hits.said) == (30, True, "30+")
    assert hits.facets == {"unit": {"jyj": 15, "swj": 15}}
    found, after = [], None
    while True:
        page = index.find("public", "公告", count=True, after=after, limit=7)
        found += page.ids
        if not page.more:
            break
        after = page.ids[-1]
    assert found == [row[0] for row in rows[::-1]], "past what is counted, paging still reaches every hit"


@pytest.mark.django_db
def test_removed_and_put_again_a_document_counts_once_and_as_it_is_now():
    number = docid(START, 1)
    for unit in UNITS:
        index.put_many("public", [(number, "", "公告", {"unit": unit})])
    assert index.find("public", "公告", count=True).facets == {"unit": {"swj": 1}}
    index.remove("public", [number])
    assert not PublicMark.objects.exists()


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ('"农村 公路" 养护', ["农村 公路", "养护"]),
        ("“农村 公路”", ["农村 公路"]),
        ("关于“放管服”改革", ["关于 放管服 改革"]),
        ('"没有关上', ["没有关上"]),
        ('"" 公路', ["公路"]),
    ],
)
def test_quotes_keep_words_together(query, wanted):
    assert terms(query) == wanted


WORDS = Vocabulary(["农村供水管理办法", "城乡居民最低生活保障", "审计局公告", "银行", "农村供水"])


@pytest.mark.parametrize(
    ("answer", "piece"),
    [
        (WORDS.sounding_like("攻水"), "供水"),
        (WORDS.sounding_like("神计"), "审计"),
        (WORDS.one_apart("供水管里办法"), "供水管理办法"),
        (WORDS.one_apart("居民最底生活"), "居民最低生活"),
        (WORDS.spelled("nongcun"), "农村"),
        (WORDS.spelled("yinhang"), "银行"),
        (WORDS.begun_with("zdshbz"), "最低生活保障"),
    ],
)
def test_what_may_have_been_meant_is_a_piece_of_what_there_is(answer, piece):
    assert piece in answer
    assert all(one in WORDS.text for one in answer)


def test_one_other_character_says_nothing_of_two():
    assert WORDS.one_apart("供电") == {} and WORDS.sounding_like("火星") == {}


def test_first_letters_of_a_word_that_can_be_read_in_two_ways():
    assert initials("银行") == {"yx", "yh"} and initials("GDP") == set()
