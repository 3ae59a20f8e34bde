"""Taking the files of what was withdrawn out of the tree, at once and by whoever withdrew it."""

from collections.abc import Iterable

from gongkai.publication import folder
from gongkai.publication.models import ShownFile


def remove(addresses: Iterable[str], shorts: Iterable[str]) -> None:
    """Removes every page of these addresses, and of these files the names that no record which is out gives them."""
    if not folder.stands():
        return
    with folder.alone():
        for address in addresses:
            folder.drop(f"/d/{address}/")
        for short in shorts:
            unlisted(short)


def unlisted(short: str) -> list[str]:
    """Removes a file under each name that nothing which is out gives it. The caller holds the lock."""
    names = set(ShownFile.objects.filter(short=short, source__withdrawn=None).values_list("name", flat=True))
    paths = [path for path in folder.below(f"/f/{short}/") if path.rsplit("/", 1)[1] not in names]
    for path in paths:
        folder.drop(path)
    return paths
