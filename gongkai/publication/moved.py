"""Old addresses: where a page or a file of the site before this one stands now, so that a link once given holds on."""

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from gongkai.publication import downloads
from gongkai.publication.models import OldAddress, Shown

LONGEST = 500


def as_path(address: str) -> str:
    """The path of an address with its query, decoded and without its site; empty where it cannot be kept."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    path = unquote(parts.path)
    if not path.startswith("/") or (path == "/" and not parts.query):
        return ""
    whole = f"{path}?{unquote(parts.query)}" if parts.query else path
    return whole if len(whole) <= LONGEST and whole.isprintable() else ""


def keep(pages: Iterable[tuple[str, str]], files: Iterable[tuple[str, str, str]] = ()) -> None:
    """``pages``: (path, key of the record); ``files``: (path, SHA-256, name). What a path led to first holds."""
    rows = [OldAddress(path=path, key=key) for path, key in pages if path]
    rows += [OldAddress(path=path, sha256=sha256, name=name) for path, sha256, name in files if path]
    OldAddress.objects.bulk_create(rows, ignore_conflicts=True)


def place_of(path: str, query: str = "") -> str | None:
    """Where what stood at a path is to be found: a page (also one withdrawn since), or a file that is out."""
    asked = [whole for whole in (as_path(f"{path}?{query}") if query else "", as_path(path)) if whole]
    rows = {row.path: row for row in OldAddress.objects.filter(path__in=asked)} if asked else {}
    row = next((rows[whole] for whole in asked if whole in rows), None)
    if row is None:
        return None
    if row.sha256:
        return downloads.address(row.sha256, row.name)
    address = Shown.objects.filter(key=row.key).values_list("address", flat=True).first()
    return f"/d/{address}/" if address else None
