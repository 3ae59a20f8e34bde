"""年度报告: a unit's report on a year, its counts, what was put in or changed by hand and why, what was explained."""

from django.db import models

from gongkai.accounts.models import Person, Post, Unit
from gongkai.acts.models import Case, OfCaseQuerySet


class Report(models.Model):
    """A unit's report on ``year``; ``whole``: of all units under it too. ``form`` names the form it was written in.

    ``words``: prose by part. ``files``: what was published, as {name, size, type, sha256}. ``imported``: an earlier
    year's, entered from a table. The hash of figures and words is the content of its case; ``editor`` saved last.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="annual_report")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="annual_reports")
    year = models.PositiveSmallIntegerField("年度")
    whole = models.BooleanField("汇总全县", default=False)
    form = models.CharField(max_length=40)
    words = models.JSONField(default=dict)
    files = models.JSONField(default=list)
    imported = models.BooleanField("往年导入", default=False)
    editor = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "年度报告"
        constraints = [models.UniqueConstraint(fields=["unit", "year", "whole"], name="annual_report_once")]

    def __str__(self):
        return self.case.title


class Count(models.Model):
    """What was counted for a report, as the trail stood before ``as_of``: figures by cell, None where nobody counts."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="counts")
    as_of = models.DateTimeField("统计到")
    at = models.DateTimeField()
    figures = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]


class Change(models.Model):
    """A figure put in or changed by hand, or (``place`` is a check) a disagreement explained: never without a reason.

    ``value`` None takes the change back: what was counted holds again. The last one of a place holds.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="changes")
    place = models.CharField("位置", max_length=40)
    value = models.CharField("数", max_length=24, null=True)
    reason = models.CharField("理由或者来源", max_length=300)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name = "填写和调整"
