"""Runs a function over a foreign file in a process of its own, with limits on time, memory and output.

Parsers of other people's formats are where crafted files strike. What goes wrong there ends that process and nothing
else: it cannot write files, sees none of our settings or secrets, and is killed with all it started.
"""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from gongkai.files.refusal import Unreadable

ROOT = Path(__file__).resolve().parents[2]
# -I: neither the environment nor the working folder can bring other code in.
START = "import sys; sys.path.insert(0, sys.argv[1]); from gongkai.files.inside import main; main()"
DAMAGED = "文件无法解析，可能已损坏或格式特殊"


@dataclass(frozen=True, slots=True)
class Bounds:
    """``seconds`` of wall clock and of CPU; ``memory`` and ``output`` in bytes."""

    seconds: int = 20
    memory: int = 768 * 1024 * 1024
    output: int = 8 * 1024 * 1024


USUAL = Bounds()


def run(function: str, source: bytes | Path, *, bounds: Bounds = USUAL, **arguments: Any) -> Any:
    """``function`` (``gongkai.files.readers.pdf``) called in the child with the file's bytes and ``arguments``.

    Arguments and result are what JSON can hold. Raises ``Unreadable``: a ValueError raised in the child with its own
    words, anything else, a crash and a broken bound with ours.
    """
    words = [sys.executable, "-I", "-X", "utf8", "-c", START, str(ROOT), function]
    words += [json.dumps(asdict(bounds)), json.dumps(arguments)]
    with _opened(source) as stdin:
        child = subprocess.Popen(
            words,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8"},
            cwd="/",
            start_new_session=True,
        )
        return _answer(*_heard(child, bounds), bounds)


@contextmanager
def _opened(source: bytes | Path) -> Iterator[BinaryIO]:
    if isinstance(source, Path):
        with source.open("rb") as stored:
            yield stored
    else:
        with tempfile.TemporaryFile() as copy:
            copy.write(source)
            copy.seek(0)
            yield copy


def _heard(child: subprocess.Popen, bounds: Bounds) -> tuple[bytes, int, bool]:
    """What the child said, its exit code, and whether it ran out of time."""
    ends = time.monotonic() + bounds.seconds
    said, late = bytearray(), False
    assert child.stdout is not None
    try:
        # Not until the end of the stream: a process that got away could hold it open for ever.
        while len(said) <= bounds.output:
            late = not select.select([child.stdout], [], [], max(ends - time.monotonic(), 0))[0]
            piece = b"" if late else os.read(child.stdout.fileno(), 65536)
            if not piece:
                break
            said += piece
    finally:
        _kill(child)
        child.wait()
        child.stdout.close()
    return bytes(said), child.returncode, late


def _kill(child: subprocess.Popen) -> None:
    # The group is the child's own, and outlives it while somebody is left in it.
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def _answer(said: bytes, code: int, late: bool, bounds: Bounds) -> Any:
    if late or code == -signal.SIGXCPU:
        raise Unreadable(f"处理文件超过{bounds.seconds}秒，已停止")
    if len(said) > bounds.output:
        raise Unreadable(f"文件里的内容超过{bounds.output // 2**20}MB，请拆分")
    try:
        answer = json.loads(said)
    except ValueError:
        raise Unreadable(DAMAGED) from None
    if "refused" in answer:
        raise Unreadable(answer["refused"] or DAMAGED)
    return answer["result"]
