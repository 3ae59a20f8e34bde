"""Backup and restore: database, files and adopted rulebooks in one archive, keys in a second one.

Whoever finds the first cannot read sealed words; whoever loses the second cannot either. Both are needed to restore.
"""

import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from tqdm import tqdm

from gongkai import __version__
from gongkai.acts.clock import now
from gongkai.acts.models import Act

KEPT = ("files", "rulebooks", "archive", "packages", "sealed")
DUMP = {"sqlite": "gongkai.sqlite3", "postgresql": "gongkai.pgdump"}
NOTE = "about.json"  # the last member of an archive: where it is missing, so is the end


class DatabaseUnread(Exception):
    """The database could not be written out or read in. ``str()`` is a sentence: what is wrong, what to do."""


def backup(args) -> int:
    """Writes ``args.path`` and, beside it, the keys. A half-written archive never stands under the final name."""
    path = Path(args.path)
    if path.suffix != ".tar":
        print("备份文件请用 .tar 结尾", file=sys.stderr)
        return 2
    if not path.parent.is_dir():
        print(f"没有文件夹 {path.parent}，请先建立它，或换一个文件夹再备份", file=sys.stderr)
        return 1
    keys = keys_path(path)
    try:
        _write_data(path)
        with _fresh(keys) as archive:
            archive.add(settings.DATA / "keys", "keys")
    except DatabaseUnread as fault:
        print(f"备份没有完成：{fault}", file=sys.stderr)
        return 2
    except OSError as fault:
        print(f"备份没有完成，请检查文件夹 {path.parent} 能否写入、空间是否够用（{fault}）", file=sys.stderr)
        return 1
    print(f"数据：{path}（{path.stat().st_size // 1024} KB）\n密钥：{keys}。请分开保管，缺一不可")
    return 0


def restore(args) -> int:
    """Fills an empty data folder. Refuses to write over anything, and archives of another kind of database."""
    path = Path(args.path)
    keys = Path(args.keys) if args.keys else keys_path(path)
    if not path.exists() or not keys.exists():
        print(f"找不到备份文件 {path} 或密钥文件 {keys}", file=sys.stderr)
        return 2
    if _has_data():
        print(f"{settings.DATA} 里已经有数据，恢复只写到空的数据目录，没有改动任何内容", file=sys.stderr)
        return 2
    for torn, last in ((path, NOTE), (keys, "keys")):
        if last not in _names(torn):
            print(f"{torn} 不是完整的备份，没有恢复任何内容；请换一份备份，或重新复制后再试", file=sys.stderr)
            return 1
    if DUMP[connection.vendor] not in _names(path):
        print("这个备份来自另一种数据库，请用同种数据库恢复", file=sys.stderr)
        return 2
    try:
        for whole in (path, keys):
            unpack(whole, settings.DATA)
    except (OSError, tarfile.TarError) as fault:
        print(f"恢复中断，请清空 {settings.DATA}，检查备份和磁盘空间后再试（{fault}）", file=sys.stderr)
        return 1
    try:
        _load(settings.DATA / DUMP[connection.vendor])
    except DatabaseUnread as fault:
        print(f"恢复中断，请清空数据库和 {settings.DATA} 后再试：{fault}", file=sys.stderr)
        return 2
    (settings.DATA / NOTE).unlink(missing_ok=True)
    print("已恢复。请运行 gongkai verify 核对，再启动")
    return 0


def unpack(path: Path, folder: Path) -> None:
    """Files and folders of an archive; TarError, nothing written, where it holds anything else or leads outside. The
    Python of Debian 12 is older than the filter that newer ones look with."""
    safely: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
    with tarfile.open(path) as archive:
        for one in archive:
            inside = (folder / one.name).resolve().is_relative_to(folder.resolve())
            if not inside or not (one.isfile() or one.isdir()):
                raise tarfile.TarError(f"{one.name}不是备份里应有的文件")
        archive.extractall(folder, **safely)


def keys_path(path: Path) -> Path:
    """Where the keys of a backup stand: beside it, as ``NAME.keys.tar``."""
    return path.with_suffix(".keys.tar")


def _write_data(path: Path) -> None:
    with tempfile.TemporaryDirectory(dir=path.parent) as folder, _fresh(path) as archive:
        database = Path(folder) / DUMP[connection.vendor]
        _dump(database)
        archive.add(database, database.name)
        _add_trees(archive)
        _add_note(archive)


@contextmanager
def _fresh(path: Path) -> Iterator[tarfile.TarFile]:
    """An archive that its owner alone may read from the first byte; under its name once whole, else gone."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            with tarfile.open(fileobj=out, mode="w") as archive:
                yield archive
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _names(path: Path) -> list[str]:
    """What an archive holds; nothing where it cannot be read to its end, which is two empty blocks."""
    try:
        with path.open("rb") as content, tarfile.open(fileobj=content, mode="r:") as archive:
            names = archive.getnames()
            content.seek(archive.offset)
            return names if content.read(2 * tarfile.BLOCKSIZE) == tarfile.NUL * 2 * tarfile.BLOCKSIZE else []
    except (OSError, EOFError, zlib.error, tarfile.TarError):
        return []


def _has_data() -> bool:
    if connection.vendor == "sqlite":
        return _sqlite().exists()
    return bool(connection.introspection.table_names())


def _sqlite() -> Path:
    return Path(str(settings.DATABASES["default"]["NAME"]))


def _dump(target: Path) -> None:
    if connection.vendor == "postgresql":
        _call("pg_dump", "--format=custom", "--file", str(target), _address())
        return
    try:
        with sqlite3.connect(_sqlite()) as source, sqlite3.connect(target) as copy:
            source.backup(copy)
    except sqlite3.Error as fault:
        raise DatabaseUnread(f"数据库 {_sqlite()} 读不出来（{fault}），请检查磁盘") from fault


def _load(dump: Path) -> None:
    if connection.vendor == "postgresql":
        _call("pg_restore", "--no-owner", "--dbname", _address(), str(dump))
        dump.unlink()


def _call(program: str, *arguments: str) -> None:
    """Runs a program of PostgreSQL; its own words stand in what is raised."""
    try:
        subprocess.run([program, *arguments], check=True, capture_output=True, text=True)
    except FileNotFoundError as fault:
        raise DatabaseUnread(f"没有找到 {program}，请安装 postgresql-client 后再试") from fault
    except subprocess.CalledProcessError as fault:
        said = (fault.stderr.strip().splitlines() or ["没有说明原因"])[0]
        raise DatabaseUnread(
            f"{program} 没有办成（{said}），请核对它的版本不低于数据库的版本，数据库正在运行"
        ) from fault


def _address() -> str:
    return settings.DATABASE_URL


def _add_trees(archive: tarfile.TarFile) -> None:
    trees = [settings.DATA / name for name in KEPT]
    paths = [path for tree in trees if tree.exists() for path in sorted(tree.rglob("*")) if path.is_file()]
    for path in tqdm(paths, desc="备份文件", unit="个", disable=None, leave=False):
        archive.add(path, path.relative_to(settings.DATA))


def _add_note(archive: tarfile.TarFile) -> None:
    last = Act.objects.order_by("-pk").values_list("pk", "hash").first()
    note = {"version": __version__, "at": now().isoformat(), "database": connection.vendor, "last_act": last}
    content = json.dumps(note, ensure_ascii=False).encode()
    info = tarfile.TarInfo(NOTE)
    info.size = len(content)
    archive.addfile(info, io.BytesIO(content))
