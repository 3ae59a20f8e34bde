"""Whoever reads what a citizen told under seal leaves a look behind, at every staff address (个人信息保护法-51)."""

import json
import re

import pytest
from django.apps import apps
from django.db import transaction

from gongkai.acts.models import Access
from gongkai.vault.sealed import SealedText
from tests.house import planting
from tests.house.test_matrix import address, table, world
from tests.house.world.moment import AT

__all__ = ["world"]
ROOMS = ("foi", "hotline", "windows", "participation", "corrections")  # that take something in from citizens
STUB = 10  # bytes: a paper of the world that has no page
OF_THE_OFFICE = {"Wording.words", "Material.name"}  # what officers wrote and named
MARK = re.compile(r"密封的(\w+\.\w+)语")


def plant():
    """A marker in every sealed field of these rooms, in rows that hold something there."""
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            for name in (one.name for one in model._meta.local_fields if isinstance(one, SealedText)):
                for row in model._base_manager.exclude(**{f"{name}__isnull": True}):
                    said = marked(getattr(row, name), f"密封的{model.__name__}.{name}语")
                    model._base_manager.filter(pk=row.pk).update(**{name: said})


def marked(value, marker):
    """Words become the marker; of what is kept as JSON, every word of it."""
    if not value.startswith("{"):
        return marker
    return json.dumps({name: marker if isinstance(one, str) else one for name, one in json.loads(value).items()})


def seen(client, row, world):
    """What sealed words an address shows, and whether a look was kept; what it does is taken back."""
    with transaction.atomic():
        answer = getattr(client, row["method"].lower())(address(row, world))
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found = set(MARK.findall(planting.unpacked(body))) if len(body) > STUB else set()
        kept = Access.objects.exists()
        transaction.set_rollback(True)
    return found, kept


# Who reads what of a citizen, written by hand: of the bureau that handles it, of the office, of who watches.
READ = {
    "xin": "Amendment.asked Opinion.email Opinion.name Opinion.phone Opinion.words Plea.phone Plea.words "
    "Request.described Request.name ServiceCase.name ServiceCase.phone SignUp.name SignUp.phone SignUp.reason",
    "ban": "Amendment.asked Opinion.words Plea.phone Plea.words Report.words Request.described Request.name",
    "shen": "",
}


@pytest.mark.parametrize("name", READ)
def test_no_address_shows_a_citizens_word_without_a_look_kept(sign_in, world, name, stand_at):
    stand_at(AT)
    plant()
    client, shown, unkept = sign_in(name), set(), {}
    for row in table("matrix.csv"):
        if not row["url"].startswith("accounts:"):
            found, kept = seen(client, row, world)
            shown |= found
            if found and not kept:
                unkept[row["url"]] = found
    assert unkept == {}
    assert shown - OF_THE_OFFICE == set(READ[name].split())
