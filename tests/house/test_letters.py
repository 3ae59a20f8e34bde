"""kill -9 of the worker while it sends: each letter comes once, or twice and is told as doubtful; none is lost."""

import json
import os
import shutil
import signal
from collections import Counter

import pytest

from tests.house import nursery
from tests.house.conftest import database
from tests.house.letters import letters
from tests.outbox import smtp

pytestmark = pytest.mark.crash
READERS = 12
KILLED_AT = ((2, "RCPT"), (5, "."), (8, "taken"))  # in which letter and where in it: refused, unanswered, unmarked


def test_each_letter_comes_once_or_is_told_as_doubtful_whenever_the_worker_is_killed(installation, tmp_path):
    shutil.copytree(installation, tmp_path / "data", symlinks=True)
    left, worker = list(KILLED_AT), []

    def says(moment, _):
        if left and (len(server.letters) + (moment == "RCPT"), moment) == left[0]:
            left.pop(0)
            os.kill(worker[-1].pid, signal.SIGKILL)
            return smtp.HANG
        return None

    with smtp.server(says) as server:
        env = {"GONGKAI_DATA": str(tmp_path / "data"), **database("letters", template="prepared")}
        env["GONGKAI_SMTP"] = f"smtp://127.0.0.1:{server.port}"
        assert len(letters(env, "readers", str(READERS))) == READERS
        for _ in range(len(KILLED_AT) + 1):
            worker.append(nursery.start("tests.house.letters", "send", env=env, log=tmp_path / "told"))
            worker[-1].wait(timeout=120)
    found = json.loads((tmp_path / "told").read_text())
    came = Counter(to for to, _ in server.letters)
    assert [one.returncode for one in worker] == [-signal.SIGKILL] * len(KILLED_AT) + [0] and left == []
    assert set(came) == set(found) and set(found.values()) <= {"sent", "doubtful"}, "none is lost"
    twice = {to for to, many in came.items() if many > 1}
    assert twice <= {to for to, outcome in found.items() if outcome == "doubtful"} and 1 <= len(twice) <= len(KILLED_AT)
    assert len(set(server.letters)) == READERS, "what came twice bears the same name"
