"""The whole lists behind the desk: narrowed by kind, date, unit and words, page by page; a liking is kept."""

import pytest

from gongkai.desk.models import Wishes
from tests.county import moment

AT = moment("2025-03-31 10:00")
pytestmark = pytest.mark.told(AT)
PAGE, KEEP, OTHERS = "/staff/duties/", "/staff/duties/keep/", "/staff/duties/others/"


@pytest.fixture
def some(county, unknown):
    """Late, due today, in two days and later; one without a clock that runs."""
    dues = {
        "晚了": "03-30 23:59",
        "今天": "03-31 23:59",
        "后天": "04-02 23:59",
        "还早": "04-20 23:59",
        "没有": "05-01 09:00",
    }
    cases = {title: unknown(county.roads, "asked", f"2025-{due}", title=title) for title, due in dues.items()}
    cases["没有"].dues.update(done=AT)
    return cases


def titles(page) -> list[str]:
    text = page.content.decode()
    found = {name: text.find(f">{name}</a>") for name in ("晚了", "今天", "后天", "还早", "没有")}
    return sorted((name for name, place in found.items() if place >= 0), key=found.get)


def test_the_soonest_stand_first_and_those_without_a_clock_on_a_page_of_their_own(some, sign_in):
    client = sign_in("xin")
    assert titles(client.get(PAGE)) == ["晚了", "今天", "后天", "还早"]
    assert titles(client.get(f"{PAGE}clockless/")) == ["没有"]


def test_what_others_handle_is_on_a_page_of_its_own_narrowed_alike(county, some, unknown, sign_in):
    unknown(county.town, "asked", "2025-04-01 23:59", title="镇上的")
    client = sign_in("mi")
    assert titles(client.get(OTHERS)) == ["晚了", "今天", "后天", "还早"] and titles(client.get(PAGE)) == []
    assert "镇上的" not in client.get(OTHERS).content.decode()
    page = client.get(f"{OTHERS}?kind=unknown&state=later")
    assert titles(page) == ["还早"] and "记住这个筛选" not in page.content.decode()
    office = sign_in("ban")
    assert "镇上的" in office.get(OTHERS).content.decode()
    assert titles(office.get(f"{OTHERS}?unit={county.town.pk}")) == []
    assert titles(sign_in("xin").get(OTHERS)) == []


def test_the_desk_shows_the_foremost_and_leads_to_all(county, unknown, sign_in):
    for number in range(40):
        unknown(county.roads, "asked", f"2025-04-0{1 + number % 5} 23:59", title=f"第{number:02}件")
    mine, theirs = (sign_in(name).get("/staff/").content.decode() for name in ("xin", "ban"))
    assert sum(f"第{number:02}件" in mine for number in range(40)) == 30
    assert f'<a href="{PAGE}">全部 40 件</a>' in mine
    assert sum(f"第{number:02}件" in theirs for number in range(40)) == 15
    assert f'<a href="{OTHERS}">全部等别人办理的</a>' in theirs


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=late", ["晚了"]), ("state=today", ["今天"]), ("state=soon", ["后天"]), ("state=later", ["还早"]),
        ("kind=unknown&q=早", ["还早"]), ("kind=nonsense", []), ("state=nonsense", []),
    ],
)  # fmt: skip
def test_it_is_narrowed(some, sign_in, query, found):
    page = sign_in("xin").get(f"{PAGE}?{query}")
    assert page.status_code == 200 and titles(page) == found


def test_a_case_of_several_clocks_stands_there_once_by_the_one_that_ends_first(county, some, sign_in):
    from gongkai.acts.models import Due

    for limit, due in (("foi.reply", "2025-04-01 23:59"), ("foi.forward", "2025-03-31 11:00")):
        Due.objects.create(case=some["还早"], limit=limit, role="proposer", started=AT, due=moment(due))
    assert titles(sign_in("xin").get(PAGE)) == ["晚了", "还早", "今天", "后天"]


def test_pages_follow_each_other_without_a_gap(county, unknown, sign_in):
    for number in range(60):
        unknown(county.roads, "asked", "2025-04-08 23:59:59", title=f"第{number:02}件")
    client = sign_in("xin")
    page = client.get(PAGE).content.decode()
    more = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    rest = client.get(more).content.decode()
    seen = [f"第{number:02}件" in page for number in range(60)], [f"第{number:02}件" in rest for number in range(60)]
    assert sum(seen[0]) == 50 and sum(seen[1]) == 10 and all(a != b for a, b in zip(*seen, strict=True))


def test_a_liking_is_kept_and_led_to_from_the_desk(county, some, sign_in):
    client = sign_in("xin")
    assert "记住这个筛选" in client.get(f"{PAGE}?state=late").content.decode()
    assert client.post(KEEP, {"query": "state=late&after=x&nonsense=1"}).url == f"{PAGE}?state=late"
    assert Wishes.objects.get().filter == "state=late"
    assert f'href="{PAGE}?state=late">我的筛选' in client.get("/staff/").content.decode()
    assert "现在看的就是记住的筛选" in client.get(f"{PAGE}?state=late").content.decode()
    client.post(KEEP, {"query": ""})
    assert "我的筛选</a>" not in client.get("/staff/").content.decode()


@pytest.mark.parametrize("query", ["q=" + "长" * 400, "kind=%00", "&&&=", "q=<script>"])
def test_whatever_is_kept_opens(county, some, sign_in, query):
    client = sign_in("xin")
    assert client.get(client.post(KEEP, {"query": query}).url).status_code == 200
    assert "<script>" not in client.get("/staff/").content.decode().split("</head>")[1]
