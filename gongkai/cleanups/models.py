"""文件清理: a clean-up, the part of each unit in it, a decision on each document (BW-6.1.7, SQ-6.3)."""

from django.db import models

from gongkai.accounts.models import Person
from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.catalogue.models import Topic
from gongkai.disclosures.models import Disclosure
from gongkai.disclosures.vocabulary import Validity


class Decision(models.TextChoices):
    KEEP = "keep", "继续有效"
    AMEND = "amend", "拟修改"
    REPEAL = "repeal", "废止"
    LAPSE = "lapse", "失效"


MOVES = {Decision.REPEAL: Validity.REPEALED, Decision.LAPSE: Validity.LAPSED}


class Cleanup(models.Model):
    """``until``: documents formed up to this day are judged; ``topic``: the column its result goes out in."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="cleanup")
    until = models.DateField("清理截止日期")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", verbose_name="结果公布在")

    class Meta:
        verbose_name = "文件清理"


class Part(models.Model):
    """What one unit has to judge. The hash of its decisions is the content of its case."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="cleanup_part")
    cleanup = models.ForeignKey(Cleanup, models.PROTECT, related_name="parts")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "单位清理"


class Item(models.Model):
    """One document in a clean-up; ``decision`` is empty until its unit has decided."""

    part = models.ForeignKey(Part, models.PROTECT, related_name="items")
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="cleanup_items")
    decision = models.CharField("意见", max_length=8, choices=Decision.choices, blank=True)
    reason = models.CharField("理由", max_length=200, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "清理意见"
        constraints = [models.UniqueConstraint(fields=["part", "disclosure"], name="judged_once")]
