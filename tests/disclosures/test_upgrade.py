"""An installation of the former version: editions did not know their column, documents not how they stand.

``FORMER`` was written by that version itself: ten records in every state, an attachment, a trail, an anchor.
"""

import hashlib
import json
import shutil
import sqlite3

import pytest

from gongkai.backup import unpack
from tests.county import moment
from tests.house.conftest import FORMER, ON_SQLITE, upgrade
from tests.house.site import gongkai


def as_it_was_hashed(edition, topic):
    """The hash of the former version, written down from its source."""
    names = (
        "number", "attribute", "attribute_ground", "title", "doc_no", "kind", "element", "subject", "summary",
        "source", "keywords", "html", "attachments", "validity", "interprets_id", "change_note",
    )  # fmt: skip
    said = [getattr(edition, name) for name in names]
    said += [day.isoformat() if day else None for day in (edition.formed_on, edition.effective_on, edition.expires_on)]
    text = json.dumps([*said, topic], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_hash_of_an_edition_that_says_nothing_new_is_the_former_one(county, write):
    edition = write(summary="概述", validity="valid", effective_on=moment("2025-04-01").date()).draft
    assert edition.hash == as_it_was_hashed(edition, county.topic.pk)


HASHES = "SELECT id, hash FROM disclosures_edition ORDER BY id", "SELECT id, hash FROM acts_act ORDER BY id"


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory):
    """A copy of that installation, upgraded: its folder, its commands' environment, its hashes before."""
    folder = tmp_path_factory.mktemp("former")
    unpack(FORMER, folder / "before")
    data = folder / "after"
    shutil.copytree(upgrade(tmp_path_factory), data)
    return data, {**ON_SQLITE, "GONGKAI_DATA": str(data)}, read(folder / "before", *HASHES)


def read(data, *queries):
    with sqlite3.connect(data / "gongkai.sqlite3") as database:
        return [database.execute(one).fetchall() for one in queries]


def test_an_installation_of_the_former_version_is_whole_after_the_upgrade(upgraded):
    data, env, hashes = upgraded
    checked = gongkai(env, "verify")
    assert checked.returncode == 0 and "核对 10 件事项、51 条办理记录：完整" in checked.stdout, checked.stdout
    assert read(data, *HASHES) == hashes
    topics = "SELECT COUNT(*) FROM disclosures_edition e JOIN disclosures_disclosure d ON d.case_id = e.disclosure_id"
    valid = "SELECT COUNT(*) FROM disclosures_disclosure WHERE validity = 'valid'"
    assert read(data, topics + " WHERE e.topic_id <> d.topic_id", valid) == [[(0,)], [(2,)]]


def test_a_column_changed_in_the_upgraded_database_is_found(upgraded):
    data, env, _ = upgraded
    with sqlite3.connect(data / "gongkai.sqlite3") as rows:
        rows.execute("UPDATE disclosures_edition SET topic_id = (SELECT MAX(id) FROM catalogue_topic) WHERE id = 1")
    checked = gongkai(env, "verify")
    assert checked.returncode == 1 and "与公开时审定的不符" in checked.stdout
