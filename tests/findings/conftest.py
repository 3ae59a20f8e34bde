"""A round of two years with the township's losses, as an assessment hands it over."""

from datetime import date

import pytest

from gongkai.acts.taking import Take, take_many
from gongkai.findings import rounds
from gongkai.findings.mending import ordering
from gongkai.findings.models import Finding
from gongkai.findings.rounds import Loss, Result, Told
from tests.county import moment

AT = moment("2026-01-12 10:00")


def told(county, year=2025, losses=None):
    """The township fails, the road bureau does not."""
    town = [
        Loss(county.town, "DY:info.foi", "依申请公开办理", "6", "1.5", "一件答复未写明救济途径", ("DY-3.2",)),
        Loss(county.town, "XX:other", "其他", "4", "0.3", "缺一份记录", ("DY-1",), ("补上记录",)),
    ]
    results = [
        Result(county.roads, "100.00", "优秀", False, "/staff/"),
        Result(county.town, "58.20", "不合格", True, "/staff/assessment/1/sheets/2/"),
    ]
    title = f"试县{year}年考核"
    return Told(f"campaign:{year}", title, date(year, 12, 31), results, town if losses is None else losses)


@pytest.fixture
def seen(county):
    """The round of 2025."""
    return rounds.take_in(told(county), county.ban, AT)


@pytest.fixture
def confirmed(county, seen):
    """Its findings, confirmed by a second hand of the office."""
    rows = list(Finding.objects.select_related("case").order_by("pk"))
    take_many("finding", "confirm", [Take(row.case, county.he, AT) for row in rows])
    return rows


@pytest.fixture
def mending(county, seen, confirmed):
    """The township was asked to mend both."""
    return ordering.order(seen, [seen.standings.get(unit=county.town)], county.ban, AT)[0]
