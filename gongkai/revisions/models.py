"""What is kept in revisions: something public of one unit, under one name for ever, and what each round says of it.

The shape of both is data: a kind, written down in `rulebooks`, says what a list's rows or a matter's stages are. The
tables are the rooms' own.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import models

from gongkai.accounts.models import Person
from gongkai.acts.models import Case, OfCaseQuerySet

CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def stamp(told: object) -> str:
    """What was read, in short: SHA-256 (64 hex) of plain data."""
    return hashlib.sha256(CANONICAL(told).encode()).hexdigest()


class Kept(models.Model):
    """At most one revision is a draft; ``live`` is the one last published.

    A room adds ``case``, ``topic`` and the revisions. The kind of the case bears the model's name, so a case leads to
    what is kept under it. ``PAGES`` are the kinds of public record that it makes.
    """

    PAGES: tuple[str, ...] = ()
    case: Any
    topic: Any
    topic_id: Any
    revisions: Any
    kind: Any  # what it holds, as the rulebook has it

    type = models.CharField("种类", max_length=40)
    live: Any = models.ForeignKey("Revision", models.PROTECT, null=True, related_name="+")
    draft: Any = models.ForeignKey("Revision", models.PROTECT, null=True, related_name="+")
    published = models.DateTimeField("最近公布", null=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.case.title

    @property
    def door_key(self) -> str:
        """The name under which the door keeps it."""
        return f"{self._meta.model_name}:{self.pk}"

    @property
    def door_keys(self) -> set[str]:
        """What of it may be out: itself, and what the room shows besides on pages of their own."""
        return {self.door_key} if self.live else set()

    @property
    def revision(self):
        """What staff read now: the draft if there is one, else what is live, else what was withdrawn."""
        found = self.draft or self.live or self.revisions.latest("number")
        setattr(found, self.revisions.field.name, self)
        return found

    def digest(self, revision) -> str:
        """The hash that a review of a revision is bound to: all it says, and where it stands."""
        return stamp([self.type, self.topic_id, revision.number, *revision.head, revision.body])


class Revision(models.Model):
    """One round. ``note``: what the public is told of it. ``hash`` covers all it says. ``PARTS``: what is to be read
    ahead for many at once.
    """

    PARTS: tuple = ()

    number = models.PositiveIntegerField(default=1)
    note = models.CharField("说明", max_length=200, blank=True)
    hash = models.CharField(max_length=64)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    saved = models.DateTimeField()
    published = models.DateTimeField("公布时间", null=True)

    class Meta:
        abstract = True

    @property
    def head(self) -> list:
        """What it says of the whole, as plain data."""
        raise NotImplementedError

    @property
    def head_stamp(self) -> str:
        return stamp(self.head)

    @property
    def body(self) -> list | dict:
        """What it says of the parts, as plain data in one order."""
        raise NotImplementedError

    def begins_with(self, at: datetime) -> dict:
        """Columns of the revision that follows this one."""
        raise NotImplementedError

    def written_by(self, person: int) -> list[str]:
        """What in it this person (key) wrote, in words."""
        raise NotImplementedError

    def broken(self) -> Iterator[str]:
        """What was changed behind its back that the hash does not cover."""
        yield from ()


def of_cases(cases: list[Case]) -> list:
    """What is kept under cases of one kind, in their order."""
    if not cases:
        return []
    model: Any = Case._meta.get_field(cases[0].kind).related_model
    found = model.objects.select_related("topic", "live", "draft").in_bulk([case.pk for case in cases])
    for case in cases:
        found[case.pk].case = case
    return [found[case.pk] for case in cases]
