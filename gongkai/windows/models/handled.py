"""办事事项和申办件: what is handled at a window, cases of it with their joint parts, the bulletin of a quarter."""

from django.db import models

from gongkai.accounts.models import Unit
from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.catalogue.models import Topic
from gongkai.registers.models import Line
from gongkai.vault.sealed import SealedText
from gongkai.windows.models.places import Window


class Item(models.Model):
    """办事事项: a row of a unit's published list, where it is handled and how far online. ``guide`` holds the elements
    that the row itself does not say; ``legal`` and ``promise`` are working days; ``address`` is its public name."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="service_item")
    line = models.OneToOneField(Line, models.PROTECT, related_name="service_item", verbose_name="清单事项")
    window = models.ForeignKey(Window, models.PROTECT, null=True, related_name="items")
    address = models.CharField(max_length=10, unique=True)
    ground = models.CharField("不进窗口的依据", max_length=200, blank=True)
    guide = models.JSONField("办事指南补充", default=dict)
    stages = models.JSONField("在线环节", default=list)
    green = models.BooleanField("绿色通道", default=False)
    legal = models.PositiveSmallIntegerField("法定时限（工作日）", null=True)
    promise = models.PositiveSmallIntegerField("承诺时限（工作日）", null=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "办事事项"

    def __str__(self):
        return self.case.title


class GuideText(models.Model):
    """办事指南的一稿: what a guide said beyond the list from this moment on."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="guide_texts")
    words = models.JSONField("办事指南补充", default=dict)
    at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "办事指南的一稿"
        ordering = ["at", "pk"]


class Partner(models.Model):
    """并联审批部门: a unit that is asked about every case of an item, at the same time as the others."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="partners")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "并联审批部门"
        constraints = [models.UniqueConstraint(fields=["item", "unit"], name="partner_once")]
        ordering = ["unit__order", "unit_id"]


class Channel(models.TextChoices):
    ONLINE = "online", "网上提交"
    COUNTER = "counter", "窗口提交"


class Outcome(models.TextChoices):
    GRANTED = "granted", "准予"
    DENIED = "denied", "不予"


class Rating(models.IntegerChoices):
    """How an applicant found it, told once the answer was out (KF-1)."""

    SATISFIED = 3, "满意"
    ON_THE_WHOLE = 2, "基本满意"
    NOT = 1, "不满意"


class ServiceCase(models.Model):
    """申办件: who asks is sealed. Its applicant follows it by ``code`` and a second secret kept as a digest;
    ``once`` tells one filling-in of the form from another;
    ``satisfied`` is what he said of it afterwards."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="service_case")
    item = models.ForeignKey(Item, models.PROTECT, related_name="cases")
    channel = models.CharField("渠道", max_length=8, choices=Channel.choices)
    code = models.CharField("查询编号", max_length=10, unique=True)
    secret = models.CharField(max_length=64)
    once = models.CharField(max_length=64, null=True, unique=True)
    sender = models.CharField(max_length=64, blank=True)
    name = SealedText(null=True)
    phone = SealedText(null=True)
    paper_no = SealedText(null=True)
    asks = SealedText(null=True)
    at = models.DateTimeField("收到时间")
    outcome = models.CharField("结果", max_length=8, choices=Outcome.choices, blank=True)
    satisfied = models.PositiveSmallIntegerField("评价", choices=Rating.choices, null=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "申办件"
        indexes = [models.Index(fields=["sender", "at"], name="service_sent_from")]

    @property
    def number(self) -> str:
        return f"{self.pk:06d}"


class Part(models.Model):
    """并联审批件: one partner's part in a case, its own case with its own clock."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="service_part")
    whole = models.ForeignKey(ServiceCase, models.PROTECT, related_name="parts")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "并联审批件"


class Bulletin(models.Model):
    """政务服务和电子监察季度通报: figures of a quarter as they were counted when it was drawn up, published by another
    hand. ``figures``: tables as [title, heads, rows]."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="service_bulletin")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", verbose_name="公布在")
    first = models.DateField("自")
    last = models.DateField("至", unique=True)
    figures = models.JSONField("数字", default=list)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "季度通报"
