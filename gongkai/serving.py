"""Running: the web server and, beside it, the worker that does what is due by itself."""

import os
import signal
import subprocess
import sys
import time

from granian import Granian
from granian.constants import Interfaces


def serve(args) -> int:
    """Serves on ``args.host``:``args.port`` until stopped; the worker is a child process and ends with it."""
    from gongkai import birth

    birth.ready()
    child = subprocess.Popen([sys.executable, "-m", "gongkai.cli", "worker", "--parent", str(os.getpid())])
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
        child.terminate()
        child.wait()
    return 0


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
