"""清单: a unit's list of one kind, its revisions, its rows, and what each revision did to a row."""

from collections.abc import Iterator
from datetime import datetime

from django.db import models

from gongkai import shelf
from gongkai.accounts.models import Person, Unit
from gongkai.acts import chain
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.catalogue.models import Topic
from gongkai.law.register_types import RegisterType
from gongkai.registers.vocabulary import LEAVES, Kind, Why
from gongkai.revisions import models as revisions
from gongkai.revisions.models import Kept
from gongkai.vault.sealed import SealedText


class Register(Kept):
    """One list of one unit, for ever. ``turns``: the next day on which what the public sees changes by itself, because
    a row begins or lapses.
    """

    PAGES = ("register", "entry")

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="register")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="registers")  # the case's: a unit has one of a kind
    type = models.CharField("清单种类", max_length=40)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="registers", verbose_name="公开栏目")
    turns = models.DateField("自行变动日", null=True, db_index=True)

    class Meta:
        verbose_name = "清单"
        constraints = [models.UniqueConstraint(fields=["unit", "type"], name="register_once")]

    @property
    def kind(self) -> RegisterType:
        """What its rows are, as the rulebook has it."""
        return shelf.register_type(self.type)

    @property
    def door_keys(self) -> set[str]:
        if not self.live_id:
            return set()
        return {self.door_key} | set(map(entry_key, self.lines.standing().values_list("pk", flat=True)))


class Revision(revisions.Revision):
    """One round of changes to a list; where no row changes, ``note`` says that it was looked through."""

    PARTS = (models.Prefetch("changes", to_attr="read"), "read__line")

    register = models.ForeignKey(Register, models.PROTECT, related_name="revisions")
    effective_on = models.DateField("施行日期")
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True)

    class Meta:
        verbose_name = "清单变动"
        constraints = [models.UniqueConstraint(fields=["register", "number"], name="revision_once")]

    @property
    def rows(self) -> list["Change"]:
        """What it does, row by row in the order of their numbers."""
        if self.pk is None:
            return []
        found = vars(self).get("read")
        return sorted(self.changes.select_related("line") if found is None else found, key=lambda one: one.line.key)

    @property
    def head(self) -> list:
        return [self.effective_on.isoformat(), self.note]

    @property
    def body(self) -> list:
        return sorted([one.line.key, *one.said] for one in self.rows)

    def begins_with(self, at: datetime) -> dict:
        """Empty, on top of what is public."""
        return {"effective_on": at.astimezone(BEIJING).date()}

    def written_by(self, person: int) -> list[str]:
        rows = [f"“{one.line.name}”" for one in self.rows if one.saved_by_id == person]
        return rows + ["施行日期和说明"] * (self.saved_by_id == person)

    def broken(self) -> Iterator[str]:
        for one in self.rows:
            if one.private is not None and chain.salted(one.private, one.salt) != one.sealed:
                yield f"“{one.line.name}”里不公开的内容被改过"


def entry_key(line: int) -> str:
    """The name under which the door keeps the page of a row."""
    return f"entry:{line}"


class LineQuerySet(models.QuerySet):
    def standing(self):
        """Rows that the list holds now: published, and gone neither by a revision nor between two."""
        return self.filter(gone=None, live__isnull=False).exclude(live__kind__in=LEAVES)


class Line(models.Model):
    """A row, for ever. ``live`` is what was last published of it; ``gone`` when it left between two revisions."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="lines")
    key = models.CharField("编号", max_length=80)
    name = models.CharField("名称", max_length=300)
    live = models.ForeignKey("Change", models.PROTECT, null=True, related_name="+")
    gone = models.DateTimeField("移出时间", null=True)
    why = models.CharField("移出原因", max_length=12, choices=Why.choices, blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = "清单事项"
        constraints = [
            models.UniqueConstraint(fields=["register", "key"], condition=models.Q(gone=None), name="line_once")
        ]

    def __str__(self):
        return self.name

    @property
    def door_key(self) -> str:
        return entry_key(self.pk)


class Change(models.Model):
    """What a revision did to a row, and all the row says since. ``values`` holds plain cells by field; cells about a
    person stand in ``private`` (JSON), ``sealed`` is their salted hash. ``withheld``: the ground for not showing it.
    """

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="changes")
    line = models.ForeignKey(Line, models.PROTECT, related_name="changes")
    kind = models.CharField("变动", max_length=12, choices=Kind.choices)
    basis = models.CharField("变动依据", max_length=300, blank=True)
    withheld = models.CharField("不公开的依据", max_length=200, blank=True)
    values = models.JSONField(default=dict)
    private = SealedText(null=True)
    salt = models.CharField(max_length=32, blank=True)
    sealed = models.CharField(max_length=64, blank=True)
    starts = models.DateField(null=True)
    lapses = models.DateField(null=True)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True)
    saved = models.DateTimeField()

    class Meta:
        verbose_name = "事项变动"
        constraints = [models.UniqueConstraint(fields=["revision", "line"], name="change_once")]

    @property
    def said(self) -> list:
        """All that a reviewer reads of it, as plain data."""
        return [self.kind, self.basis, self.withheld, self.values, self.sealed]

    @property
    def stamp(self) -> str:
        """What the row said when it was opened for writing."""
        return revisions.stamp([self.revision_id, *self.said])

    @property
    def leaves(self) -> bool:
        """Whether the row is out of the list with it."""
        return self.kind in LEAVES
