"""Processes forked from one that has the product's code in memory, as reading the code is most of what a command does.

What a process reads when it starts (environment, settings, keys, database, files) each reads anew after the fork. Some
start from nothing all the same, see docs/decisions/processes-of-tests-are-forks.md.
"""

import contextlib
import gc
import importlib
import json
import os
import select
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = (
    "gongkai.cli", "gongkai.urls", "gongkai.serving", "gongkai.schedule", "gongkai.backup", "gongkai.verifying",
    "gongkai.publication.tree.command", "gongkai.disclosures.importing.command", "django.db.backends.sqlite3.base",
    "django.db.backends.postgresql.base", "django.core.management.commands.shell", "granian.server.mp",
)  # fmt: skip
KEPT_OPEN, MOST_OPEN = 3, 1024  # standard input, output and errors; and how far it is closed
PATIENCE = 60


@dataclass
class Job:
    """``main`` of a module, with its arguments, in a folder; ``alone``: as the leader of a session."""

    module: str
    args: list[str]
    env: dict[str, str]
    cwd: str
    umask: int = -1
    alone: bool = False


class Child:
    """A process of the nursery, as ``subprocess.Popen`` has them."""

    def __init__(self, job: Job, streams: tuple[int, int, int]) -> None:
        self.returncode: int | None = None
        self._line = _connected()
        socket.send_fds(self._line, [json.dumps(vars(job)).encode()], streams)
        self.pid = int(self._line.recv(64))

    def poll(self) -> int | None:
        if self.returncode is None and select.select([self._line], [], [], 0)[0]:
            self.wait()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None:
            self._line.settimeout(timeout)
            try:
                self.returncode = int(self._line.recv(64))
            except TimeoutError:
                raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0) from None
            self._line.close()
        return self.returncode


def run(module: str, *args: str, env: dict, cwd=None, umask: int = -1, check: bool = False):
    """As ``subprocess.run``: what ``main`` of a module said to its end; ``env`` beside the environment of tests."""
    with open(os.devnull) as nothing, tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as wrong:
        job = Job(module, list(args), {**os.environ, **env}, str(cwd or Path.cwd()), umask)
        code = Child(job, (nothing.fileno(), said.fileno(), wrong.fileno())).wait()
        for file in (said, wrong):
            file.seek(0)
        done = subprocess.CompletedProcess([module, *args], code, said.read(), wrong.read())
    if check and code:
        raise RuntimeError(done.stdout + done.stderr)
    return done


def start(module: str, *args: str, env: dict, log: Path) -> Child:
    """A process that leads a session of its own and writes what it says to ``log``."""
    with log.open("a") as said, open(os.devnull) as nothing:
        job = Job(module, list(args), {**os.environ, **env}, str(Path.cwd()), alone=True)
        return Child(job, (nothing.fileno(), said.fileno(), said.fileno()))


def _connected() -> socket.socket:
    """A line to the nursery of this run, which the first who asks begins; it ends with the run."""
    whose = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    name = f"\0gongkai-nursery-{whose}"  # of no folder: it goes with who listens
    begun = False
    for _ in range(PATIENCE * 20):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            line.connect(name)
            return line
        except ConnectionRefusedError:
            line.close()
        if not begun:
            begun = True
            _begin(name, whose)
        time.sleep(0.05)
    raise TimeoutError("no nursery")


def _begin(name: str, whose: int) -> None:
    """One more that listens, unless another process began one at this moment."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    try:
        listener.bind(name)
    except OSError:
        return
    with listener:
        listener.listen()
        command = [sys.executable, "-m", "tests.house.nursery", str(listener.fileno()), str(whose)]
        subprocess.Popen(command, cwd=ROOT, pass_fds=[listener.fileno()], start_new_session=True)


def main(listening: str, whose: str) -> None:
    listener = socket.socket(fileno=int(listening))
    with tempfile.TemporaryDirectory() as nowhere:
        os.environ |= {"GONGKAI_DATA": nowhere, "GONGKAI_DATABASE_URL": ""}
        _read_the_code()
    job = _nurse(listener, os.pidfd_open(int(whose)))
    if job is None:
        return
    module = _born(job)
    sys.exit(module.main(*([job.args] if job.module == "gongkai.cli" else job.args)))


def _read_the_code() -> None:
    import django
    import setproctitle

    setproctitle.getproctitle()  # looks where titles stand while the environment still stands beside it
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"
    gc.disable()
    django.setup()
    for name in CODE:
        importlib.import_module(name)
    gc.freeze()
    gc.enable()


def _nurse(listener: socket.socket, run: int) -> Job | None:
    """Forks who is asked for until the run is over; returns the job in a fork, None at the end."""
    lines: dict[int, tuple[int, socket.socket]] = {}
    looked = selectors.DefaultSelector()
    for one in (listener, run):
        looked.register(one, selectors.EVENT_READ)
    while True:
        for key, _ in looked.select():
            if key.fileobj == run:
                return None
            if key.fileobj is listener:
                line, _ = listener.accept()
                told, streams, *_ = socket.recv_fds(line, 1 << 20, KEPT_OPEN)
                pid = os.fork()
                if not pid:
                    looked.close()
                    _leave([listener, line, *(line for _, line in lines.values())], streams)
                    return Job(**json.loads(told))
                for stream in streams:
                    os.close(stream)
                line.send(str(pid).encode())
                ended = os.pidfd_open(pid)
                lines[ended] = pid, line
                looked.register(ended, selectors.EVENT_READ)
            else:
                looked.unregister(key.fd)
                _tell_the_end(*lines.pop(key.fd))
                os.close(key.fd)


def _tell_the_end(pid: int, line: socket.socket) -> None:
    _, status = os.waitpid(pid, 0)
    with line, contextlib.suppress(BrokenPipeError):  # who asked may no longer listen
        line.send(str(os.waitstatus_to_exitcode(status)).encode())


def _leave(lines: list[socket.socket], streams: list[int]) -> None:
    """In a fork: nothing of the nursery stays open, and the streams of the job are its own."""
    for place, stream in enumerate(streams):
        os.dup2(stream, place)
    for line in lines:
        line.detach()
    os.closerange(KEPT_OPEN, MOST_OPEN)


def _born(job: Job):
    """The module of a job, in a process that is as if it had just been started."""
    from django.conf import empty, settings
    from django.db import connections

    if job.alone:
        os.setsid()
    if job.umask >= 0:
        os.umask(job.umask)
    os.chdir(job.cwd)
    os.environ.clear()
    os.environ.update(job.env)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = [job.module, *job.args]
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(place, how) for place, how in enumerate("rww"))
    sys.modules.pop("gongkai.settings")
    was, settings._wrapped = vars(settings._wrapped), empty
    with contextlib.suppress(Exception):  # what is wrong with the settings the command says by itself
        settings._setup()
        for name in was.keys() - vars(settings._wrapped).keys():  # which libraries set as they were read
            setattr(settings, name, was[name])
    vars(connections).clear()
    connections.__init__()
    return importlib.import_module(job.module)


if __name__ == "__main__":
    main(*sys.argv[1:])
