"""A clock of a told day, and the way a person of the county sends a form."""

import pytest

from tests.county import moment

AT = moment("2026-03-02 10:00")


@pytest.fixture(autouse=True)
def told(stand_at):
    stand_at(AT)
    return AT


@pytest.fixture
def admin(sign_in):
    return sign_in("guan")


def trail(thing) -> list[tuple[str, str, str]]:
    """(step, who, what it says) of everything done to a unit or a person, oldest first."""
    acts = thing.entry.case.acts.select_related("person").order_by("number")
    return [(act.step, act.person.username, act.detail.get("says", "")) for act in acts]
