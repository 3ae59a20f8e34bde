"""Running: the web server and, beside it, the worker that does what is due and the writer of the tree of files."""

import os
import signal
import socket
import subprocess
import sys
import time

from granian import Granian
from granian.constants import Interfaces


def serve(args) -> int:
    """Serves on ``args.host``:``args.port`` until stopped; worker and writer are child processes and end with it."""
    from gongkai import birth

    if not _is_free(args.host, args.port):
        print(
            f"{args.host}:{args.port} 不能监听：端口被占用，或者不是本机的地址。请换一个端口，如 --port 8010",
            file=sys.stderr,
        )
        return 2
    birth.ready()
    commands = (["worker"], ["tree", "follow"])  # the tree waits for nobody: what is withdrawn must go at once
    children = [_child(*command) for command in commands]
    print(f"网站：  http://{args.host}:{args.port}/\n工作台：http://{args.host}:{args.port}/staff/", flush=True)
    try:
        Granian(
            "gongkai.wsgi:application",
            address=args.host,
            port=args.port,
            interface=Interfaces.WSGI,
            workers=args.workers,
            blocking_threads=1,
            respawn_failed_workers=True,
            log_access=False,
            websockets=False,
        ).serve()
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait()
    return 0


def _child(*command: str) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-m", "gongkai.cli", *command, "--parent", str(os.getpid())])


def worker(args) -> int:
    """Sweeps every second; ``--once`` sweeps once. Ends when the server that started it is gone."""
    from gongkai import schedule
    from gongkai.acts.clock import now

    stopped = []
    signal.signal(signal.SIGTERM, lambda *_: stopped.append(True))
    while not stopped:
        schedule.sweep(now())
        if args.once or (args.parent and os.getppid() != args.parent):
            break
        time.sleep(1)
    return 0


def _is_free(host: str, port: int) -> bool:
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            return True
    except (OSError, OverflowError):
        return False
