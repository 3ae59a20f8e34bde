"""目标任务: a table a year, a figure a unit; an amended table is a new version, and the former figures stay."""

from django.db import models

from gongkai.accounts.models import Unit
from gongkai.acts.models import Case, OfCaseQuerySet


class TargetTable(models.Model):
    """The figures of a year (DY-F1). ``version`` is the one that stands; ``total`` its sum, as told by its paper."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="targets")
    year = models.PositiveSmallIntegerField("年度", unique=True)
    version = models.PositiveSmallIntegerField("版次", default=1)
    total = models.PositiveIntegerField("合计")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "目标任务"


class Target(models.Model):
    """What one unit is to reach, in one version."""

    table = models.ForeignKey(TargetTable, models.PROTECT, related_name="figures")
    version = models.PositiveSmallIntegerField("版次")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    figure = models.PositiveIntegerField("目标任务数量")

    class Meta:
        verbose_name = "单位目标"
        constraints = [models.UniqueConstraint(fields=["table", "version", "unit"], name="target_once")]
