"""更正本人信息 (条例-41): not a request for information, so a register of its own."""

from django.db import models

from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.foi.vocabulary import Amended, Channel, Paper
from gongkai.vault.sealed import SealedText


class Amendment(models.Model):
    """Somebody shows that a record about him is wrong; ``asked``: which record, and what is wrong in it."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="amendment")
    channel = models.CharField("渠道", max_length=8, choices=Channel.choices)
    received = models.DateField("收到日")
    name = SealedText(null=True)
    paper = models.CharField("证件", max_length=8, choices=Paper.choices)
    paper_no = SealedText(null=True)
    phone = SealedText(null=True)
    address = SealedText(null=True)
    asked = SealedText(null=True)
    outcome = models.CharField("处理结果", max_length=8, choices=Amended.choices, blank=True)
    organ = models.CharField("有权更正的机关", max_length=80, blank=True)
    found = SealedText(null=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "更正本人信息"
