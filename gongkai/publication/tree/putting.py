"""One public path into the tree: made as the live page is, and put there only if it still holds when it is ready."""

import logging
from pathlib import Path

from gongkai.files.places import path as stored
from gongkai.publication import downloads, folder, notices, pages, removal
from gongkai.publication.models import ShownFile

log = logging.getLogger("gongkai.tree")
TRIES = 20
NOTICES = ("apart", "missing")


def page(path: str) -> list[str]:
    """Writes or removes the file of a page. Returns the paths that changed: its own, its tombstone's."""
    for _ in range(TRIES):
        wanted = pages.at(path)
        body = made(path, wanted) if wanted else None
        with folder.alone():
            if _tag(pages.at(path)) == _tag(wanted):
                return _put(path, wanted.status if wanted and body is not None else 404, body or b"")
    raise RuntimeError(f"{path} changed each time it was made")


def file(listed: ShownFile) -> list[str]:
    """Puts the public copy of a file into the tree, while a record that lists it is out."""
    path, source = f"/f/{listed.short}/{listed.name}", stored(listed.sha256)
    if len(listed.name.encode()) > folder.LONGEST or not source.exists():
        return []  # the application answers for it
    with folder.alone():
        if downloads.listed(listed.short, listed.name) is None or not folder.copy(path, source):
            return []
    return [path]


def tidy(short: str) -> list[str]:
    """A file that is listed no more under some name, or at all; what was out once is answered with its notice."""
    with folder.alone():
        changed = removal.unlisted(short)
        tombstone = f"{folder.GONE}/f/{short}/"
        out = ShownFile.objects.filter(short=short, source__withdrawn=None).exists()
        if out or not downloads.was_listed(short):
            folder.drop(f"/f/{short}/") if not out else None
            return changed + [tombstone] * folder.drop(tombstone)
        folder.drop(f"/f/{short}/")
        return changed + [tombstone] * folder.put(tombstone, notices.notice("file_gone").make())


def apart() -> list[str]:
    """Pages that stand in where the application does not answer."""
    found = [(f"{folder.GONE}/{name}.html", notices.notice(name).make()) for name in NOTICES]
    return [path for path, body in found if folder.put(path, body)]


def statics() -> list[str]:
    """Styles and scripts, as the application hands them out."""
    from django.contrib.staticfiles.finders import get_finders

    known = {
        f"/static/{name}": Path(storage.path(name))
        for finder in get_finders()
        for name, storage in finder.list(None)  # type: ignore[attr-defined]
    }
    changed = [path for path, source in known.items() if folder.put(path, source.read_bytes())]
    return changed + [path for path in list(folder.below("/static/")) if path not in known and folder.drop(path)]


def made(path: str, wanted: pages.Page) -> bytes | None:
    """None for a page that cannot be made: its file goes, so that the application answers for it."""
    try:
        return wanted.make()
    except Exception:
        if _tag(pages.at(path)) == wanted.etag:
            log.exception("页面写不成文件：%s", path)
        return None


def _tag(wanted: pages.Page | None) -> str:
    return wanted.etag if wanted else ""


def _put(path: str, status: int, body: bytes) -> list[str]:
    tombstone = folder.GONE + path
    if status == 200:
        changed = folder.put(path, body)
        return [path] * changed + [tombstone] * (path.startswith("/d/") and folder.drop(tombstone))
    changed = folder.drop(path)
    return [path] * changed + [tombstone] * (status == 410 and path.endswith("/") and folder.put(tombstone, body))
