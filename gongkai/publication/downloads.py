"""Files the public may fetch: those that some record which is out lists, under the name it gives them."""

from urllib.parse import quote

from gongkai.publication.models import ShownFile


def listed(short: str, name: str) -> ShownFile | None:
    """The file at /f/<short>/<name> while a record that lists it is out."""
    return ShownFile.objects.filter(short=short, name=name, source__withdrawn=None).first()


def was_listed(short: str) -> bool:
    """Whether a file of that hash was out once and went with its record."""
    return ShownFile.objects.filter(short=short).exclude(source__withdrawn=None).exists()


def address(sha256: str, name: str) -> str | None:
    """Where a file is fetched while some record that lists it is out, under this name or another."""
    listing = ShownFile.objects.filter(sha256=sha256, source__withdrawn=None)
    row = listing.filter(name=name).first() or listing.first()
    return f"/f/{row.short}/{quote(row.name)}" if row else None
