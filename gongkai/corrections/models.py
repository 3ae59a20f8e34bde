"""我要纠错: one report of a reader, its words sealed, and what came of it."""

from django.db import models

from gongkai.accounts.models import Unit
from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.disclosures.models import Disclosure, Edition
from gongkai.vault.sealed import SealedText

ERASED = "erased"  # in place of the sender's digest, once a reader is forgotten


class Sort(models.TextChoices):
    WORDING = "wording", "错别字、格式错误"
    CONTENT = "content", "内容不准确、过时"
    LINK = "link", "链接、附件打不开"
    PRIVATE = "private", "泄露个人信息"
    CHANNEL = "channel", "受理渠道打不通、找不到"
    OTHER = "other", "其他"


class Channel(models.TextChoices):
    """A way by which a unit says it takes requests."""

    PHONE = "phone", "电话打不通"
    FAX = "fax", "传真发不出"
    MAIL = "mail", "邮件被退回"
    PLACE = "place", "地址、窗口找不到或者没有人"
    ONLINE = "online", "网上填写不能用"
    ELEMENTS = "elements", "受理信息没有写全"


class Outcome(models.TextChoices):
    MENDED = "mended", "已经更正"
    CORRECT = "correct", "经核对无误"
    ELSEWHERE = "elsewhere", "不属本网站，已告知去处"
    VOID = "void", "内容无法办理"


class Report(models.Model):
    """``page`` is the door's key of what it is about (empty: the site); ``sender`` a keyed digest of where it came
    from, which counts and tells nothing (empty: the house noticed it; ``ERASED`` after the term of keeping).
    ``channel`` and ``about``: which way in to which unit does not work. A reader looks it up by ``code`` and a second
    secret kept as a digest.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="report")
    code = models.CharField("查询编号", max_length=10, unique=True)
    secret = models.CharField(max_length=64)
    page = models.CharField(max_length=100, blank=True, db_index=True)
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, null=True, related_name="reports")
    sort = models.CharField("问题", max_length=12, choices=Sort.choices)
    channel = models.CharField("渠道", max_length=8, choices=Channel.choices, blank=True)
    about = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    words = SealedText(null=True)
    contact = SealedText(null=True)
    sender = models.CharField(max_length=64)
    at = models.DateTimeField("收到时间", db_index=True)
    outcome = models.CharField("结果", max_length=12, choices=Outcome.choices, blank=True)
    answered = models.DateTimeField("答复时间", null=True)
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "纠错"
        indexes = [models.Index(fields=["sender", "at"], name="sent_from")]
