"""查不到的词: the office reads what people did not find, and adds a synonym that readers then see."""

import re

import pytest

from gongkai.publication import door
from gongkai.search.models import Synonyms, Unmet
from tests.publication.samples import AT, document

pytestmark = [pytest.mark.django_db, pytest.mark.told("2025-03-05 09:00")]


def ask(client, query, **more):
    return client.get("/search/", {"q": query, **more}).content.decode()


def sign_in(client, post):
    client.force_login(post.person)
    return client


@pytest.fixture
def shown(county):
    door.show_many([document(number, title=f"关于第{number}条县道养护的公告") for number in (1, 2)], at=AT)


@pytest.mark.provision("KF-3.4")
def test_the_office_learns_what_was_not_found_and_adds_a_synonym_that_readers_see(client, county, shown):
    assert "没有找到" in ask(client, "修马路")
    ask(client, "修马路")
    office = sign_in(client, county.ban)
    page = office.get("/staff/writing/questions/").content.decode()
    assert "修马路" in page and "2 次" in page and "word=%E4%BF%AE" in page
    answer = office.post("/staff/writing/synonyms/new/", {"words": "修马路、县道养护"}, follow=True)
    assert "同义词：修马路、县道养护" in answer.content.decode()
    client.logout()
    said = ask(client, "修马路")
    assert "没有找到" in said and re.search("意思相同的词：<a [^>]+>县道养护</a>（2 条）", said)


def test_an_ended_group_is_offered_no_longer_until_it_is_resumed(client, county, shown):
    office = sign_in(client, county.ban)
    office.post("/staff/writing/synonyms/new/", {"words": "修马路，县道养护"})
    key = Synonyms.objects.get().source
    office.post(f"/staff/writing/synonyms/{key}/end/", {"words": "叫法不同"})
    assert "意思相同的词" not in ask(client, "修马路")
    office.post(f"/staff/writing/synonyms/{key}/resume/", {"words": ""})
    assert "意思相同的词" in ask(client, "修马路")


@pytest.mark.parametrize(
    ("words", "says"),
    [("马路", "至少写两个"), ("甲 " * 3 + "一" * 30, "太长"), ("一 二 三 四 五 六 七 八 九", "最多 8 个")],
)
def test_what_is_no_group_is_refused_in_words(client, county, words, says):
    answer = sign_in(client, county.ban).post("/staff/writing/synonyms/new/", {"words": words})
    assert says in answer.content.decode() and not Synonyms.objects.exists()


def test_a_units_editor_reads_the_list_and_adds_nothing(client, county):
    editor = sign_in(client, county.xin)
    assert editor.get("/staff/writing/questions/").status_code == 200
    assert editor.post("/staff/writing/synonyms/new/", {"words": "甲、乙"}).status_code == 403


@pytest.mark.parametrize(
    "query", ["51092319900101123X 低保", "13812345678", "0825 7654321", "我" * 31, "张三的身份证510923199001011232"]
)
def test_what_looks_private_or_is_a_letter_is_not_counted(client, shown, query):
    assert "没有找到" in ask(client, query)
    assert not Unmet.objects.exists()


def test_nothing_but_the_words_and_the_day_is_kept(client, shown):
    client.get("/search/", {"q": "火星 移民"}, REMOTE_ADDR="198.51.100.7")
    row = Unmet.objects.get()
    assert (row.question, row.times) == ("火星 移民", 1)
    assert {field.name for field in Unmet._meta.fields} == {"id", "day", "question", "times"}


def test_what_was_found_or_narrowed_away_is_not_counted(client, shown):
    ask(client, "养护")
    ask(client, "养护", year="1999")
    ask(client, "。。")
    assert not Unmet.objects.exists()
