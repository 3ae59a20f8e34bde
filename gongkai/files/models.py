"""A file that was taken in: one row a content, whoever brought it and under whatever names."""

from django.db import models

from gongkai.accounts.models import Person


class StoredFile(models.Model):
    """What stands at ``files/ab/<sha256>``. The row is written after the bytes have reached the disk, never before.

    ``name`` is the one the content first came under (made safe); what a record calls it stands with that record.
    """

    sha256 = models.CharField("SHA-256", max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField("字节数")
    media_type = models.CharField("类型", max_length=100)
    name = models.CharField("首次名称", max_length=120)
    at = models.DateTimeField("收存时间")
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="files_kept")

    class Meta:
        verbose_name = "文件"

    def __str__(self):
        return self.name


class Reading(models.Model):
    """What the machine could read of a file: its text and what does not meet the eye, or why it could not.

    One row a content, made when the file is taken in. ``reader`` is the version of the readers that made it; ``packed``
    holds ``files.text.Words`` (zlib over JSON), empty where ``fault`` says in Chinese why nothing could be read.
    """

    file = models.OneToOneField(StoredFile, models.PROTECT, primary_key=True, related_name="reading")
    reader = models.PositiveSmallIntegerField("读法")
    packed = models.BinaryField("文字", default=bytes)
    fault = models.CharField("未能读出的原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "附件文字"
