"""The folder that a web server serves by itself: each public path is the place of its file (/d/x/ → d/x/index.html).

A file is written under ``.parts`` and renamed into its place, so no reader meets half of one. Whoever writes or removes
holds the lock meanwhile: what was withdrawn cannot be put back by a page that was made just before.
"""

import contextlib
import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

GONE = "/gone"  # tombstones stand here, under the path they are answered for with 410
LONGEST = 255  # bytes of a file's name
ON = ".on"  # a link to the tree itself, which a web server goes through


def root() -> Path:
    return Path(settings.PUBLIC) if settings.PUBLIC else Path(settings.DATA) / "public"


def stands() -> bool:
    """Whether there is a tree at all."""
    return (root() / ".lock").exists()


def place(path: str) -> Path:
    """Where the file of a public path stands. Raises ValueError for one that leads out or cannot be a name."""
    parts = [part for part in path.split("/") if part]
    if any(part in (".", "..") or "\0" in part or len(part.encode()) > LONGEST for part in parts):
        raise ValueError(f"{path[:80]} 不能作为文件的位置")
    return root().joinpath(*parts, *(["index.html"] if path.endswith("/") else []))


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Nobody else, in this process or another, writes or removes until the block ends."""
    make(root())
    with open(root() / ".lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def put(path: str, body: bytes) -> bool:
    """Puts a file into its place, whole or not at all. False, and nothing is touched, where it says that already."""
    target = place(path)
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        if target.read_bytes() == body:
            return False
    with _part() as part:
        part.write_bytes(body)
        _settle(part, target)
    return True


def copy(path: str, source: Path) -> bool:
    """Puts a copy of a stored file into its place; what stands there with the same size is the same file."""
    target = place(path)
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        if target.stat().st_size == source.stat().st_size:
            return False
    with _part() as part:
        shutil.copyfile(source, part)
        _settle(part, target)
    return True


def drop(path: str) -> bool:
    """Removes the file of a path; of one that ends in a stroke, all below it too. False where nothing stood."""
    target = place(path)
    if path.endswith("/") and path.strip("/"):
        target = target.parent
        if not target.is_dir():
            return False
        shutil.rmtree(target)
        return True
    try:
        target.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def below(path: str) -> Iterator[str]:
    """The public paths of all files under one."""
    top = place(path).parent if path.endswith("/") else place(path)
    for folder, folders, files in os.walk(top):
        if Path(folder) == root():
            folders[:] = [one for one in folders if not one.startswith(".")]
            files = [one for one in files if not one.startswith(".")]
        for name in files:
            yield path_of(Path(folder) / name)


def path_of(file: Path) -> str:
    """The public path that a file answers."""
    parts = file.relative_to(root()).parts
    return "/" + "/".join(parts[:-1] + (("",) if parts[-1] == "index.html" else parts[-1:]))


def settle(paths: Iterable[str]) -> None:
    """Sees to it that what was written or removed at these paths outlives a power cut."""
    folders = set()
    for path in paths:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            _sync(place(path))
        folders |= {one for one in place(path).parents if one.is_relative_to(root())}
    for folder in folders:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            _sync(folder)


def answer(whether: bool) -> None:
    """Lets a web server answer from the tree, or has it ask the application first while all is written anew."""
    link = root() / ON
    if not whether:
        link.unlink(missing_ok=True)
    elif not link.is_symlink():
        link.symlink_to(".")


def sweep() -> None:
    """Takes away what a crash left of files that were being written."""
    shutil.rmtree(root() / ".parts", ignore_errors=True)


def make(folder: Path) -> None:
    """Makes a folder that the web server's own user may read, whatever the umask."""
    if not folder.is_dir():
        make(folder.parent)
        with contextlib.suppress(FileExistsError):
            folder.mkdir()
            folder.chmod(0o755)


@contextlib.contextmanager
def _part() -> Iterator[Path]:
    parts = root() / ".parts"
    make(parts)
    part = parts / secrets.token_hex(8)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def _settle(part: Path, target: Path) -> None:
    """Into its place, and later than what stood there: a web server tells a reader's copy by size and second."""
    part.chmod(0o644)
    make(target.parent)
    moment = int(time.time())
    with contextlib.suppress(FileNotFoundError):
        moment = max(moment, int(target.stat().st_mtime) + 1)
    os.utime(part, (moment, moment))
    part.replace(target)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
