"""An event of the road bureau, handled through the pages as its people do."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.acts import clock
from gongkai.opinion.models import Event
from tests.county import BEIJING, moment
from tests.files import samples

HOME = "/staff/opinion/"
CHECKS = ["facts", "grounds", "point", "tone"]
TEXT = {"title": "关于县道塌方的情况说明", "body": "今晨县道三号线塌方，无人员伤亡，正在抢通。绕行走国道。"}


@pytest.fixture(autouse=True)
def told(monkeypatch):
    """What the house takes for now; ``told["now"]`` may be moved on."""
    at = {"now": moment("2025-03-05 09:00")}
    monkeypatch.setattr(clock, "told", lambda: at["now"])
    return at


@pytest.fixture
def desk(county, sign_in, told):
    """People at their pages: ``desk.does("fen", event, "judge", …)``."""

    def stand(at):
        told["now"] = moment(at) if isinstance(at, str) else at

    def send(who, path, at=None, **said):
        if at:
            stand(at)
        return sign_in(who).post(f"{HOME}{path}", said)

    def collect(at="2025-03-05 09:00", who="xin", **said):
        stand(at)
        form = {
            "title": "县道三号线塌方", "summary": "县道三号线K5处塌方，大家关心能不能走", "unit": county.roads.pk,
            "came": "watch", "noticed": at.replace(" ", "T"), "grade": "general", "platform": "短视频", "anyway": "1",
        }  # fmt: skip
        answer = sign_in(who).post(f"{HOME}new/", form | said)
        assert answer.status_code == 302, answer.content.decode()
        return Event.objects.latest("pk")

    def does(who, event, name, at=None, expect=302, **said):
        answer = send(who, f"{event.pk}/{name}/", at, **said)
        assert answer.status_code == expect, answer.content.decode()
        event.refresh_from_db()
        event.case.refresh_from_db()
        return answer

    def judged(event, **said):
        does("xin", event, "confer", moment=here(), there="交运局、公安局", concluded="属实，抢通并发布")
        form = {"sort": "vital", "grade": "general", "ground": "涉及出行", "unit": event.case.unit_id}
        does("fen", event, "judge", **form | said)

    def written(event, **said):
        seen = event.texts.count()
        does("xin", event, "draft", **TEXT | {"seen": seen} | said)
        does("fen", event, "review", checks=CHECKS, read=event.case.content)

    def out(event, at=None, who="fa", name="respond", expect=302, **said):
        form = {
            "channel": "wechat", "unit": event.case.unit_id, "rank": "principal", "says": "塌方抢通情况",
            "link": "https://weixin.example.cn/1", "moment": here(at),
        }  # fmt: skip
        return does(who, event, name, at, expect, **form | said)

    def here(at=None):
        """The present minute, or another, as a form writes it."""
        when = moment(at) if at else told["now"]
        return when.astimezone(BEIJING).strftime("%Y-%m-%dT%H:%M")

    def later(**how):
        stand(told["now"] + timedelta(**how))

    def page(who, event):
        return sign_in(who).get(f"{HOME}{event.pk}/").content.decode()

    names = {"stand": stand, "send": send, "collect": collect, "does": does, "judged": judged, "written": written}
    return SimpleNamespace(**names, out=out, here=here, later=later, page=page, sign_in=sign_in)


@pytest.fixture
def sudden():
    """What is told of a major emergency that happened at half past eight."""
    return {"sort": "sudden", "grade": "major", "happened": "2025-03-05T08:30"}


@pytest.fixture
def paper():
    return lambda name="截图.pdf": SimpleUploadedFile(name, samples.pdf())
