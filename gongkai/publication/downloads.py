"""Files the public may fetch: those that some record which is out lists, under the name it gives them."""

from gongkai.publication.models import ShownFile


def listed(short: str, name: str) -> ShownFile | None:
    """The file at /f/<short>/<name> while a record that lists it is out."""
    return ShownFile.objects.filter(short=short, name=name, source__withdrawn=None).first()


def was_listed(short: str) -> bool:
    """Whether a file of that hash was out once and went with its record."""
    return ShownFile.objects.filter(short=short).exclude(source__withdrawn=None).exists()
