"""The demonstration's own ground: its limits, and the county laid out in the test's database."""

import shutil
from contextlib import contextmanager

import pytest
from django.conf import settings as standing

from gongkai import shelf
from gongkai.law.limits import read_limits
from gongkai.law.reading import read_file


@pytest.fixture(autouse=True)
def limits_here(monkeypatch):
    """The demonstration stands under the bureau's limits with the county's own in front of them."""
    _stand_under_both(monkeypatch)


@contextmanager
def ground(folder):
    """What a fixture of a whole file lays stands under the same limits; its files are in ``folder``."""
    with pytest.MonkeyPatch.context() as patch:
        _stand_under_both(patch)
        patch.setattr(standing, "DATA", folder)
        yield


@pytest.fixture(scope="module")
def founded(lasting, tmp_path_factory):
    """Folder of a county with units, people, catalogue and site, which are in the database for all tests of a file."""
    from gongkai.demo import foundation

    folder = tmp_path_factory.mktemp("founded")
    with ground(folder):
        foundation.lay()
    return folder


@pytest.fixture
def laid(founded, db, settings, tmp_path):
    """That county, for one test to change: no disclosure yet."""
    settings.DATA = tmp_path
    shutil.copytree(founded, tmp_path, dirs_exist_ok=True)


def _stand_under_both(patch):
    both = read_limits(read_file(shelf.SHIPPED / "limits" / "dy.yaml"), shelf.limits("tz"))
    patch.setattr(shelf, "here", lambda: both)
