"""An index whose entries are to be made anew after an upgrade, a part at a time: readers find all the while."""

from django.db import transaction

from gongkai.publication import door
from gongkai.search.models import Remaking

PART = 500


def due() -> list[Remaking]:
    """The public index, while parts of it are still as they were."""
    return list(Remaking.objects.filter(name="public"))


def go_on(remaking: Remaking) -> None:
    """Makes the next part; a part begun and not finished is made once more."""
    with transaction.atomic():
        last = door.search_below(remaking.below, PART)
        if last is None:
            remaking.delete()
        else:
            Remaking.objects.filter(pk=remaking.pk).update(below=last)
