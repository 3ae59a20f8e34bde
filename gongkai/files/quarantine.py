"""What a crash left behind: half-received files, and whole ones whose row was never written."""

import contextlib
import os
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from gongkai.files import store
from gongkai.files.models import StoredFile

HALF_RECEIVED = timedelta(hours=1)  # longer than any upload takes
WITHOUT_ROW = timedelta(days=1)  # longer than any transaction that may yet write the row

ASIDE = ".swept"  # put aside to be looked at once more; found again after a crash


def leftovers(now: datetime) -> list[Path]:
    """Files nobody will ask for again, the half-received ones first. Ages go by the disk's clock.

    Where ``now`` is the told moment of a demo, the earlier of the two clocks counts: nothing is taken too soon.
    """
    return [*_older(store.incoming(), "*", now, HALF_RECEIVED), *_without_row(now)]


def remove(path: Path, now: datetime) -> bool:
    """Takes one leftover away; safe to do twice, and beside an upload of the very same content. True if it is gone."""
    aside = path if path.name.endswith(ASIDE) else store.incoming() / f"{path.name}{ASIDE}"
    with contextlib.suppress(FileNotFoundError):
        os.rename(path, aside)
    name = aside.name.removesuffix(ASIDE)
    # Since the list was made somebody may have brought the same content again; then the file goes back to its place.
    if _is_stored_name(name) and aside.exists() and (not _is_older(aside, now, WITHOUT_ROW) or _has_row(name)):
        with contextlib.suppress(FileExistsError):
            os.link(aside, store.path(name))
    aside.unlink(missing_ok=True)
    return not path.exists()


def sweep(now: datetime) -> int:
    """Removes all leftovers; returns how many."""
    return sum(remove(path, now) for path in leftovers(now))


def _without_row(now: datetime) -> Iterator[Path]:
    old = list(_older(store.folder(), "[0-9a-f][0-9a-f]/*", now, WITHOUT_ROW))
    for start in range(0, len(old), 500):
        chunk = old[start : start + 500]
        rows = StoredFile.objects.filter(pk__in=[path.name for path in chunk])
        named = set(rows.values_list("pk", flat=True))
        yield from (path for path in chunk if path.name not in named)


def _older(folder: Path, pattern: str, now: datetime, age: timedelta) -> Iterator[Path]:
    for path in sorted(folder.glob(pattern)):
        with contextlib.suppress(FileNotFoundError):
            if _is_older(path, now, age):
                yield path


def _is_older(path: Path, now: datetime, age: timedelta) -> bool:
    return path.stat().st_mtime < min(now.timestamp(), time.time()) - age.total_seconds()


def _is_stored_name(name: str) -> bool:
    return bool(store.SHA256.fullmatch(name))


def _has_row(sha256: str) -> bool:
    return StoredFile.objects.filter(pk=sha256).exists()
