"""问题与整改: what was found at units and in which rounds, incidents, rectifications with their items, cards."""

from django.db import models
from django.db.models import Q

from gongkai.accounts.models import Unit
from gongkai.acts.models import Case, OfCaseQuerySet


class Round(models.Model):
    """An assessment that was announced: where losses come from. ``key`` is the assessment's own name for it."""

    key = models.CharField(max_length=40, unique=True)
    title = models.CharField("名称", max_length=300)
    at = models.DateTimeField("通报时间")
    until = models.DateField("考核期至")

    class Meta:
        verbose_name = "考核轮次"
        ordering = ["-at"]

    def __str__(self):
        return self.title


class Standing(models.Model):
    """How a unit came out of a round. ``must``: by its result it has to mend (BW-19); ``page``: its sheet for staff."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="standings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    score = models.CharField("得分", max_length=20)
    grade = models.CharField("等次", max_length=40, blank=True)
    must = models.BooleanField("必须整改", default=False)
    page = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = "轮次结果"
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="stands_once")]
        ordering = ["unit__order", "unit_id"]


class Finding(models.Model):
    """问题: known by its unit, its ``code`` (of the library, else document:indicator) and what it is ``about``."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="finding")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="findings")
    code = models.CharField(max_length=120)
    about = models.CharField("对象", max_length=200, blank=True)
    problem = models.CharField("问题", max_length=500)
    basis = models.JSONField("依据", default=list)
    remedy = models.CharField("整改办法", max_length=500, blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "问题"
        constraints = [models.UniqueConstraint(fields=["unit", "code", "about"], name="found_once")]

    @property
    def number(self) -> str:
        """Its name for good: 问题 000123."""
        return f"{self.pk:06d}"


class Sighting(models.Model):
    """That a finding was seen: in a round, with what it cost there, or on a day of routine inspection (H37).

    ``place`` is where in the table (document:indicator); ``points`` and ``lost`` are exact decimals as the sheet says
    them, ``says`` why they were lost.
    """

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="sightings")
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="sightings")
    at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    indicator = models.CharField("指标", max_length=200, blank=True)
    points = models.CharField("分值", max_length=20, blank=True)
    lost = models.CharField("扣分", max_length=20, blank=True)
    says = models.TextField("失分原因", blank=True)

    class Meta:
        verbose_name = "发现"
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "round", "place"], condition=~Q(round=None), name="seen_once_a_round"
            )
        ]
        ordering = ["at", "pk"]


class Sort(models.TextChoices):
    """What an incident is; each is counted by itself."""

    LEAK = "leak", "失泄密"
    PETITION = "petition", "因政务不公开引发的群体性上访、上诉"
    SERVICE = "service", "因政务服务引起的上访、上诉"
    EXPOSURE = "exposure", "新闻媒体曝光"
    ABUSE = "abuse", "以权谋私、索拿卡要"
    WITHHELD = "withheld", "应公开而不公开、弄虚作假"
    WRONG = "wrong", "公开不应公开的信息"


class Consequence(models.TextChoices):
    """What followed for those answerable (TZ-6.3)."""

    NONE = "none", "不予追究"
    TALK = "talk", "提醒谈话、责令整改"
    CRITICISED = "criticised", "通报批评"
    DISCIPLINED = "disciplined", "移送追究责任"


class Incident(models.Model):
    """事件: one event at a unit, its case's. ``evidence`` as [sha256, name]; ``serious``: it had grave effect."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="incident")
    sort = models.CharField("类别", max_length=10, choices=Sort.choices)
    happened = models.DateField("发生日期")
    source = models.CharField("怎样得知", max_length=120)
    says = models.CharField("经过", max_length=1000)
    serious = models.BooleanField("造成严重影响", default=False)
    evidence = models.JSONField("证据", default=list)
    consequence = models.CharField("处理结果", max_length=12, choices=Consequence.choices, blank=True)
    record = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+", verbose_name="有关的公开信息")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "事件"


class Rectification(models.Model):
    """整改: one unit's after one round. ``must``: its result asks for it, not the office alone."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="rectification")
    round = models.ForeignKey(Round, models.PROTECT, related_name="rectifications")
    must = models.BooleanField("必须整改", default=False)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "整改"


class Outcome(models.TextChoices):
    MENDED = "mended", "已整改"
    FAILED = "failed", "没有整改到位"


class Item(models.Model):
    """One finding in a rectification: what the unit did, who does it by when, evidence, what the re-check found."""

    rectification = models.ForeignKey(Rectification, models.PROTECT, related_name="items")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="items")
    measure = models.CharField("整改措施和结果", max_length=500, blank=True)
    owner = models.CharField("责任人", max_length=40, blank=True)
    planned = models.DateField("计划完成日期", null=True)
    evidence = models.JSONField("证据", default=list)
    outcome = models.CharField("复查", max_length=8, choices=Outcome.choices, blank=True)

    class Meta:
        verbose_name = "整改事项"
        constraints = [models.UniqueConstraint(fields=["rectification", "finding"], name="mended_once")]
        ordering = ["pk"]


class Monitoring(models.Model):
    """电子监察: cards come only for dates that pass after ``since``. ``looked``: when they were last gone through."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="monitoring")
    since = models.DateTimeField("自")
    looked = models.DateTimeField(null=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "电子监察"


class CardLevel(models.TextChoices):
    YELLOW = "yellow", "黄牌"
    RED = "red", "红牌"


class CardSource(models.TextChoices):
    """Where the date comes from: a clock of this house, or one of the matters brought in from elsewhere (KF-4.2)."""

    HOUSE = "house", "本系统的办理时限"
    TREASURY = "treasury", "国库支付"
    PROCUREMENT = "procurement", "政府采购和招投标"
    PENALTY = "penalty", "行政处罚"
    LEVY = "levy", "行政征收"


class Card(models.Model):
    """牌: that a date of a matter is near or past. Of this house by ``about``, ``limit`` and ``round``; else by its
    number where it comes from. A level is given once."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="card")
    level = models.CharField("牌", max_length=6, choices=CardLevel.choices)
    source = models.CharField("来源", max_length=12, choices=CardSource.choices)
    about = models.ForeignKey(Case, models.PROTECT, null=True, related_name="cards")
    limit = models.CharField(max_length=60, blank=True)
    round = models.PositiveIntegerField(default=1)
    number = models.CharField("外部编号", max_length=60, blank=True)
    matter = models.CharField("事项", max_length=200)
    basis = models.CharField("依据", max_length=200, blank=True)
    due = models.DateTimeField("最后时刻")
    at = models.DateTimeField("发牌时间", db_index=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "牌"
        constraints = [
            models.UniqueConstraint(
                fields=["about", "limit", "round", "level"], condition=~Q(about=None), name="card_once"
            ),
            models.UniqueConstraint(
                fields=["source", "number", "level"], condition=Q(about=None), name="card_brought_once"
            ),
        ]
