"""A list of the road bureau, its rows, and the hands it goes through."""

import pytest

from gongkai.registers import cells, drafting
from gongkai.registers.drafting import Founding, Writing
from gongkai.registers.models import Change, Line
from tests.county import moment

POWER = {
    "code": "JT-001", "name": "占用公路审批", "category": "行政许可", "basis": "《公路法》第四十四条",
    "subject": "施工单位", "department": "公路股", "procedure": "申请、受理、审查、决定", "duty": "",
    "supervision": "0825-7800001",
}  # fmt: skip
FIRM = {
    "code": "91510923MA62000T5E", "name": "试县顺达运输有限公司", "field": "道路运输", "reason": "多次超限运输",
    "basis": "《道路运输条例》第六十四条", "by": "试县交通运输局", "since": "2025-03-01", "until": "2025-06-30",
    "principal": "王建国", "identity": "", "objection": "向县交通运输局书面提出",
}  # fmt: skip


def firm_code(number: int) -> str:
    """A made-up unified social credit code with a valid check sign."""
    from gongkai.checks.numbers import credit_check

    front = f"91510923MA6{number:06d}"
    return front + credit_check(front)


@pytest.fixture
def found(county, topic):
    """Opens a list: ``found("powers")``."""

    def opened(kind="powers", at="2025-03-03 10:00", by=None):
        by = by or county.xin
        at = moment(at)
        unit = by.unit if by.role == "proposer" else county.roads
        return drafting.open_registers([Founding(unit, kind, topic, by, at, first={"effective_on": at.date()})])[0]

    return opened


@pytest.fixture
def put(county):
    """Writes rows into a draft: ``put(register, POWER | {"code": "2"}, kind="added")``; a known number is that row."""

    def written(register, *rows, kind="added", at="2025-03-03 11:00", by=None, **how):
        writings = []
        for row in rows:
            said = {
                name: cells.read(one, row.get(name, ""), may_lack=True) for name, one in register.kind.fields.items()
            }
            line = Line.objects.filter(register=register, key=said[register.kind.key], gone=None).first()
            writings.append(Writing(said, kind, line=line, **how))
        return drafting.save_rows(register, writings, by or county.xin, moment(at))

    return written


def row_of(register, key):
    return Line.objects.get(register=register, key=key, gone=None)


def change_of(register, key):
    return Change.objects.get(revision=register.draft, line__key=key)
