"""How a unit's openness work is reached: written by the unit, and on the portal, in guide and directory, at once."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.catalogue import outward
from gongkai.catalogue.models import Contact

FIELDS = ("office", "duties", "leader", "address", "hours", "phone", "fax", "email", "postcode", "window", "online")


def write_many(contacts: Sequence[Contact], by: Sequence[Post], at: datetime) -> None:
    """First contacts of units, each by its own post."""

    def room(cases: list[Case]) -> None:
        for contact, case in zip(contacts, cases, strict=True):
            contact.case = case
        Contact.objects.bulk_create(contacts)

    with transaction.atomic():
        openings = [
            Opening(contact.unit, f"{contact.unit.name}的联系方式", post, at)
            for contact, post in zip(contacts, by, strict=True)
        ]
        open_many("contact", "write", openings, room)
        outward.show_all(at)


def amend(contact: Contact, by: Post, at: datetime) -> None:
    """Writes what was changed on ``contact`` in the hand; the trail keeps old and new. Raises ``Unready``."""
    with transaction.atomic():
        before = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
        changed = [name for name in FIELDS if getattr(before, name) != getattr(contact, name)]
        if not changed:
            raise Unready(["没有改动，请修改以后再保存"])
        says = "；".join(_sentence(name, before, contact) for name in changed)
        contact.case.take("amend", by=by, at=at, detail={"says": says})
        contact.save(update_fields=changed)
        outward.show_all(at)


def _sentence(name: str, before: Contact, after: Contact) -> str:
    label = Contact._meta.get_field(name).verbose_name
    if name == "duties":
        return f"{label}已修改"
    return f"{label}由“{_said(before, name)}”改为“{_said(after, name)}”"


def _said(contact: Contact, name: str) -> str:
    value = getattr(contact, name)
    return ("是" if value else "否") if isinstance(value, bool) else value or "无"
