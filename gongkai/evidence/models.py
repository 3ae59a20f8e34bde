"""佐证材料: what a unit shows for what it did, kept once, in versions, and used wherever it is needed."""

from django.db import models
from django.db.models import Q

from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.files.models import StoredFile


class Sort(models.TextChoices):
    """What sort of evidence the tables ask for (DY-F2.6)."""

    PAPER = "paper", "文件资料"
    PICTURE = "picture", "现场照片"
    PAGE = "page", "网页留存"
    RECORD = "record", "平台记录"


class Evidence(models.Model):
    """One piece of evidence; its name is the case's title. ``expires``: the last day on which it proves anything."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="evidence")
    sort = models.CharField("类别", max_length=8, choices=Sort.choices)
    expires = models.DateField("有效期至", null=True, blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "佐证材料"

    def __str__(self):
        return self.case.title

    @property
    def newest(self) -> "Version":
        return self.versions.order_by("-number")[0]


class Version(models.Model):
    """What the evidence was at one time; none is ever changed or lost.

    ``dated`` is the day the thing itself bears. A picture: ``taken`` when, ``place`` where in words, ``where`` in
    coordinates; ``taken_read`` that the time was read off the picture and not typed; ``bare`` the copy for others, free
    of what does not meet the eye. A page: ``address``, ``file`` (WARC), ``checker`` what kept it, ``shot`` its picture
    or ``shot_says`` why there is none. A record of the house: ``record``.
    """

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("版次")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField("收存时间")
    dated = models.DateField("材料日期")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    name = models.CharField("文件名", max_length=120, blank=True)
    bare = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    taken = models.DateTimeField("拍摄时间", null=True)
    taken_read = models.BooleanField("时间是照片自带的", default=False)
    place = models.CharField("拍摄地点", max_length=120, blank=True)
    where = models.CharField("照片自带的坐标", max_length=40, blank=True)
    address = models.CharField("网址", max_length=700, blank=True)
    checker = models.CharField("留存程序", max_length=40, blank=True)
    shot = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    shot_says = models.CharField("没有截图的原因", max_length=120, blank=True)
    record = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "材料的一版"
        constraints = [models.UniqueConstraint(fields=["evidence", "number"], name="evidence_version_once")]


class Use(models.Model):
    """That a case relies on a version of a piece of evidence, from … until.

    ``place`` says for what in that case (an indicator) and ``says`` the same in words, ``unit`` of whom it speaks.
    """

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="uses")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="evidence_used")
    place = models.CharField("用处", max_length=80, blank=True)
    says = models.CharField("用处的名称", max_length=200, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "材料的用处"
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "case", "place", "unit"], condition=Q(ended=None), name="evidence_used_once"
            )
        ]
