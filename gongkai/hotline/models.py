"""诉求件 and what hangs on it: other units that help, likeness to earlier ones, faults, ways in, platforms."""

from django.db import models
from django.db.models import Q

from gongkai.accounts.models import Person, Post, Unit
from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.catalogue.models import Topic
from gongkai.hotline.vocabulary import (
    ACCUSING,
    About,
    BulletinSort,
    Channel,
    Consequence,
    FaultSort,
    Outcome,
    Rating,
    Sort,
)
from gongkai.vault.sealed import SealedText


class Source(models.Model):
    """接入来源: a 12345 platform whose rows come in by table or by the interface. ``token``: the digest of its key;
    ``minute`` and ``calls`` measure how often it knocks."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="plea_source")
    token = models.CharField(max_length=64, blank=True, db_index=True)
    minute = models.DateTimeField(null=True)
    calls = models.PositiveIntegerField(default=0)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "接入来源"


class Plea(models.Model):
    """诉求件. ``at`` is the very moment it was told; ``first`` who was first asked (首问) and answers for its way on.

    ``number`` with a code kept as a digest (``code``) opens the caller's page; ``once`` is a digest of one filling-in,
    ``sender`` one of where it came from. ``gist`` is staff's own line without a private word. ``against``, ``accused``:
    the unit and the person complained of. ``by_name``, ``by_phone``: digests by which the same caller is found.
    ``outside`` is its number at its source, ``row`` a digest of what the source last said of it.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="plea")
    number = models.CharField("编号", max_length=16, unique=True)
    code = models.CharField(max_length=64)
    once = models.CharField(max_length=64, unique=True)
    sender = models.CharField(max_length=64, blank=True)
    sort = models.CharField("类型", max_length=10, choices=Sort.choices)
    channel = models.CharField("渠道", max_length=10, choices=Channel.choices)
    about = models.CharField("涉及公开", max_length=10, choices=About.choices, blank=True)
    gist = models.CharField("事由", max_length=60, blank=True)
    at = models.DateTimeField("收到时间", db_index=True)
    first = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", verbose_name="首问责任人")
    words = SealedText(null=True)
    name = SealedText(null=True)
    phone = SealedText(null=True)
    address = SealedText(null=True)
    by_name = models.CharField(max_length=64, blank=True, db_index=True)
    by_phone = models.CharField(max_length=64, blank=True, db_index=True)
    open_to_all = models.BooleanField("同意遮盖后选登", default=False)
    against = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="被投诉单位")
    accused = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="被投诉人")
    promised = models.DateField("承诺答复日", null=True)
    reply = SealedText(null=True)
    outcome = models.CharField("办理结果", max_length=10, choices=Outcome.choices, blank=True)
    consequence = models.CharField("处理措施", max_length=200, blank=True)
    link = models.CharField("关联的公开信息或申请", max_length=60, blank=True)
    rating = models.CharField("满意度", max_length=10, choices=Rating.choices, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="pleas")
    outside = models.CharField("平台工单号", max_length=60, blank=True)
    row = models.CharField(max_length=64, blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "诉求件"
        indexes = [models.Index(fields=["sender", "at"], name="plea_from")]
        constraints = [
            models.UniqueConstraint(fields=["source", "outside"], condition=~Q(outside=""), name="plea_outside_once")
        ]

    @property
    def accuses(self) -> bool:
        return self.sort in ACCUSING


class PleaNumber(models.Model):
    """The last running number of a year."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)


class PleaPart(models.Model):
    """协办: another unit that helps the leading one; its opinion stands in its own trail."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="plea_part")
    plea = models.ForeignKey(Plea, models.PROTECT, related_name="parts")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "协办件"


class Likeness(models.Model):
    """疑似重复: of one caller, how many pairs of signs two cases share of all of theirs; ``repeat`` once judged."""

    plea = models.ForeignKey(Plea, models.PROTECT, related_name="likenesses")
    earlier = models.ForeignKey(Plea, models.PROTECT, related_name="+")
    by = models.CharField(max_length=8)
    shared = models.PositiveIntegerField()
    of = models.PositiveIntegerField()
    repeat = models.BooleanField("重复", null=True)

    class Meta:
        verbose_name = "疑似重复"
        constraints = [models.UniqueConstraint(fields=["plea", "earlier"], name="likeness_once")]


class PleaErasure(models.Model):
    """清除记录: that what a case held of its caller was erased, when, and how many words went."""

    plea = models.OneToOneField(Plea, models.PROTECT, primary_key=True, related_name="erasure")
    at = models.DateTimeField("清除时间")
    words = models.PositiveIntegerField("密封的内容")

    class Meta:
        verbose_name = "清除记录"


class PleaFault(models.Model):
    """过错追究: a fault in handling, who answers for it, and what came of it."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="plea_fault")
    plea = models.ForeignKey(Plea, models.PROTECT, related_name="faults")
    sort = models.CharField("过错", max_length=10, choices=FaultSort.choices)
    consequence = models.CharField("追究方式", max_length=12, choices=Consequence.choices, blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "过错追究"


class ComplaintLine(models.Model):
    """投诉渠道 (KF-6.2): by which phone, mailbox and box a unit hears complaints; ``live`` is what the public reads."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="complaint_line")
    unit = models.OneToOneField(Unit, models.PROTECT, related_name="complaint_line")
    phone = models.CharField("投诉电话", max_length=40, blank=True)
    mailbox = models.CharField("投诉信箱", max_length=80, blank=True)
    box = models.CharField("意见箱、意见簿", max_length=80, blank=True)
    hours = models.CharField("接听时间", max_length=60, blank=True)
    mechanism = models.CharField("受理、查处、答复的办法", max_length=300, blank=True)
    live = models.JSONField(default=dict)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "投诉渠道"


class Bulletin(models.Model):
    """热线公布: figures of a period, or one question with its answer, masked; ``body`` is what is agreed to."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="bulletin")
    sort = models.CharField("公布", max_length=8, choices=BulletinSort.choices)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", verbose_name="公开栏目")
    first = models.DateField("自", null=True)
    last = models.DateField("至", null=True)
    plea = models.ForeignKey(Plea, models.PROTECT, null=True, related_name="bulletins")
    body = models.JSONField(default=dict)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "热线公布"
