"""这页对您有用吗 (C6): a reader says it with one press and no script, and the editors of the column learn the trend."""

import re
from datetime import timedelta

import pytest
from django.db import connection

from gongkai.publication import door
from gongkai.writing import votes
from gongkai.writing.models import Vote
from tests.county import moment

pytestmark = pytest.mark.told("2025-03-05 09:00")
LINE = "第三条里的办理时间看不懂"
FORM = re.compile(r'<form [^>]*method="post" action="(/correct/useful/[a-z]{10}/)"')


@pytest.fixture(autouse=True)
def unheard(monkeypatch):
    monkeypatch.setattr(votes, "heard", votes.Heard())


@pytest.fixture
def page(write, publish, topic):
    record = publish(write())
    return f"/d/{door.shown(f'disclosure:{record.pk}').address}/"


@pytest.fixture
def place(client, page):
    """Where the buttons of the page lead."""
    return FORM.search(client.get(page).content.decode())[1]


def staff(sign_in, name):
    return sign_in(name).get("/staff/writing/votes/").content.decode()


def test_a_reader_says_it_by_one_press_and_may_add_a_line_that_only_editors_read(client, sign_in, page, place):
    voted = client.post(place, {"useful": "no"})
    assert voted.status_code == 200 and not voted.cookies and "已记下" in voted.content.decode()
    ticket = re.search(r'name="ticket" value="([^"]+)"', voted.content.decode())[1]
    assert "编辑会看到您的评价" in client.post(place, {"ticket": ticket, "line": LINE}).content.decode()
    again = client.post(place, {"ticket": ticket, "line": "再说一句"})
    assert again.status_code == 422 and "没有记下" in again.content.decode()
    client.post(place, {"useful": "yes"})
    assert [(vote.useful, vote.line) for vote in Vote.objects.order_by("pk")] == [(False, LINE), (True, None)]
    said = staff(sign_in, "xin")
    assert LINE in said and page in said and "2025年3月" in said and "50%" in said and "都不知道" in said
    client.logout()
    assert LINE not in client.get(page).content.decode() + client.get(place).content.decode()


def test_the_line_is_for_who_handles_such_pages_alone(client, sign_in, place):
    client.post(place, {"useful": "no", "line": LINE})
    seen = {name: staff(sign_in, name) for name in ("ban", "fa", "ling", "zhen")}
    assert LINE in seen["ban"] and LINE in seen["fa"]
    assert LINE not in seen["ling"] and "只给办理的人看" in seen["ling"] and "2025年3月" in seen["ling"]
    assert "还没有读者评价" in seen["zhen"]


def test_neither_where_a_vote_came_from_nor_its_hour_is_stored_and_a_line_only_sealed(client, place):
    client.post(place, {"useful": "no", "line": LINE}, REMOTE_ADDR="203.0.113.9")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM writing_vote")
        stored = str(cursor.fetchall())
    assert "203.0.113" not in stored and LINE not in stored and ":" not in stored.split("disclosure:")[1].split(",")[2]
    assert {one.name for one in Vote._meta.fields} == {"id", "page", "column", "unit", "day", "useful", "line"}


def test_one_place_counts_thrice_a_page_and_day_and_other_sites_not_at_all(client, place, stand_at):
    given = [client.post(place, {"useful": "no"}, REMOTE_ADDR="203.0.113.9").status_code for _ in range(4)]
    assert given == [200, 200, 200, 429] and Vote.objects.count() == 3
    assert client.post(place, {"useful": "yes"}, REMOTE_ADDR="203.0.113.10").status_code == 200
    assert client.post(place, {"useful": "yes"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    stand_at("2025-03-06 09:00")
    assert client.post(place, {"useful": "no"}, REMOTE_ADDR="203.0.113.9").status_code == 200


@pytest.mark.parametrize("said", [{}, {"useful": "maybe"}, {"useful": "no", "line": "我的身份证是510923199001011235"}])
def test_what_cannot_be_taken_is_refused_in_words_and_not_counted(client, place, said):
    answer = client.post(place, said)
    assert answer.status_code == 422 and not Vote.objects.exists()
    assert ("身份证号" in answer.content.decode()) == ("line" in said)
    assert "有用" in client.get(place).content.decode()


def test_a_withdrawn_page_takes_no_more_votes_and_an_old_line_is_erased(client, place, page):
    client.post(place, {"useful": "no", "line": LINE})
    Vote.objects.update(day=moment("2025-03-05 09:00").date() - timedelta(days=366))
    client.post(place, {"useful": "yes"})
    assert not Vote.objects.filter(line__isnull=False).exists() and Vote.objects.count() == 2
    door.withdraw([Vote.objects.first().page], at=moment("2025-03-05 10:00"), reason="内容有误")
    assert client.post(place, {"useful": "yes"}).status_code == 404
    assert "useful" not in client.get(page).content.decode()


def test_the_columns_editors_learn_of_how_many_pages_any_reader_spoke(client, sign_in, write, publish, place):
    publish(write("没有人评的通知"))
    client.post(place, {"useful": "yes"})
    row = re.search(r'<th scope="row">通知公告</th>(.*?)</tr>', staff(sign_in, "xin"))[1]
    assert re.findall(r">([^<>]+)</td>", row) == ["1", "0", "100%", "1", "2"]
