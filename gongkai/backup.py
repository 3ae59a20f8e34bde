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
from pathlib import Path

from django.conf import settings
from django.db import connection
from tqdm import tqdm

from gongkai import __version__
from gongkai.acts.clock import now
from gongkai.acts.models import Act

KEPT = ("files", "rulebooks")
DUMP = {"sqlite": "gongkai.sqlite3", "postgresql": "gongkai.pgdump"}


def backup(args) -> int:
    """Writes ``args.path`` and, beside it, the keys. A half-written archive never stands under the final name."""
    path = Path(args.path)
    if path.suffix != ".tar":
        print("备份文件请用 .tar 结尾", file=sys.stderr)
        return 2
    fresh = path.with_suffix(".tar.part")
    with tempfile.TemporaryDirectory(dir=path.parent) as folder, tarfile.open(fresh, "w") as archive:
        database = Path(folder) / DUMP[connection.vendor]
        _dump(database)
        archive.add(database, database.name)
        _add_trees(archive)
        _add_note(archive)
    _settle(fresh, path)
    keys = keys_path(path)
    with tarfile.open(keys.with_suffix(".part"), "w") as archive:
        archive.add(settings.DATA / "keys", "keys")
    os.chmod(keys.with_suffix(".part"), 0o600)
    _settle(keys.with_suffix(".part"), keys)
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
    with tarfile.open(path) as archive:
        if DUMP[connection.vendor] not in archive.getnames():
            print("这个备份来自另一种数据库，请用同种数据库恢复", file=sys.stderr)
            return 2
        archive.extractall(settings.DATA, filter="data")
    with tarfile.open(keys) as archive:
        archive.extractall(settings.DATA, filter="data")
    _load(settings.DATA / DUMP[connection.vendor])
    (settings.DATA / "about.json").unlink(missing_ok=True)
    print("已恢复。请运行 gongkai verify 核对，再启动")
    return 0


def keys_path(path: Path) -> Path:
    """Where the keys of a backup stand: beside it, as ``NAME.keys.tar``."""
    return path.with_suffix(".keys.tar")


def _has_data() -> bool:
    if connection.vendor == "sqlite":
        return _sqlite().exists()
    return bool(connection.introspection.table_names())


def _sqlite() -> Path:
    return Path(str(settings.DATABASES["default"]["NAME"]))


def _dump(target: Path) -> None:
    if connection.vendor == "sqlite":
        with sqlite3.connect(_sqlite()) as source, sqlite3.connect(target) as copy:
            source.backup(copy)
        return
    subprocess.run(["pg_dump", "--format=custom", "--file", str(target), _address()], check=True)


def _load(dump: Path) -> None:
    if connection.vendor == "postgresql":
        subprocess.run(["pg_restore", "--no-owner", "--dbname", _address(), str(dump)], check=True)
        dump.unlink()


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
    info = tarfile.TarInfo("about.json")
    info.size = len(content)
    archive.addfile(info, io.BytesIO(content))


def _settle(fresh: Path, final: Path) -> None:
    with fresh.open("rb+") as written:
        os.fsync(written.fileno())
    fresh.replace(final)
