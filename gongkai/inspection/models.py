"""自查: the rounds in which the site is looked through, and what each found."""

from django.db import models
from django.db.models import Q

from gongkai.accounts.models import Post


class Round(models.Model):
    """One look through the whole site: ``reached`` is the last row of publication seen. ``counts``: by indicator how
    many things were looked at and, once it ended, how many faults stood.
    """

    began = models.DateTimeField(db_index=True)
    reached = models.BigIntegerField(default=0)
    ended = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    counts = models.JSONField(default=dict)

    class Meta:
        verbose_name = "自查"


class Fault(models.Model):
    """One thing that was found at a public place: since when, last when, until when."""

    indicator = models.CharField("指标", max_length=30)
    place = models.CharField("网址", max_length=300)
    unit = models.CharField("单位代码", max_length=40, blank=True)
    title = models.CharField("页面", max_length=200, blank=True)
    says = models.CharField("问题", max_length=300)
    since = models.DateTimeField("首次发现")
    last = models.DateTimeField("最近发现")
    met = models.ForeignKey(Round, models.PROTECT, null=True, related_name="+", verbose_name="最近一遍")
    ended = models.DateTimeField("消除时间", null=True)

    class Meta:
        verbose_name = "自查问题"
        constraints = [models.UniqueConstraint(fields=["indicator", "place", "says"], name="fault_once")]
        indexes = [models.Index(fields=["indicator", "unit"], condition=Q(ended=None), name="fault_now")]
