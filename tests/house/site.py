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

PATIENCE = 60
ALONE = "import sys\nfrom gongkai import cli, serving\nserving.BESIDE = ()\nsys.exit(cli.main())"


@dataclass
class Site:
    """A running site; ``data`` is its $GONGKAI_DATA, ``env`` what its commands need."""

    url: str
    data: Path
    env: dict = field(default_factory=dict)
    process: subprocess.Popen | None = None

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
    return subprocess.run(
        [sys.executable, "-m", "gongkai.cli", *command],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        **how,
    )


@contextmanager
def served(prepared: Path, folder: Path, env: dict | None = None, *, beside: bool = True):
    """Serves a copy of ``prepared`` until the block ends; ``beside`` is as in ``start``."""
    data = folder / "data"
    shutil.copytree(prepared, data)
    site = start(data, env or {}, beside=beside)
    try:
        yield site
    finally:
        if site.process.poll() is None:
            site.stop()


def start(data: Path, env: dict, *, beside: bool = True) -> Site:
    """Starts ``gongkai serve`` and waits until it answers; without ``beside`` no worker and no writer of the tree."""
    port = free_port()
    env = {"GONGKAI_DATA": str(data), "GONGKAI_HOSTS": "127.0.0.1,localhost", **env}
    command = ["serve", "--port", str(port), "--workers", "2"]
    command = [sys.executable, *(("-m", "gongkai.cli") if beside else ("-c", ALONE)), *command]
    log = (data.parent / "serve.log").open("a")
    process = subprocess.Popen(command, env={**os.environ, **env}, stdout=log, stderr=log, start_new_session=True)
    site = Site(f"http://127.0.0.1:{port}", data, env, process)
    _wait(site)
    return site


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
