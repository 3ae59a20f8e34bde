"""听证会、座谈会、列席、开放日 (重大决策条例-16, BW-9.1–9.4): told beforehand, who signed up, what was said."""

from django.db import models

from gongkai.accounts.models import Person
from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.catalogue.models import Topic
from gongkai.participation.models.consultations import Consultation
from gongkai.participation.models.decisions import Decision
from gongkai.vault.sealed import SealedText


class GatheringSort(models.TextChoices):
    HEARING = "hearing", "听证会"
    TALK = "talk", "座谈会"
    ATTENDANCE = "attendance", "列席会议"
    OPEN_DAY = "open_day", "政府开放日"


class Standing(models.TextChoices):
    """As what somebody signs up."""

    RESIDENT = "resident", "居民代表"
    BUSINESS = "business", "经营者代表"
    AFFECTED = "affected", "利害关系人"
    EXPERT = "expert", "专业人士"


class Gathering(models.Model):
    """``seats`` are drawn among those who signed up in time; ``seed`` is what the draw was made with, and anybody can
    make it again. ``minutes`` is the public account, ``signed``: whether those heard signed the record.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="gathering")
    address = models.CharField(max_length=10, unique=True)
    sort = models.CharField("形式", max_length=12, choices=GatheringSort.choices)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="gatherings")
    consultation = models.ForeignKey(Consultation, models.PROTECT, null=True, related_name="gatherings")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", verbose_name="公布在")
    about = models.CharField("内容", max_length=1000)
    held_at = models.DateTimeField("举行时间")
    place = models.CharField("地点", max_length=120)
    seats = models.PositiveSmallIntegerField("名额")
    until = models.DateField("报名截止")
    selects = models.CharField("怎样产生参加人", max_length=300)
    note = models.CharField("变动说明", max_length=300, blank=True)
    seed = models.CharField(max_length=32, blank=True)
    sent = models.DateField("送达材料日期", null=True)
    attended = models.PositiveSmallIntegerField("到会人数", null=True)
    signed = models.BooleanField("笔录签字", null=True)
    minutes = models.CharField("情况", max_length=4000, blank=True)
    papers = models.JSONField(default=list)
    editor = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "听证和座谈"

    @property
    def door_key(self) -> str:
        return f"gathering:{self.pk}"


class SignUp(models.Model):
    """Who wants to come: name and phone sealed; names of those drawn are published, as the form says. ``place``: in the
    draw, the first ``seats`` are in."""

    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="sign_ups")
    number = models.PositiveSmallIntegerField()
    standing = models.CharField("身份", max_length=10, choices=Standing.choices)
    name = SealedText(null=True)
    phone = SealedText(null=True)
    reason = SealedText(null=True)
    sender = models.CharField(max_length=64, blank=True)
    ticket = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    place = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gathering", "number"], name="signed_up_once")]
        ordering = ["number"]
