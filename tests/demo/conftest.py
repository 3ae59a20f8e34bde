"""The demonstration's own ground: its limits, and the county laid out in the test's database."""

import pytest

from gongkai import shelf
from gongkai.law.limits import read_limits
from gongkai.law.reading import read_file


@pytest.fixture(autouse=True)
def limits_here(monkeypatch):
    """The demonstration stands under the bureau's limits with the county's own in front of them."""
    both = read_limits(read_file(shelf.SHIPPED / "limits" / "dy.yaml"), shelf.limits("tz"))
    monkeypatch.setattr(shelf, "here", lambda: both)


@pytest.fixture
def laid(db, settings, tmp_path):
    """Units, people, catalogue and site, and no disclosure yet."""
    from gongkai.demo import foundation

    settings.DATA = tmp_path
    foundation.lay()
