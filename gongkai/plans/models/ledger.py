"""The year's plan with its lines, and the tasks that they become once it is issued (BW-6.1.3, SQ-6.6)."""

from django.db import models
from django.db.models import Q

from gongkai.accounts.models import Person, Post, Unit
from gongkai.acts.models import Case, OfCaseQuerySet, visible
from gongkai.catalogue.models import Topic

OUT = ("issued", "closed")
ON_ITS_WAY = ("open", "changing")


class PlanQuerySet(OfCaseQuerySet):
    def visible_to(self, post: Post):
        """An issued plan is there for everybody who works here; a draft for those it belongs to."""
        return self.filter(visible(post, "case__") | Q(case__status__in=OUT))


class Plan(models.Model):
    """年度计划: of one unit for one year; its name is the case's title. ``inspection`` and ``acceptance`` are days by
    which its ledger is checked and accepted; the public reads of it in ``topic``."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="plan")
    year = models.PositiveSmallIntegerField("年度")
    goal = models.CharField("年度目标", max_length=1000)
    measure = models.CharField("保障措施", max_length=1000)
    inspection = models.DateField("检查日期", null=True, blank=True)
    acceptance = models.DateField("验收日期", null=True, blank=True)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", verbose_name="公布在")

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "年度计划"

    def __str__(self):
        return self.case.title


class Upper(models.Model):
    """上级文件: a paper that the plan carries out, here (``record``), a plan of this house (``own``), or elsewhere."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="uppers")
    title = models.CharField("文件名称", max_length=200)
    number = models.CharField("发文字号", max_length=60, blank=True)
    record = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    own = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="carried_out")

    class Meta:
        verbose_name = "上级文件"
        ordering = ["pk"]


class Demand(models.Model):
    """上级任务: what an upper paper asks for, one point of it."""

    upper = models.ForeignKey(Upper, models.CASCADE, related_name="demands")
    place = models.CharField("段落", max_length=40, blank=True)
    says = models.CharField("要求", max_length=300)

    class Meta:
        verbose_name = "上级任务"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.place} {self.says}".strip()


class Line(models.Model):
    """计划里的一条: as it was planned. ``place``: the paragraph it comes from; ``topic``: the column in which it must
    publish what it did (BW-10); ``unknown``: offices named in the source that fit no unit, as [sort, name];
    ``carried``: the unfinished task of last year that it goes on with."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField("序号")
    place = models.CharField("段落", max_length=40, blank=True)
    says = models.CharField("任务", max_length=1500)
    goal = models.CharField("目标", max_length=300, blank=True)
    measure = models.CharField("措施", max_length=500, blank=True)
    output = models.CharField("成果形式", max_length=200, blank=True)
    due = models.DateField("完成时限", null=True, blank=True)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, related_name="+", verbose_name="要公开到")
    unknown = models.JSONField(default=list)
    serves = models.ManyToManyField(Demand, related_name="served_by")
    carried = models.ForeignKey("Task", models.PROTECT, null=True, related_name="carried_into")
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "计划任务"
        ordering = ["number"]

    def named(self, sort: str) -> str:
        """The units of a sort, as a ledger writes them."""
        return "、".join(one.unit.name for one in self.parties.all() if one.sort == sort)

    @property
    def leads(self) -> str:
        return self.named(Part.LEAD)

    @property
    def joints(self) -> str:
        return self.named(Part.JOINT)


class Part(models.TextChoices):
    """How a unit takes part in a task (SQ-6.6)."""

    LEAD = "lead", "牵头"
    JOINT = "joint", "会同"


class Party(models.Model):
    """That a unit leads a task or takes part in it."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="parties")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sort = models.CharField("分工", max_length=5, choices=Part.choices)

    class Meta:
        verbose_name = "任务分工"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["line", "unit"], name="party_once")]


class TaskQuerySet(OfCaseQuerySet):
    def visible_to(self, post: Post):
        """Also for whoever leads it with others or takes part in it."""
        keys = post.unit_keys()
        found = self.filter(visible(post, "case__"))
        return found if keys is None else self.filter(Q(pk__in=found.values("pk")) | taking_part(keys))


def taking_part(keys, *sorts: str) -> Q:
    """Tasks in which one of these units takes part, of any sort where none is told."""
    rows = Party.objects.filter(unit__in=keys)
    return Q(line__in=(rows.filter(sort__in=sorts) if sorts else rows).values("line"))


class Task(models.Model):
    """任务: a line of an issued plan on its way; ``says`` and ``due`` are what stands now, after every agreed change.
    Its case is the first leading unit's. ``change``: a change that waits for a word."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="plan_task")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks")
    line = models.OneToOneField(Line, models.PROTECT, related_name="task")
    says = models.CharField("任务", max_length=1500)
    due = models.DateField("完成时限")
    change = models.ForeignKey("Change", models.PROTECT, null=True, related_name="+")

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "任务"

    def __str__(self):
        return self.case.title


class Change(models.Model):
    """任务调整: another date or other words for a task; the reason stands with the act that asked for it."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="changes")
    due = models.DateField("改为")
    says = models.CharField("任务", max_length=1500)
    asked = models.DateTimeField("提出时间")
    agreed = models.DateTimeField("同意时间", null=True)

    class Meta:
        verbose_name = "任务调整"


class Progress(models.Model):
    """进展: what a unit told of a task on a day. ``nothing``: that there was nothing to tell; ``confirmed``: when the
    unit's leader stood by it, before which nobody outside reads it."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="progress")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField("填报时间")
    says = models.CharField("进展", max_length=1000)
    nothing = models.BooleanField("无进展可报", default=False)
    confirmed = models.DateTimeField("核对时间", null=True)

    class Meta:
        verbose_name = "进展"
        ordering = ["at", "pk"]


class Proof(models.Model):
    """已公开的成果: a published record that shows a task's result. It proves it once, however often told."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="proofs")
    record = models.ForeignKey(Case, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "公开成果"
        constraints = [models.UniqueConstraint(fields=["task", "record"], name="proof_of_task_once")]
