"""What was typed is kept until it is saved, for the one who typed it alone."""

from datetime import timedelta

from gongkai.writing import unfinished
from gongkai.writing.models import Unfinished
from tests.county import moment

AT = moment("2025-03-05 09:00")


def test_the_last_words_of_a_form_are_kept_once_and_dropped_when_saved(county):
    name, person = unfinished.token(), county.xin.person
    for words in ("甲", "甲乙"):
        unfinished.put(name, person, None, {"title": words, "html": words}, [], AT, version=3)
    (row,) = unfinished.waiting(county.xin, None)
    assert (row.title, row.version, row.fields["html"]) == ("甲乙", 3, "甲乙")
    unfinished.drop(name, person)
    assert unfinished.waiting(county.xin, None) == []


def test_another_person_neither_reads_nor_writes_over_it(county):
    name = unfinished.token()
    unfinished.put(name, county.xin.person, None, {"title": "甲"}, [], AT)
    unfinished.put(name, county.zhen.person, None, {"title": "乙"}, [], AT)
    assert unfinished.mine(name, county.zhen.person) is None
    assert unfinished.mine(name, county.xin.person).title == "甲" and Unfinished.objects.count() == 2
    unfinished.drop(name, county.zhen.person)
    assert unfinished.mine(name, county.xin.person) is not None


def test_texts_nobody_came_back_for_go_in_the_end(county):
    unfinished.put(unfinished.token(), county.xin.person, None, {"title": "甲"}, [], AT)
    assert unfinished.old(AT + timedelta(days=29)) == []
    assert len(unfinished.old(AT + timedelta(days=31))) == 1


def test_a_text_beyond_all_measure_is_not_kept(county):
    assert unfinished.put(unfinished.token(), county.xin.person, None, {"html": "x" * 3_000_001}, [], AT) is None
