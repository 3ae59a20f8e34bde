"""Whether the tree says what the site says: every page compared with the live one, byte for byte; strangers told."""

import hashlib
from collections.abc import Iterator

from gongkai.files import store
from gongkai.publication import downloads, folder, pages, stale, stamps
from gongkai.publication.frame import frame
from gongkai.publication.models import Shown, ShownFile
from gongkai.publication.tree import paths, putting, writing

FILES = "/f/"


def public() -> Iterator[str]:
    """The path of every page, each once; of those withdrawn too."""
    around = frame(stamps.of_scope("all")[1])
    known: set[str] = set()
    for some in _every(around):
        for path in some:
            if path not in known:
                known.add(path)
                yield path


def faults() -> Iterator[str]:
    """One sentence each: a page that is missing or says something else, a file nobody knows."""
    known = set()
    for path in public():
        known |= {path, folder.GONE + path}
        if fault := _page(path):
            yield fault
    for listed in ShownFile.objects.filter(source__withdrawn=None):
        path = f"{FILES}{listed.short}/{listed.name}"
        known.add(path)
        if fault := _file(path, listed):
            yield fault
    known |= {f"{folder.GONE}/{name}.html" for name in putting.NOTICES}
    yield from (f"{path}：网站上没有这个页面，文件是多余的" for path in folder.below("/") if not _is_known(path, known))


def _every(around) -> Iterator[list[str]]:
    yield [*paths.standing(), *paths.OF_FRAME]
    for scope in paths.scopes(around):
        yield list(paths.of_scope(scope, [(0, stale.END)], around))
    for some in writing.batches(Shown.objects.order_by("-docid")):
        yield [path for row in some for path in paths.of_item(row)]


def _page(path: str) -> str:
    """What is wrong with a page; one that changed while it was compared is compared again."""
    for _ in range(putting.TRIES):
        wanted = pages.at(path)
        due = putting.made(path, wanted) if wanted else None
        found = _read(path)
        tombstone = _read(folder.GONE + path)
        again = pages.at(path)
        if (again.etag if again else "") == (wanted.etag if wanted else ""):
            return _told(path, wanted.status if wanted else 404, due, found, tombstone)
    return ""


def _told(path: str, status: int, due: bytes | None, found: bytes | None, tombstone: bytes | None) -> str:
    if status == 200 and due is None:
        return f"{path}：页面做不出来，请把后台的日志交给维护人员"
    if status == 200 and found is None:
        return f"{path}：缺少文件"
    if status == 200 and found != due:
        return f"{path}：文件与网站上的页面不一致"
    if status == 200 and tombstone is not None and path.startswith("/d/"):
        return f"{path}：页面在，撤回说明也在"
    if status != 200 and found is not None:
        return f"{path}：已经不公开，文件还在"
    if status == 410 and tombstone != due:
        return f"{path}：撤回说明缺少或不一致"
    return ""


def _file(path: str, listed: ShownFile) -> str:
    if len(listed.name.encode()) > folder.LONGEST:
        return f"{path}：附件名超过 {folder.LONGEST} 字节，不能写成文件，只能由网站后台提供"
    found = folder.place(path)
    if not found.exists():
        return f"{path}：缺少附件" if store.path(listed.sha256).exists() else ""
    with found.open("rb") as content:
        same = hashlib.file_digest(content, "sha256").hexdigest() == listed.sha256
    return "" if same else f"{path}：附件与原件不一致"


def _is_known(path: str, known: set[str]) -> bool:
    if path in known or path.startswith("/static/"):
        return True
    parts = path.split("/")
    return path.startswith(f"{folder.GONE}{FILES}") and path.endswith("/") and downloads.was_listed(parts[3])


def _read(path: str) -> bytes | None:
    try:
        return folder.place(path).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
