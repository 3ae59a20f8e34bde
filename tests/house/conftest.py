"""Real sites for tests: a prepared installation once a run, a served copy for each test that asks.

And in the test's own database a county with one of everything, for all tests of a file."""

import fcntl
import os
import shutil
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from gongkai.backup import unpack
from tests import county as small
from tests.house import prepared, site

ON_SQLITE = {"GONGKAI_DATABASE_URL": ""}
FORMER = Path(__file__).parents[1] / "disclosures" / "former" / "0.1.tar.gz"


@pytest.fixture(scope="session")
def installation(tmp_path_factory):
    """Folder of a small prepared installation; on PostgreSQL with a database."""
    return once(
        tmp_path_factory, "prepared",
        lambda data: prepared.prepare({"GONGKAI_DATA": str(data), **database("prepared")}),
    )  # fmt: skip


def once(tmp_path_factory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder for the whole run, filled by the first process that asks; nobody changes what is in it."""
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    data, done = root / name / "data", root / f"{name}.done"
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            make(data)
            done.touch()
    return data


def demonstration(tmp_path_factory) -> Path:
    """The whole demonstration, as its command makes it, on SQLite."""

    def make(data: Path) -> None:
        done = site.from_nothing({**ON_SQLITE, "GONGKAI_DATA": str(data)}, "demo", "--prepare")
        assert done.returncode == 0, done.stderr[-2000:]

    return once(tmp_path_factory, "demonstration", make)


def upgrade(tmp_path_factory) -> Path:
    """The installation of the former version, which went the long way through every migration since, on SQLite."""

    def make(data: Path) -> None:
        unpack(FORMER, data)
        done = site.gongkai({**ON_SQLITE, "GONGKAI_DATA": str(data)}, "manage", "migrate")
        assert done.returncode == 0, done.stderr

    return once(tmp_path_factory, "upgraded", make)


@pytest.fixture
def installed(installation, tmp_path):
    """A copy of the installation that nobody serves; its commands run all the same."""
    shutil.copytree(installation, tmp_path / "data", symlinks=True)
    env = {"GONGKAI_DATA": str(tmp_path / "data"), **database("served", template="prepared")}
    return site.Site("", tmp_path / "data", env)


@pytest.fixture
def served(installation, tmp_path):
    """A running site over a copy of the installation."""
    env = database("served", template="prepared")
    with site.served(installation, tmp_path, env) as running:
        yield running


@pytest.fixture(scope="module")
def standing(installation, tmp_path_factory):
    """One running site for all tests of a file that do not mind what the others did to it."""
    env = database("standing", template="prepared")
    with site.served(installation, tmp_path_factory.mktemp("standing"), env) as running:
        yield running


def database(name: str, template: str = "") -> dict:
    """The setting of a fresh database where tests run on PostgreSQL, one for each process; nothing on SQLite."""
    url = os.environ.get("GONGKAI_DATABASE_URL")
    if not url:
        return {}
    place = _named(name)
    with admin(url) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {place} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {place}" + (f" TEMPLATE {_named(template)}" if template else ""))
    return {"GONGKAI_DATABASE_URL": urlsplit(url)._replace(path=f"/{place}").geturl()}


def _named(name: str) -> str:
    """The prepared one is every process's, the others each have their own."""
    return "house_prepared" if name == "prepared" else f"house_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}_{name}"


@contextmanager
def admin(url):
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def there(lasting, tmp_path_factory):
    """The small county, one of everything an address can name, and a marker in every sealed field of a citizen."""
    from tests.house import marked
    from tests.house.world.everything import one_of_everything

    folder = tmp_path_factory.mktemp("there")
    with pytest.MonkeyPatch.context() as patch:
        small.stand_under_limits(patch)
        small.put_on_shelf(patch, folder)
        patch.setattr(settings, "DATA", folder)
        county = small.small_county()
        write, publish, campaign = small.writer(county), small.publisher(county), small.open_campaign(county)
        made = one_of_everything(county, write, publish, campaign, folder, settings)
        marked.plant()
        yield SimpleNamespace(county=county, world=made)


@pytest.fixture
def browser(chromium):
    """Real Chromium, without what other tests opened in it."""
    yield chromium
    for window in chromium.contexts:
        window.close()
