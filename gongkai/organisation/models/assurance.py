"""组织保障: the leading group in its dated compositions, the weight in the performance appraisal, hard questions that
were solved."""

from django.db import models
from django.db.models import Q

from gongkai.accounts.models import Unit
from gongkai.acts.models import Case, OfCaseQuerySet, visible
from gongkai.catalogue.models import Topic
from gongkai.vault.sealed import SealedText


class SeatSort(models.TextChoices):
    """A seat of the leading group and its office (TZ-5.1), or who answers for openness (DY-1, SQ-6.1)."""

    HEAD = "head", "组长"
    DEPUTY = "deputy", "副组长"
    MEMBER = "member", "成员"
    OFFICE_HEAD = "office_head", "办公室主任"
    OFFICE_DEPUTY = "office_deputy", "办公室副主任"
    IN_CHARGE = "in_charge", "分管领导"
    STAFF = "staff", "经办人员"


class LeadingGroup(models.Model):
    """领导小组: one a unit. ``live`` is the composition in force, ``draft`` one that is not agreed to yet; the public
    reads of it in ``topic``."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="leading_group")
    unit = models.OneToOneField(Unit, models.PROTECT, related_name="leading_group")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", verbose_name="公布在")
    live = models.ForeignKey("Composition", models.PROTECT, null=True, related_name="+")
    draft = models.ForeignKey("Composition", models.PROTECT, null=True, related_name="+")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "领导小组"

    @property
    def newest(self) -> "Composition":
        """The draft, or what is in force: a group has one of them."""
        return self.draft or self.in_force

    @property
    def in_force(self) -> "Composition":
        assert self.live is not None
        return self.live


class Composition(models.Model):
    """Who is who since a day, by which paper; ``agreed`` None while it is a draft. ``files`` as [sha256, name]."""

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="compositions")
    number = models.PositiveSmallIntegerField()
    since = models.DateField("自")
    paper = models.CharField("依据文件", max_length=120)
    office = models.CharField("办公室设在", max_length=80)
    files = models.JSONField(default=list)
    agreed = models.DateTimeField("核定时间", null=True)

    class Meta:
        verbose_name = "领导小组组成"
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="composition_once")]


class Seat(models.Model):
    """Who sits where; ``charge`` is the division of work of a deputy head."""

    composition = models.ForeignKey(Composition, models.PROTECT, related_name="seats")
    order = models.PositiveSmallIntegerField()
    sort = models.CharField("席位", max_length=16, choices=SeatSort.choices)
    name = models.CharField("姓名", max_length=40)
    duty = models.CharField("职务", max_length=80, blank=True)
    charge = models.CharField("分工", max_length=200, blank=True)

    class Meta:
        verbose_name = "席位"
        ordering = ["order"]


class Place(models.Model):
    """An office, a direct unit or an outpost of the unit, and who answers for openness there (TZ-6.1). ``phone`` is for
    the house alone."""

    composition = models.ForeignKey(Composition, models.PROTECT, related_name="places")
    order = models.PositiveSmallIntegerField()
    name = models.CharField("机构", max_length=80)
    leader = models.CharField("分管领导", max_length=40, blank=True)
    person = models.CharField("专人", max_length=40, blank=True)
    phone = SealedText("内部电话", null=True)

    class Meta:
        verbose_name = "处室和下属机构"
        ordering = ["order"]


class Appraisal(models.Model):
    """绩效考核权重: how much openness weighs in a year's performance appraisal, in per cent (SQ-6.1)."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="appraisal")
    year = models.PositiveSmallIntegerField("年度")
    weight = models.DecimalField("权重（%）", max_digits=5, decimal_places=2)
    paper = models.CharField("依据文件", max_length=120)
    files = models.JSONField(default=list)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "绩效考核权重"


class QuestionQuerySet(OfCaseQuerySet):
    def visible_to(self, post):
        """What is on the shelf is there for everybody who works here."""
        return self.filter(visible(post, "case__") | Q(case__status="solved"))


class HardQuestion(models.Model):
    """疑难问题: a hard question on requests, and how it is to be handled, without the people it was about (TZ-6.2)."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="hard_question")
    asked = models.CharField("问题", max_length=1000)
    answer = models.CharField("处理意见", max_length=2000, blank=True)
    basis = models.CharField("依据", max_length=300, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "疑难问题"
