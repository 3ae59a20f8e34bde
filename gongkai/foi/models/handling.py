"""What happens to a request between its registration and its answer: a row a procedure, its words sealed."""

from django.db import models

from gongkai.foi.models.asking import Request
from gongkai.foi.vocabulary import Answer, Basis, Consulted, Route
from gongkai.vault.sealed import SealedText


class Correction(models.Model):
    """补正 (条例-30): asked for once; what is missing, by when, and what the applicant said to it."""

    request = models.OneToOneField(Request, models.PROTECT, primary_key=True, related_name="correction")
    items = SealedText(null=True)
    asked_on = models.DateField("告知日")
    until = models.DateField("补正期限")
    answer = SealedText(null=True)
    answered_on = models.DateField("补正日", null=True)

    class Meta:
        verbose_name = "补正"


class Consultation(models.Model):
    """征求意见 (条例-32, 条例-34): of a third party whose interests it touches, or of an organ that made it too.

    ``due`` is the last day for an answer, reckoned from the day on which the letter was received.
    """

    request = models.ForeignKey(Request, models.PROTECT, related_name="consultations")
    kind = models.CharField("征求谁的意见", max_length=12, choices=Consulted.choices)
    whom = SealedText(null=True)
    address = SealedText(null=True)
    asked_on = models.DateField("发出日")
    received_on = models.DateField("对方收到日", null=True)
    due = models.DateField("答复期限", null=True)
    answered_on = models.DateField("答复日", null=True)
    answer = models.CharField("意见", max_length=8, choices=Answer.choices, blank=True)
    opinion = SealedText(null=True)

    class Meta:
        verbose_name = "征求意见"


class Extension(models.Model):
    """延长 (条例-33): proposed, agreed to by the head of the office, told to the applicant before the limit ends."""

    request = models.OneToOneField(Request, models.PROTECT, primary_key=True, related_name="extension")
    reason = SealedText(null=True)
    proposed_on = models.DateField("提出日")
    decided_on = models.DateField("决定日", null=True)
    agreed = models.BooleanField("同意", null=True)
    told_on = models.DateField("告知日", null=True)

    class Meta:
        verbose_name = "延长"


class Fee(models.Model):
    """信息处理费 (条例-42): by item or by page, never both; ``amount`` in yuan."""

    request = models.OneToOneField(Request, models.PROTECT, primary_key=True, related_name="fee")
    basis = models.CharField("计收方式", max_length=4, choices=Basis.choices)
    many = models.PositiveIntegerField("件数或者页数")
    amount = models.PositiveIntegerField("金额（元）")
    asked_on = models.DateField("通知日")
    received_on = models.DateField("收到通知日", null=True)
    paid_on = models.DateField("缴费日", null=True)

    class Meta:
        verbose_name = "信息处理费"


class Volume(models.Model):
    """数量频次明显超过合理范围 (条例-35): asked for reasons; judged; a later day, where the reasons hold."""

    request = models.OneToOneField(Request, models.PROTECT, primary_key=True, related_name="volume")
    many = models.PositiveIntegerField("同一申请人的申请数")
    asked_on = models.DateField("要求说明日")
    until = models.DateField("说明期限", null=True)
    reasons = SealedText(null=True)
    given_on = models.DateField("说明日", null=True)
    delayed_to = models.DateField("延迟到", null=True)
    told_on = models.DateField("告知延迟日", null=True)

    class Meta:
        verbose_name = "大量申请说明理由"


class Decision(models.Model):
    """答复决定: ``reply`` is an outcome of the catalogue of replies, ``row`` the row of the annual report it counts in.

    ``findings`` are the findings that the outcome asks for, as JSON by name; ``letter`` the hash of the words of the
    letter, so that whoever agrees to the decision agrees to these very words.
    """

    request = models.OneToOneField(Request, models.PROTECT, primary_key=True, related_name="decision")
    reply = models.CharField("答复种类", max_length=24)
    row = models.CharField("年度报告行", max_length=8)
    findings = SealedText(null=True)
    letter = models.CharField(max_length=64, blank=True)
    decided_on = models.DateField("决定日", null=True)

    class Meta:
        verbose_name = "答复决定"
        indexes = [models.Index(fields=["decided_on"])]


class Delivery(models.Model):
    """送达: by what way the answer went and on what day it counts as given (国办公开办函〔2016〕235号)."""

    request = models.OneToOneField(Request, models.PROTECT, primary_key=True, related_name="delivery")
    route = models.CharField("送达方式", max_length=8, choices=Route.choices)
    given_on = models.DateField("送达日")
    slip = models.CharField("邮件号码或者送达回证号", max_length=60, blank=True)
    signed_on = models.DateField("签收日", null=True)
    fetched = models.DateTimeField("申请人首次下载", null=True)

    class Meta:
        verbose_name = "送达"


class Enclosure(models.Model):
    """What was handed over with the answer, or shows that it was: an enciphered file."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="enclosures")
    proof = models.BooleanField("送达凭证", default=False)
    place = models.CharField(max_length=32, unique=True)
    name = models.CharField("文件名", max_length=120)
    ending = models.CharField(max_length=5)
    size = models.PositiveIntegerField("大小")
    erased = models.DateTimeField("已清除", null=True)

    class Meta:
        verbose_name = "答复文件"
