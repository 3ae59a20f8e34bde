"""重大行政决策 (重大决策条例-3, BW-9.1–9.4, KF-4.1): the yearly catalogue, its matters, what was done about each."""

from django.db import models

from gongkai.accounts.models import Person
from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.catalogue.models import Topic
from gongkai.disclosures.models import Disclosure


class Body(models.TextChoices):
    """Who takes a decision together (TZ-1.1, 重大决策条例 Art. 30)."""

    STANDING = "standing", "政府常务会议"
    PLENARY = "plenary", "政府全体会议"
    PARTY = "party", "党组会"
    BUREAU = "bureau", "局务会"
    DIRECTOR = "director", "局长办公会"
    REVIEW = "review", "案件审理委员会会议"


class Result(models.TextChoices):
    PASSED = "passed", "通过"
    AMENDED = "amended", "修改后通过"
    REFUSED = "refused", "不予通过"


class Catalogue(models.Model):
    """重大行政决策事项目录 of a year. The hash over its matters is the content of its case; ``note`` is the public word
    on the change that is under way or was last published."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="decision_catalogue")
    year = models.PositiveSmallIntegerField("年度", unique=True)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", verbose_name="公布在")
    note = models.CharField("调整理由", max_length=300, blank=True)
    consent = models.CharField("同意的文件或会议", max_length=200, blank=True)
    papers = models.JSONField(default=list)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "决策事项目录"

    @property
    def door_key(self) -> str:
        return f"decision_catalogue:{self.pk}"


class Decision(models.Model):
    """A matter. ``catalogue`` once it is to be listed; the words are public with the catalogue. ``excluded`` says which
    class of matters outside the regulation it is of. The hash over it and its procedures is the content of its case.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="decision")
    catalogue = models.ForeignKey(Catalogue, models.PROTECT, null=True, related_name="decisions")
    about = models.CharField("主要内容", max_length=500)
    basis = models.CharField("依据", max_length=300)
    planned = models.DateField("计划决策日期")
    excluded = models.CharField("不适用的类别", max_length=20, blank=True)
    editor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    body = models.CharField("决策机关", max_length=8, choices=Body.choices, blank=True)
    decided = models.DateField("决策日期", null=True)
    result = models.CharField("结果", max_length=8, choices=Result.choices, blank=True)
    taken = models.CharField("意见采纳情况", max_length=1000, blank=True)
    document = models.ForeignKey(Disclosure, models.PROTECT, null=True, related_name="+", verbose_name="决策文件")
    papers = models.JSONField(default=list)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "重大行政决策"

    @property
    def door_key(self) -> str:
        return f"decision:{self.pk}"


class State(models.TextChoices):
    DONE = "done", "已经履行"
    WAIVED = "waived", "不需履行"


class Procedure(models.Model):
    """One procedure of a matter (公众参与, 专家论证 …), a code of `rulebooks/participation`: who did it, what came of
    it and its papers; or on what ground it is left out. Words are public, papers are the file's."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="procedures")
    sort = models.CharField(max_length=20)
    state = models.CharField("情况", max_length=8, choices=State.choices)
    day = models.DateField("日期")
    by = models.CharField("由谁组织", max_length=120, blank=True)
    body = models.CharField("讨论机关", max_length=8, choices=Body.choices, blank=True)
    outcome = models.CharField("结论和意见采纳情况", max_length=1000)
    papers = models.JSONField(default=list)
    consultation = models.ForeignKey("Consultation", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "sort"], name="procedure_once")]
        ordering = ["day", "pk"]


class Stage(models.TextChoices):
    EXECUTION = "execution", "执行情况"
    REVIEW = "review", "决策后评估"


class Progress(models.Model):
    """How a decision is carried out, and what its evaluation found (重大决策条例 Art. 35, 36); public once agreed."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="progress")
    stage = models.CharField("环节", max_length=10, choices=Stage.choices)
    day = models.DateField("日期")
    says = models.CharField("情况", max_length=1000)
    papers = models.JSONField(default=list)

    class Meta:
        ordering = ["day", "pk"]
