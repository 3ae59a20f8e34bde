"""简明易懂: a sentence is told when it is too long to be taken in; what is quoted in it does not count."""

import pytest

from gongkai.checks import plainness


@pytest.mark.parametrize(("signs", "told"), [(80, 0), (81, 1)])
def test_a_sentence_is_told_from_its_eighty_first_character(signs, told):
    text = "前一句很短。" + "路" * (signs - 2) + "，通车。"
    assert [one.kind for one in plainness.find(text)] == ["long_sentence"] * told


def test_titles_and_asides_are_not_counted():
    assert plainness.find(f"根据《{'关于' * 40}》（{'详见' * 40}），今日起绕行。") == []


def test_it_stands_where_the_sentence_stands_in_the_page():
    html = f"<p>短句。</p><p>{'路' * 81}。</p>"
    [found] = plainness.find_in_html(html)
    assert html[found.start : found.end] == "路" * 81 and "有81个字" in found.message


def test_of_many_the_first_are_told_and_their_number():
    kinds = [one.kind for one in plainness.find(("路" * 90 + "。") * 5)]
    assert kinds == ["long_sentence"] * 3 + ["long_sentences"]
    assert plainness.find(("路" * 90 + "。") * 5)[-1].message == "全文有5句超过80个字，请改得简短明白。"
