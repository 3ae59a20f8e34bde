"""Hands out the law as data: calendars, limits, documents, rulebooks, catalogues.

What is adopted here (`$GONGKAI_DATA/rulebooks`) stands beside what is shipped: validated, hashed and dated in the
ledger `adopted.jsonl`. A name set twice is refused, so is a file that changed since; a file that the ledger does not
know is not read (`strangers` names it). What another process adopted is seen at the next call.
"""

import fcntl
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from gongkai.checks import lexicon
from gongkai.checks.budget_rules import Budgets
from gongkai.law.citation import Register, read_register
from gongkai.law.dossier_types import DossierType, dossier_type_at, read_dossier_type
from gongkai.law.limits import Limits, read_limits
from gongkai.law.reading import Node, Refused, read, read_file
from gongkai.law.register_types import RegisterType, read_register_type, register_type_at
from gongkai.law.workdays import Calendar, read_notice

SHIPPED = Path(__file__).parent / "rulebooks"
NATIONAL = "national"
KINDS = {
    "calendar": "放假安排",
    "limits": "时限表",
    "documents": "文件登记册",
    "assessment": "考核规则",
    "catalogue": "目录",
    "lexicons": "词库",
    "registers": "清单种类",
    "dossiers": "全过程和专题种类",
}
FILE = re.compile(r"[a-z0-9][a-z0-9_-]*\.(yaml|csv)")
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")

Edition = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Adopted:
    """A line of the ledger: what was adopted (`files`: name → SHA-256, hex), when (aware moment, ISO) and by whom."""

    kind: str
    name: str
    files: Mapping[str, str]
    at: str
    by: str


def calendar() -> Calendar:
    """The working-day calendar over every notice on the shelf."""
    return _calendar(_edition())


def limits(profile: str = NATIONAL) -> Limits:
    """The limits of a profile: the national ones, with the place's own in front of them. Raises `Refused`."""
    return _limits(profile, _edition())


def here() -> Limits:
    """The limits in force in this installation: the nation's, then each profile of `$GONGKAI_DATA/rulebooks/here.yaml`
    (`limits: [tz, dy]`) in front of those before it; the nation's alone where there is no such file."""
    return _here(_edition())


def documents() -> Register:
    """The register of documents: `.provisions()`, `.resolve("条例-33")`."""
    return _documents(_edition())


def rulebook(name: str) -> Path:
    """The file of an assessment rulebook by name (`dy-2018`). Raises `Refused`."""
    return _file("assessment", name)


def catalogue(name: str) -> Path:
    """The file of a catalogue by name. Raises `Refused`."""
    return _file("catalogue", name)


def register_type(name: str) -> RegisterType:
    """A kind of list by name (`powers`). Raises `Refused`."""
    return register_type_at(_file("registers", name))


def register_types() -> dict[str, RegisterType]:
    """All kinds of list by name."""
    return {name: register_type(name) for name in names("registers")}


def dossier_type(name: str) -> DossierType:
    """A kind of matter or theme by name (`projects`). Raises `Refused`."""
    return dossier_type_at(_file("dossiers", name))


def dossier_types() -> dict[str, DossierType]:
    """All kinds of matter and theme by name."""
    return {name: dossier_type(name) for name in names("dossiers")}


def wording() -> lexicon.Wording:
    """The words to be looked at: the shipped lexicon, and what was adopted here over it."""
    return _wording(_edition())


def leaders() -> lexicon.Leaders:
    """Who holds which office here; nobody until a lexicon of leaders was adopted."""
    return _leaders(_edition())


def elements() -> lexicon.Elements:
    """What papers must hold, by kind and by title."""
    return _elements(_edition())


def budgets() -> Budgets:
    """What budgets and final accounts must hold."""
    return _budgets(_edition())


def names(kind: str) -> list[str]:
    """What there is of one of `KINDS`, shipped and adopted."""
    return list(_files(kind, _edition()))


def ledger() -> list[Adopted]:
    """What was adopted here, oldest first."""
    folder = adopted()
    path = folder / "adopted.jsonl" if folder else None
    if path is None or not path.exists():
        return []
    return [Adopted(**json.loads(line)) for line in path.read_text("utf-8").splitlines() if line]


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


def _edition() -> Edition:
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


@lru_cache(maxsize=4)
def _calendar(edition: Edition) -> Calendar:
    return Calendar(read_notice(read_file(path)) for path in _files("calendar", edition).values())


@lru_cache(maxsize=32)
def _limits(profile: str, edition: Edition) -> Limits:
    base = None if profile == NATIONAL else _limits(NATIONAL, edition)
    return read_limits(read_file(_file("limits", profile)), base)


@lru_cache(maxsize=4)
def _here(edition: Edition) -> Limits:
    found = _limits(NATIONAL, edition)
    for name in _profiles_here():
        found = read_limits(read_file(_file("limits", name)), found)
    return found


@lru_cache(maxsize=4)
def _documents(edition: Edition) -> Register:
    shipped = read_file(SHIPPED / "documents.yaml")
    return read_register(shipped, *(read_file(path) for path in _files("documents", edition).values()))


@lru_cache(maxsize=4)
def _wording(edition: Edition) -> lexicon.Wording:
    return lexicon.read_wording(_lexicons("wording", edition))


@lru_cache(maxsize=4)
def _leaders(edition: Edition) -> lexicon.Leaders:
    return lexicon.read_leaders(_lexicons("leaders", edition))


@lru_cache(maxsize=4)
def _elements(edition: Edition) -> lexicon.Elements:
    return lexicon.read_elements(_lexicons("elements", edition))


@lru_cache(maxsize=4)
def _budgets(edition: Edition) -> Budgets:
    return lexicon.read_budgets(_lexicons("budgets", edition))


def _lexicons(kind: str, edition: Edition) -> list[Node]:
    """The lexicons of a kind, shipped ones first."""
    nodes = [read_file(path) for path in _files("lexicons", edition).values()]
    return [node for node in nodes if lexicon.kind_of(node) == kind]


def _profiles_here() -> list[str]:
    folder = adopted()
    path = folder / "here.yaml" if folder else None
    if path is None or not path.exists():
        return []
    return [name.string() for name in read_file(path).table(required=("limits",))["limits"].listing()]


def _file(kind: str, name: str) -> Path:
    files = _files(kind, _edition())
    if name not in files:
        raise Refused(f"没有名为“{name}”的{KINDS[kind]}；现有：{'、'.join(files) or '无'}")
    return files[name]


@lru_cache(maxsize=32)
def _files(kind: str, edition: Edition) -> dict[str, Path]:
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


def _acceptable(kind: str, name: str, files: Mapping[str, bytes]) -> None:
    if kind not in KINDS:
        raise Refused(f"不认识“{kind}”；可以采用的有：{'、'.join(KINDS)}")
    if not NAME.fullmatch(name):
        raise Refused(f"名称“{name}”只能用小写字母、数字、下划线和连字符，以字母或数字开头")
    if f"{name}.yaml" not in files:
        raise Refused(f"缺少主文件{name}.yaml")
    if wrong := [file for file in files if not FILE.fullmatch(file)]:
        raise Refused(f"文件名{'、'.join(wrong)}不合要求：小写字母、数字、下划线、连字符，扩展名 yaml 或 csv")
    if name in _files(kind, _edition()):
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
