"""文书: what their head says, their numbers, and every version of their words, sealed."""

from django.db import models
from django.db.models import Q

from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.foi.models.asking import Request
from gongkai.vault.sealed import SealedText


class Letterhead(models.Model):
    """文书设置: how a unit signs its letters, and where one may turn against them."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="letterhead")
    unit = models.OneToOneField(Unit, models.PROTECT, related_name="letterhead")
    name = models.CharField("发文机关全称", max_length=60)
    code = models.CharField("机关代字", max_length=20)
    review = models.CharField("复议机关", max_length=60)
    court = models.CharField("法院", max_length=60)
    copied = models.CharField("抄送", max_length=120, blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "文书设置"


class LetterNumber(models.Model):
    """The last running number of a unit's letters of a year."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="letter_number_once")]


class Letter(models.Model):
    """A paper of a request: ``paper`` is its id in the catalogue of replies, ``found`` what its blanks were filled with
    (JSON). ``number`` and ``day`` are given once it is final; one that was given up keeps its number.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "草稿"
        FINAL = "final", "已编号"
        VOID = "void", "已作废"

    request = models.ForeignKey(Request, models.PROTECT, related_name="letters")
    paper = models.CharField("文书", max_length=30)
    decision = models.BooleanField("答复决定", default=False)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.DRAFT)
    number = models.CharField("文号", max_length=60, blank=True)
    day = models.DateField("文书日期", null=True)
    found = SealedText(null=True)
    version = models.PositiveSmallIntegerField("第几稿", default=0)

    class Meta:
        verbose_name = "文书"
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="letter_numbered_once"),
        ]


class Wording(models.Model):
    """One version of a letter's words (JSON), sealed, with the salted hash that an approval is bound to."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="wordings")
    version = models.PositiveSmallIntegerField("第几稿")
    words = SealedText(null=True)
    sha256 = models.CharField(max_length=64)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "文书各稿"
        constraints = [models.UniqueConstraint(fields=["letter", "version"], name="wording_once")]
