"""A lexicon of this place is adopted by a command, with date and hash, and speaks from then on."""

from types import SimpleNamespace

import pytest

from gongkai import shelf
from gongkai.disclosures.proofs import proofing
from gongkai.writing import command
from tests.county import moment

LEADERS = """
lexicon: leaders
version: 2025-01-01
source: 县委办任免通知
leaders:
- {name: 江春成, title: 县长, since: 2024-01-01}
"""


@pytest.fixture(autouse=True)
def own_data(db, tmp_path, monkeypatch):
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    return tmp_path


def test_leaders_of_this_place_are_held_against_the_text(county, write, own_data, capsys):
    path = own_data / "leaders-2025.yaml"
    path.write_text(LEADERS, "utf-8")
    assert command.run(SimpleNamespace(path=str(path), by="县政府办")) == 0
    assert shelf.leaders().version == "2025-01-01" and shelf.ledger()[0].by == "县政府办"
    record = write(html="<p>副县长江春成出席会议。</p>")
    kinds = [one.seen.kind for one in proofing.everything(record.draft, moment("2025-03-05 09:00"))]
    assert "leader_title" in kinds
    assert command.run(SimpleNamespace(path=str(path), by="县政府办")) == 2
    assert "已经有了" in capsys.readouterr().err


def test_a_local_lexicon_adds_words_and_takes_shipped_ones_out(own_data):
    path = own_data / "bendi.yaml"
    path.write_text(
        "lexicon: wording\nversion: 2025\nsource: 县府办\nwrong:\n- {says: 布署}\n- {says: 大鹰县, right: 大英县}\n",
        "utf-8",
    )
    assert command.run(SimpleNamespace(path=str(path), by="县政府办")) == 0
    from gongkai.checks import wording

    found = [one.excerpt for one in wording.find("大鹰县布署按排", lexicon=shelf.wording())]
    assert found == ["大鹰县", "按排"]


def test_a_lexicon_at_fault_is_refused_with_its_line(own_data, capsys):
    path = own_data / "bad.yaml"
    path.write_text("lexicon: wording\nversion: 1\nsource: 甲\nwrong: [{says: 甲乙, right: 甲乙丙}]\n", "utf-8")
    assert command.run(SimpleNamespace(path=str(path), by="x")) == 2
    assert "bad.yaml 第4行" in capsys.readouterr().err and shelf.ledger() == []
