"""Running: the web server and, beside it, the worker that does what is due and the writer of the tree of files."""

import importlib
import logging
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress

import setproctitle
from granian.constants import Interfaces
from granian.server.mp import MPServer

# What runs beside, by the name of its process; the tree waits for nobody: what is withdrawn must go at once.
BESIDE = (("worker", "gongkai.serving:work"), ("tree follow", "gongkai.publication.tree.command:follow"))
LOOK, SOON, LATEST = 0.5, 1.0, 60.0  # seconds: between two looks, from one start to the next, and at most
LAST_ANSWER = 30  # seconds: a web worker that was told to stop and does not end is ended then
TOLD = (signal.SIGTERM, signal.SIGHUP)
STOPS = (*TOLD, signal.SIGINT)
NUDGE = signal.SIGWINCH  # says nothing; a process that sleeps wakes at it and sees what else it was told
FORKED = multiprocessing.get_context("fork")
log = logging.getLogger("gongkai.serving")


def serve(args) -> int:
    """Serves on ``args.host``:``args.port`` until stopped; worker and writer are child processes and end with it.

    The application is loaded once: all of them are forks of this process and share what it takes of memory.
    """
    from gongkai import birth

    if not _is_free(args.host, args.port):
        print(
            f"{args.host}:{args.port} 不能监听：端口被占用，或者不是本机的地址。请换一个端口，如 --port 8010",
            file=sys.stderr,
        )
        return 2
    importlib.import_module("gongkai.wsgi")
    birth.ready()
    server = _server(args)
    _hear_stops(server)
    children = [Kept(*one) for one in BESIDE]
    stopping = threading.Event()
    keeper = threading.Thread(target=_keep, args=(children, server, stopping), daemon=True)
    keeper.start()
    print(f"网站：  http://{args.host}:{args.port}/\n工作台：http://{args.host}:{args.port}/staff/", flush=True)
    try:
        server.serve()
    finally:
        stopping.set()
        keeper.join()
        for child in children:
            child.process.terminate()
        for child in children:
            child.process.join()
    return 0


def _server(args) -> MPServer:
    return MPServer(
        "gongkai.wsgi:application",
        address=args.host,
        port=args.port,
        interface=Interfaces.WSGI,
        workers=args.workers,
        blocking_threads=1,
        respawn_failed_workers=True,
        workers_kill_timeout=LAST_ANSWER,
        process_name="gongkai serve",
        log_access=False,
        websockets=False,
    )


def _hear_stops(server: MPServer) -> None:
    """From now on a stop ends the server in order, and a fork at once until it has ears of its own.

    Those that it has of the server would swallow it. Of Ctrl-C, which reaches everybody, forks hear nothing: the server
    tells them. Where the kernel gives a stop to a thread that is not Python's, Python sleeps on until it is nudged.
    """

    def deaf() -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)

    def hearing() -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)

    def bare() -> None:
        for one in TOLD:
            signal.signal(one, signal.SIG_DFL)
        signal.signal(NUDGE, lambda *_: None)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD)

    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, server.signal_handler_interrupt)
    os.register_at_fork(before=deaf, after_in_parent=hearing, after_in_child=bare)


class Kept:
    """A child process that is started again when it dies: at once, and more and more seldom where it dies at once."""

    def __init__(self, name: str, target: str) -> None:
        self.name, self.target, self.wait, self.gone = name, target, SOON, 0.0
        self._start()

    def look(self) -> None:
        """Starts it again where it is gone and its time has come."""
        status, now = self.process.exitcode, time.monotonic()
        if status is None:
            return
        self.gone = self.gone or now
        if now < max(self.begun + self.wait, self.gone + SOON):  # who ended it may be about to end the server
            return
        log.error("进程 %s 意外结束（%s），重新启动", self.name, status)
        self.wait = SOON if self.gone > self.begun + LATEST else min(2 * self.wait, LATEST)
        self._start()

    def _start(self) -> None:
        self.process = FORKED.Process(target=_run, args=(self.name, self.target, os.getpid()))
        self.process.start()
        self.begun, self.gone = time.monotonic(), 0.0


def _run(name: str, target: str, parent: int) -> None:
    setproctitle.setproctitle(f"gongkai {name}")
    module, function = target.split(":")
    getattr(importlib.import_module(module), function)(parent)


def _keep(children: Sequence[Kept], server: MPServer, stopping: threading.Event) -> None:
    while not stopping.wait(LOOK):
        if server.interrupt_signal:
            _nudge(server)
            continue
        for child in children:
            try:
                child.look()
            except OSError:  # no memory, no process left: the next look tries again
                log.exception("进程没有能重新启动：%s", child.name)


def _nudge(server: MPServer) -> None:
    for one in list(server.wrks):
        with suppress(ProcessLookupError):
            os.kill(one.inner.pid, NUDGE)


def worker(args) -> int:
    """Only the worker, where another program serves the site; ``--once`` sweeps once."""
    work(once=args.once)
    return 0


def work(parent: int = 0, once: bool = False) -> None:
    """Sweeps every second, as long as the server that started it runs."""
    from gongkai import pulse, schedule
    from gongkai.acts.clock import now

    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    failed: dict[str, None] = {}
    rota = schedule.Rota()
    while not stopped.is_set():
        before, failed = failed, {}
        for name, item in schedule.going(now(), rota.turn(time.monotonic())):
            rota.again(name)
            failed |= {name: None} if item is None else {}
            if not before and not failed:
                pulse.beat(pulse.WORKER)  # a long sweep is no silence
        if failed:
            pulse.failing(pulse.WORKER, f"没有办成：{'、'.join(failed)}")
        else:
            pulse.beat(pulse.WORKER)
        if once or (parent and os.getppid() != parent):
            break
        stopped.wait(1)


def _is_free(host: str, port: int) -> bool:
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            return True
    except (OSError, OverflowError):
        return False
