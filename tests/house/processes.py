"""The processes of a running site: which of them does what, and what a full disk is to one of them."""

import resource
from pathlib import Path


def beside(serve: int, *command: str) -> int | None:
    """The child of ``gongkai serve`` that runs a command."""
    wanted = " ".join(command).encode()
    return next((pid for pid in below(serve) if wanted in title(pid)), None)


def title(pid: int) -> bytes:
    """What the process says that it does; nothing where it is gone."""
    return _read(f"/proc/{pid}/cmdline")


def below(pid: int) -> list[int]:
    """The children of a process, of all its threads."""
    found: list[int] = []
    for told in Path(f"/proc/{pid}/task").glob("*/children"):
        found += map(int, _read(told).split())
    return found


def full(pid: int, whether: bool = True) -> None:
    """From now on no byte of a process reaches a file, as on a full disk; or again."""
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0 if whether else resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _read(path) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError:
        return b""
