"""What a bulk sitting has looked through beside counts only for the very words that it then says."""

from datetime import date

import pytest

from gongkai.acts.refusals import Unready
from gongkai.acts.sitting import sitting
from gongkai.acts.taking import Take, take_many
from gongkai.checks import beside, grave
from gongkai.disclosures import scanning
from gongkai.disclosures.drafting import Draft, Saving, Writing, open_records, save_many
from tests.county import moment

AT = moment("2025-03-05 09:00")
NUMBER = "身份证号11010519491231002X"


@pytest.fixture
def here(monkeypatch):
    """Papers looked through in this process, in the order in which they are."""
    seen = []
    found = grave.found
    monkeypatch.setattr(grave, "found", lambda words, key: seen.append(words[0]["标题"]) or found(words, key))
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    reader = beside.Reader()
    monkeypatch.setattr(beside, "READER", reader)
    yield seen
    if reader.child:
        reader.child.stdin.close()
        reader.child.wait(10)


def writings(county, count, bad=()):
    texts = [f"<p>第{n}件。{NUMBER if n in bad else ''}</p>" for n in range(count)]
    drafts = [Draft(county.roads, county.topic, f"通知{n}", date(2025, 3, 4), html) for n, html in enumerate(texts)]
    return [Writing(draft, county.xin, AT, AT) for draft in drafts]


def propose(records, county):
    take_many("disclosure", "propose", [Take(record.case, county.xin, AT) for record in records])


def test_a_bulk_sitting_looks_through_none_twice_and_lets_none_pass(county, here):
    with sitting():
        records = open_records(writings(county, scanning.MANY, bad=[7]))
        with pytest.raises(Unready, match="身份证"):
            propose(records, county)
        propose([record for n, record in enumerate(records) if n != 7], county)
    assert here == []


def test_words_written_since_are_looked_through_anew(county, here):
    with sitting():
        records = open_records(writings(county, scanning.MANY))
        draft = Draft(county.roads, county.topic, "又写", date(2025, 3, 4), f"<p>{NUMBER}</p>")
        save_many([Saving(records[3], records[3].case.version, draft, county.xin, AT)])
        with pytest.raises(Unready, match="身份证"):
            propose(records, county)
    assert here == ["又写"]


def test_a_few_papers_are_looked_through_here(county, here):
    with sitting():
        propose(open_records(writings(county, 2)), county)
    assert here == ["通知0", "通知1"]


def test_nothing_is_kept_for_the_next_sitting(county, here):
    with sitting():
        records = open_records(writings(county, scanning.MANY))
    propose(records[:2], county)
    assert here == ["通知0", "通知1"]
