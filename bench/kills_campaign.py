"""kill -9 of web and worker while a campaign is at work: ``python -m bench.kills_campaign 100`` (SQLite, a slow lane).

Two assessors mark the same rows and a third marks others, a unit keeps evidence, files appeals and answers its sheet,
the office composes and reopens. After each restart nothing acknowledged is missing, nothing is half, and
``gongkai verify`` and ``gongkai verify CAMPAIGN`` find nothing.
"""

import hashlib
import itertools
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError

from bench.load import write_section
from tests.house import prepared, site
from tests.house.staff import Staff

PEOPLE = ("kao", "kaoer", "san", "xin", "fen", "ban", "he")
SECTION = "## kill -9 while a campaign is assessed"
WAS = re.compile(r'name="was_(\d+)" value="(\d+)"')
KEY = re.compile(r"/(\d+)/$")
PATIENCE = 60


class Hand(threading.Thread):
    """Somebody at work until the server dies: what it acknowledged is kept, what it refused in words is counted."""

    def __init__(self, people: dict[str, Staff], laid: dict, dice: random.Random) -> None:
        super().__init__(daemon=True)
        self.people, self.laid, self.dice = people, laid, dice
        self.acknowledged: list[tuple] = []
        self.told, self.stopped, self.fault = 0, False, ""

    def run(self) -> None:
        try:
            for _ in self.work():
                if self.stopped:
                    return
                time.sleep(self.dice.uniform(0, 0.05))
        except HTTPError as fault:
            self.fault = f"{fault} {fault.url}"
        except (OSError, HTTPException):
            return  # the server is gone; what was not answered was not acknowledged
        except Exception as fault:
            self.fault = repr(fault)

    def work(self) -> Iterator[None]:
        raise NotImplementedError

    def step(self, name: str, address: str, key: int, step: str, **said) -> bool:
        """One step of a case; whether it was acknowledged. A refusal comes in words, never as a failure."""
        status, _ = self.people[name].post(f"/staff/{address}/{key}/{step}/", **said)
        assert status in (302, 409), (address, step, status)
        self.acknowledged += [("act", key, step)] * (status == 302)
        self.told += status == 409
        return status == 302


class Assessor(Hand):
    def __init__(self, name: str, source: str, *rest) -> None:
        super().__init__(*rest)
        self.name_, self.source = name, source

    def work(self) -> Iterator[None]:
        for number in itertools.count(1):
            leaf = self.dice.choice(self.laid["leaves"][self.source])
            self.mark(leaf, f"{self.name_}{self.laid['n']}-{number}")
            yield
            if number % 3 == 0:
                self.step(self.name_, "assessment/scorings", self.laid["parts"][self.source], "hand_in")
                time.sleep(self.dice.uniform(0, 0.6))  # in which the office may compose

    def mark(self, leaf: str, why: str) -> None:
        """All units of one item, from the page as it stood; another who was quicker is told of."""
        me, address = self.people[self.name_], f"/staff/assessment/{self.laid['marking']}/marks/{leaf}/"
        was = WAS.findall(me.get(address))
        said = {f"was_{unit}": key for unit, key in was} | {f"reason_{unit}": why for unit, _ in was}
        said |= {f"value_{unit}": str(self.dice.randrange(10) / 2) for unit, _ in was}
        status, _ = me.post(address, **said)
        assert status in (302, 409, 422), status
        self.acknowledged += [("mark", why)] * (status == 302)
        self.told += status != 302


class Unit(Hand):
    def work(self) -> Iterator[None]:
        answers = self.dice.randrange(1, 4)
        for number, leaf in enumerate(self.dice.sample(self.laid["all"], len(self.laid["all"]))):
            kept = self.keep(f"会议记录{self.laid['n']}-{number}")
            yield
            self.file(leaf, kept)
            yield
            if number == answers:
                self.step("fen", "assessment/hearings", self.laid["hearing"], "answer", agrees="no", words="有一项不符")
                yield

    def keep(self, title: str) -> int:
        text = f"{title}\n".encode()
        status, place = upload(self.people["xin"], "/staff/evidence/new/paper/", text, title=title, dated="2025-06-30")
        assert status == 302, status
        key = int(KEY.search(place)[1])
        self.acknowledged.append(("evidence", key, hashlib.sha256(text).hexdigest()))
        return key

    def file(self, leaf: str, evidence: int) -> None:
        address = f"/staff/assessment/{self.laid['heard']}/sheets/{self.laid['unit']}/appeal/{leaf}/"
        status, place = self.people["xin"].post(address, claim="会议记录在所附材料里", evidence=evidence)
        assert status == 302, status
        key = int(KEY.search(place)[1])
        self.acknowledged.append(("appeal", key, leaf, evidence))
        if self.step("fen", "assessment/appeals", key, "sign"):
            self.step("he", "assessment/appeals", key, "reject", words="材料与这一项无关")


