"""What units say to their draft sheets: answers and appeals."""

from django.db import models

from gongkai.accounts.models import Unit
from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.assessment.models.campaigns import Campaign


class Hearing(models.Model):
    """What a unit answers to its draft sheet, kept beside the score: ``agrees`` null until it has answered."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="hearing")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="hearings")
    unit = models.ForeignKey(Unit, models.PROTECT)
    agrees = models.BooleanField("同意", null=True)
    says = models.CharField("意见", max_length=1000, blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "征求意见"
        constraints = [models.UniqueConstraint(fields=["campaign", "unit"], name="heard_once")]


class Ruling(models.TextChoices):
    UPHELD = "upheld", "支持"
    REJECTED = "rejected", "不支持"


class Appeal(models.Model):
    """申诉: one unit against one leaf of its sheet, once a campaign. ``before`` and ``after`` tell the leaf's score,
    the total and the rank, as the result stood when it was filed and after the one made upon the ruling."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="appeal")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="appeals")
    unit = models.ForeignKey(Unit, models.PROTECT)
    indicator = models.CharField("指标", max_length=80)
    claim = models.CharField("申诉理由", max_length=2000)
    ruling = models.CharField("决定", max_length=10, choices=Ruling.choices, blank=True)
    why = models.CharField("决定理由", max_length=2000, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "申诉"
        constraints = [models.UniqueConstraint(fields=["campaign", "unit", "indicator"], name="appealed_once")]
