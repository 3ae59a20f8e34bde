"""Signs of life of what runs beside the web server: a small file each in $GONGKAI_DATA/running, not in the database.

It is touched while all goes well, and says what does not; on a full disk, where no word fits, its mode says so.
"""

import contextlib
import json
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

TREE, WORKER = "tree", "worker"
WELL, ILL = 0o600, 0o400
NO_ROOM = "磁盘满了或者写不进，原因记在运行日志里"
EVERY = 2.0  # seconds between two touches
_touched: dict[str, float] = {}
_said: dict[str, str] = {}


@dataclass(frozen=True)
class Pulse:
    """``beat``: when all last went well; ``fault``: what does not now, empty where nothing is known of."""

    beat: datetime
    fault: str

    def silent(self) -> float:
        """Seconds since all went well."""
        return (datetime.now(UTC) - self.beat).total_seconds()


def beat(name: str) -> None:
    """All goes well."""
    if _said.get(name) == "" and time.monotonic() - _touched.get(name, -EVERY) < EVERY:
        return
    _touched[name] = time.monotonic()
    with contextlib.suppress(OSError):
        if _said.get(name) == "":
            os.utime(_place(name))
        else:
            _write(name, "")


def failing(name: str, fault: str) -> None:
    """It does not: since when stays as it was."""
    if _said.get(name) == fault:
        return
    beaten = of(name)
    with contextlib.suppress(OSError):
        _place(name).chmod(ILL)
    with contextlib.suppress(OSError):
        _write(name, fault)
        since = beaten.beat.timestamp() if beaten else time.time()
        os.utime(_place(name), (since, since))


def of(name: str) -> Pulse | None:
    """None where it never ran here."""
    place = _place(name)
    try:
        stood = place.stat()
    except OSError:
        return None
    try:
        fault = json.loads(place.read_text("utf-8"))["fault"]
    except (OSError, ValueError, KeyError, TypeError):
        fault = ""
    ill = stood.st_mode & 0o777 == ILL
    return Pulse(datetime.fromtimestamp(stood.st_mtime, UTC), fault or NO_ROOM * ill)


def _write(name: str, fault: str) -> None:
    _said.pop(name, None)
    place = _place(name)
    place.parent.mkdir(exist_ok=True)
    fresh = place.with_suffix(".part")
    fresh.write_text(json.dumps({"fault": fault}, ensure_ascii=False), "utf-8")
    fresh.chmod(ILL if fault else WELL)
    fresh.replace(place)
    _said[name] = fault


def _place(name: str) -> Path:
    return Path(settings.DATA) / "running" / f"{name}.json"
