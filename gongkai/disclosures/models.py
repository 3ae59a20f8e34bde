"""主动公开: a permanent record and its editions."""

from django.db import models

from gongkai.accounts.models import Person, Unit
from gongkai.acts.models import Case, visible
from gongkai.catalogue.models import Topic
from gongkai.disclosures.vocabulary import Attribute, Validity
from gongkai.files.models import StoredFile


class DisclosureQuerySet(models.QuerySet):
    def visible_to(self, post):
        return self.filter(visible(post, "case__"))


class Disclosure(models.Model):
    """One piece of government information with a permanent identity. At most one edition is live, one is a draft."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="disclosure")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="disclosures")
    index_no = models.CharField("索引号", max_length=60, unique=True, null=True)
    live = models.ForeignKey("Edition", models.PROTECT, null=True, related_name="+")
    draft = models.ForeignKey("Edition", models.PROTECT, null=True, related_name="+")
    published = models.DateTimeField("首次公开", null=True, db_index=True)
    formerly = models.DateTimeField("原系统公开时间", null=True)
    batch = models.CharField("导入批次", max_length=40, blank=True, db_index=True)
    origin_key = models.CharField("原系统标识", max_length=120, blank=True)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        verbose_name = "公开事项"
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "origin_key"], condition=~models.Q(origin_key=""), name="imported_once"
            )
        ]

    @property
    def edition(self) -> "Edition":
        """What staff read now: the draft if there is one, else what is live, else what was withdrawn."""
        return self.draft or self.live or self.editions.latest("number")

    def interpretations_public(self):
        """Live interpretations of this document, oldest first."""
        return Disclosure.objects.filter(live__interprets=self).select_related("live").order_by("published")


class Edition(models.Model):
    """What a disclosure says at one time. ``attachments`` lists {sha256, name, size, type}; ``hash`` covers it all."""

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(default=1)
    attribute = models.CharField("公开属性", max_length=12, choices=Attribute.choices, default=Attribute.PROACTIVE)
    attribute_ground = models.CharField("属性依据", max_length=120, blank=True)
    title = models.CharField("标题", max_length=300)
    doc_no = models.CharField("发文字号", max_length=80, blank=True)
    kind = models.CharField("体裁", max_length=12, default="信息")
    element = models.CharField("内容要素", max_length=30, blank=True)
    subject = models.CharField("主题分类", max_length=30, blank=True)
    formed_on = models.DateField("成文日期")
    summary = models.CharField("内容概述", max_length=300, blank=True)
    source = models.CharField("来源", max_length=120, blank=True)
    keywords = models.CharField("关键词", max_length=120, blank=True)
    html = models.TextField("正文", blank=True)
    attachments = models.JSONField(default=list, blank=True)
    validity = models.CharField("有效性", max_length=10, choices=Validity.choices, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    interprets = models.ForeignKey(
        Disclosure, models.PROTECT, null=True, blank=True, related_name="interpretations", verbose_name="解读的文件"
    )
    change_note = models.CharField("变更说明", max_length=200, blank=True)
    hash = models.CharField(max_length=64)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True)
    saved = models.DateTimeField()
    published = models.DateTimeField("公开时间", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["disclosure", "number"], name="edition_once")]
        verbose_name = "版本"


class EditionFile(models.Model):
    """That an edition carries a file; what may be fetched is read off these rows."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")


class IndexNumber(models.Model):
    """Last index number given to a unit in a year; numbers are never used again."""

    unit = models.ForeignKey(Unit, models.PROTECT)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="index_year_once")]
