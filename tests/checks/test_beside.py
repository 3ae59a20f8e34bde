"""Papers looked through on another core: the same findings as here, in every state of the other process."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gongkai.checks import beside, grave
from gongkai.checks.finding import Finding

KEY = b"a key"
PAGES = [
    "<p>张某，身份证号11010519491231002X，住大英县蓬莱镇12号。</p>",
    "<p>机密★一年</p><p>此件不公开</p>",
    "<table><tr><td>手机</td></tr><tr><td>1380<b>013</b>8000&#32;</td></tr></table>",
    '<p title="62220202000\u2028">𠮷野“引号”</p>',
    "<p>没有什么。</p>",
    "",
]
PAPERS = [
    ({"标题": "通知", "来源": "", "关键词": f"电话1380013{number:04}"}, page) for number, page in enumerate(PAGES)
]


@pytest.fixture
def reader(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    reader = beside.Reader()
    yield reader
    if reader.child:
        reader.child.stdin.close()
        assert reader.child.wait(10) == 0


def here(papers=PAPERS):
    return [grave.found(paper, KEY) for paper in papers]


def told(batch, papers=PAPERS):
    return [batch.told(place) for place in range(len(papers))]


def test_the_other_core_finds_what_this_one_finds(reader):
    found = told(reader.send(PAPERS, KEY))
    assert found == here()
    assert any(isinstance(one, Finding) and one.hidden and one.digest for paper in found for _, one in paper)


def test_batches_are_told_apart_in_whatever_order_they_are_asked_for(reader):
    first, second = reader.send(PAPERS[:3], KEY), reader.send(PAPERS[3:], KEY)
    assert told(second, PAPERS[3:]) == here(PAPERS[3:])
    assert told(first, PAPERS[:3]) == here(PAPERS[:3])


def test_more_findings_than_a_pipe_holds_come_through(reader):
    papers = PAPERS * 40
    batches = [reader.send(papers, KEY) for _ in range(2)]
    assert all(told(batch, papers) == here() * 40 for batch in batches)


def test_a_killed_reader_tells_nothing_and_is_not_waited_for(reader):
    batch = reader.send(PAPERS, KEY)
    reader.child.kill()
    reader.child.wait()
    assert told(batch) in ([None] * len(PAPERS), here())  # it may have answered before
    assert told(reader.send(PAPERS, KEY)) == [None] * len(PAPERS)


def test_one_core_reads_for_itself(reader, monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert told(reader.send(PAPERS, KEY)) == [None] * len(PAPERS)
    assert reader.child is None


def test_a_fork_begins_a_reader_of_its_own(reader, monkeypatch):
    told(reader.send(PAPERS, KEY))
    first = reader.child
    monkeypatch.setattr(os, "getpid", lambda: 1)
    assert told(reader.send(PAPERS, KEY)) == here()
    assert reader.child is not first
    first.stdin.close()
    assert first.wait(10) == 0


def test_the_other_process_never_outlives_the_one_that_asked():
    asks = "import os; from gongkai.checks.beside import READER as r; os.cpu_count = lambda: 2; r.send([({}, '')], b'')"
    ends = "print(r.child.pid, flush=True); os.kill(os.getpid(), 9)"
    run = subprocess.run([sys.executable, "-c", f"{asks}; {ends}"], capture_output=True, text=True, timeout=60)
    assert run.returncode == -9
    child = int(run.stdout)
    for _ in range(200):
        try:
            os.kill(child, 0)
            if _is_dead(child):
                return
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("it is still there")


def _is_dead(process: int) -> bool:
    """Ended, though nobody has asked for its word yet."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
