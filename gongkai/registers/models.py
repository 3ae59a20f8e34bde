"""清单: a unit's list of one kind, its revisions, its rows, and what each revision did to a row."""

from django.db import models

from gongkai import shelf
from gongkai.accounts.models import Person, Unit
from gongkai.acts.models import Case, visible
from gongkai.catalogue.models import Topic
from gongkai.law.register_types import RegisterType
from gongkai.registers.vocabulary import LEAVES, Kind, Why
from gongkai.vault.sealed import SealedText


class RegisterQuerySet(models.QuerySet):
    def visible_to(self, post):
        return self.filter(visible(post, "case__"))


class Register(models.Model):
    """One list of one unit, for ever. At most one revision is a draft; ``live`` is the one last published.

    ``turns``: the next day on which what the public sees changes by itself, because a row begins or lapses.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="register")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="registers")  # the case's: a unit has one of a kind
    type = models.CharField("清单种类", max_length=40)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="registers", verbose_name="公开栏目")
    live = models.ForeignKey("Revision", models.PROTECT, null=True, related_name="+")
    draft = models.ForeignKey("Revision", models.PROTECT, null=True, related_name="+")
    published = models.DateTimeField("最近公布", null=True)
    turns = models.DateField("自行变动日", null=True, db_index=True)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = "清单"
        constraints = [models.UniqueConstraint(fields=["unit", "type"], name="register_once")]

    def __str__(self):
        return self.case.title

    @property
    def kind(self) -> RegisterType:
        """What its rows are, as the rulebook has it."""
        return shelf.register_type(self.type)


class Revision(models.Model):
    """One round of changes to a list. ``note``: what the public is told besides; where no row changes, that it was
    looked through. ``hash`` covers all it does.
    """

    register = models.ForeignKey(Register, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(default=1)
    effective_on = models.DateField("施行日期")
    note = models.CharField("说明", max_length=200, blank=True)
    hash = models.CharField(max_length=64)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True)
    saved = models.DateTimeField()
    published = models.DateTimeField("公布时间", null=True)

    class Meta:
        verbose_name = "清单变动"
        constraints = [models.UniqueConstraint(fields=["register", "number"], name="revision_once")]


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
    def leaves(self) -> bool:
        """Whether the row is out of the list with it."""
        return self.kind in LEAVES
