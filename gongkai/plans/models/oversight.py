"""What the office does about a plan: checks, notices, calls for progress, the three lists (SQ-6.6, BW-10)."""

from django.db import models

from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.findings.models import Finding
from gongkai.plans.models.ledger import Plan, Task


class CheckSort(models.TextChoices):
    """A look at the ledger on its way, and the one at its end (SQ-6.6)."""

    INSPECTION = "inspection", "台账检查"
    ACCEPTANCE = "acceptance", "考评验收"


class Check(models.Model):
    """检查: the whole ledger of a plan, looked through by a day."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="plan_check")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="checks")
    sort = models.CharField("类别", max_length=10, choices=CheckSort.choices)
    due = models.DateField("期限")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "台账检查"
        constraints = [models.UniqueConstraint(fields=["plan", "sort"], name="check_once")]


class Verdict(models.TextChoices):
    """What was found at a task."""

    FINE = "fine", "符合要求"
    SHORT = "short", "有问题"
    GRAVE = "grave", "落实不到位并造成严重影响"


class Look(models.Model):
    """检查意见: what a check found at one task; ``finding`` is the problem it became."""

    check_of = models.ForeignKey(Check, models.PROTECT, related_name="looks")
    task = models.ForeignKey(Task, models.PROTECT, related_name="looks")
    verdict = models.CharField("结论", max_length=5, choices=Verdict.choices)
    says = models.CharField("发现的问题", max_length=300, blank=True)
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "检查意见"
        constraints = [models.UniqueConstraint(fields=["check_of", "task"], name="looked_at_once")]


class Notice(models.Model):
    """督办单: the office asks the leading unit about a task; to be answered by a day."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="plan_notice")
    task = models.ForeignKey(Task, models.PROTECT, related_name="notices")
    due = models.DateField("答复期限")
    asks = models.CharField("督办要求", max_length=500)
    answer = models.CharField("办理情况", max_length=1000, blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "督办单"


class Call(models.Model):
    """要求报送进展: of every unit that leads a task of the plan, by a day."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="plan_call")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="calls")
    due = models.DateField("报送期限")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "要求报送进展"


class Return(models.Model):
    """进展报送: what one unit owes upon a call."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="plan_return")
    call = models.ForeignKey(Call, models.PROTECT, related_name="returns")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "进展报送"


class Mend(models.Model):
    """三单事项: one line over the lists of problems, of measures and of who answers. ``duty``: the post that answers,
    no name. It comes from a task or from a finding."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="plan_mend")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="mends")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="+")
    problem = models.CharField("问题", max_length=500)
    measure = models.CharField("措施", max_length=500, blank=True)
    duty = models.CharField("责任岗位", max_length=80, blank=True)
    due = models.DateField("整改时限", null=True)
    result = models.CharField("整改结果", max_length=500, blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "三单事项"
        constraints = [
            models.CheckConstraint(condition=~models.Q(task=None, finding=None), name="mend_comes_from_something")
        ]
