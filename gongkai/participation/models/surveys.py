"""社会评议: a questionnaire, whom it is about, its questions, who was invited, what was answered, what units are told.

An answer does not know who gave it: invitations keep that their code was used and not by which answer, devices are
counted beside the answers and forgotten when the survey ends.
"""

from django.db import models

from gongkai.accounts.models import Person, Unit
from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.catalogue.models import Topic
from gongkai.vault.sealed import SealedText

LEAST_LIKED = 4  # of the five steps of a scale: satisfied begins here
SCALE = {5: "很满意", 4: "满意", 3: "一般", 2: "不满意", 1: "很不满意"}


class Basis(models.TextChoices):
    """Which answers make the result."""

    INVITED = "invited", "只计受邀样本的答卷"
    ALL = "all", "受邀样本和网上自愿填写的都计入"


class Sort(models.TextChoices):
    SCALE = "scale", "五级评价（很满意至很不满意）"
    CHOICE = "choice", "单项选择"
    LINE = "line", "一句话意见"


class Survey(models.Model):
    """``address`` names its public page; ``population`` and ``size`` say of whom the sample is drawn; below ``minimum``
    valid answers about a unit nothing is told of it as a figure. The hash of head and questions is the content of its
    case; ``editor`` saved last. ``turned_away``: second answers of one device.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="survey")
    address = models.CharField(max_length=10, unique=True)
    purpose = models.CharField("说明", max_length=500)
    population = models.CharField("目标人群", max_length=200)
    size = models.PositiveIntegerField("目标人群人数", null=True)
    minimum = models.PositiveSmallIntegerField("最少有效答卷")
    basis = models.CharField("计入结果的答卷", max_length=8, choices=Basis.choices)
    open_form = models.BooleanField("网上可以自愿填写")
    opens = models.DateField("开始日期")
    closes = models.DateField("结束日期")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", verbose_name="公布在")
    editor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    turned_away = models.PositiveIntegerField(default=0)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "问卷"

    def __str__(self):
        return self.case.title


class Subject(models.Model):
    """Whom a survey is about: a unit, or the county by its government."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="subjects")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "unit"], name="surveyed_once")]
        ordering = ["unit__order", "unit_id"]


class Question(models.Model):
    """``options`` are those of a choice; ``measures``: its answers are the satisfaction."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField()
    sort = models.CharField("题型", max_length=8, choices=Sort.choices)
    text = models.CharField("题目", max_length=200)
    options = models.JSONField(default=list)
    measures = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="question_numbered_once")]
        ordering = ["number"]

    @property
    def choices(self) -> list[tuple[int, str]]:
        """(value, word) of what can be chosen; empty for a line."""
        if self.sort == Sort.SCALE:
            return list(SCALE.items())
        return list(enumerate(self.options, start=1))


class Invitation(models.Model):
    """A printed letter's code, kept as a keyed digest; ``used`` says that it was, not by which answer or when."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="invitations")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="invitations")
    code = models.CharField(max_length=64, unique=True)
    used = models.BooleanField(default=False)


class Device(models.Model):
    """That a device answered, by a keyed digest; deleted when the survey ends."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="devices")
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "mark"], name="device_once")]


class Answer(models.Model):
    """One filled-in form about one subject. ``ticket``: digest of the form it came by, so that none counts twice."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="answers")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="answers")
    invited = models.BooleanField()
    day = models.DateField()
    ticket = models.CharField(max_length=64, unique=True)


class Reply(models.Model):
    """What an answer says to one question: a step of its scale or the number of its option, or a line."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="replies")
    question = models.ForeignKey(Question, models.PROTECT, related_name="replies")
    choice = models.PositiveSmallIntegerField(null=True)
    line = SealedText(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "question"], name="replied_once")]


class Outcome(models.Model):
    """What a survey found about one unit, as a case of that unit; the figures stand in the act that tells them."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="survey_outcome")
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="outcomes")
    subject = models.OneToOneField(Subject, models.PROTECT, related_name="outcome")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "评议结果"
