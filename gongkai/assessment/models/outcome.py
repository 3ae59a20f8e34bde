"""What goes out of a campaign: its papers, version by version, and what its result was used for."""

from django.db import models

from gongkai.accounts.models import Post
from gongkai.assessment.models.campaigns import Campaign


class PaperKind(models.TextChoices):
    NOTICE = "notice", "考核通知"
    CIRCULAR = "circular", "结果通报"
    COMMEND = "commend", "表扬通报"
    CRITICISE = "criticise", "批评通报"


class Paper(models.Model):
    """公文: one version of a paper of a campaign; a later save is a new row, and the last one is what goes out.

    ``result`` is the hash of the result it was written from; empty before there is one. ``issued`` is when it went out;
    then it has its number and no version follows.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="papers")
    kind = models.CharField("文种", max_length=10, choices=PaperKind.choices)
    version = models.PositiveIntegerField("版本", default=1)
    number = models.CharField("发文字号", max_length=60, blank=True)
    title = models.CharField("标题", max_length=120)
    addressees = models.CharField("主送", max_length=300)
    text = models.TextField("正文")
    copied = models.CharField("抄送", max_length=300, blank=True)
    result = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(Post, models.PROTECT)
    at = models.DateTimeField()
    issued = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "考核公文"
        constraints = [models.UniqueConstraint(fields=["campaign", "kind", "version"], name="paper_version_once")]
        ordering = ["campaign", "kind", "-version"]

    def __str__(self):
        return self.title


class Applied(models.Model):
    """结果运用: what a result was used for, by whom and when (BW-18, DY-4.1). ``units`` are [key, points as counted]
    as they were handed over; ``people`` are those commended beside their units, a line each."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="applied")
    what = models.CharField("运用", max_length=20)
    to = models.CharField("用于", max_length=80, blank=True)
    units = models.JSONField("单位", default=list)
    people = models.TextField("个人", blank=True)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(Post, models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "结果运用"
        ordering = ["pk"]
