"""Files the public may fetch: those that some record which is out lists, under the name it gives them."""

from urllib.parse import quote

from gongkai.publication.models import ShownFile


def listed(short: str, name: str) -> ShownFile | None:
    """The file at /f/<short>/<name> while a record that lists it is out."""
    if "\0" in name:
        return None  # no database keeps such a name, and one of ours does not even ask for it
    return ShownFile.objects.filter(short=short, name=name, source__withdrawn=None).first()


def file_url(sha256: str, name: str) -> str:
    """Where the public fetches a file: /f/<first 16 of its hash>/<name>."""
    return f"/f/{sha256[:16]}/{quote(name)}"


def was_listed(short: str) -> bool:
    """Whether a file of that hash was out once and went with its record."""
    return ShownFile.objects.filter(short=short).exclude(source__withdrawn=None).exists()


def address(sha256: str, name: str) -> str | None:
    """Where a file is fetched while some record that lists it is out, under this name or another."""
    listing = ShownFile.objects.filter(sha256=sha256, source__withdrawn=None)
    row = listing.filter(name=name).first() or listing.first()
    return file_url(row.sha256, row.name) if row else None
