"""An intake: what one file of an old site holds, as it was looked through, and how far it has been brought in."""

from django.db import models

from gongkai.acts.models import Case, OfCaseQuerySet


class Intake(models.Model):
    """``sha256`` names the file of good rows that was agreed to (the case's content). Of its ``good`` rows, ``held``
    (``stopped`` tells some: [row, title, why]) stay drafts. What stands before ``offset`` (bytes) is dealt with:
    ``brought`` came in, ``left`` ([row, reason]) could not, because the county changed meanwhile.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="intake")
    name = models.CharField("文件", max_length=200)
    sha256 = models.CharField(max_length=64)
    good = models.PositiveIntegerField("可以接收")
    held = models.PositiveIntegerField("留作草稿")
    bad = models.PositiveIntegerField("有问题")
    known = models.PositiveIntegerField("以前接收过")
    stopped = models.JSONField("检查疑点", default=list)
    offset = models.PositiveBigIntegerField(default=0)
    brought = models.PositiveIntegerField("已接收", default=0)
    left = models.JSONField("未能接收", default=list)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "接收"
