"""A kind of case that the house does not know, with clocks of days and of hours, and the sweep of what reminds."""

import pytest
from django.core import mail

from gongkai.accounts.models import Role, WorkMail
from gongkai.acts import steps
from gongkai.acts.models import Case, Due
from gongkai.desk import alerting, climbing, reminding, tallying
from gongkai.outbox import sending
from tests.county import moment

DAYS, HOURS = "foi.amendment", "opinion.respond"  # 20 working days, 48 hours


@pytest.fixture
def unknown(monkeypatch):
    """``unknown(unit, "asked", "2025-03-31 09:00")``: a case with one running clock that ends then."""
    table = steps.table(
        steps.Step("ask", "", "登记", (), "asked", frozenset({Role.PROPOSER})),
        steps.Step("answer", "", "答复", ("asked",), "answered", frozenset({Role.PROPOSER})),
        steps.Step("agree", "", "核定", ("proposed",), "answered", frozenset({Role.REVIEWER})),
    )
    states = {"asked": "待答复", "proposed": "待核定", "answered": "已答复"}
    kind = steps.Kind(
        "unknown", "不知道的事", table, states, path=("ask", "answer", "agree"), url="desk:why",
        limits_of=lambda cases: {},
    )  # fmt: skip
    monkeypatch.setitem(steps._KINDS, "unknown", kind)

    def opened(unit, status, due, limit=DAYS, role=Role.PROPOSER, title="某某案的处理决定"):
        last = moment(due)
        case = Case.objects.create(kind="unknown", unit=unit, title=title, status=status, opened=moment("2025-03-01"))
        Due.objects.create(case=case, limit=limit, role=role, started=moment("2025-03-01"), due=last)
        return case

    return opened


@pytest.fixture
def swept():
    """What the worker does at a moment, in its order; returns the letters that went."""

    def sweep(at):
        at = moment(at) if isinstance(at, str) else at
        before = len(mail.outbox)
        for room, do in (
            (climbing, climbing.climb),
            (reminding, reminding.gather),
            (tallying, tallying.put),
            (alerting, alerting.fold),
        ):
            for one in room.due(at):
                do(one, at)
        for message in sending.due(at):
            sending.send(message, at)
        return mail.outbox[before:]

    return sweep


@pytest.fixture
def address():
    """Everybody of the county gets letters: ``address(post)`` is where."""

    def confirmed(*posts):
        for post in posts:
            at = moment("2025-03-01 09:00")
            to = f"{post.person.username}@work.example.cn"
            WorkMail.objects.update_or_create(person=post.person, defaults={"address": to, "at": at, "confirmed": at})

    return confirmed
