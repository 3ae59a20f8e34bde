"""kill -9 at any moment: no act lost whose answer was seen, no half-published page; two hands on one record.

``python -m tests.house.test_crash 100`` is the slow lane.
"""

import random
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.house import looking, site
from tests.house.staff import Staff

pytestmark = pytest.mark.crash
STEPS = (("propose", "xin"), ("clear", "mi"), ("approve", "fen"), ("publish", "fa"))
SIGNERS = ("xin", "mi", "fen", "fa")
ROUNDS = 2


class Worker(threading.Thread):
    """Writes and publishes one record after another until the server dies; keeps what the server acknowledged."""

    def __init__(self, url: str, seen: dict, signed_in: dict | None = None):
        super().__init__(daemon=True)
        self.url, self.seen, self.signed_in = url, seen, signed_in or dict.fromkeys(SIGNERS)
        self.acknowledged, self.stopped = [], False

    def run(self):
        try:
            people = {name: Staff(self.url, name, jar) for name, jar in self.signed_in.items()}
            while not self.stopped:
                key = people["xin"].draft("关于县道养护的通知", self.seen["unit"], self.seen["topic"])
                self.acknowledged.append((key, "form"))
                for step, name in STEPS:
                    if people[name].take(key, step):
                        self.acknowledged.append((key, step))
        except (OSError, HTTPException, AssertionError, TypeError):
            return  # the server is gone; what was not answered was not acknowledged


def round_of(running, pause: float, seen: dict, signed_in: dict) -> list[str]:
    """One kill; returns the steps acknowledged before it, each checked. Raises AssertionError for any that is lost."""
    workers = [Worker(running.url, seen, signed_in) for _ in range(3)]
    for worker in workers:
        worker.start()
    _wait_for_one_published(workers)
    time.sleep(pause)
    running.kill()
    for worker in workers:
        worker.stopped = True
        worker.join(30)
    found = looking.look(running.env)
    acknowledged = [one for worker in workers for one in worker.acknowledged]
    lost = [
        (key, step) for key, step in acknowledged if step not in found["cases"].get(str(key), {"steps": []})["steps"]
    ]
    assert lost == []
    for key, case in found["cases"].items():
        published = "publish" in case["steps"]
        assert (case["live"], case["shown"]) == (published, published), key
    assert found["indexed"] == found["out"]
    verified = running.run("verify")
    assert verified.returncode == 0, verified.stdout
    return [step for _, step in acknowledged]


def signed_in(running) -> dict:
    """Cookies by name of those who write and sign."""
    return {name: Staff(running.url, name).jar for name in SIGNERS}


def _wait_for_one_published(workers: list[Worker]) -> None:
    """On a busy machine the first record takes its time; a kill before it would prove nothing of publishing."""
    until = time.monotonic() + site.PATIENCE
    while time.monotonic() < until and not any(step == "publish" for w in workers for _, step in w.acknowledged):
        time.sleep(0.1)


def test_nothing_acknowledged_is_lost_and_nothing_is_half_public(served):
    checked: list[str] = []
    running, seen, people = served, looking.look(served.env), signed_in(served)
    for number in range(ROUNDS):
        checked += round_of(running, random.Random(number).uniform(0.5, 2.5), seen, people)
        running = site.start(running.data, database_of(running))
    served.process = running.process
    assert len(checked) > ROUNDS * 5 and "publish" in checked


def database_of(running) -> dict:
    return {name: value for name, value in running.env.items() if name == "GONGKAI_DATABASE_URL"}


def test_of_two_who_act_at_once_one_succeeds_and_the_other_is_told(served):
    seen = looking.look(served.env)
    writer, first, second = Staff(served.url, "xin"), Staff(served.url, "mi"), Staff(served.url, "mi")
    keys = [writer.draft("关于县道养护的通知", seen["unit"], seen["topic"]) for _ in range(3)]
    for key in keys:
        writer.take(key, "propose")
        with ThreadPoolExecutor(2) as hands:
            address, read = f"/staff/disclosures/{key}/clear/", first.read(key)
            sent = [hands.submit(who.post, address, read=read) for who in (first, second)]
        answers = [one.result() for one in sent]
        assert sorted(status for status, _ in answers) == [302, 409]
    found = looking.look(served.env)["cases"]
    assert [found[str(key)]["steps"] for key in keys] == [["form", "propose", "clear"]] * 3


def main(rounds: int) -> None:
    """The slow lane: prints what was checked."""
    from tests.house import prepared

    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        prepared.prepare({"GONGKAI_DATA": str(data)})
        running, checked = site.start(data, {}), []
        seen, people = looking.look(running.env), signed_in(running)
        for number in range(rounds):
            checked += round_of(running, random.Random(number).uniform(4.0, 8.0), seen, people)
            running = site.start(data, {})
            print(f"{number + 1}/{rounds} kills, {len(checked)} acknowledged acts, none lost", flush=True)
        running.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
