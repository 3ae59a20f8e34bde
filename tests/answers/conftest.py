"""A policy of the road bureau that is out, and a question about it taken to the public by four hands."""

import pytest

from gongkai.answers.models import Answer
from tests.county import moment

HOME = "/staff/answers/"


@pytest.fixture
def policy(topic, write, publish):
    day = moment("2025-03-03").date()
    return publish(write("货车通行办法", kind="通知", doc_no="试交发〔2025〕3号", validity="valid", effective_on=day))


@pytest.fixture
def ask(county, policy, sign_in):
    """Opens a question and writes its answer through the pages."""

    def asked(question="白天货车能进城吗？", **more):
        said = {"question": question, "type": "other", "paper": "试交发〔2025〕3号", "unit": county.roads.pk}
        opened = sign_in("xin").post(f"{HOME}form/", said | {"topic": county.topic.pk})
        assert opened.status_code == 302, opened.content.decode()
        row = Answer.objects.latest("pk")
        text = {
            "html": "不能。七时到九时不能进城，办通行证的除外。", "paper": policy.index_no, "clause": "第三条",
            "expires_on": "", "origin": "consulted", "asked": "12", "seen": row.revision.head_stamp,
        }  # fmt: skip
        assert sign_in("xin").post(f"{HOME}{row.pk}/edit/", text | more).status_code == 302
        row.refresh_from_db()
        return Answer.objects.select_related("case", "draft", "live").get(pk=row.pk)

    return asked


@pytest.fixture
def press(sign_in):
    """Presses a button as its page does: with the hash of what was on the screen."""

    def pressed(name, answer, step, **data):
        read = Answer.objects.get(pk=answer.pk).case.content
        return sign_in(name).post(f"{HOME}{answer.pk}/{step}/", {"read": read, "words": "", **data})

    return pressed


@pytest.fixture
def out(ask, press):
    """One that the public reads."""

    def went(*args, **more):
        answer = ask(*args, **more)
        for name, step in (("xin", "propose"), ("mi", "clear"), ("fen", "approve"), ("fa", "publish")):
            assert press(name, answer, step).status_code == 302
        return Answer.objects.select_related("case", "live").get(pk=answer.pk)

    return went


AT = moment("2025-03-10 10:00")
