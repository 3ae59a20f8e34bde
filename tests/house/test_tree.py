"""Static publication at the wire: nginx over the tree with the configuration we ship, with and without the application.

``python -m tests.house.test_tree 100`` is the slow lane of kill -9.
"""

import random
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from tests.house import looking, nginx, site
from tests.house.staff import Staff
from tests.house.test_crash import STEPS, Worker, database_of, signed_in
from tests.house.wholeness import Wholeness

pytestmark = pytest.mark.crash
OWN = {"server", "date", "etag", "content-length", "last-modified", "accept-ranges", "connection", "transfer-encoding"}
ASKED = (
    ("/search/?q=县道", None), ("/search/feed.xml?q=县道", None), ("/api/v1/search?q=县道", None), ("/correct/", None),
    ("/api/v1/openapi.json", None), ("/correct/", b"sort=&words="), ("/correct/status/", b"code=x"),
    ("/apply/", None), ("/apply/status/", b"number=x"),
    ("/subscribe/", b"address=x"), ("/now.json", None), ("/glance/", None), ("/data/index.json", None),
)  # fmt: skip
OUT = re.compile(r'href="(/d/[a-z]{10}/)"')
ROUNDS = 2
PATIENCE = 60


@pytest.fixture(autouse=True)
def needs_nginx():
    if nginx.missing():
        pytest.skip("没有找到 nginx，跳过；Debian 上可安装 nginx-light")


def get(url: str, body: bytes | None = None, **headers) -> tuple[int, dict, bytes]:
    url = urllib.parse.quote(url, safe="/:?=")
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=20) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, {k.lower(): v for k, v in answer.headers.items()}, answer.read()


def heads(told: dict) -> dict:
    """What both must say alike; a policy's parts stand in any order."""
    return {name: sorted(value.split("; ")) for name, value in told.items() if name not in OWN}


def until(true, seconds=PATIENCE):
    """How long it took until something held."""
    begun = time.monotonic()
    while not (found := true()):
        assert time.monotonic() - begun < seconds, "it never came"
        time.sleep(0.02)
    return found, time.monotonic() - begun


def published(people, seen, title="关于县道养护的通知") -> tuple[int, str]:
    """A paper taken through four hands: its key and public address."""
    key = people["xin"].draft(title, seen["unit"], seen["topic"])
    for step, name in STEPS:
        assert people[name].take(key, step)
    return key, OUT.search(people["xin"].get(f"/staff/disclosures/{key}/"))[1]


def withdraw(people, key: int) -> None:
    said = {"read": people["ban"].read(key), "words": "含有个人信息", "cause": "personal"}
    status, _ = people["ban"].post(f"/staff/disclosures/{key}/withdraw/", **said)
    assert status == 302, status


def test_the_site_stands_when_the_application_is_down(served, tmp_path):
    people = {name: Staff(served.url, name) for name in ("xin", "mi", "fen", "fa", "ban")}
    seen = looking.look(served.env)
    _, where = published(people, seen)
    gone, went = published(people, seen, "关于撤下的通知")
    root = served.data / "public"
    until(lambda: (root / went.strip("/") / "index.html").exists())
    withdraw(people, gone)
    assert not (root / went.strip("/")).exists(), "gone before the clerk was answered"
    until(lambda: (root / "gone" / went.strip("/") / "index.html").exists())
    assert served.run("tree", "write").returncode == 0
    assert "完全一致" in served.run("tree", "verify").stdout
    with nginx.over(root, tmp_path, served.url.removeprefix("http://")) as url:
        public = [where, "/", "/c/", "/c/tzgg/", "/u/jyj/", "/feed.xml", "/sitemap-1.xml", "/robots.txt"]
        for path in public:
            ours, live = get(url + path), get(served.url + path)
            assert (ours[0], ours[2]) == (200, live[2]), path
            assert heads(ours[1]) == heads(live[1]), path
        ours, live = get(url + went), get(served.url + went)
        assert (ours[0], ours[2]) == (410, live[2]) and "含有个人信息" not in ours[2].decode()
        tag = get(url + where)[1]
        assert get(url + where, **{"If-None-Match": tag["etag"]})[0] == 304
        assert get(url + "/search/?q=县道")[0] == 200 and get(url + "/nowhere")[0] == 404
        for path, body in ASKED:
            ours, live = get(url + path, body), get(served.url + path, body)
            assert (ours[0], ours[2]) == (live[0], live[2]) and live[0] in (200, 422), path
        assert get(url + "/staff/")[0] == 403, "the desk stays inside"
        assert get(url + "/.state.json")[0] == get(url + "/gone/apart.html")[0] == 404
        served.stop()
        assert [get(url + path)[0] for path in public] == [200] * len(public)
        assert [get(url + path)[0] for path in (went, "/static/gongkai/gongkai.css")] == [410, 200]
        for path in ("/search/?q=县道", "/correct/", "/apply/u/jyj/", "/nowhere"):
            status, _, body = get(url + path)
            assert status == 503 and "现在仍能使用的" in body.decode() and "0825-7800000" in body.decode()
            assert 'href="/t/apply/"' in body.decode(), "how to ask for information without the form"
        assert "网上申请打不开的，用申请说明里写的其他方式" in get(f"{url}/t/")[2].decode()
        (root / ".on").unlink()
        assert get(url + where)[0] == 200, "being rewritten, with nobody to ask"
    with nginx.over(root, tmp_path) as url:
        (root / ".outer").touch()
        (root / ".on").symlink_to(".")
        assert get(url + where)[0] == 200 and get(url + "/nowhere")[0] == 404


