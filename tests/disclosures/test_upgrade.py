"""An installation of the former version: editions did not know their column, documents not how they stand.

``former/0.1.tar.gz`` was written by that version itself: ten records in every state, an attachment, a trail, an anchor.
"""

import hashlib
import json
import sqlite3
import tarfile
from pathlib import Path

import pytest

from tests.conftest import moment
from tests.house.site import gongkai

FORMER = Path(__file__).parent / "former" / "0.1.tar.gz"


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


@pytest.fixture
def former(tmp_path):
    """The environment of that installation, unpacked."""
    with tarfile.open(FORMER) as packed:
        packed.extractall(tmp_path, filter="data")
    return tmp_path, {"GONGKAI_DATA": str(tmp_path), "GONGKAI_DATABASE_URL": ""}


def test_an_installation_of_the_former_version_is_whole_after_the_upgrade(former):
    data, env = former
    with sqlite3.connect(data / "gongkai.sqlite3") as before:
        hashes = dict(before.execute("SELECT id, hash FROM disclosures_edition"))
        acts = before.execute("SELECT id, hash FROM acts_act ORDER BY id").fetchall()
    upgraded = gongkai(env, "manage", "migrate")
    assert upgraded.returncode == 0, upgraded.stderr
    checked = gongkai(env, "verify")
    assert checked.returncode == 0 and "核对 10 件事项、51 条办理记录：完整" in checked.stdout, checked.stdout
    with sqlite3.connect(data / "gongkai.sqlite3") as after:
        assert dict(after.execute("SELECT id, hash FROM disclosures_edition")) == hashes
        assert after.execute("SELECT id, hash FROM acts_act ORDER BY id").fetchall() == acts
        topics = (
            "SELECT COUNT(*) FROM disclosures_edition e JOIN disclosures_disclosure d ON d.case_id = e.disclosure_id"
        )
        assert after.execute(topics + " WHERE e.topic_id <> d.topic_id").fetchone() == (0,)
        assert after.execute("SELECT COUNT(*) FROM disclosures_disclosure WHERE validity = 'valid'").fetchone() == (2,)


def test_a_column_changed_in_the_upgraded_database_is_found(former):
    data, env = former
    gongkai(env, "manage", "migrate")
    with sqlite3.connect(data / "gongkai.sqlite3") as rows:
        rows.execute("UPDATE disclosures_edition SET topic_id = (SELECT MAX(id) FROM catalogue_topic) WHERE id = 1")
    checked = gongkai(env, "verify")
    assert checked.returncode == 1 and "与公开时审定的不符" in checked.stdout
