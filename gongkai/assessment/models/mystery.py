"""暗访测试: what is asked by telephone, letter, web or on the spot, by whom, on which day, and what came of it."""

from django.db import models

from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Case
from gongkai.assessment.models.sources import Scoring


class Way(models.TextChoices):
    """How a unit is tested."""

    CALL = "call", "拨打电话"
    LETTER = "letter", "来信"
    WEB = "web", "网上提交"
    VISIT = "visit", "到现场"


class Measure(models.TextChoices):
    """In what the time to an answer is counted."""

    MINUTES = "minutes", "分钟"
    WORKDAYS = "workdays", "个工作日"


class How(models.TextChoices):
    """What the answer was like."""

    GOOD = "good", "答复得体"
    VAGUE = "vague", "答复不清楚"
    BESIDE = "beside", "答非所问"
    RUDE = "rude", "态度生硬"
    PASSED = "passed", "相互推诿"
    NOBODY = "nobody", "无人接听、无人在岗"
    SILENT = "silent", "没有答复"


class MysteryScript(models.Model):
    """暗访脚本: the same question, in the same words, to every unit of one round; ``seed`` gives units and days."""

    part = models.ForeignKey(Scoring, models.PROTECT, related_name="scripts")
    item = models.CharField("项目", max_length=80)
    way = models.CharField("方式", max_length=8, choices=Way.choices)
    ask = models.TextField("问什么", max_length=1000)
    counts = models.TextField("怎样算答复", max_length=500)
    within = models.PositiveSmallIntegerField("时限")
    measure = models.CharField("时限单位", max_length=8, choices=Measure.choices)
    since = models.DateField("从")
    until = models.DateField("到")
    seed = models.CharField("种子", max_length=40)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "暗访脚本"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_way_display()}（{self.since} 至 {self.until}）"


class MysteryTask(models.Model):
    """暗访测试: one unit tested once, by one person on one day. ``took`` is counted as the script says; null where no
    answer came. Words of the tester stand with the act, sealed."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="mystery")
    script = models.ForeignKey(MysteryScript, models.PROTECT, related_name="tasks")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    day = models.DateField("日期")
    begun = models.DateTimeField("开始时间", null=True)
    answered = models.BooleanField("有没有答复", null=True)
    took = models.PositiveIntegerField("用时", null=True)
    how = models.CharField("答复情况", max_length=8, choices=How.choices, blank=True)

    class Meta:
        verbose_name = "暗访测试"
        ordering = ["day", "pk"]
        constraints = [models.UniqueConstraint(fields=["script", "unit"], name="tested_once")]

    @property
    def in_time(self) -> bool:
        return bool(self.answered and self.took is not None and self.took <= self.script.within)