def test_withdrawn_it_is_gone_everywhere_within_a_second(served):
    people = {name: Staff(served.url, name) for name in ("xin", "mi", "fen", "fa", "ban")}
    key, where = published(people, looking.look(served.env), "关于青鸾桥的通知")
    root = served.data / "public"

    def holding():
        return [path for path in root.rglob("*") if path.is_file() and "青鸾桥".encode() in read(path)]

    until(lambda: len(holding()) > 5)
    withdraw(people, key)
    assert not (root / where.strip("/")).exists()
    until(lambda: not holding(), seconds=20)  # its time is measured by bench/tree.py, alone on the machine


def read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


class Hands:
    """People signed in once for all rounds, and whoever looks after each: only kills and what they hit take time."""

    def __init__(self, running, whole: Wholeness):
        self.whole, self.seen, self.people = whole, whole.look(), signed_in(running)
        self.office = Staff(running.url, "ban")

    def workers(self, running) -> list[Worker]:
        self.office.base = running.url
        return [Worker(running.url, self.seen, self.people) for _ in range(2)]


def round_of(running, hands: Hands, pause: float, dice) -> None:
    """Publishes and withdraws until a kill -9; then no answered withdrawal stands, and the tree can be made whole."""
    workers = hands.workers(running)
    for worker in workers:
        worker.start()
    until(lambda: any(step == "publish" for one in workers for _, step in one.acknowledged))
    begun, out = time.monotonic(), []
    while time.monotonic() - begun < pause:
        keys = [k for one in workers for k, step in one.acknowledged if step == "publish" and k not in out]
        if keys:
            withdraw({"ban": hands.office}, keys[0])
            out.append(keys[0])
        time.sleep(dice.uniform(0, 0.2))
    running.kill()
    for worker in workers:
        worker.stopped = True
        worker.join(30)
    found = hands.whole.look(out)
    assert found["left"] == [], "answered, and still there"
    assert found["faults"] == [], found["faults"]


def test_no_half_page_and_no_leftover_after_kill_9(served):
    running = served
    with Wholeness(running.env) as whole:
        hands = Hands(running, whole)
        for number in range(ROUNDS):
            running = site.start(running.data, database_of(running)) if number else running
            served.process = running.process
            round_of(running, hands, 0.8, random.Random(number))


def main(rounds: int) -> None:
    """The slow lane."""
    from tests.house import prepared

    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        prepared.prepare({"GONGKAI_DATA": str(data)})
        running = site.start(data, {})
        with Wholeness(running.env) as whole:
            hands = Hands(running, whole)
            for number in range(rounds):
                dice = random.Random(number)
                round_of(running, hands, dice.uniform(1.0, 4.0), dice)
                running = site.start(data, {})
                print(f"{number + 1}/{rounds} kills: no half page, no leftover", flush=True)
        running.stop()


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
    except subprocess.CalledProcessError as fault:
        sys.exit(fault.stderr)
