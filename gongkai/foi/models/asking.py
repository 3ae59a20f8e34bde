"""申请: one request for information, who asks sealed, the proof enciphered beside it."""

from django.db import models
from django.db.models import Q

from gongkai.accounts.models import Unit
from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.foi.vocabulary import Applicant, Channel, Form, Paper, Route
from gongkai.vault.sealed import SealedText


class Request(models.Model):
    """``number`` is told to the applicant and, with a code kept as a digest (``code``), opens the page of progress.

    ``once`` is a digest of one filling-in of the form, so that sending it twice files it once; ``sender`` one of the
    network address it came from. ``by_name``, ``by_paper``, ``by_phone``: keyed digests by which the same applicant is
    found by exact match. ``received``: the day of receipt by the channel's rule, an index over the trail. ``parent`` is
    the request that this one was split off, ``into`` the one that it is answered with.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="request")
    number = models.CharField("申请编号", max_length=20, unique=True)
    code = models.CharField(max_length=64)
    once = models.CharField(max_length=64, unique=True)
    sender = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField("进入系统")
    channel = models.CharField("渠道", max_length=8, choices=Channel.choices)
    oral = models.BooleanField("口头提出，由工作人员代填", default=False)
    received = models.DateField("收到日", null=True)
    applicant = models.CharField("申请人类别", max_length=8, choices=Applicant.choices)
    described = SealedText(null=True)
    form = models.CharField("载体形式", max_length=10, choices=Form.choices)
    route = models.CharField("获取方式", max_length=8, choices=Route.choices)
    paper = models.CharField("证件", max_length=8, choices=Paper.choices)
    name = SealedText(null=True)
    paper_no = SealedText(null=True)
    agent = SealedText(null=True)
    phone = SealedText(null=True)
    email = SealedText(null=True)
    address = SealedText(null=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts", db_index=False)
    into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged", db_index=False)
    by_name = models.CharField(max_length=64, blank=True, db_index=True)
    by_paper = models.CharField(max_length=64, blank=True)
    by_phone = models.CharField(max_length=64, blank=True, db_index=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "公开申请"
        indexes = [
            models.Index(fields=["received", "case"], name="received_in_turn"),
            models.Index(fields=["at", "case", "by_paper", "by_name"], name="asked_at"),
            models.Index(fields=["by_paper", "received", "parent", "case"], name="asked_by"),
            models.Index(fields=["parent"], condition=Q(parent__isnull=False), name="part_of"),
            models.Index(fields=["into"], condition=Q(into__isnull=False), name="merged_into"),
            models.Index(fields=["sender", "at"], name="asked_from"),
        ]


class Number(models.Model):
    """The last running number of a unit's requests of a year."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="foi_number_once")]


class Proof(models.Model):
    """身份证明: an enciphered file, and the day on which it is erased; the row stays."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="proofs")
    place = models.CharField(max_length=32, unique=True)
    ending = models.CharField(max_length=5)
    size = models.PositiveIntegerField("大小")
    at = models.DateTimeField()
    until = models.DateField("清除日")
    erased = models.DateTimeField("已清除", null=True)

    class Meta:
        verbose_name = "身份证明"
        indexes = [models.Index(fields=["until"], condition=Q(erased=None), name="proof_to_erase")]


class Knock(models.Model):
    """Something a visitor did that is counted, by the digest of where it came from; forgotten after a while."""

    sender = models.CharField(max_length=64)
    what = models.CharField(max_length=8)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["sender", "what", "at"], name="knocked")]
