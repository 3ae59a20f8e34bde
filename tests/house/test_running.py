"""When the writer of the tree dies or cannot write: what was withdrawn is gone, the office is told, nothing is lost."""

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from tests.house import conftest, looking, processes, site
from tests.house.staff import Staff
from tests.house.test_tree import published, read, until, withdraw

pytestmark = pytest.mark.crash
WRITER = ("tree", "follow")
HELD = re.compile(r'<section aria-labelledby="pressing">.*?</section>', re.DOTALL)


@pytest.fixture(scope="module")
def served(installation, tmp_path_factory):
    """One site for all of these: each mends what it broke."""
    env = conftest.database("running", template="prepared")
    with site.served(installation, tmp_path_factory.mktemp("running"), env, by="tests.house.hasty") as running:
        until(lambda: home_says(running, "通知公告"))
        yield running


@pytest.fixture(scope="module")
def people(served):
    return {name: Staff(served.url, name) for name in ("xin", "mi", "fen", "fa", "ban")}


@pytest.fixture(scope="module")
def seen(served):
    return looking.look(served.env)


def pressing(people, name="ban") -> str:
    found = HELD.search(people[name].get("/staff/"))
    return found[0] if found else ""


def home_says(served, title: str) -> bool:
    return title.encode() in read(served.data / "public" / "c" / "tzgg" / "index.html")


def test_a_writer_that_is_killed_is_started_again_and_catches_up(served, people, seen):
    first, _ = until(lambda: processes.beside(served.process.pid, *WRITER))
    os.kill(first, signal.SIGKILL)
    _, where = published(people, seen, "关于写页面的进程")
    withdrawn, went = published(people, seen, "关于撤下的进程")
    withdraw(people, withdrawn)
    root = served.data / "public"
    assert not (root / went.strip("/")).exists(), "gone before the clerk was answered, whoever writes"
    second, _ = until(lambda: processes.beside(served.process.pid, *WRITER))
    assert second != first
    until(lambda: home_says(served, "关于写页面的进程") and (root / where.strip("/") / "index.html").exists())
    until(lambda: not pressing(people) and "与网站一致" in people["ban"].get("/staff/health/"))


def test_where_it_cannot_write_the_office_is_told_and_it_catches_up_later(served, people, seen):
    root = served.data / "public"
    key, where = published(people, seen, "关于磁盘已满的通知")
    until(lambda: home_says(served, "关于磁盘已满"))
    writer, _ = until(lambda: processes.beside(served.process.pid, *WRITER))
    processes.full(writer)
    published(people, seen, "关于后来的通知")
    told, _ = until(lambda: pressing(people))
    assert "公开页面写成文件" in told and str(root) in told and not home_says(served, "关于后来的")
    withdraw(people, key)
    assert not (root / where.strip("/")).exists(), "a page can be taken away on a full disk"
    processes.full(writer, False)
    until(lambda: home_says(served, "关于后来的") and not home_says(served, "关于磁盘已满"))
    until(lambda: not pressing(people))


def test_a_withdrawn_page_that_cannot_be_taken_away_is_told_until_it_is(served, people, seen):
    root = served.data / "public"
    key, where = published(people, seen, "关于不能移走的通知")
    until(lambda: (root / where.strip("/") / "index.html").exists() and home_says(served, "不能移走"))
    (root / ".lock").unlink()
    (root / ".lock").mkdir()  # neither taken away nor written from now on, even by root
    withdraw(people, key)
    for name in ("ban", "fa"):
        told, _ = until(lambda name=name: pressing(people, name))
        assert where in told and "读者还能看到" in told
    (root / ".lock").rmdir()
    until(lambda: not (root / where.strip("/")).exists() and not home_says(served, "不能移走"))
    until(lambda: not pressing(people) and not pressing(people, "fa"))


def answer(url: str, body: bytes | None = None) -> tuple[int, str, str]:
    try:
        with urllib.request.urlopen(url, body, timeout=60) as said:
            return said.status, "", said.read().decode()
    except urllib.error.HTTPError as said:
        return said.code, said.headers.get("Retry-After", ""), said.read().decode()


def test_on_a_full_disk_everybody_is_answered_in_words_and_reading_goes_on(served):
    report = b"sort=other&words=%E8%BF%99%E9%87%8C%E5%86%99%E9%94%99%E4%BA%86&contact="
    web = [pid for pid in processes.below(served.process.pid) if pid != processes.beside(served.process.pid, *WRITER)]
    for pid in web:
        processes.full(pid)
    status, again, said = answer(f"{served.url}/correct/", report)
    if not served.env.get("GONGKAI_DATABASE_URL"):  # a database server has a disk of its own
        assert (status, bool(again)) == (503, True) and "没有提交" in said and "0825-7800000" in said
    status, _, said = answer(f"{served.url}/staff/accounts/sign-in/", b"username=xin&password=x")
    assert status in (403, 503) and "<h1>" in said
    assert answer(f"{served.url}/")[0] == 200, "reading goes on"
    for pid in web:
        processes.full(pid, False)
    assert answer(f"{served.url}/correct/", report)[0] == 200


def test_a_web_process_that_never_hears_of_the_end_does_not_keep_the_server_from_ending(served):
    """Nor does what runs beside it begin again meanwhile. The last test of this site."""
    told = (b"gongkai worker", b"tree follow")
    web = [pid for pid in processes.below(served.process.pid) if not any(map(processes.title(pid).__contains__, told))]
    log = served.data.parent / "serve.log"
    said = log.stat().st_size
    os.kill(web[0], signal.SIGSTOP)
    served.stop()
    assert not any(map(processes.title, web)) and "重新启动" not in log.read_text()[said:]


def test_a_fork_that_is_told_to_stop_before_it_has_ears_ends():
    """As a web process that has only begun, and for now has the ears of the server."""
    told = "import time, types; from gongkai import serving; told = lambda *_: None"
    told += "; serving._hear_stops(types.SimpleNamespace(signal_handler_interrupt=told))"
    told += "; fork = serving.FORKED.Process(target=time.sleep, args=(60,)); fork.start()"
    told += "; fork.terminate(); fork.join(); print(fork.exitcode)"
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, text=True).stdout == "-15\n"


def test_ended_from_the_terminal_all_of_it_goes_in_silence(served):
    running = site.start(served.data, served.env, fresh=True)
    log = served.data.parent / "serve.log"
    said = log.stat().st_size
    until(lambda: len(processes.below(running.process.pid)) == 4)
    os.killpg(running.process.pid, signal.SIGINT)
    assert running.process.wait(site.PATIENCE) == 0
    told = log.read_text()[said:]
    assert "Traceback" not in told and "重新启动" not in told
