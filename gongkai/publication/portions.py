"""Open data in portions that stay as they are while nothing in them changes: a month of all, a year of one column."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction

from gongkai.acts.clock import BEIJING
from gongkai.publication import counters, folder, records, stale
from gongkai.publication.models import Shown

DATA = "data:"  # what the counters and marks of portions begin with
KINDS = tuple(kind for kind in records.KINDS.values() if kind not in ("column", "unit"))


def scopes(row: Shown) -> list[str]:
    """The portions a row stands in: ``data:2026-01``, ``data:tzgg:2026``."""
    if row.kind not in KINDS:
        return []
    day = row.moment.astimezone(BEIJING)
    return [f"{DATA}{day:%Y-%m}", *([f"{DATA}{row.column}:{day.year}"] if row.column else [])]


def told(rows: Iterable[Shown]) -> None:
    """Says of the portions of these rows that they read otherwise."""
    found = {scope for row in rows for scope in scopes(row)}
    counters.bump(found)
    stale.mark((scope, 0, stale.END) for scope in sorted(found))


def gone(rows: Iterable[Shown]) -> None:
    """No portion that holds a word of these rows is left when this transaction is over."""
    found = sorted({scope for row in rows for scope in scopes(row)})
    transaction.on_commit(lambda: _remove(found), robust=True)


def path_of(scope: str) -> str:
    """Where the public fetches a portion: /data/2026-01.zip, /data/tzgg/2026.zip."""
    return f"/data/{scope.removeprefix(DATA).replace(':', '/')}.zip"


def made() -> Path:
    """Where portions stand that were made when somebody asked for them."""
    return Path(settings.DATA) / "dumps"


def name_of(scope: str) -> str:
    return scope.removeprefix(DATA).replace(":", "_")


def forget(scope: str, but: str = "") -> None:
    """Removes what was made of a portion, except the file named ``but``."""
    for file in made().glob(f"{name_of(scope)}.*"):
        if file.name != but:
            file.unlink(missing_ok=True)


def _remove(found: list[str]) -> None:
    for scope in found:
        forget(scope)
    if folder.stands():
        with folder.alone():
            for scope in found:
                folder.drop(path_of(scope))
