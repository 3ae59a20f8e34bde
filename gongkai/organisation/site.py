"""What every public page says of the site (国办发〔2017〕47号): put right by the administrator, everywhere at once."""

from datetime import datetime

from django.db import transaction

from gongkai.accounts.models import Post
from gongkai.organisation import changes, entries
from gongkai.publication.models import Site

FIELDS = (
    "name", "section", "domain", "id_code", "icp", "police", "host", "maker", "phone", "address", "notice",
    "index_pattern",
)  # fmt: skip


def amend(site: Site, by: Post, at: datetime) -> None:
    """Writes what was changed on ``site`` in the hand; the trail keeps old and new."""
    with transaction.atomic():
        before = Site.objects.filter(pk=site.pk).first()
        if before is None:
            before = Site(name="")
            site.save()
        entries.take(site, "amend", by, at, says=changes.told(before, site, FIELDS))
        site.save()
