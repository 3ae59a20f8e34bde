"""考核: a campaign over a period, its frozen rulebook, what was counted and marked, and the sheets that follow."""

from django.db import models
from django.db.models import Q

from gongkai.accounts.models import Person, Post, Unit
from gongkai.acts.models import Case


class Campaign(models.Model):
    """One assessment of a set of units for a period. It keeps its own copy of its rulebook (BW-14, BW-20).

    ``comment_days``: working days in which units may comment and appeal once they have their draft sheets; 0 = decided
    upon without (a monthly round). ``marking_days``: working days in which each source hands its marks in; 0 = no date.
    ``selfcheck_days``: working days in which units check themselves and report; 0 = they are not asked.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="campaign")
    rulebook = models.CharField("评分规则", max_length=80)
    text = models.TextField("规则全文")
    annexes = models.JSONField("附表", default=dict)
    sha256 = models.CharField("规则校验值", max_length=64)
    since = models.DateField("考核期自")
    until = models.DateField("考核期至")
    as_of = models.DateTimeField("事实截至")
    places = models.PositiveSmallIntegerField("小数位", default=2)
    comment_days = models.PositiveSmallIntegerField("征求意见的工作日", default=0)
    marking_days = models.PositiveSmallIntegerField("评分的工作日", default=10)
    selfcheck_days = models.PositiveSmallIntegerField("自查的工作日", default=0)

    class Meta:
        verbose_name = "考核"

    def __str__(self):
        return self.case.title


class Entrant(models.Model):
    """A unit that is assessed, with the class the rulebook reads it by."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="entrants")
    unit = models.ForeignKey(Unit, models.PROTECT)
    klass = models.CharField("类别", max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "unit"], name="entrant_once")]
        ordering = ["unit__order", "unit_id"]


class Assessor(models.Model):
    """Which unit's assessors speak for a source of the rulebook (DY-2: block leaders).

    ``own``: the unit is itself assessed and fills in its own row alone; whoever speaks for the source hands in (BW-13).
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="assessors")
    source = models.CharField("来源", max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT)
    own = models.BooleanField("只评本单位", default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "source", "unit"], name="assessor_once")]


class Appointee(models.Model):
    """指定评分人: who of an assessors' unit speaks for a source, where the unit was given more than one."""

    assessor = models.ForeignKey(Assessor, models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, models.PROTECT)

    class Meta:
        verbose_name = "指定评分人"
        constraints = [models.UniqueConstraint(fields=["assessor", "person"], name="appointed_once")]


class Count(models.Model):
    """A measured fact of one unit as of the campaign's moment, with the records behind it.

    ``value`` is a number, a flag or null for undetermined; ``records`` are keys of cases, ``says`` tells what has none.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="counts")
    unit = models.ForeignKey(Unit, models.PROTECT)
    fact = models.CharField(max_length=80)
    value = models.JSONField(null=True)
    records = models.JSONField(default=list)
    says = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "unit", "fact"], name="count_once")]


class Mark(models.Model):
    """What an assessor found or judged, with reason and name (BW-4). A correction is a new row; the old one stays.

    ``name`` is an indicator (a judged number) or a fact; ``value`` is text as the rulebook reads it, a list a record a
    line.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="marks")
    unit = models.ForeignKey(Unit, models.PROTECT)
    name = models.CharField(max_length=80)
    source = models.CharField(max_length=40, blank=True)
    value = models.TextField("评分")
    reason = models.CharField("理由", max_length=500, blank=True)
    by = models.ForeignKey(Post, models.PROTECT)
    at = models.DateTimeField()
    current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "unit", "name", "source"], condition=Q(current=True), name="one_current_mark"
            )
        ]


class ResultSet(models.Model):
    """One composition: canonical bytes of all sheets, and their hash; the same inputs give the same bytes."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="result_sets")
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign"], condition=Q(current=True), name="one_current_result")
        ]


class UnitResult(models.Model):
    """One unit's standing in a result set. ``total`` counts the rulebook's smallest unit; null has no number, and
    ``state`` says why: 待定, 失格 or 不适用."""

    result_set = models.ForeignKey(ResultSet, models.PROTECT, related_name="rows")
    unit = models.ForeignKey(Unit, models.PROTECT)
    total = models.IntegerField(null=True)
    state = models.CharField("状态", max_length=10, blank=True)
    grade = models.CharField(max_length=40, blank=True)
    rank = models.PositiveIntegerField(null=True)
    complete = models.BooleanField(default=False)
    sheet = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["result_set", "unit"], name="unit_result_once")]
        ordering = ["rank", "unit__order"]
