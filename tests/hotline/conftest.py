"""A case on its way: told at the highest unit, accepted, handed to the road bureau, as staff do it by their pages."""

import re
from datetime import date
from types import SimpleNamespace

import pytest

from gongkai.acts.facts import Span
from gongkai.hotline import answering
from gongkai.hotline.models import Plea
from tests.county import moment

HOME = "/staff/hotline/"
MONDAY = "2026-03-02 09:00"  # five working days to Monday the ninth, fifteen to the twenty-third
MARCH = Span(date(2026, 3, 1), date(2026, 3, 31), moment("2026-04-20 09:00"))
WORDS = "滨江路三段的路灯坏了一个月，晚上走路看不见。我是张三丰，住河边二组"
TOLD = {"sort": "help", "words": WORDS, "name": "张三丰", "phone": "13900001234", "token": "t1"}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """``clock("2026-03-05 10:00")`` sets what the house takes for now."""
    from gongkai.acts import clock as told

    said = {"now": moment(MONDAY)}
    monkeypatch.setattr(told, "told", lambda: said["now"])

    def stand(when=None):
        said["now"] = moment(when) if when else said["now"]
        return said["now"]

    return stand


@pytest.fixture
def tell(client):
    """What a citizen sends from the site: the answer, and number and code out of it."""

    def sent(**more):
        answer = client.post("/hotline/", {**TOLD, **more})
        found = re.findall(r"<strong>([0-9]{4}-[0-9]{5}|[a-z]{4}-[a-z]{4})</strong>", answer.content.decode())
        return (
            SimpleNamespace(answer=answer, number=found[0], code=found[1]) if found else SimpleNamespace(answer=answer)
        )

    return sent


@pytest.fixture
def act(sign_in):
    """``act(plea, "accept", "ban", gist="…")``: one step by its page; gives the answer."""

    def taken(plea, step, by, **said):
        client = sign_in(by)
        if step == "reply":  # whose button carries what was read
            read = re.search(r'name="read" value="([^"]+)"', client.get(f"{HOME}{plea.pk}/").content.decode())
            said |= {"read": read[1]} if read else {}
        return client.post(f"{HOME}{plea.pk}/{step}/", said)

    return taken


@pytest.fixture
def on_its_way(county, tell, clock):
    """``on_its_way(sort="consult")``: told on the site, accepted and handed to the road bureau."""

    def opened(about="", unit="jyj", joint=(), against="", accused="", **more):
        tell(**more)
        plea = Plea.objects.latest("pk")
        said = {"sort": plea.sort, "gist": "滨江路路灯不亮", "about": about}
        plea.case.take("accept", by=county.ban, at=clock(), detail=said)
        said = {"unit": unit, "joint": list(joint), "against": against, "accused": accused or None}
        plea.case.take("dispatch", by=county.ban, at=clock(), detail=said)
        return Plea.objects.select_related("case__unit").get(pk=plea.pk)

    return opened


@pytest.fixture
def answered(county, on_its_way, clock):
    """``answered()``: handled by the road bureau, its reply looked at and gone."""

    def done(outcome="solved", consequence="", until="reply", **more):
        plea = on_its_way(**more)
        plea.case.take("take_up", by=county.xin, at=clock())
        said = answering.Reply(plea, "路灯三月四日已修好。", outcome, consequence, county.xin)
        answering.draft_many([said], clock())
        if until == "reply":
            plea.case.take("reply", by=county.fen, at=clock(), read=plea.case.content)
        return Plea.objects.select_related("case__unit").get(pk=plea.pk)

    return done


def state(plea) -> str:
    plea.case.refresh_from_db()
    return plea.case.status
