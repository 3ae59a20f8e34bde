"""主动公开: a permanent record and its editions."""

from django.db import models

from gongkai.accounts.models import Person, Post, Unit
from gongkai.acts.models import Act, Case, OfCaseQuerySet
from gongkai.catalogue.models import Topic
from gongkai.disclosures.vocabulary import WRITTEN_VALIDITY, Attribute, Validity, Weight
from gongkai.files.models import StoredFile
from gongkai.vault.sealed import SealedText


class Disclosure(models.Model):
    """One piece of government information with a permanent identity. At most one edition is live, one is a draft.

    ``topic`` is the column in which the public finds it (of a record never public: the one it is written for);
    ``validity`` and ``validity_note`` are how the live document stands today, as the trail's last act on it says.
    ``keeper`` answers for it (None: who wrote it) and says by ``look_again`` whether it still holds good.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="disclosure")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="disclosures")
    index_no = models.CharField("索引号", max_length=120, unique=True, null=True)
    live = models.ForeignKey("Edition", models.PROTECT, null=True, related_name="+")
    draft = models.ForeignKey("Edition", models.PROTECT, null=True, related_name="+")
    published = models.DateTimeField("首次公开", null=True, db_index=True)
    formerly = models.DateTimeField("原系统公开时间", null=True)
    validity = models.CharField("有效性", max_length=10, choices=Validity.choices, blank=True)
    validity_note = models.CharField("有效性说明", max_length=300, blank=True)
    keeper = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="责任人")
    look_again = models.DateField("复看日期", null=True)
    batch = models.CharField("导入批次", max_length=40, blank=True, db_index=True)
    origin_key = models.CharField("原系统标识", max_length=120, blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "公开事项"
        indexes = [
            models.Index(fields=["validity"], condition=~models.Q(validity=""), name="of_validity"),
            models.Index(fields=["look_again"], condition=models.Q(look_again__isnull=False), name="to_look_at"),
            models.Index(fields=["keeper"], condition=models.Q(keeper__isnull=False), name="of_keeper"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "origin_key"], condition=~models.Q(origin_key=""), name="imported_once"
            )
        ]

    @property
    def edition(self) -> "Edition":
        """What staff read now: the draft if there is one, else what is live, else what was withdrawn."""
        return self.draft or self.last_out

    @property
    def last_out(self) -> "Edition":
        """What is out or, withdrawn since, was out last; a change that was given up bears a higher number."""
        return self.live or self.editions.order_by(models.F("published").desc(nulls_last=True), "-number")[0]

    def interpretations_public(self):
        """Live interpretations of this document, oldest first."""
        return Disclosure.objects.filter(live__interprets=self).select_related("live").order_by("published")


class Edition(models.Model):
    """What a disclosure says at one time. ``attachments`` lists {sha256, name, size, type}; ``hash`` covers it all.

    ``links`` lists {kind, to: key of a disclosure} or, for a paper elsewhere, {kind, title, number, issuer, url}.
    From ``addressees`` to ``subject_words`` stand the elements of an official paper (GB/T 9704, the last two of former
    rules). ``public_title`` is what the public may read of information that is not disclosed; empty: nothing.
    ``concerns``: codes of the doors (适用对象) it stands behind, parted by spaces; ``none``: it is to have none.
    ``forms``, ``explainer``, ``explainer_rank``: of an interpretation, its forms (parted by spaces) and who gave it.
    """

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(default=1)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="editions")
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
    validity = models.CharField("有效性", max_length=10, choices=WRITTEN_VALIDITY, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    interprets = models.ForeignKey(
        Disclosure, models.PROTECT, null=True, blank=True, related_name="interpretations", verbose_name="解读的文件"
    )
    change_note = models.CharField("变更说明", max_length=200, blank=True)
    weight = models.CharField("变更性质", max_length=10, choices=Weight.choices, blank=True, default="")
    links = models.JSONField("关联", default=list, blank=True)
    addressees = models.CharField("主送", max_length=500, blank=True)
    copied = models.CharField("抄送", max_length=500, blank=True)
    signed = models.CharField("落款", max_length=200, blank=True)
    issued_on = models.DateField("印发日期", null=True, blank=True)
    copies = models.PositiveIntegerField("印发份数", null=True, blank=True)
    subject_words = models.CharField("主题词", max_length=120, blank=True)
    public_title = models.CharField("目录标题", max_length=300, blank=True)
    concerns = models.CharField("适用对象", max_length=500, blank=True, default="")
    forms = models.CharField("解读形式", max_length=200, blank=True, default="")
    explainer = models.CharField("解读人", max_length=60, blank=True, default="")
    explainer_rank = models.CharField("解读人职务", max_length=20, blank=True, default="")
    hash = models.CharField(max_length=64)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True)
    saved = models.DateTimeField()
    published = models.DateTimeField("公开时间", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["disclosure", "number"], name="edition_once")]
        indexes = [models.Index(fields=["doc_no"], condition=~models.Q(doc_no=""), name="of_doc_no")]
        verbose_name = "版本"


class EditionFile(models.Model):
    """That an edition carries a file; what may be fetched is read off these rows."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")


