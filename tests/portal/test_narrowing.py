"""搜索结果: counted by unit, column, kind, year and validity, narrowed by links and by days."""

import html
import re
from datetime import UTC, datetime

import pytest

from gongkai.portal import measure
from gongkai.portal.measure import BURST, Buckets
from gongkai.publication import door, vocabulary
from tests.portal.test_search import ask, titles
from tests.publication.samples import AT, column, document, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(db):
    vocabulary.forget()
    door.show_many([column(), column("zcwj", "政策文件"), unit(), unit("swj", "水务局", duties="管饮水")], at=AT)
    old = datetime(2019, 5, 1, 2, tzinfo=UTC)
    door.show_many(
        [
            *(document(number, title=f"农村供水公告{number}") for number in range(1, 5)),
            document(5, title="农村供水办法", column="zcwj", unit="swj", published=old, validity="lapsed"),
        ],
        at=AT,
    )


def facets(said):
    """{heading: [(words, count, address)]} of what stands beside."""
    found = {}
    for label, body in re.findall(r"<h2>按(.*?)看</h2></div>(.*?)</section>", said, re.S):
        rows = re.findall(r'<a href="([^"]+)">([^<]+)</a><span class="push">([\d,]+) 条', body)
        found[label] = [(words, many, html.unescape(url)) for url, words, many in rows]
    return found


def test_every_facet_is_counted_and_its_link_finds_just_so_many(client, shown):
    beside = facets(ask(client, q="供水"))
    assert [(words, many) for words, many, _ in beside["机构"]] == [("交运局", "4"), ("水务局", "1")]
    assert [words for words, _, _ in beside["年份"]][-1] == "2019年"
    assert set(beside) == {"年份", "机构", "栏目"}
    for rows in beside.values():
        for _, many, url in rows:
            assert len(titles(client.get(f"/search/{url}").content.decode())) == int(many)


def test_a_chosen_facet_is_named_and_can_be_taken_off(client, shown):
    said = ask(client, q="供水", unit="swj", validity="lapsed")
    assert titles(said) == ["农村供水办法"]
    off = [html.unescape(url) for url in re.findall(r'<a class="small" href="([^"]+)">去掉', said)]
    assert len(off) == 2
    assert len(titles(client.get(f"/search/{off[0]}").content.decode())) == 1
    assert "unit" not in off[0] and "validity=lapsed" in off[0]


def test_days_narrow_both_counting_in(client, shown):
    assert titles(ask(client, q="供水", **{"from": "2019-05-01", "to": "2019-05-01"})) == ["农村供水办法"]
    assert titles(ask(client, q="供水", to="2019-04-30")) == []
    assert len(titles(ask(client, q="供水", **{"from": "2019-05-02"}))) == 4


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ({"from": "2020-01-02", "to": "2020-01-01"}, "开始日期晚于结束日期"),
        ({"from": "2020-13-01"}, "开始日期请写成"),
        ({"to": "'; DROP"}, "结束日期请写成"),
        ({"to": "0001-01-01"}, "1970年以后"),
        ({"from": "9999-12-31"}, "1970年以后"),
    ],
)
def test_days_that_are_none_are_answered_in_words(client, shown, days, says):
    assert says in ask(client, q="供水", **days)


def test_words_in_quotes_stand_together(client, shown):
    door.show(document(9, title="农村 供水"), AT)
    assert titles(ask(client, q='"农村 供水"')) == ["农村 供水"]
    assert len(titles(ask(client, q="农村 供水"))) == 6


def test_synonyms_pinyin_and_near_spellings_are_labelled_and_not_among_the_hits(client, shown):
    for query, label, word in (
        ("自来水", "意思相同的词", "供水"),
        ("gongshui", "按拼音", "供水"),
        ("农村攻水", "读音或写法相近", "农村供水"),
        ("农村供电办法", "读音或写法相近", "农村供水办法"),
    ):
        said = ask(client, q=query)
        assert titles(said) == [] and "没有找到" in said, query
        assert re.search(rf"{label}：[^<]*(<a [^>]+>[^<]+</a>[^<]*)*<a [^>]+>{word}</a>（\d 条）", said), query
    said = ask(client, q="供水")
    assert len(titles(said)) == 5
    assert "饮水</a>（1 条）" in said and "自来水" not in said, "what has hits is offered, and nothing else"


def test_what_was_taken_back_is_offered_no_longer(client, shown):
    assert "农村供水办法</a>" in ask(client, q="农村供电办法")
    door.withdraw(["disclosure:5"], at=AT, reason="有误")
    assert "农村供水办法" not in ask(client, q="农村供电办法")


def test_nothing_found_leads_to_columns_units_and_the_telephone(client, shown):
    said = ask(client, q="火星移民")
    assert 'href="/c/"' in said and 'href="/u/"' in said and "还可以这样找" in said


@pytest.fixture
def buckets(monkeypatch):
    monkeypatch.setattr(measure, "buckets", Buckets())
    monkeypatch.setattr(measure, "monotonic", lambda: 100.0)
    monkeypatch.setattr(measure, "BURST", 3)


def test_a_flood_is_told_to_wait_and_hurts_nobody_else(client, shown, buckets):
    def status(address):
        return client.get("/search/", {"q": "供水"}, REMOTE_ADDR=address)

    assert all(status("198.51.100.7").status_code == 200 for _ in range(3))
    refused = status("198.51.100.7")
    assert refused.status_code == 429 and refused.headers["Retry-After"]
    assert "请过 1 秒再查" in refused.content.decode()
    assert status("198.51.100.8").status_code == 200
    assert client.get("/d/" + "a" * 10 + "/", REMOTE_ADDR="198.51.100.7").status_code == 404, "pages are not counted"
    assert client.get("/search/", REMOTE_ADDR="198.51.100.7").status_code == 200, "the form itself is not counted"


def test_tokens_come_back_with_time():
    some = Buckets()
    assert [some.take("a", 0.0) for _ in range(BURST + 1)][-1] == 1
    assert some.take("a", 0.4) == 1 and some.take("a", 1.0) == 0


@pytest.mark.parametrize(
    "query",
    [
        "\ud800",
        "a" * 10_000,
        "\x00\x1b[31m",
        '" OR 1=1 --',
        "NEAR/3",
        "的",
        "%",
        "_" * 50,
        "(?:a+)+$",
        "\u202e公",
        "县道" * 100,
    ],
)
def test_hostile_questions_never_break_the_page(client, shown, query):
    answer = client.get("/search/?q=" + "".join(f"%{byte:02x}" for byte in query.encode("utf-8", "surrogatepass")))
    assert answer.status_code == 200
    said = answer.content.decode()
    assert any(word in said for word in ("检索词", "没有找到", "找到", "请输入"))
