"""What is kept beside a text: findings with their judgement, harmless ones remembered, texts not yet saved, links."""

from django.db import models
from django.db.models import Q

from gongkai.accounts.models import Person, Unit
from gongkai.acts.models import Act, Case
from gongkai.files.models import StoredFile
from gongkai.vault.sealed import SealedText


class Judgement(models.TextChoices):
    """What a person made of a finding (KF-5: a machine only proposes)."""

    CANDIDATE = "candidate", "待核对"
    CONFIRMED = "confirmed", "认定要改"
    REJECTED = "rejected", "认定不是问题"


class Finding(models.Model):
    """One thing the checks found in what a case says. ``mark`` names the same words again without telling them.

    ``edition`` is the one in which it was first met: a judgement holds as long as the words stay. ``excerpt`` and
    ``message`` have the private signs masked; ``why`` is the person's own words, sealed.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="findings")
    edition = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=40)
    level = models.CharField(max_length=8)
    part = models.CharField("位置", max_length=200)
    excerpt = models.CharField(max_length=300)
    message = models.CharField(max_length=500)
    mark = models.CharField(max_length=64)
    judgement = models.CharField(max_length=10, choices=Judgement.choices, default=Judgement.CANDIDATE)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)
    why = SealedText(null=True)
    act = models.ForeignKey(Act, models.PROTECT, null=True, related_name="+")
    met = models.DateTimeField("发现时间")

    class Meta:
        verbose_name = "检查发现"
        constraints = [models.UniqueConstraint(fields=["case", "mark"], name="finding_once")]
        indexes = [models.Index(fields=["judgement", "case"])]


class FalseAlarm(models.Model):
    """A word that this installation knows to be harmless. ``word`` is its keyed digest; revoked by a step of its case.

    Only what is for a person's eye can be remembered; what stops a paper must be explained in every paper.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="false_alarm")
    kind = models.CharField(max_length=40)
    word = models.CharField(max_length=64, db_index=True)
    excerpt = models.CharField(max_length=300)
    message = models.CharField(max_length=500)

    class Meta:
        verbose_name = "误报"


class Unfinished(models.Model):
    """A text as it stood in a form, kept until it is saved: typing, a save that came too late, a text written over.

    ``token`` names the form that was open; ``version`` is the case's when it was opened; ``fields`` as the form sends
    them, ``files`` as [sha256, name].
    """

    class Why(models.TextChoices):
        TYPING = "typing", "写到一半"
        CONFLICT = "conflict", "保存时别人已先保存"
        REPLACED = "replaced", "被别人的版本替换"

    token = models.CharField(max_length=40, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="unfinished")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="unfinished")
    why = models.CharField(max_length=10, choices=Why.choices, default=Why.TYPING)
    version = models.PositiveIntegerField(null=True)
    title = models.CharField(max_length=300, blank=True)
    fields = models.JSONField(default=dict)
    files = models.JSONField(default=list)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "未保存的文稿"


class Original(models.Model):
    """A text, or a file, as it came before it was cleaned, by case; ``says`` tells what was cleaned."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="originals")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    says = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "清理前的原文"


class Visit(models.Model):
    """What an outside address answered when it was last looked up; ``failures`` counts the last ones in a row."""

    class Answer(models.TextChoices):
        UNKNOWN = "unknown", "还没有查"
        ALIVE = "alive", "能打开"
        GONE = "gone", "没有这个页面"
        SILENT = "silent", "打不开"

    address = models.CharField(max_length=700, unique=True)
    host = models.CharField(max_length=200)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.UNKNOWN)
    says = models.CharField(max_length=120, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    asked = models.DateTimeField("最近被文稿引用")
    due = models.DateTimeField("下次查看")
    visited = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "外部链接"
        indexes = [models.Index(fields=["due"], condition=~Q(address=""), name="visit_due")]


class LinkRound(models.Model):
    """How far the links of what is public were looked through: ``reached`` is the last row of publication seen."""

    began = models.DateTimeField()
    reached = models.BigIntegerField(default=0)
    ended = models.DateTimeField(null=True)


class DeadLink(models.Model):
    """A link on a page that is out which was found to lead nowhere: since when, how often, until when.

    A person may say that nothing is to be done (``person``, ``why``); that holds as long as ``says`` stays the same.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="dead_links")
    address = models.CharField("链接", max_length=700)
    says = models.CharField("毛病", max_length=200)
    since = models.DateTimeField("首次发现")
    last = models.DateTimeField("最近查看")
    times = models.PositiveIntegerField("发现次数", default=1)
    ended = models.DateTimeField("恢复时间", null=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)
    why = SealedText(null=True)

    class Meta:
        verbose_name = "失效链接"
        constraints = [models.UniqueConstraint(fields=["case", "address"], name="dead_link_once")]
        indexes = [models.Index(fields=["case"], condition=Q(ended=None), name="dead_now")]


class Vote(models.Model):
    """这页对您有用吗: a reader's word on a page that was out. The day is kept, neither the hour nor where it came from.

    ``page`` is the door's key, ``column`` and ``unit`` are those of the page on that day; ``line`` is for the editors.
    """

    page = models.CharField(max_length=100)
    column = models.CharField(max_length=40, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    day = models.DateField(db_index=True)
    useful = models.BooleanField()
    line = SealedText(null=True)

    class Meta:
        verbose_name = "读者评价"
        indexes = [models.Index(fields=["unit", "day"], name="voted_on_unit")]
