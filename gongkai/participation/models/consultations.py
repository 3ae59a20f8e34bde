"""征求意见 (重大决策条例-15, BW-9.1–9.4): a draft that is out, its versions, the opinions on it, its answers."""

from datetime import datetime, time, timedelta

from django.db import models

from gongkai.accounts.models import Person
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.catalogue.models import Topic
from gongkai.participation.models.decisions import Decision
from gongkai.vault.sealed import SealedText


class Identity(models.TextChoices):
    """What a citizen must say of himself to give an opinion."""

    NONE = "none", "不用留姓名和电话"
    PHONE = "phone", "要留联系电话"
    REAL = "real", "要留姓名和联系电话"


class Consultation(models.Model):
    """``address`` names its live page. Head and draft hash to the content of its case; ``editor`` saved last.
    ``shorter``: the public reason for fewer days than usual; ``note``: for a change of its last day.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="consultation")
    address = models.CharField(max_length=10, unique=True)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="consultations")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", verbose_name="公布在")
    explanation = models.CharField("说明", max_length=2000)
    ways = models.CharField("提意见的方式", max_length=500)
    opens = models.DateField("开始日期")
    closes = models.DateField("截止日期")
    market = models.BooleanField("涉及市场主体")
    shorter = models.CharField("少于规定天数的理由", max_length=300, blank=True)
    note = models.CharField("变动说明", max_length=300, blank=True)
    identity = models.CharField("留什么身份", max_length=8, choices=Identity.choices, default=Identity.NONE)
    editor = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "征求意见"

    @property
    def door_key(self) -> str:
        return f"consultation:{self.pk}"

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.opens, time(), BEIJING)

    @property
    def ends(self) -> datetime:
        """The first moment after the last day: what comes a second earlier is in time."""
        return datetime.combine(self.closes + timedelta(days=1), time(), BEIJING)

    @property
    def newest(self) -> "Version":
        return self.versions.order_by("-number")[0]


class Version(models.Model):
    """A wording of the draft, a paragraph a word. The first is the one that is out; a later one is what opinions made
    of it, public with the summary."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    paragraphs = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="draft_numbered_once")]
        ordering = ["number"]


class Channel(models.TextChoices):
    ONLINE = "online", "网上"
    LETTER = "letter", "来信"
    MAIL = "mail", "电子邮件"
    PHONE = "phone", "来电"
    VISIT = "visit", "来访"
    MEETING = "meeting", "座谈会、听证会"


class Adopted(models.TextChoices):
    WHOLLY = "wholly", "采纳"
    PARTLY = "partly", "部分采纳"
    NOT = "not", "不采纳"


class Treatment(models.Model):
    """What becomes of opinions that say the same: their gist in the words of who handles them, adopted or why not, and
    where the text changed. Public with the summary."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="treatments")
    number = models.PositiveSmallIntegerField()
    gist = models.CharField("意见要点", max_length=500)
    adopted = models.CharField("采纳情况", max_length=8, choices=Adopted.choices)
    reason = models.CharField("理由", max_length=1000, blank=True)
    paragraph = models.PositiveSmallIntegerField("改在修改稿第几段", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="treatment_numbered_once")]
        ordering = ["number"]

    @property
    def content(self) -> str:
        """What a second person agrees to, as text to be hashed."""
        return "\n".join((self.gist, self.adopted, self.reason, str(self.paragraph or "")))


class Opinion(models.Model):
    """One opinion, numbered within its consultation. What was said and by whom is sealed; ``code`` and ``secret`` look
    it up; ``ticket`` is the digest of the form it came by; ``worker`` is who is to treat it; ``aside`` the ground on
    which it was not taken up. ``paragraph`` empty: on the whole draft."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="consult_opinion")
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="opinions")
    number = models.PositiveIntegerField("编号")
    code = models.CharField(max_length=10, unique=True)
    secret = models.CharField(max_length=64)
    channel = models.CharField("渠道", max_length=8, choices=Channel.choices)
    came = models.DateField("收到日")
    at = models.DateTimeField("登记时间", db_index=True)
    paragraph = models.PositiveSmallIntegerField("针对第几段", null=True)
    words = SealedText(null=True)
    name = SealedText(null=True)
    phone = SealedText(null=True)
    email = SealedText(null=True)
    sender = models.CharField(max_length=64, blank=True)
    ticket = models.CharField(max_length=64, unique=True)
    worker = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    aside = models.CharField("不予收录的原因", max_length=20, blank=True)
    treatment = models.ForeignKey(Treatment, models.PROTECT, null=True, related_name="opinions")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "公众意见"
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="opinion_numbered_once")]
        indexes = [models.Index(fields=["sender", "at"], name="opinion_from")]
