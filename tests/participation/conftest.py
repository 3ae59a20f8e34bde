"""A questionnaire about two units, drawn up, agreed to and open; and what fills it in."""

import re
from datetime import date

import pytest

from gongkai.participation.consultations import drafting as consulting
from gongkai.participation.consultations import running
from gongkai.participation.surveys import drafting
from gongkai.participation.surveys.drafting import Asked, Head
from tests.county import moment

OPENS = moment("2025-11-03 09:00")
QUESTIONS = (
    Asked("scale", "您对这个单位信息公开总的评价", measures=True),
    Asked("choice", "您从哪里看到公开的信息", ("门户网站", "公开栏")),
    Asked("line", "最应当改的一件事"),
)


def head(county, **more):
    said = {
        "title": "2025年政务公开满意度调查", "purpose": "听取群众意见，结果计入年度考核。",
        "population": "近一年到两个单位办过事的人", "size": 4000, "minimum": 3, "basis": "invited", "open_form": True,
        "opens": date(2025, 11, 3), "closes": date(2025, 11, 28), "topic": county.topic,
        "units": (county.roads, county.town),
    }  # fmt: skip
    return Head(**said | more)


@pytest.fixture
def draft(county):
    """``draft(minimum=5)``: drawn up by one of the office."""
    return lambda **more: drafting.begin(head(county, **more), QUESTIONS, county.ban, moment("2025-10-20 09:00"))


@pytest.fixture
def survey(county, draft, topic, stand_at):
    """``survey(basis="all")``: agreed to by another and open."""

    def opened(**more):
        row = draft(**more)
        row.case.take("approve", by=county.he, at=moment("2025-10-21 09:00"))
        row.case.take("open", by=county.ban, at=OPENS)
        stand_at("2025-11-04 10:00")
        return row

    return opened


@pytest.fixture
def answer(client):
    """``answer(survey, q1=5, code=…)``: opens the form like a citizen and sends it, from a device of its own."""
    numbers = iter(range(1, 250))

    def answered(survey, address="", **said):
        url = f"/survey/{survey.address}/"
        where = {"REMOTE_ADDR": address or f"10.0.0.{next(numbers)}"}
        page = client.get(url, **where).content.decode()
        ticket = re.search(r'name="ticket" value="([^"]+)"', page)
        said.setdefault("ticket", ticket[1] if ticket else "")
        return client.post(url, {name: str(value) for name, value in said.items()}, **where)

    return answered


DRAFT = ("第一条 县道由县交通运输局养护。", "第二条 养护资金列入年度预算。", "第三条 损坏县道的，应当赔偿。")


def asking(county, **more):
    """What a consultation says; out from 3 March 2025 for thirty days."""
    said = {
        "title": "关于《县道养护办法（草案）》公开征求意见的公告", "explanation": "为了把县道养好，起草了这个办法。",
        "draft": DRAFT, "ways": "来信：试县交通运输局，县道股收；电话：工作时间拨打总机。", "opens": date(2025, 3, 3),
        "closes": date(2025, 4, 2), "topic": county.topic,
    }  # fmt: skip
    return consulting.Head(**said | more)


@pytest.fixture
def drafted(county, topic):
    """``drafted(closes=…)``: a consultation that the road bureau drew up on 24 February."""
    return lambda **more: consulting.begin_many([(asking(county, **more), county.xin, moment("2025-02-24 09:00"))])[0]


@pytest.fixture
def out(county, drafted, stand_at):
    """``out()``: reviewed by two others and out; the house stands on the second day."""

    def opened(**more):
        row = drafted(**more)
        for step, by, at in (("propose", county.xin, "24"), ("clear", county.mi, "25"), ("approve", county.fen, "26")):
            row.case.take(step, by=by, at=moment(f"2025-02-{at} 10:00"))
        running.begin(row, row.begins)
        row.refresh_from_db()
        row.case.refresh_from_db()
        stand_at("2025-03-04 10:00")
        return row

    return opened


@pytest.fixture
def speak(client):
    """``speak(row, paragraph, words=…)``: a citizen's opinion by the form on the site, from a place of its own."""
    numbers = iter(range(1, 250))

    def spoke(row, paragraph=0, where="", **said):
        url = f"/consult/{row.address}/say/" + (f"{paragraph}/" if paragraph else "")
        place = {"REMOTE_ADDR": where or f"10.1.0.{next(numbers)}"}
        page = client.get(url, **place).content.decode()
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
        return client.post(url, {"words": "养护资金应当公开使用情况", **hidden, **said}, **place)

    return spoke


def receipt(response):
    """(code, secret) of a page that says that an opinion was kept."""
    page = response.content.decode()
    assert response.status_code == 200 and "已收到" in page, page
    return tuple(re.findall(r"<strong>([a-z]{10}|\d{6})</strong>", page))


def lines(response):
    return re.sub(r"<[^>]+>", "", response.content.decode())
