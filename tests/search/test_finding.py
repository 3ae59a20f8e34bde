"""Finding: exactly the documents whose folded text holds every term, against a plain scan, on either database."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from gongkai.search import index
from gongkai.search.folding import fold, terms
from gongkai.search.models import PublicText
from gongkai.search.numbers import docid

pytestmark = pytest.mark.django_db
START = datetime(2020, 1, 1, tzinfo=UTC)
FEW = "审计局a1开 \n，开發"  # few characters meet often, so that a wrong neighbour would show
SAID = "县人民政府办公室关于印发农村供水管理办法的通知。审计局2025年第1号公告，GB/T 9704—2012；COVID-19 疫情 "


def put(texts, name="public", **facets):
    """Texts a day apart, oldest first; returns their numbers."""
    ids = [docid(START + timedelta(days=day), day) for day in range(len(texts))]
    index.put_many(name, [(number, "", text, facets) for number, text in zip(ids, texts, strict=True)])
    return ids


def scan(texts, ids, query):
    """The definition itself."""
    wanted = terms(query)
    return [
        number for number, text in zip(ids, texts, strict=True) if all(term in fold("\n" + text) for term in wanted)
    ][::-1]


def every(name, query, **how):
    """All hits, page by page."""
    found, after = [], None
    while True:
        hits = index.find(name, query, after=after, limit=7, **how)
        found += hits.ids
        if not hits.more:
            return found
        after = hits.ids[-1]


@pytest.mark.parametrize("alphabet", [FEW, SAID])
def test_every_hit_of_a_scan_and_no_other(alphabet):
    draw = random.Random(alphabet)
    texts = ["".join(draw.choices(alphabet, k=draw.randint(0, 60))) for _ in range(150)]
    ids = put(texts)
    asked = ["".join(draw.choices(alphabet, k=length)) for length in (1, 1, 2, 2, 3, 3, 4, 6) * 12]
    asked += [text[at : at + draw.randint(1, 9)] for text in texts if text for at in [draw.randrange(len(text))]]
    for query in asked:
        if terms(query):
            assert every("public", query) == scan(texts, ids, query), query


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("甲乙丙", "甲乙丙", True),
        ("甲乙，乙丙", "甲乙丙", False),
        ("乙丙甲乙", "甲乙丙", False),
        ("哈哈", "哈哈哈", False),
        ("哈哈哈", "哈哈哈", True),
        ("第 1 号", "1.1", False),
        ("第1.1号", "1.1", True),
        ("甲 a 乙", "a a", True),
        ("甲 a 乙", "a.a", False),
        ("川府〔2018〕1号", "〔2018〕1", True),
        ("川府〔2018〕21号", "2018 1号", True),
        ("川府〔2018〕21号", "〔2018〕1号", False),
        ("審計局公告", "审计局", True),
        ("ＧＢ／Ｔ 9704", "gb/t", True),
        ("COVID-19", "vid-1", True),
        ("尾", "尾", True),
    ],
)
def test_neighbours_count(text, query, found):
    ids = put([text])
    assert every("public", query) == (ids if found else [])


def test_parts_may_stand_anywhere_and_in_title_or_text():
    number = docid(START, 1)
    index.put_many("public", [(number, "供水办法", "由水务局负责", {})])
    assert every("public", "水务局 供水") == [number]
    assert every("public", "办法由") == [], "title and text are apart"


def test_newest_first_counted_to_a_thousand_and_paged_to_the_last():
    ids = put(["公告"] * 1050)
    hits = index.find("public", "公告", limit=20)
    assert hits.ids == ids[:-21:-1]
    assert (hits.count, hits.capped, hits.said, hits.more) == (1000, True, "1,000+", True)
    assert every("public", "公告") == ids[::-1]


def test_a_count_up_to_a_thousand_is_exact():
    put(["公告"] * 1000)
    hits = index.find("public", "公告")
    assert (hits.count, hits.capped, hits.said) == (1000, False, "1,000")


def test_facets_and_days_narrow():
    day = [START + timedelta(days=number) for number in range(4)]
    ids = [docid(moment, number) for number, moment in enumerate(day)]
    places = [("jyj", "a"), ("jyj", "b-1"), ("swj", "a"), ("swj", "b-1")]
    index.put_many(
        "public", [(one, "", "公告", {"unit": u, "column": c}) for one, (u, c) in zip(ids, places, strict=True)]
    )
    assert every("public", "公告", facets={"unit": "jyj"}) == [ids[1], ids[0]]
    assert every("public", "公告", facets={"unit": "jyj", "column": "b-1"}) == [ids[1]]
    assert every("public", "公告", facets={"unit": ["jyj", "swj"], "column": ["a"]}) == [ids[2], ids[0]]
    assert every("public", "公告", facets={"unit": "jy"}) == []
    assert every("public", "公告", since=day[1], until=day[3]) == [ids[2], ids[1]]


def test_the_asker_sees_only_what_the_caller_keeps():
    ids = put(["公告"] * 40, name="staff")
    own = set(ids[::3])
    assert every("staff", "公告", keep=own.intersection) == sorted(own, reverse=True)
    assert index.find("staff", "公告", keep=own.intersection).count == len(own)
    assert every("public", "公告") == [], "the two indexes hold nothing of each other"


def test_putting_again_replaces():
    [number] = put(["旧的文字"])
    index.put_many("public", [(number, "", "新的文字", {})])
    assert every("public", "旧的") == []
    assert every("public", "新的") == [number]


def test_what_is_removed_leaves_no_word_behind():
    ids = put(["留下的公告", "撤回的秘密"], unit="jyj")
    index.remove("public", [ids[1], 12345])
    assert every("public", "撤回") == []
    assert every("public", "公告", facets={"unit": "jyj"}) == [ids[0]]
    assert "秘密" not in words_held()
    assert not PublicText.objects.filter(folded__contains="秘密").exists()


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '"甲',
        "甲*",
        "甲 OR 乙",
        "NEAR(甲 乙)",
        "words:甲",
        "{甲}",
        "甲' OR '1'='1",
        "%_\\",
        "^甲",
        "-甲",
        "甲\x00乙",
        "甲;--",
    ],
)
def test_signs_of_query_languages_are_only_signs(query):
    ids = put(["甲乙丙丁"])
    try:
        assert every("public", query) in ([], ids)
    except index.QueryFault as fault:
        assert "检索词" in str(fault)


@pytest.mark.parametrize(
    ("query", "says"),
    [("", "请输入"), ("   ", "请输入"), ("，。！", "没有汉字"), ("长" * 10_000, "10,000"), ("\x01\x02", "没有汉字")],
)
def test_what_cannot_be_asked_is_answered_in_words(query, says):
    with pytest.raises(index.QueryFault, match=says):
        index.find("public", query)


def test_a_very_long_text_is_found_by_each_of_its_ends():
    text = "起首" + "".join(chr(0x4E00 + step * 7 % 20000) for step in range(60_000)) + "结尾的话"
    ids = put([text])
    for query in ("起", "起首", "尾的话", text[30_000:30_012], text[59_000:59_003]):
        assert every("public", query) == ids, query


def words_held():
    """Every word the index itself still holds."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'search_public', 'row')")
            cursor.execute("SELECT term FROM temp.vocabulary")
        else:
            cursor.execute("SELECT unnest(words) FROM search_publictext")
        held = {word for (word,) in cursor.fetchall()}
        if connection.vendor == "sqlite":
            cursor.execute("DROP TABLE temp.vocabulary")
    return held
