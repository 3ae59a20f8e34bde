"""What stands on the shelf: files that are shipped, and those of the ledger of what was adopted here.

`$GONGKAI_DATA/rulebooks/adopted.jsonl` names every file with its hash and date. A file that changed since is refused,
one that the ledger does not know is not read (`strangers` names it).
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gongkai.law.reading import Refused

SHIPPED = Path(__file__).parent.parent / "rulebooks"
KINDS = {
    "calendar": "放假安排",
    "limits": "时限表",
    "documents": "文件登记册",
    "assessment": "考核规则",
    "catalogue": "目录",
    "lexicons": "词库",
    "registers": "清单种类",
    "dossiers": "全过程和专题种类",
    "findings": "问题库",
    "replies": "答复目录",
    "fees": "收费标准",
    "reminders": "提醒阶梯",
    "organisation": "组织保障要求",
    "participation": "公众参与要求",
    "reports": "年度报告格式",
    "windows": "政务服务窗口要求",
    "cards": "电子监察发牌规则",
}

Edition = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Adopted:
    """A line of the ledger: what was adopted (`files`: name → SHA-256, hex), when (aware moment, ISO) and by whom."""

    kind: str
    name: str
    files: Mapping[str, str]
    at: str
    by: str


def names(kind: str) -> list[str]:
    """What there is of one of `KINDS`, shipped and adopted."""
    return list(files(kind, edition()))


def ledger() -> list[Adopted]:
    """What was adopted here, oldest first."""
    folder = adopted()
    path = folder / "adopted.jsonl" if folder else None
    if path is None or not path.exists():
        return []
    return [Adopted(**json.loads(line)) for line in path.read_text("utf-8").splitlines() if line]


def strangers() -> list[Path]:
    """Files in the adopted folders that the ledger does not know: never read, to be looked into (a crash, a hand)."""
    folder = adopted()
    known = {(line.kind, file) for line in ledger() for file in line.files}
    found = sorted(folder.glob("*/*")) if folder else []
    return [path for path in found if path.parent.name in KINDS and (path.parent.name, path.name) not in known]


def adopted() -> Path | None:
    """The folder of what this installation adopted, or None where `$GONGKAI_DATA` is not set."""
    data = os.environ.get("GONGKAI_DATA")
    return Path(data) / "rulebooks" if data else None


def edition() -> Edition:
    """Changes whenever something is adopted: the key of everything that is kept in memory."""
    folder = adopted()
    if folder is None:
        return ()
    found = []
    for name in ("adopted.jsonl", "here.yaml"):
        try:
            stat = (folder / name).stat()
        except FileNotFoundError:
            continue
        found.append((str(folder / name), stat.st_mtime_ns, stat.st_size))
    return tuple(found)


def file(kind: str, name: str) -> Path:
    """The main file of a name. Raises `Refused`."""
    found = files(kind, edition())
    if name not in found:
        raise Refused(f"没有名为“{name}”的{KINDS[kind]}；现有：{'、'.join(found) or '无'}")
    return found[name]


@lru_cache(maxsize=32)
def files(kind: str, edition: Edition) -> dict[str, Path]:
    """The main files of one kind by name: the shipped ones, then those of the ledger, each as it was when adopted."""
    found = {path.stem: path for path in sorted((SHIPPED / kind).glob("*.yaml"))}
    folder = adopted()
    for line in ledger():
        if line.kind == kind and folder:
            _unchanged(line, folder / kind)
            found[line.name] = folder / kind / f"{line.name}.yaml"
    return found


def _unchanged(line: Adopted, folder: Path) -> None:
    for file, digest in line.files.items():
        path = folder / file
        if not path.exists():
            raise Refused(f"{path}于{line.at}采用，现在不见了；请从备份恢复")
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise Refused(f"{path}于{line.at}采用后被改动；请恢复原文，要修改就用新名称重新采用")
