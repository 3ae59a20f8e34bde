"""A marker in every sealed field of a citizen, and which of them an address shows.

Whoever is marked is no more the person that a letter is written to, so that no letter can be issued: 409.
"""

import json
import re

from django.apps import apps
from django.db import transaction

from gongkai.acts.models import Access
from gongkai.vault.sealed import SealedText
from tests.house import planting

ROOMS = ("foi", "hotline", "windows", "participation", "corrections")  # that take something in from citizens
STUB = 10  # bytes: a paper of the world that has no page
OF_THE_OFFICE = {"Wording.words", "Material.name"}  # what officers wrote and named
MARK = re.compile(r"密封的(\w+\.\w+)语")


def plant():
    """A marker in every sealed field of these rooms, in rows that hold something there."""
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            for name in (one.name for one in model._meta.local_fields if isinstance(one, SealedText)):
                if (field := f"{model.__name__}.{name}") not in OF_THE_OFFICE:
                    for row in model._base_manager.exclude(**{f"{name}__isnull": True}):
                        said = _marked(getattr(row, name), f"密封的{field}语")
                        model._base_manager.filter(pk=row.pk).update(**{name: said})


def answer(ask):
    """The answer, what citizens' words it shows, and whether a look was kept; what was asked for is taken back."""
    with transaction.atomic():
        found = ask()
        body = b"".join(found.streaming_content) if found.streaming else found.content
        shown = set(MARK.findall(planting.unpacked(body))) if len(body) > STUB else set()
        kept = Access.objects.exists()
        transaction.set_rollback(True)
    return found, shown, kept


def _marked(value, marker):
    """Words become the marker; of what is kept as JSON, every word of it."""
    if not value.startswith("{"):
        return marker
    return json.dumps({name: marker if isinstance(one, str) else one for name, one in json.loads(value).items()})
