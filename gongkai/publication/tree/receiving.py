"""Receiving packages where no database stands: a folder, the sender's public key, nothing else.

All is looked at before anything is touched. What was begun is written down first, so that the next call ends it.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from gongkai.vault.signatures import is_signed

FORMAT = 1
RECEIVED, PENDING, INCOMING, OUTER, LOCK, ON = ".received.json", ".pending.json", ".incoming", ".outer", ".lock", ".on"
MOST = 512 * 2**20  # bytes of a manifest
SHA256 = re.compile(r"[0-9a-f]{64}")
HURT = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


class PackageRefused(Exception):
    """``str()`` is a sentence: what is wrong with the package, what to do. Nothing was changed."""


def receive(package: Path, into: Path, key: str) -> dict:
    """Takes one package in; returns its manifest. ``key``: the sender's public key (64 hex)."""
    into.mkdir(parents=True, exist_ok=True)
    with _alone(into):
        repair(into)
        manifest, digest = _checked(package, into, key)
        _stage(package, manifest, into)
        _keep(into / PENDING, {"manifest": manifest, "digest": digest})
        repair(into)
    return manifest


def repair(into: Path) -> bool:
    """Ends what an earlier call began; False where nothing was begun. What was only laid ready is thrown away."""
    if not (into / PENDING).exists():
        shutil.rmtree(into / INCOMING, ignore_errors=True)
        return False
    begun = json.loads((into / PENDING).read_text("utf-8"))
    _carry_out(begun["manifest"], into)
    os.sync()
    _keep(into / RECEIVED, {"number": begun["manifest"]["number"], "manifest": begun["digest"]})
    (into / PENDING).unlink()
    shutil.rmtree(into / INCOMING, ignore_errors=True)
    return True


def received(into: Path) -> dict:
    """{number, manifest} of the last package taken in; number 0 before the first."""
    try:
        return json.loads((into / RECEIVED).read_text("utf-8"))
    except FileNotFoundError:
        return {"number": 0, "manifest": ""}


def _checked(package: Path, into: Path, key: str) -> tuple[dict, str]:
    try:
        with zipfile.ZipFile(package) as opened:
            body = _read(opened, "manifest.json")
            signature = _read(opened, "manifest.sig").decode("ascii", "replace")
            names = opened.namelist()
    except (*HURT, KeyError) as fault:
        raise PackageRefused(f"{package.name} 不是完整的包（没有传完，或者损坏），请重新复制后再接收") from fault
    if not is_signed(body, signature, key):
        raise PackageRefused(
            f"{package.name} 的签名不对：内容被改动过，或者公钥不是发出方的。不要使用这个包，请查明来源"
        )
    manifest = json.loads(body)
    if manifest["format"] != FORMAT:
        raise PackageRefused(f"{package.name} 是新版本制作的，这里认不出，请先升级这一边的程序")
    _in_turn(package, manifest, into)
    for path in (*manifest["files"], *manifest["removed"]):
        _refuse_escape(package, path, into)
    due = ["manifest.json", "manifest.sig", *sorted({f"files/{sha256}" for sha256 in manifest["files"].values()})]
    if sorted(names) != sorted(due) or not all(map(SHA256.fullmatch, manifest["files"].values())):
        raise PackageRefused(f"{package.name} 里的文件与清单不符，请重新复制；仍然不行的，请发出方重新制作")
    return manifest, hashlib.sha256(body).hexdigest()


def _in_turn(package: Path, manifest: dict, into: Path) -> None:
    last = received(into)
    number = manifest["number"]
    if number <= last["number"]:
        raise PackageRefused(f"第 {number} 号包不能再接收：已经收到第 {last['number']} 号，请接收它后面的包")
    if manifest["whole"]:
        return
    if number != last["number"] + 1:
        raise PackageRefused(
            f"中间缺了包：已经收到第 {last['number']} 号，这是第 {number} 号。请按号接收；找不到的，请发出方制作全量包"
        )
    if manifest["former"] != last["manifest"]:
        raise PackageRefused(f"{package.name} 接不上已经收到的第 {last['number']} 号，请发出方制作全量包")


def _refuse_escape(package: Path, path: str, into: Path) -> None:
    parts = path.split("/")
    wrong = any(
        not part or part.startswith(".") or set(part) & {"\\", "\0"} or len(part.encode()) > 255 for part in parts
    )
    if wrong or not (into / path).parent.resolve().is_relative_to(into.resolve()):
        raise PackageRefused(
            f"{package.name} 里有不能用的位置“{path[:80]}”，会写到文件夹以外。不要使用这个包，请查明来源"
        )


def _stage(package: Path, manifest: dict, into: Path) -> None:
    """Every file laid ready and compared with its hash, before the first is put into its place."""
    incoming = into / INCOMING
    incoming.mkdir()
    try:
        with zipfile.ZipFile(package) as opened:
            for sha256 in set(manifest["files"].values()):
                fresh, digest = incoming / sha256, hashlib.sha256()
                with opened.open(f"files/{sha256}") as source, fresh.open("wb") as out:
                    while chunk := source.read(1 << 20):
                        digest.update(chunk)
                        out.write(chunk)
                fresh.chmod(0o644)
                if digest.hexdigest() != sha256:
                    raise zipfile.BadZipFile(sha256)
    except HURT as fault:
        shutil.rmtree(incoming, ignore_errors=True)
        raise PackageRefused(
            f"{package.name} 里有文件与校验值不符，或者写不下来（{fault}），请检查空间，重新复制后再接收"
        ) from fault
    os.sync()


def _carry_out(manifest: dict, into: Path) -> None:
    """What is taken back goes first. Each step can be done again."""
    (into / OUTER).touch()
    if not (into / ON).is_symlink():
        (into / ON).symlink_to(".")
    removed = set(manifest["removed"])
    if manifest["whole"]:
        removed |= {path for path in _files(into) if path not in manifest["files"]}
    for path in sorted(removed):
        (into / path).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            for above in list((into / path).relative_to(into).parents)[:-1]:
                (into / above).rmdir()
    for path, sha256 in manifest["files"].items():
        _place(into / INCOMING / sha256, into / path, into)


def _place(staged: Path, target: Path, into: Path) -> None:
    _make(target.parent, into)
    part = into / INCOMING / "part"
    shutil.copyfile(staged, part)
    part.chmod(0o644)
    moment = int(time.time())
    with contextlib.suppress(FileNotFoundError):
        moment = max(moment, int(target.stat().st_mtime) + 1)
    os.utime(part, (moment, moment))
    part.replace(target)


def _make(folder: Path, into: Path) -> None:
    for one in (*reversed([above for above in folder.parents if above.is_relative_to(into)]), folder):
        if not one.is_dir():
            one.mkdir()
            one.chmod(0o755)


def _files(into: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(into):
        folders[:] = [one for one in folders if not one.startswith(".")]
        yield from ((Path(folder) / name).relative_to(into).as_posix() for name in files if not name.startswith("."))


def _read(opened: zipfile.ZipFile, name: str) -> bytes:
    with opened.open(name) as member:
        body = member.read(MOST + 1)
    if len(body) > MOST:
        raise zipfile.BadZipFile(name)
    return body


def _keep(place: Path, told: dict) -> None:
    part = place.with_name(place.name + ".part")
    with part.open("w", encoding="utf-8") as out:
        json.dump(told, out, ensure_ascii=False)
        out.flush()
        os.fsync(out.fileno())
    part.replace(place)


@contextlib.contextmanager
def _alone(into: Path) -> Iterator[None]:
    with (into / LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
