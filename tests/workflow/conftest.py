"""What every story of the workflow needs: a told moment, hands that press buttons, a second leader, a third unit."""

import pytest

from gongkai.accounts.models import Person, Post, Role, Unit
from gongkai.acts.models import Case
from gongkai.workflow import setting
from tests.county import moment

AT = moment("2025-03-05 09:00")


@pytest.fixture(autouse=True)
def told(stand_at):
    stand_at(AT)


@pytest.fixture
def people(county):
    """The road bureau gets a second secrecy officer, leader and publisher; a finance bureau with its own leader."""
    finance = Unit.objects.create(name="财政局", full_name="试县财政局", code="czj", parent=county.top, order=3)
    county.finance = finance
    for name, role, unit in (
        ("mier", Role.SECRECY, county.roads), ("fener", Role.REVIEWER, county.roads),
        ("faer", Role.PUBLISHER, county.roads), ("caifen", Role.REVIEWER, finance),
    ):  # fmt: skip
        person = Person.objects.create(username=name, name=f"{name}某", password="!")
        setattr(county, name, Post.objects.create(person=person, unit=unit, role=role))
    return county


@pytest.fixture
def go():
    """Takes steps as their usual hands: ``go(record, "propose", "clear", at=…)``."""

    def went(record, *steps, county, at="2025-03-04 10:00"):
        hands = {"propose": county.xin, "clear": county.mi, "approve": county.fen, "publish": county.fa}
        for step in steps:
            record.case.take(step, by=hands[step], at=moment(at))
        record.refresh_from_db()
        return record

    return went


@pytest.fixture
def press(sign_in):
    """Presses a button as its page does: with the hash of everything on the screen."""

    def pressed(name, record, step, *beside, **data):
        read = {f"with-{one.pk}": Case.objects.get(pk=one.pk).content for one in beside}
        read["read"] = Case.objects.get(pk=record.pk).content
        return sign_in(name).post(f"/staff/disclosures/{record.pk}/{step}/", {**read, **data})

    return pressed


@pytest.fixture
def route(county):
    """Sets a route for the road bureau from 1 March 2025, as the office would."""

    def put(**said):
        since = moment("2025-03-01").date()
        unit = said.pop("unit", county.roads)
        return setting.put(setting.Setting(unit, said.pop("topic", None), since, **said), county.ban, AT)

    return put


def status(record):
    return Case.objects.get(pk=record.pk).status