class EditionLink(models.Model):
    """That an edition points to a document, here (``target``) or elsewhere (``outside``: its name); see ``links``."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="pointers")
    kind = models.CharField(max_length=12)
    target = models.ForeignKey(Disclosure, models.PROTECT, null=True, related_name="pointed_at")
    outside = models.CharField(max_length=400, blank=True, db_index=True)


class ValidityChange(models.Model):
    """That a document comes to stand otherwise on a day: by another document (``source``) or by a clean-up.

    ``moved`` is set once the step is taken on the document's own case; until then it is to come.
    """

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="validity_changes")
    validity = models.CharField("有效性", max_length=10, choices=Validity.choices)
    since = models.DateField("自", db_index=True)
    source = models.ForeignKey(Disclosure, models.PROTECT, null=True, related_name="changes_caused")
    note = models.CharField("说明", max_length=300, blank=True)
    moved = models.DateTimeField("办理时间", null=True)

    class Meta:
        verbose_name = "有效性变动"
        constraints = [
            models.UniqueConstraint(fields=["disclosure", "validity", "source"], name="changed_once_by"),
        ]


class ArchivePackage(models.Model):
    """The ZIP made of a record for an archiving act, under ``$GONGKAI_DATA/archive``; ``fault`` empty: found whole."""

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="packages")
    act = models.OneToOneField(Act, models.PROTECT, related_name="package")
    year = models.PositiveIntegerField(db_index=True)
    path = models.CharField(max_length=80)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    made = models.DateTimeField()
    checked = models.DateTimeField(db_index=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "归档包"


class Preview(models.Model):
    """A link by which somebody without an account reads a draft that passed secrecy review, until ``expires``.

    Of its token only the hash is kept; it opens what ``content`` was, as long as that is what is under way.
    """

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="previews")
    token = models.CharField(max_length=64, unique=True)
    content = models.CharField(max_length=64)
    whom = SealedText()
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    expires = models.DateTimeField("有效至")
    ended = models.DateTimeField("收回时间", null=True)

    class Meta:
        verbose_name = "预览链接"


class PreviewOpening(models.Model):
    """That a preview was opened, or a file of it (``name``); ``sender`` is a salted digest of the network address."""

    preview = models.ForeignKey(Preview, models.PROTECT, related_name="openings")
    at = models.DateTimeField()
    sender = models.CharField(max_length=64)
    name = models.CharField(max_length=300, blank=True)


class Sweep(models.Model):
    """One piece of work on many documents at once: what was done, and to which, so that it can be taken back.

    ``rows`` lists {key, …what the record was before}; ``undone`` is when it was taken back as far as that goes.
    """

    what = models.CharField(max_length=12)
    says = models.CharField("内容", max_length=300)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    rows = models.JSONField(default=list)
    undone = models.DateTimeField("撤销时间", null=True)

    class Meta:
        verbose_name = "批量办理"


class IndexNumber(models.Model):
    """Last index number given to a unit in a year; numbers are never used again."""

    unit = models.ForeignKey(Unit, models.PROTECT)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="index_year_once")]


class Conference(models.Model):
    """新闻发布会: planned for a major event, reported to the government, held; its event is the case's title (DY-F2.9).

    ``planned``: the day by which it is to be held; ``reported``, ``held``: None before. ``papers`` as [sha256, name].
    ``principal``: the unit's principal attended (BW-7.5); ``recording``: where the film of it can be seen.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="conference")
    event = models.CharField("事由", max_length=500)
    planned = models.DateField("应举行日期")
    reported = models.DateField("报告县政府日期", null=True)
    held = models.DateField("举行日期", null=True)
    speakers = models.CharField("发布人", max_length=200, blank=True)
    media = models.CharField("参加媒体", max_length=200, blank=True)
    papers = models.JSONField(default=list)
    items = models.ManyToManyField(Disclosure, verbose_name="公开的信息", related_name="+")
    principal = models.BooleanField("主要负责人出席", default=False)
    recording = models.URLField("视频链接", max_length=300, blank=True, default="")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "新闻发布会"


class ConferenceDuty(models.Model):
    """定期举行发布会的单位: from … until a unit is to hold press conferences regularly, on what ground (BW-7.5)."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="conference_duty")
    since = models.DateField("自")
    until = models.DateField("至", null=True)
    ground = models.CharField("理由", max_length=300)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "定期举行发布会的单位"
