"""A package: what changed in the tree since the one before, signed, for a network that nothing leads back from.

A zip of ``manifest.json``, ``manifest.sig`` (Ed25519 over the manifest's bytes) and ``files/<sha256>``. The manifest
names its number, the hash of the manifest before it, each changed path with the hash of its file, and removed paths.
"""

import hashlib
import json
import os
import zipfile
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings

from gongkai.publication import folder
from gongkai.vault import signatures

FORMAT = 1
Known = dict[str, list]  # path under the tree → [sha256, mtime_ns, size]


@dataclass
class Sent:
    """What went out last."""

    number: int = 0
    manifest: str = ""  # its SHA-256
    files: Known = field(default_factory=dict)


def pack(target: Path, at: datetime, *, whole: bool = False, number: int | None = None) -> tuple[Path, int, int] | None:
    """Writes the next package into a folder: (where, files, removed). None where nothing changed."""
    sent = _sent()
    now = _look(sent.files)
    whole = whole or not sent.number
    before = {} if whole else sent.files
    changed = {path: one[0] for path, one in now.items() if before.get(path, [""])[0] != one[0]}
    removed = [] if whole else sorted(before.keys() - now.keys())
    if not changed and not removed:
        return None
    manifest = {
        "format": FORMAT, "number": number or sent.number + 1, "former": sent.manifest, "whole": whole,
        "made": at.isoformat(), "files": changed, "removed": removed,
    }  # fmt: skip
    body = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1).encode()
    place = target / f"gongkai-{manifest['number']:06}.zip"
    _write(place, body, changed)
    _keep(Sent(number or sent.number + 1, hashlib.sha256(body).hexdigest(), now))
    return place, len(changed), len(removed)


def _look(former: Known) -> Known:
    """Every file of the tree with its hash; one with the moment and size it had is not read again."""
    found: Known = {}
    for path in folder.below("/"):
        place = folder.place(path)
        try:
            about = place.stat()
            name = place.relative_to(folder.root()).as_posix()
            known = former.get(name)
            if known is None or known[1:] != [about.st_mtime_ns, about.st_size]:
                known = [hashlib.sha256(place.read_bytes()).hexdigest(), about.st_mtime_ns, about.st_size]
            found[name] = known
        except FileNotFoundError:
            continue  # withdrawn this moment
    return found


def _write(place: Path, manifest: bytes, files: dict[str, str]) -> None:
    """Under its name once it is whole. A file that changed since it was looked at ends the packing."""
    part = place.with_name(place.name + ".part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as out:
            out.writestr("manifest.json", manifest)
            out.writestr("manifest.sig", signatures.sign(manifest))
            for sha256, name in {sha256: name for name, sha256 in files.items()}.items():
                body = (folder.root() / name).read_bytes()
                if hashlib.sha256(body).hexdigest() != sha256:
                    raise FileNotFoundError(name)
                out.writestr(f"files/{sha256}", body)
        with part.open("rb") as whole:
            os.fsync(whole.fileno())
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def _place() -> Path:
    return Path(settings.DATA) / "packages" / "sent.json"


def _sent() -> Sent:
    try:
        return Sent(**json.loads(_place().read_text("utf-8")))
    except FileNotFoundError:
        return Sent()


def _keep(sent: Sent) -> None:
    _place().parent.mkdir(exist_ok=True)
    part = _place().with_suffix(".part")
    with part.open("w", encoding="utf-8") as out:
        json.dump(asdict(sent), out, ensure_ascii=False)
        out.flush()
        os.fsync(out.fileno())
    part.replace(_place())
