"""Search over HTTP: found by two characters, marked, filtered, paged; strange questions answered in words."""

import re
from datetime import UTC, datetime

import pytest

from gongkai.publication import door
from tests.publication.samples import AT, column, document, full_document, result, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(db):
    door.show_many([column(), column("zcwj", "政策文件"), unit(), unit("swj", "水务局", duties="管饮水")], at=AT)
    door.show_many([full_document(), *(document(number) for number in range(2, 30)), result()], at=AT)


def ask(client, **asked):
    answer = client.get("/search/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def titles(said):
    return [re.sub("<[^>]+>", "", one) for one in re.findall(r'<li><h3><a href="/[cdu]/[^"]+">(.*?)</a>', said)]


def test_two_characters_find_and_are_marked(client, shown):
    said = ask(client, q="县道")
    assert titles(said) == ["县道养护办法"]
    assert "<mark>县道</mark>养护办法" in said
    assert "找到 <strong>1</strong> 条" in said
    assert "试府发〔2025〕1号" in said and "已失效" in said


def test_traditional_and_wide_spellings_find_the_same(client, shown):
    assert titles(ask(client, q="縣道養護")) == ["县道养护办法"]
    assert titles(ask(client, q="ＳＹ－２０２５－１")) == ["县道养护办法"]


def test_units_and_results_are_found_too(client, shown):
    assert "水务局" in titles(ask(client, q="饮水"))
    assert "2025年度政务公开考核结果" in titles(ask(client, q="98.20 考核")) or titles(ask(client, q="优秀"))


def test_filters_narrow(client, shown):
    door.show(document(40, column="zcwj", unit="swj", published=datetime(2019, 5, 1, tzinfo=UTC)), AT)
    assert len(titles(ask(client, q="农村公路", column="zcwj"))) == 1
    assert len(titles(ask(client, q="农村公路", unit="swj"))) == 1
    assert len(titles(ask(client, q="农村公路", year="2019"))) == 1
    assert titles(ask(client, q="农村公路", year="2018")) == []
    assert 'name="unit" value="swj"' in ask(client, q="农村公路", unit="swj")


def test_a_filter_that_names_nothing_is_passed_over(client, shown):
    assert len(titles(ask(client, q="县道", unit="x" * 5000, column="' OR 1"))) == 1


def test_pages_follow_one_another_to_the_last(client, shown):
    path, met = "/search/?q=农村公路", []
    while path:
        said = client.get(path).content.decode()
        met += titles(said)
        older = re.search(r'<a href="(\?[^"]+)" rel="next"[^>]*>', said)
        path = "/search/" + older[1].replace("&amp;", "&") if older else ""
    assert met == [f"关于第{number}号事项的公告" for number in range(29, 1, -1)]


def test_nothing_found_says_what_each_word_finds_and_where_else_to_look(client, shown):
    said = ask(client, q="县道 火星")
    assert "没有找到" in said
    assert re.search("县道</a>”：1 条", said) and re.search("火星</a>”：0 条", said)
    assert 'href="/c/"' in said and 'href="/u/"' in said


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "a* OR NEAR(b)",
        "'; DROP TABLE x;--",
        "<script>alert(1)</script>",
        "((((",
        "\\",
        "%%",
        "。！？",
        "\x00",
        " ",
    ],
)
def test_hostile_questions_are_answered_in_words(client, shown, query):
    said = ask(client, q=query)
    assert "<script>alert" not in said
    assert "检索词" in said or "没有找到" in said or "找到" in said or "请输入" in said


def test_a_very_long_question_is_refused_in_words(client, shown):
    assert "最多 200 个字" in ask(client, q="长" * 3000)


@pytest.mark.parametrize("name", ["after", "year"])
@pytest.mark.parametrize("value", ["-1", "x", "99999999999999999999", "0", "１", "1e3", "10000"])
def test_numbers_typed_by_strangers_do_no_harm(client, shown, name, value):
    ask(client, q="农村", **{name: value})


def test_a_withdrawn_document_is_not_found(client, shown):
    door.withdraw(["disclosure:1"], at=AT, reason="有误")
    assert titles(ask(client, q="县道")) == []


def test_without_a_question_the_page_says_how_to_ask(client, shown):
    assert "一个字也可以" in ask(client)


def test_search_is_not_kept_and_not_listed_by_robots(client, shown):
    answer = client.get("/search/", {"q": "县道"})
    assert "no-cache" in answer.headers["Cache-Control"] and not answer.cookies
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