class Office(Hand):
    def work(self) -> Iterator[None]:
        while True:
            if self.step("ban", "assessment", self.laid["marking"], "compose", words=""):
                self.step("ban", "assessment", self.laid["marking"], "reopen", words="再看一遍")
            yield


def upload(who: Staff, path: str, content: bytes, **said) -> tuple[int, str]:
    """A form with a file, as a browser sends it."""
    mark = uuid.uuid4().hex
    said["csrfmiddlewaretoken"] = who.token
    parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in said.items()]
    file = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="record.txt"\r\n\r\n'
    body = "".join([*parts, file]).encode() + content + f"\r\n--{mark}--\r\n".encode()
    return who.send(path, body, {"Content-Type": f"multipart/form-data; boundary={mark}"})


class Beside:
    """A process beside the site that lays campaigns and looks at what a kill left."""

    def __init__(self, env: dict) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.kills_campaign", "beside"],
            env={**os.environ, **env}, cwd=Path(__file__).parents[1], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def ask(self, what: str, **said) -> dict:
        print(json.dumps({"what": what, **said}), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait()


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        prepared.prepare({"GONGKAI_DATA": str(data)})
        beside = Beside({"GONGKAI_DATA": str(data)})
        laid = beside.ask("lay")
        running, tally = site.start(data, {}), Counter()
        jars = {name: Staff(running.url, name).jar for name in PEOPLE}
        for number in range(rounds):
            dice = random.Random(number)
            hands = at_work(running.url, jars, laid, dice)
            running.kill()
            for hand in hands:
                hand.stopped = True
                hand.join(PATIENCE)
            running = site.start(data, {})
            tally += held(hands, beside.ask("look", laid=laid), laid)
            print(f"{number + 1}/{rounds} kills, {dict(tally)}, none lost, nothing half, verified", flush=True)
            laid = beside.ask("lay")
        running.stop()
        beside.end()
    write_section(SECTION, f"python -m bench.kills_campaign {rounds}", figures(rounds, tally))


def at_work(url: str, jars: dict, laid: dict, dice: random.Random) -> list[Hand]:
    """Five hands at once, for a random while after all but the office have been acknowledged something."""
    people = {name: Staff(url, name, jar) for name, jar in jars.items()}
    rest = (people, laid)
    marking = [("kao", "office"), ("kaoer", "office"), ("san", "third")]
    hands: list[Hand] = [Assessor(*who, *rest, random.Random(dice.random())) for who in marking]
    hands += [Unit(*rest, random.Random(dice.random())), Office(*rest, random.Random(dice.random()))]
    for hand in hands:
        hand.start()
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and not all(hand.acknowledged for hand in hands[:-1]):
        time.sleep(0.02)
    assert all(hand.acknowledged for hand in hands[:-1]), [(type(hand).__name__, hand.fault) for hand in hands]
    time.sleep(dice.uniform(0, 3))
    return hands


def held(hands: list[Hand], found: dict, laid: dict) -> Counter:
    """Counts what was acknowledged, each found again. Raises AssertionError for what is lost, half, or not verified."""
    assert [hand.fault for hand in hands if hand.fault] == []
    assert found["half"] == [] and found["verified"] == [0, 0, 0], (found["half"], found["verified"])
    lost, tally = [], Counter()
    for kind, *what in (one for hand in hands for one in hand.acknowledged):
        there = {
            "mark": lambda why: found["marks"].get(why) == laid["units"],
            "act": lambda key, step: step in found["acts"].get(str(key), ()),
            "evidence": lambda key, sha256: found["evidence"].get(str(key)) == sha256,
            "appeal": lambda key, leaf, evidence: found["appeals"].get(str(key)) == [leaf, evidence],
        }[kind](*what)
        lost += [] if there else [(kind, *what)]
        tally[kind] += 1
        tally["compose"] += what[-1] == "compose"
    assert lost == [], lost
    tally["told"] += sum(hand.told for hand in hands)
    return tally


def figures(rounds: int, tally: Counter) -> list[tuple[str, str, str]]:
    many = [tally[kind] for kind in ("mark", "act", "compose", "appeal", "evidence")]
    said = "acknowledged: saves of marks (four units each), steps, compositions among them, appeals, pieces of evidence"
    return [
        ("kills", f"{rounds}", ""),
        (said, ", ".join(f"{one:,}" for one in many), ""),
        ("of them lost, or half there", "0", "0"),
        ("who came second and was told in words", f"{tally['told']:,}", ""),
        ("restarts after which `gongkai verify` or `gongkai verify CAMPAIGN` found a fault", "0", "0"),
    ]


if __name__ == "__main__":
    if sys.argv[1:] == ["beside"]:
        from bench.kills_laying import answer

        answer()
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
