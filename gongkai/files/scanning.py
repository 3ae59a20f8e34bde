"""A virus scanner of the installation's own choice, asked before a file is taken in. Off where none is named."""

import os
import shlex
import signal
import subprocess
from pathlib import Path

from gongkai.files.refusal import FileRefused

SECONDS = 120
CLEAN, INFECTED = 0, 1  # exit codes as ClamAV's clamdscan gives them; most others follow


def scan(path: Path, command: str) -> None:
    """Runs ``command`` with the path appended. Refuses what it finds, and also where it gives no verdict.

    A scanner that fails must not let files through unseen; an empty command means that none is installed.
    """
    if not command:
        return
    try:
        code = _run([*shlex.split(command), str(path)])
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise FileRefused("查毒程序没有给出结论，暂不能收存，请稍后再试或联系管理员") from fault
    if code == INFECTED:
        raise FileRefused("查毒程序在文件里发现了病毒，不予收存")
    if code != CLEAN:
        raise FileRefused("查毒程序没有给出结论，暂不能收存，请稍后再试或联系管理员")


def _run(words: list[str]) -> int:
    # Its own session, so that a hung scanner is ended with all it started; and none of our secrets in its environment.
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    scanner = subprocess.Popen(
        words,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return scanner.wait(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(scanner.pid, signal.SIGKILL)
        scanner.wait()
        raise
