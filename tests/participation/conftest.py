"""A questionnaire about two units, drawn up, agreed to and open; and what fills it in."""

import re
from datetime import date

import pytest

from gongkai.participation.surveys import drafting
from gongkai.participation.surveys.drafting import Asked, Head
from tests.conftest import moment

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
