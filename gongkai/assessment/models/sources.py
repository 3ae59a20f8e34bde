"""Each source's own part of a campaign, and what its people declared before their first mark."""

from django.db import models
from django.db.models import Q

from gongkai.accounts.models import Person, Post, Unit
from gongkai.acts.models import Case
from gongkai.assessment.models.campaigns import Campaign


class Scoring(models.Model):
    """评分事项: the part of a campaign that one unit's assessors mark (DY-2, DY-4.2). An empty ``source`` is that of the
    items the rulebook gives to nobody, which are the office's own."""

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
