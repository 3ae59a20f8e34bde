"""What becomes of a request after its answer: made public for all (条例-44), found again in others, erased in time."""

from django.db import models

from gongkai.acts.models import Case
from gongkai.foi.models.asking import Request


class Proactive(models.Model):
    """转为主动公开 (条例-44): what was answered to this request goes out, or went out, as this record."""

    request = models.OneToOneField(Request, models.PROTECT, primary_key=True, related_name="proactive")
    record = models.ForeignKey(Case, models.PROTECT, related_name="answers")
    at = models.DateTimeField("转为主动公开的时间")

    class Meta:
        verbose_name = "转为主动公开"


class Trait(models.Model):
    """A keyed digest of a part of what is asked for: two requests that share some may ask for the same thing."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="traits")
    digest = models.BigIntegerField()

    class Meta:
        verbose_name = "近似特征"
        indexes = [models.Index(fields=["digest", "request"], name="trait_first")]


class Likeness(models.Model):
    """同一信息: what a request asks for, the first of its kind asked for; the first, once others follow, is its own."""

    request = models.OneToOneField(Request, models.PROTECT, primary_key=True, related_name="likeness")
    first = models.ForeignKey(Request, models.PROTECT, related_name="followers", db_index=False)

    class Meta:
        verbose_name = "同一信息"
        indexes = [models.Index(fields=["first", "request"], name="alike_in_turn")]


class Erasure(models.Model):
    """清除记录: that what a request held of its applicant was erased, when, and how many words and files went."""

    request = models.OneToOneField(Request, models.PROTECT, primary_key=True, related_name="erasure")
    at = models.DateTimeField("清除时间")
    words = models.PositiveIntegerField("密封的内容")
    files = models.PositiveIntegerField("密封的文件")

    class Meta:
        verbose_name = "清除记录"
