"""The one door, proved from the other side: what is private in any table is in no answer that a stranger can get."""

import dataclasses
import re

import pytest

from gongkai.catalogue import outward
from gongkai.disclosures import showing
from gongkai.disclosures.models import Disclosure
from gongkai.dossiers import showing as matters
from gongkai.publication import door, folder
from gongkai.publication.models import Shown
from gongkai.publication.tree.writing import Writer
from gongkai.registers import showing as lists
from gongkai.workflow.models import Booking
from tests.county import moment
from tests.dossiers.conftest import fill, out
from tests.dossiers.conftest import found as matter
from tests.dossiers.conftest import pass_on as put_matter_out
from tests.house import planting
from tests.house.test_leaks import attach, house
from tests.house.world.everything import one_of_everything
from tests.registers.conftest import FIRM, POWER, firm_code, put
from tests.registers.conftest import found as listing

__all__ = ["attach", "fill", "house", "listing", "matter", "out", "put", "put_matter_out"]
# What programs fetch: each sort of it is read through, archives by their members.
SORTS = (
    r"^/api/v1/documents/[a-z]{10}$", r"^/api/v1/lists/[a-z]{10}/rows$", r"^/api/v1/changes\?.*after=",
    r"^/api/v1/units", r"^/calendar\.ics$",
    r"^/data/\d{4}-\d\d\.zip$", r"^/data/[a-z]+/\d{4}\.zip$", r"^/data/directory\.zip$", r"^/sitemap-1\.xml$",
    r"^/c/[a-z]+/feed\.json$", r"^/u/[a-z]+/feed\.xml$", r"^/d/[a-z]{10}/list\.xlsx$", r"^/f/[0-9a-f]+/",
)  # fmt: skip
AT, LATER = moment("2025-06-03 10:00"), moment("2025-07-08 03:00")


@pytest.fixture
def world(county, write, publish, campaign, tmp_path, settings):
    return one_of_everything(county, write, publish, campaign, tmp_path, settings)


@pytest.fixture
def full(request, house, county, write, publish, listing, put, matter, fill, out, put_matter_out, begin, attach):
    """A house in which every private table has a row and every private word is its own marker; then all is shown."""
    lasting = publish(
        write("长期公开的通知", html="<p>长期公开的正文</p>", files=[attach("可见附件", "可见的附件正文")])
    )
    lasting.case.take("release", by=county.xin, at=AT, detail={"channel": "weibo"})
    ready = write("快要公开的通知", html="<p>快要公开的正文</p>")
    for step, by in (("propose", county.xin), ("clear", county.mi), ("approve", county.fen)):
        ready.case.take(step, by=by, at=AT)
    powers, black = listing(), listing("credit-black")
    put(powers, POWER, withheld="")
    put(powers, POWER | {"code": "2", "name": "不公开的一项"}, withheld="国家秘密")
    put(black, FIRM | {"code": firm_code(6), "identity": "510923199001011234"})
    for one in (powers, black):
        publish(one)
    begin(powers)
    put(powers, POWER | {"code": "3", "name": "写到一半的一项"})
    dossier = matter()
    told = {"basis": out("限行的依据"), "notice": out("限行通告"), "conduct": out("限行实施情况")}
    fill(dossier, **told, changes="没有变动", result="2025-06-01", remedy=out("投诉怎样处理"))
    put_matter_out(dossier)
    begin(dossier)
    request.getfixturevalue("world")
    assert planting.fill() == []
    Booking.objects.update(ended=AT)
    planted = planting.plant()
    assert [table for table, rows in planted.items() if not rows] == []
    ready.case.refresh_from_db()
    ready.case.take("publish", by=county.fa, at=AT)
    return [lists.show, powers, black], [matters.publish, dossier]


def show_all(full, sweep):
    """Everything that is out goes through the door once more, now that a marker stands beside each public word."""
    outward.show_all(AT)
    showing.show_again(list(Disclosure.objects.exclude(live=None)), AT)
    for how, *kept in full:
        for one in kept:
            one.refresh_from_db()
            how(one, AT)
    sweep(LATER)


def test_every_word_named_in_the_lists_stands_in_a_table():
    known = {model._meta.label: {one.name for one in model._meta.local_fields} for model in planting.tables()}
    gone = {table: set(said) - known.get(table, set()) for table, said in planting.declared().items()}
    assert {table: names for table, names in gone.items() if names} == {}


def test_no_private_word_of_any_table_reaches_the_public(client, full, sweep, settings, tmp_path):
    show_all(full, sweep)
    assert planting.leaks(planting.stores()) == {}
    found = planting.answers(client)
    assert {one for one in SORTS if not any(re.search(one, path) for path in found)} == set()
    assert len(found) > 150 and any("可见的附件正文" in body for body in found.values())
    assert any("快要公开的正文" in body for body in found.values())
    assert planting.leaks(found) == {}
    settings.PUBLIC = str(tmp_path / "tree")
    tree = in_files()
    assert any("快要公开的正文" in body for body in tree.values()) and planting.leaks(tree) == {}
    nothing_is_left_of_what_is_withdrawn(client)


def nothing_is_left_of_what_is_withdrawn(client):
    rows = list(Shown.objects.live().exclude(kind__in=("column", "unit")))
    said = {row.title for row in rows} | {"可见的附件正文", "可见附件", "长期公开的正文", "快要公开的正文"}
    door.withdraw([row.key for row in rows], at=LATER, reason="内容有误")
    words = re.compile("|".join(map(re.escape, sorted(said))))
    addresses = [f"/d/{row.address}/" for row in rows if row.kind != "account"]  # which has no page of its own
    assert planting.leaks(planting.stores(), words) == {}
    found = planting.answers(client, *addresses)
    assert planting.leaks(found, words) == {}
    assert planting.leaks(in_files(), words) == {}
    assert all("\n410\n" in found[address] for address in addresses)


def in_files():
    """The tree of files, written up to now."""
    Writer().catch_up(LATER)
    return planting.files(folder.root())


def test_a_leak_planted_on_purpose_is_found(client, publish, write, topic, monkeypatch):
    record, honest = publish(write("公开的通知")), showing.record_of
    planting.plant()
    monkeypatch.setattr(showing, "record_of", lambda row: dataclasses.replace(honest(row), source=row.case.title))
    record.refresh_from_db()
    showing.show_again([record], AT)
    assert {"acts.Case.title"} in planting.leaks(planting.stores()).values()
    found = planting.leaks(planting.answers(client))
    assert {"acts.Case.title"} in found.values() and any(path.startswith("/d/") for path in found)
