"""What documents said in public before their present edition: kept to show what changed, gone when they are."""

from collections.abc import Iterable, Sequence

from gongkai.publication.models import Former, Shown

FORMER = ("doc_no", "summary", "subject", "valid_from", "valid_until", "attachments", "source")


def of(row: Shown, said: dict) -> Former | None:
    """The former wording (unsaved) that ``said`` takes the place of; None where it is no further edition."""
    if row.kind != "document" or row.withdrawn or len(said["history"]) <= len(row.fields.get("history", ())):
        return None
    told = {name: row.fields[name] for name in FORMER if row.fields.get(name)}
    return Former(source=row, title=row.title, fields=told, plain=row.plain)


def keep(formers: Iterable[Former | None]) -> None:
    """Keeps them, once their rows say the new wording."""
    found = [former for former in formers if former is not None]
    for former in found:
        former.until = former.source.changed
    Former.objects.bulk_create(found, ignore_conflicts=True)


def forget(keys: Sequence[str]) -> None:
    """What these records said before is nobody's to read any more, e.g. as it held what should not have been public."""
    Former.objects.filter(source__key__in=keys).delete()
