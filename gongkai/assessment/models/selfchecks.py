"""自查: what a unit says of its own work for a campaign, as a whole and of each indicator (BW-16.1–16.3)."""

from django.db import models

from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Case
from gongkai.assessment.models.campaigns import Campaign


class SelfCheck(models.Model):
    """A unit's self-check in one campaign. The evidence it shows are uses of its case (``evidence.models.Use``)."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="selfcheck")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="selfchecks")
    unit = models.ForeignKey(Unit, models.PROTECT)
    summary = models.TextField("自查总结", blank=True)

    class Meta:
        verbose_name = "自查"
        constraints = [models.UniqueConstraint(fields=["campaign", "unit"], name="selfchecked_once")]
        ordering = ["unit__order", "unit_id"]

    def __str__(self):
        return self.case.title


class SelfCheckLeaf(models.Model):
    """What the unit did for one leaf of the table, in its own words."""

    selfcheck = models.ForeignKey(SelfCheck, models.PROTECT, related_name="leaves")
    indicator = models.CharField("指标", max_length=80)
    says = models.CharField("自查情况", max_length=2000)
    by = models.ForeignKey(Post, models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "一项指标的自查"
        constraints = [models.UniqueConstraint(fields=["selfcheck", "indicator"], name="selfcheck_leaf_once")]
