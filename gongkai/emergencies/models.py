"""突发事件: one event that stands on top of every public page while it lasts, and its running log of releases."""

from django.db import models

from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.catalogue.models import Topic


class Emergency(models.Model):
    """The event itself; its name is the case's title. ``ended`` once it is over: then it is kept in its column."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="emergency")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", verbose_name="存入栏目")
    hotline = models.CharField("求助电话", max_length=60, blank=True)
    ended = models.DateTimeField("结束时间", null=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "突发事件"


class Release(models.Model):
    """One release of the log: numbered, with its moment and where it comes from. ``retracted`` once it was taken back.

    A release is never changed: what turned out wrong is taken back, and the next one says what is right.
    """

    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    at = models.DateTimeField("发布时间")
    source = models.CharField("来源", max_length=60)
    text = models.CharField("内容", max_length=500)
    retracted = models.DateTimeField("撤回时间", null=True)

    class Meta:
        verbose_name = "发布"
        constraints = [models.UniqueConstraint(fields=["emergency", "number"], name="release_once")]
