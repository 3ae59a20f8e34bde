"""A real site: ``gongkai serve`` on loopback over a copy of a prepared installation."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.house import nursery

CLI = "gongkai.cli"
PATIENCE = 60


@dataclass
class Site:
    """A running site; ``data`` is its $GONGKAI_DATA, ``env`` what its commands need."""

    url: str
    data: Path
    env: dict = field(default_factory=dict)
    process: nursery.Child | subprocess.Popen | None = None

    def run(self, *command: str, **how) -> subprocess.CompletedProcess:
        """One ``gongkai`` command over this installation."""
        return gongkai(self.env, *command, **how)

    def kill(self) -> None:
        """kill -9 of the server, its web workers and its worker."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(PATIENCE)


def gongkai(env: dict, *command: str, **how) -> subprocess.CompletedProcess:
    return nursery.run(CLI, *command, env=env, **how)


def from_nothing(env: dict, *command: str) -> subprocess.CompletedProcess:
    """The same, in a Python that has read no code yet."""
    call = [sys.executable, "-m", CLI, *command]
    return subprocess.run(call, env={**os.environ, **env}, capture_output=True, text=True)


@contextmanager
def served(prepared: Path, folder: Path, env: dict | None = None, *, by: str = CLI):
    """Serves a copy of ``prepared`` until the block ends; ``by`` is as in ``start``."""
    data = folder / "data"
    shutil.copytree(prepared, data, symlinks=True)
    site = start(data, env or {}, by=by)
    try:
        yield site
    finally:
        if site.process.poll() is None:
            site.stop()


def start(data: Path, env: dict, *, by: str = CLI, fresh: bool = False) -> Site:
    """Starts ``gongkai serve`` and waits until it answers; ``by``: the module whose ``main`` does it, which may change
    something first; ``fresh``: the command itself, in a Python that has read no code yet."""
    port = free_port()
    env = {"GONGKAI_DATA": str(data), "GONGKAI_HOSTS": "127.0.0.1,localhost", **env}
    command = ["serve", "--port", str(port), "--workers", "2"]
    log = data.parent / "serve.log"
    process = _anew(command, env, log) if fresh else nursery.start(by, *command, env=env, log=log)
    site = Site(f"http://127.0.0.1:{port}", data, env, process)
    _wait(site)
    return site


def _anew(command: list[str], env: dict, log: Path) -> subprocess.Popen:
    with log.open("a") as said:
        call = [sys.executable, "-m", CLI, *command]
        return subprocess.Popen(call, env={**os.environ, **env}, stdout=said, stderr=said, start_new_session=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(site: Site) -> None:
    for _ in range(PATIENCE * 10):
        try:
            urllib.request.urlopen(site.url + "/robots.txt", timeout=2)
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if site.process.poll() is not None:
                raise RuntimeError((site.data.parent / "serve.log").read_text()) from None
            time.sleep(0.1)
    raise TimeoutError("the site did not answer")
