"""A portion of open data as a package: JSON Lines, a table, what the fields mean, and a manifest with hashes.

The same rows give the same bytes. Rows are read some at a time, so a portion of any size takes little memory.
"""

import hashlib
import json
import os
import secrets
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from django.db.models import QuerySet

from gongkai.publication import folder, portions
from gongkai.publication.opendata import objects, words
from gongkai.tables import write_csv

SOME = 200  # rows in memory together
AT = (1980, 1, 1, 0, 0, 0)  # what every file in a package says as its time: bytes tell of content alone


def package(scope: str, tag: str, rows: QuerySet, about: dict) -> bytes:
    """The package of a portion; made once for each state of it and kept until that is over."""
    kept = portions.made() / f"{portions.name_of(scope)}.{hashlib.sha256(tag.encode()).hexdigest()[:16]}.zip"
    if not kept.exists():
        folder.make(kept.parent)
        fresh = kept.parent / f".{secrets.token_hex(8)}"
        try:
            write(fresh, rows, about)
            os.replace(fresh, kept)
        finally:
            fresh.unlink(missing_ok=True)
        portions.forget(scope, but=kept.name)
    return kept.read_bytes()


def write(target: Path, rows: QuerySet, about: dict) -> None:
    """Writes the package of these rows."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as out:
        files = [
            _file(out, "data.jsonl", (_jsonl(some) for some in _objects(rows))),
            _file(out, "data.csv", _csv(_objects(rows))),
            _file(out, "fields.csv", [fields()]),
            _file(out, "licence.txt", [words.LICENCE.encode()]),
        ]
        manifest = {**about, "licence": words.LICENCE, "files": files}
        _file(out, "manifest.json", [json.dumps(manifest, ensure_ascii=False, indent=1).encode()])


def fields() -> bytes:
    """What every field means, as a table."""
    return write_csv(["字段", "含义"], list(words.FIELDS.items()))


def _objects(rows: QuerySet) -> Iterator[list[dict]]:
    read = rows.iterator(SOME)
    while some := list(islice(read, SOME)):
        yield objects.objects(some)


def _file(out: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> dict:
    digest, size = hashlib.sha256(), 0
    with out.open(_entry(name), "w", force_zip64=True) as file:
        for piece in pieces:
            file.write(piece)
            digest.update(piece)
            size += len(piece)
    return {"name": name, "bytes": size, "sha256": digest.hexdigest()}


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, AT)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def _jsonl(some: list[dict]) -> bytes:
    return "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in some).encode()


def _csv(batches: Iterable[list[dict]]) -> Iterator[bytes]:
    head = write_csv(words.TABLE, [])
    yield head
    for some in batches:
        yield write_csv(words.TABLE, [[_cell(one.get(name)) for name in words.TABLE] for one in some])[len(head) :]


def _cell(value) -> str:
    if isinstance(value, list):
        return "；".join(one["path"] if isinstance(one, dict) else one for one in value)
    return "" if value is None else str(value)
