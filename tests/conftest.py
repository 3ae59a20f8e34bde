"""A small county for every test that needs one."""

import gc
import os
import sys
from collections import Counter

import hypothesis
import pytest
from django.contrib.auth import hashers

from tests import chromium as browsing
from tests import fewest
from tests.county import (
    moment,
    open_campaign,
    publisher,
    put_on_shelf,
    small_county,
    stand_under_limits,
    writer,
)
from tests.tables import structure

gc.disable()  # until all is loaded, see below
SLOW = ("house", "demo", "tree", "look")
LOOKED_INTO = 3  # workbooks of one writer
UNTIMED = hypothesis.settings(deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])


def pytest_configure(config):
    fewest.register(config)
    hypothesis.settings.register_profile("untimed", UNTIMED)
    hypothesis.settings.load_profile("untimed")  # no example fails because the machine is busy
    hashers.Argon2PasswordHasher.time_cost = 1  # the cost of a password is for who guesses; served sites bear it
    hashers.Argon2PasswordHasher.memory_cost = 1024


def pytest_collection_finish():
    """What is loaded by now stays to the end: the collector need not look through it for each test."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter):
    """With CI=true a skip is a failure: nothing may be passed over in silence where everything is installed."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped and os.environ.get("CI") == "true":
        terminalreporter.write_line(f"CI: {len(skipped)} skipped, which counts as failed here", red=True)


def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped") and exitstatus == 0:
        session.exitstatus = 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """So that no process waits for another: first the file that makes the demonstration, then rooms whose tests start
    servers and browsers, then the other one that needs the demonstration."""
    turns = {"test_numbers.py": 0, "test_campaigns.py": 2}
    items.sort(key=lambda item: turns.get(item.path.name, 1) if item.path.parent.name in SLOW else 3)


@pytest.fixture(scope="session")
def chromium():
    """One browser for all journeys of a process; it keeps an event loop running beside the database."""
    with browsing.running() as browser, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield browser


@pytest.fixture(autouse=True)
def limits_here(monkeypatch):
    """Tests stand under the quality bureau's limits: seven working days to propose, twenty to publish (TZ)."""
    stand_under_limits(monkeypatch)


@pytest.fixture(autouse=True)
def nothing_kept():
    forget()


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef):
    """What a module makes for all its tests is made before any of them begins."""
    if fixturedef.scope == "module":
        forget()


def forget():
    """Frames and pages are kept by their numbers, which a database that is rolled back gives again to others."""
    if frame := sys.modules.get("gongkai.publication.frame"):
        frame._kept.cache_clear()
        sys.modules["gongkai.acts.clock"].forget()
        sys.modules["gongkai.publication.pages"]._KEPT.clear()


@pytest.fixture(scope="module")
def lasting(django_db_setup, django_db_blocker):
    """What is written before the tests of a file stays for all of them; what a test writes is taken back after it."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def stand_at(monkeypatch):
    """Sets what the house takes for now: ``stand_at("2025-03-05 09:00")``."""
    from gongkai.acts import clock

    def stand(when):
        at = moment(when) if isinstance(when, str) else when
        monkeypatch.setattr(clock, "told", lambda: at)

    return stand


@pytest.fixture(autouse=True, scope="session")
def whole_workbooks():
    """Each workbook that a test has written, the first few of each writer, is whole by the rules of its format."""
    import xlsxwriter

    close, seen = xlsxwriter.Workbook.close, Counter()

    def closing(book):
        close(book)
        caller = sys._getframe(3).f_code  # past __exit__ and the writer itself
        seen[caller] += 1
        if seen[caller] <= LOOKED_INTO and hasattr(book.filename, "getvalue"):
            assert structure.faults(book.filename.getvalue()) == [], caller.co_filename

    xlsxwriter.Workbook.close = closing
    yield
    xlsxwriter.Workbook.close = close


@pytest.fixture(autouse=True)
def told(request):
    """A test or a module with the mark ``told`` stands at that moment."""
    if mark := request.node.get_closest_marker("told"):
        request.getfixturevalue("stand_at")(*mark.args)


@pytest.fixture
def county(db):
    """A county with a road bureau and a township, a topic, and one person a role at the bureau."""
    return small_county()


@pytest.fixture
def write(county):
    """Opens a draft of the road bureau: ``write("title", html="…", files=[(stored file, name)])``."""
    return writer(county)


@pytest.fixture
def publish(county):
    """Takes a draft through 提出, 保密审查, 审核, 公开."""
    return publisher(county)


@pytest.fixture
def topic(county):
    """The county's topic, with columns and units at the door: what stands there has a place in public."""
    from gongkai.catalogue import publishing, units

    publishing.show_columns(moment("2025-03-01 09:00"))
    units.show_units(moment("2025-03-01 09:00"))
    return county.topic


@pytest.fixture
def begin(county):
    """Starts the next round of changes to what is kept in revisions."""

    def begun(kept, at="2025-05-03 09:00"):
        kept.case.take("change", by=county.xin, at=moment(at))
        kept.refresh_from_db()
        return kept

    return begun


@pytest.fixture
def rulebook(monkeypatch, tmp_path):
    """A small rulebook on the shelf, beside the shipped ones: shi-2025."""
    return put_on_shelf(monkeypatch, tmp_path)


@pytest.fixture
def campaign(county, rulebook):
    """A campaign over two units for 2025, its rules approved and its marking open."""
    return open_campaign(county)


@pytest.fixture
def sweep(monkeypatch):
    """The schedule's sweep inside the test's own transaction, which it would take for a forgotten one and close."""
    from gongkai import schedule

    monkeypatch.setattr(schedule, "close_old_connections", lambda: None)
    return schedule.sweep


@pytest.fixture
def sign_in(client, county, settings):
    """Signs a person of the county in: ``sign_in("xin")``; returns the client. What else happens at the door is tested
    at the door."""
    from django.contrib import auth

    from gongkai.accounts.sessions import SessionStore

    def signed(name):
        person = getattr(county, name).person
        session = SessionStore()
        session[auth.SESSION_KEY] = str(person.pk)
        session[auth.BACKEND_SESSION_KEY] = "gongkai.accounts.backend.PersonBackend"
        session[auth.HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client

    return signed
