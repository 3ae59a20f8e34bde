"""kill -9 of the worker between handing a short message over and marking it: none is lost, a second one is told."""

import os
import signal

import pytest

from tests.house import nursery
from tests.outbox import web

pytestmark = pytest.mark.crash
GATEWAY = """
gateway: 短信网关
url: {url}/send
as: json
body: {{mobile: "{{to}}", content: "{{text}}", serial: "{{id}}"}}
success: {{field: code, is: [0]}}
"""


def test_a_message_taken_by_the_gateway_when_the_worker_was_killed_goes_again_under_its_number(tmp_path):
    workers = []

    def says(_):
        if len(server.came) == 1:
            os.kill(workers[0].pid, signal.SIGKILL)
            return web.HANG
        return {"code": 0}

    def work(at):
        log = tmp_path / f"told-{len(workers)}"
        workers.append(nursery.start("tests.outbox.sender", f"2025-03-31T{at}+08:00", env=env, log=log))
        workers[-1].wait(timeout=120)
        return log.read_text().split()

    with web.server(says) as server:
        (tmp_path / "sms.yaml").write_text(GATEWAY.format(url=server.url), "utf-8")
        env = {
            "GONGKAI_DATABASE_URL": "", "GONGKAI_DATA": str(tmp_path / "data"),
            "GONGKAI_SMS": str(tmp_path / "sms.yaml"),
        }  # fmt: skip
        (tmp_path / "data").mkdir()
        assert work("10:00:00") == [] and workers[0].returncode == -signal.SIGKILL
        assert work("10:09:59") == ["1"], "whoever took it may still be at it"
        assert work("10:10:00") == ["doubtful", "2"]
    first, second = (one.json["serial"] for one in server.came)
    assert first == second
