"""Each source's own part of a campaign, and what its people declared before their first mark."""

from django.db import models
from django.db.models import Q

from gongkai.accounts.models import Person, Post, Unit
from gongkai.acts.models import Case
from gongkai.assessment.models.campaigns import Campaign, Mark


class Scoring(models.Model):
    """评分事项: the part of a campaign that one unit's assessors mark (DY-2, DY-4.2). An empty ``source`` stands for
    the items that the rulebook gives to nobody, which are the office's own."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="scoring")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="scorings")
    source = models.CharField("来源", max_length=40, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT)

    class Meta:
        verbose_name = "评分事项"
        constraints = [models.UniqueConstraint(fields=["campaign", "source", "unit"], name="scored_once")]
        ordering = ["case_id"]

    def __str__(self):
        return self.case.title


class Declaration(models.Model):
    """回避声明: which units a person does not mark in a campaign; said before the first mark, and anew when it changes.

    ``refused`` are keys of units. Why stands with the act, sealed.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="declarations")
    person = models.ForeignKey(Person, models.PROTECT)
    by = models.ForeignKey(Post, models.PROTECT)
    at = models.DateTimeField()
    refused = models.JSONField(default=list)
    current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "person"], condition=Q(current=True), name="one_declaration")
        ]


class Sample(models.Model):
    """抽样: what of a part is looked at, kept so that anybody can draw the very same again.

    ``frame`` lists [key, title, stratum] of all that could be drawn; ``size`` is for each stratum, or with ``shared``
    over all of them. An empty ``fact`` draws units, else the records behind that counted fact.
    """

    part = models.ForeignKey(Scoring, models.PROTECT, related_name="samples")
    item = models.CharField("项目", max_length=80)
    fact = models.CharField("事实", max_length=80, blank=True)
    seed = models.CharField("种子", max_length=40)
    size = models.PositiveIntegerField("抽取数")
    shared = models.BooleanField(default=False)
    frame = models.JSONField()
    picks = models.JSONField()
    by = models.ForeignKey(Post, models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "抽样"
        ordering = ["pk"]


class Replacement(models.Model):
    """One drawn thing that could not be looked at, and why; the next of its stratum stands in for it."""

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="replacements")
    key = models.CharField(max_length=80)
    why = models.CharField("理由", max_length=500)
    by = models.ForeignKey(Post, models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sample", "key"], name="replaced_once")]


class Second(models.Model):
    """复评: one mark given once more by a second person who does not see the first, and a third's where they differ.

    ``first`` is the mark as it stood when the second was asked; ``at`` null until the second has marked.
    """

    part = models.ForeignKey(Scoring, models.PROTECT, related_name="seconds")
    item = models.CharField("项目", max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT)
    first = models.ForeignKey(Mark, models.PROTECT)
    post = models.ForeignKey(Post, models.PROTECT, related_name="seconds")
    asked = models.DateTimeField()
    value = models.TextField("复评", blank=True)
    reason = models.CharField("理由", max_length=500, blank=True)
    at = models.DateTimeField(null=True)
    third = models.TextField("第三人评定", blank=True)
    why = models.CharField("第三人的理由", max_length=500, blank=True)
    by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="settled_seconds")
    settled = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "复评"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["first", "post"], name="second_once")]
