"""A road bureau with a year of requests behind it, and the column in which yearly reports stand."""

from datetime import date
from itertools import count

import pytest

from gongkai import shelf
from gongkai.catalogue import publishing, units
from gongkai.catalogue.models import Topic
from gongkai.foi import receiving
from gongkai.foi.handling import deciding, delivering
from tests.county import moment

WHO = {
    "applicant": "person", "name": "李小河", "paper": "other", "paper_no": "", "phone": "", "form": "paper",
    "route": "post",
}  # fmt: skip
TURNS = count(1)


@pytest.fixture(autouse=True)
def data_here(settings, tmp_path):
    """Files lie in a folder of the test's own."""
    settings.DATA = tmp_path


@pytest.fixture
def asked(county):
    """A request that came by hand on a day: ``asked("2025-03-03")``."""

    def came(day, unit=None, **said):
        by = county.xin if unit is None else county.zhen
        wanted = f"第{next(TURNS)}件"
        wish = receiving.Wish(
            by.unit, "counter", WHO | {"described": wanted} | said, wanted, came=date.fromisoformat(day), by=by
        )  # fmt: skip
        return receiving.take_in(wish, moment(f"{day} 10:00")).request

    return came


@pytest.fixture
def answered(county, asked):
    """One that was answered: ``answered("2025-03-03", "not_held", "2025-03-10")``."""

    def done(day, reply, given, **said):
        request = asked(day, **said)
        answer(county, request, reply, given)
        return request

    return done


def answer(county, request, reply, given):
    """An answer by the ordinary way, posted on a day."""
    at, kind = moment(f"{given} 15:00"), shelf.replies().outcomes[reply]
    findings = {name: one.choices[0] if one.choices else "2025-01-02" for name, one in kind.asks.items()}
    deciding.draft(request, reply, findings, county.xin, at)
    step = "propose_decision" if kind.supplies else "propose_refusal"
    request.case.take(step, by=county.xin, at=at)
    if kind.supplies:
        request.case.take("clear", by=county.mi, at=at)
    request.case.take("approve", by=county.fen, at=at)
    delivering.deliver_many([delivering.Handed(request, "post", at.date(), county.xin, "1")], at)


@pytest.fixture
def nianbao(county):
    """The column of the yearly reports, at the door."""
    row = Topic.objects.create(
        code="nianbao", name="政府信息公开年报", says="年度报告", phase="result", column_type="信息公开年报",
        catalogue="test", navigated=True,
    )  # fmt: skip
    publishing.show_columns(moment("2025-01-02 09:00"))
    units.show_units(moment("2025-01-02 09:00"))
    return row


@pytest.fixture
def a_year(answered, asked):
    """Counted by hand: two carried over from 2024, six received in 2025, one of 2026; five done with, three left.

    ``held``: the keys by cell.
    """
    held = {
        "r3_1": answered("2024-12-20", "opened", "2025-01-10"),
        "r2": asked("2024-12-30"),  # still open at the end of 2025
        "firm": answered("2025-03-03", "not_held", "2025-03-20", applicant="business"),
        "not_ours": answered("2025-04-01", "not_ours", "2025-04-08"),
        "repeated": answered("2025-05-06", "repeated", "2025-05-20"),
        "late": answered("2025-12-22", "partly", "2026-01-06"),  # answered in the next year
        "last": asked("2025-12-31"),
    }
    gone = asked("2025-07-01", applicant="research")
    asked("2026-01-04")
    return held | {"gone": gone}
