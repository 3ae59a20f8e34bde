"""Adopting: a file is validated, put on the shelf and entered in the ledger; a name set twice is refused."""

import fcntl
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from gongkai.checks import lexicon
from gongkai.law.annual.form import read_form
from gongkai.law.backing import read_backing
from gongkai.law.cards import read_card_rules
from gongkai.law.citation import read_register
from gongkai.law.dossier_types import read_dossier_type
from gongkai.law.fees import read_fees
from gongkai.law.finding_library import read_finding_library
from gongkai.law.ladders import read_ladder
from gongkai.law.limits import read_limits
from gongkai.law.reading import Node, Refused, read, read_file
from gongkai.law.register_types import read_register_type
from gongkai.law.replies import read_replies
from gongkai.law.taking_part import read_taking_part
from gongkai.law.window_demands import read_window_demands
from gongkai.law.workdays import read_notice
from gongkai.shelf.reading import calendar, documents, limits, replies
from gongkai.shelf.stock import KINDS, SHIPPED, Adopted, adopted, names

FILE = re.compile(r"[a-z0-9][a-z0-9_-]*\.(yaml|csv)")
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


def adopt(
    kind: str,
    name: str,
    files: Mapping[str, bytes],
    *,
    at: datetime,
    by: str,
    check: Callable[[Path], object] | None = None,
) -> Adopted:
    """Validates files and puts them on the shelf: `{name}.yaml` and what goes with it (annexes). Raises `Refused`.

    `check` reads the main file where this module cannot (a rulebook), and raises what it finds.
    """
    folder = adopted()
    if folder is None:
        raise Refused("没有设置 GONGKAI_DATA，无处存放采用的规则")
    (folder / kind).mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        _acceptable(kind, name, files)
        _validate(kind, name, files[f"{name}.yaml"])
        written: list[Path] = []
        try:
            for file, content in files.items():
                written.append(_write(folder / kind / file, content))
            if check:
                check(folder / kind / f"{name}.yaml")
            return _enter(folder, Adopted(kind, name, _hashes(files), at.isoformat(), by))
        except BaseException:
            for path in written:
                path.unlink(missing_ok=True)
            raise


def _acceptable(kind: str, name: str, files: Mapping[str, bytes]) -> None:
    if kind not in KINDS:
        raise Refused(f"不认识“{kind}”；可以采用的有：{'、'.join(KINDS)}")
    if not NAME.fullmatch(name):
        raise Refused(f"名称“{name}”只能用小写字母、数字、下划线和连字符，以字母或数字开头")
    if f"{name}.yaml" not in files:
        raise Refused(f"缺少主文件{name}.yaml")
    if wrong := [file for file in files if not FILE.fullmatch(file)]:
        raise Refused(f"文件名{'、'.join(wrong)}不合要求：小写字母、数字、下划线、连字符，扩展名 yaml 或 csv")
    if name in names(kind):
        raise Refused(f"{KINDS[kind]}“{name}”已经有了；同一名称只能有一份，要修改请用新名称")


def _validate(kind: str, name: str, content: bytes) -> None:
    try:
        node = read(content.decode("utf-8-sig"), f"{name}.yaml")
    except UnicodeDecodeError:
        raise Refused(f"{name}.yaml不是UTF-8编码，请另存为UTF-8后再试") from None
    if kind == "calendar":
        _validate_notice(name, node)
    elif kind == "limits":
        read_limits(node, limits())
    elif kind == "documents":
        read_register(read_file(SHIPPED / "documents.yaml"), node)
    elif kind == "registers":
        _named_as_its_file(name, node, read_register_type(node, documents()).id)
    elif kind == "dossiers":
        _named_as_its_file(name, node, read_dossier_type(node, documents()).id)
    elif kind == "findings":
        read_finding_library(node, documents())
    elif kind == "replies":
        read_replies(node, documents(), replies())
    elif kind == "fees":
        read_fees(node)
    elif kind == "reminders":
        read_ladder(node)
    elif kind == "organisation":
        read_backing(node)
    elif kind == "cards":
        read_card_rules(node)
    elif kind == "windows":
        read_window_demands(node)
    elif kind == "participation":
        read_taking_part(node)
    elif kind == "reports":
        _named_as_its_file(name, node, read_form(node, documents()).id)
    elif kind == "lexicons":
        lexicon.validate(node)


def _named_as_its_file(name: str, node: Node, told: str) -> None:
    if told != name:
        raise Refused(node.fault(f"文件名是{name}.yaml，里面写的是{told}；请改成一致"))


def _validate_notice(name: str, node: Node) -> None:
    known = calendar()
    notice = read_notice(node)
    if name != str(notice.year):
        raise Refused(node.fault(f"文件名是{name}.yaml，里面写的是{notice.year}年；请改成一致"))
    if notice.year in known.years:
        raise Refused(node.fault(f"{notice.year}年的放假安排已经有了（{known.notice(notice.year).number}）"))
    before = [known.notice(year).holidays for year in known.years if notice.year - 3 <= year < notice.year]
    if before:
        read_notice(node, expects=frozenset.intersection(*before))


def _write(path: Path, content: bytes) -> Path:
    """Reaches the disk under its full name or not at all."""
    draft = path.with_suffix(path.suffix + ".part")
    with draft.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)
    return path


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One adoption at a time, over all processes."""
    with (folder / "adopted.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _enter(folder: Path, line: Adopted) -> Adopted:
    # The ledger is written last: a crash before it leaves files that nobody reads.
    with (folder / "adopted.jsonl").open("a", encoding="utf-8") as out:
        out.write(json.dumps(asdict(line), ensure_ascii=False) + "\n")
        out.flush()
        os.fsync(out.fileno())
    return line


def _hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    return {file: hashlib.sha256(content).hexdigest() for file, content in files.items()}
