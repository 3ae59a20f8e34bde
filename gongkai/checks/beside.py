"""Thousands of papers looked through on another core, while this one goes on writing.

A child process runs ``grave.found`` and answers in the order in which it was asked; nothing else is known to it. It
ends with the pipe, so that it never outlives the process that asked. Where there is one core only, or the child is
gone, nothing is found beside, and the caller looks for itself.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from threading import Lock
from typing import Any

from gongkai.checks.finding import Finding
from gongkai.checks.grave import Words, found

Told = list[tuple[str, Finding]]


class Batch:
    """Papers that were sent to be looked through."""

    def __init__(self, reader: "Reader") -> None:
        self._reader = reader
        self._told: list[Told] | None = None

    def told(self, place: int) -> Told | None:
        """What was found in the paper at a place of the batch; None where nobody answers."""
        if self._told is None:
            self._reader.hear(self)
        return self._told[place] if self._told else None

    def hear(self, answer: list[Any]) -> None:
        self._told = [[(part, _finding(said)) for part, said in one] for one in answer]


class Reader:
    """The child and the batches it has not answered yet."""

    def __init__(self) -> None:
        self.child: subprocess.Popen[str] | None = None
        self._open: list[Batch] = []
        self._lock = Lock()
        self._of = 0  # the process that began the child; a fork must not share its pipes

    def send(self, papers: Sequence[Words], key: bytes) -> Batch:
        """Has papers looked through; returns at once."""
        with self._lock:
            self._begin()
            while self._open:  # else both could wait for each other at full pipes
                self._hear_next()
            batch = Batch(self)
            if self.child and self._write(
                {"key": key.hex(), "papers": [[dict(words), page] for words, page in papers]}
            ):
                self._open.append(batch)
            return batch

    def hear(self, batch: Batch) -> None:
        """Waits until a batch is answered."""
        with self._lock:
            while batch in self._open:
                self._hear_next()

    def _begin(self) -> None:
        if self._of == os.getpid() or (os.cpu_count() or 1) < 2:
            return
        self._of, self._open = os.getpid(), []
        command = [sys.executable, "-m", "gongkai.checks.beside"]
        pipe = subprocess.PIPE
        # Of a session of its own: who stops the program from the keyboard stops it through the pipe.
        self.child = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, start_new_session=True)

    def _write(self, asked: dict[str, Any]) -> bool:
        assert self.child and self.child.stdin
        try:
            self.child.stdin.write(json.dumps(asked) + "\n")
            self.child.stdin.flush()
        except OSError:
            self.child = None
        return self.child is not None

    def _hear_next(self) -> None:
        batch = self._open.pop(0)
        line = self.child.stdout.readline() if self.child and self.child.stdout else ""  # one answer a line
        if not line.endswith("\n"):
            self.child = None
        batch.hear(json.loads(line) if self.child else [])


READER = Reader()


def _finding(said: dict[str, Any]) -> Finding:
    return Finding(**said | {"hidden": tuple((start, end) for start, end in said["hidden"])})


def answer() -> None:
    """What the child does: a line of papers in, a line of what was found out."""
    for line in sys.stdin:
        asked = json.loads(line)
        key = bytes.fromhex(asked["key"])
        told = [[(part, asdict(one)) for part, one in found((words, page), key)] for words, page in asked["papers"]]
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    answer()
