"""舆情事件 and what is kept of it: where it was seen, consultations, texts, releases, evaluations, rumours."""

from datetime import datetime

from django.db import models

from gongkai.accounts.models import Person, Post, Unit
from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.disclosures.models import Conference, Disclosure
from gongkai.opinion.vocabulary import GRAVE, MUST_ANSWER, Came, Channel, Effect, Grade, Helped, Rank, Sort, Wide
from gongkai.vault.sealed import SealedText


class Event(models.Model):
    """舆情事件: the case's unit answers for it. ``noticed``: when it came to be known; ``happened``: of a sudden event.

    ``drill``: an exercise, which counts nowhere and goes out nowhere; ``into``: the event it was folded into.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="opinion_event")
    summary = models.CharField("情况", max_length=1000)
    came = models.CharField("发现途径", max_length=8, choices=Came.choices)
    sort = models.CharField("类别", max_length=8, choices=Sort.choices, blank=True)
    wide = models.CharField("重点回应情形", max_length=10, choices=Wide.choices, blank=True)
    grade = models.CharField("等级", max_length=8, choices=Grade.choices, default=Grade.GENERAL)
    ground = models.CharField("分级分类依据", max_length=500, blank=True)
    place = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="属地")
    noticed = models.DateTimeField("知悉时间", db_index=True)
    happened = models.DateTimeField("事发时间", null=True)
    drill = models.BooleanField("演练", default=False)
    into = models.ForeignKey("self", models.PROTECT, null=True, related_name="folded")
    conference = models.ForeignKey(Conference, models.PROTECT, null=True, related_name="+")
    pressed = models.DateTimeField("发布会时间", null=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "舆情事件"

    @property
    def began(self) -> datetime:
        """When its hours began: as it happened, or as it came to be known."""
        return self.happened or self.noticed

    @property
    def grave(self) -> bool:
        """A major or especially major emergency, which has clocks of its own (BW-8.3)."""
        return self.sort == Sort.SUDDEN and self.grade in GRAVE

    @property
    def must(self) -> bool:
        """What may not be left unanswered (BW-8.2, 国办发〔2016〕61号)."""
        return self.sort in MUST_ANSWER or bool(self.wide)


class Mention(models.Model):
    """监测条目: one place where it was seen. What was written there and by whom is sealed; ``mark`` knows it again."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="mentions")
    outside = models.CharField("外部编号", max_length=80, blank=True)
    platform = models.CharField("平台", max_length=40)
    link = models.CharField("网址", max_length=500, blank=True)
    title = models.CharField("标题", max_length=200)
    words = SealedText("原文", null=True)
    author = SealedText("发布者", null=True)
    seen = models.DateTimeField("发现时间")
    mark = models.CharField(max_length=64, unique=True)
    why = models.CharField("归入本事件的理由", max_length=200, blank=True)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "监测条目"
        constraints = [
            models.UniqueConstraint(
                fields=["platform", "outside"], condition=~models.Q(outside=""), name="mention_once"
            )
        ]


class Merge(models.Model):
    """合并: that an event was folded into another, from … until."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="merges")
    into = models.ForeignKey(Event, models.PROTECT, related_name="+")
    why = models.CharField("理由", max_length=200, blank=True)
    since = models.DateTimeField("自")
    until = models.DateTimeField("至", null=True)

    class Meta:
        verbose_name = "事件合并"


class Consultation(models.Model):
    """会商: who took part, what was concluded (BW-8.1)."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="consultations")
    held = models.DateTimeField("会商时间")
    there = models.CharField("参加单位和人员", max_length=300)
    concluded = models.CharField("会商意见", max_length=1000)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "会商"


class Pattern(models.Model):
    """回应模板: its name is the case's title; what it says stands in dated versions."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="opinion_pattern")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "回应模板"


class PatternVersion(models.Model):
    """What a pattern says from … until."""

    pattern = models.ForeignKey(Pattern, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("第几版", default=1)
    body = models.TextField("内容")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    since = models.DateTimeField("自")
    until = models.DateTimeField("至", null=True)

    class Meta:
        verbose_name = "模板版本"
        constraints = [models.UniqueConstraint(fields=["pattern", "number"], name="pattern_version_once")]


class Text(models.Model):
    """回应稿: as it was saved each time; the last one is what is reviewed (BW-8.4)."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField("第几稿")
    title = models.CharField("标题", max_length=200)
    body = models.TextField("正文")
    pattern = models.ForeignKey(PatternVersion, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "回应稿"
        constraints = [models.UniqueConstraint(fields=["event", "number"], name="opinion_text_once")]


class Release(models.Model):
    """发布: one release with its proof: a published record, an address, or papers as [sha256, name] (BW-8.3)."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="releases")
    released = models.DateTimeField("发布时间")
    channel = models.CharField("渠道", max_length=10, choices=Channel.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="发布单位")
    rank = models.CharField("由谁发布", max_length=10, choices=Rank.choices)
    says = models.CharField("内容", max_length=300)
    link = models.CharField("网址", max_length=500, blank=True)
    record = models.ForeignKey(Disclosure, models.PROTECT, null=True, related_name="+")
    papers = models.JSONField(default=list)
    text = models.ForeignKey(Text, models.PROTECT, null=True, related_name="+")
    urgent = models.BooleanField("未经审稿", default=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "舆情发布"


class Evaluation(models.Model):
    """评估: what the answer did; of a grave one, what is to change (复盘)."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="evaluations")
    effect = models.CharField("效果", max_length=8, choices=Effect.choices)
    followed = models.CharField("后续舆情", max_length=500)
    helped = models.CharField("是否解决关切", max_length=8, choices=Helped.choices)
    lessons = models.CharField("复盘：要改什么", max_length=1000, blank=True)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField("评估时间")

    class Meta:
        verbose_name = "舆情评估"


class Rumour(models.Model):
    """传言: a claim about an event, verified, then set right in public or found true (BW-8.1, SQ-5.2).

    ``claim`` is sealed; ``evidence`` as [sha256, name]; ``record``: the published clarification.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="rumour")
    event = models.ForeignKey(Event, models.PROTECT, related_name="rumours")
    claim = SealedText("传言内容", null=True)
    checked_by = models.CharField("核实单位", max_length=120, blank=True)
    found = models.CharField("核实结论", max_length=1000, blank=True)
    evidence = models.JSONField(default=list)
    record = models.ForeignKey(Disclosure, models.PROTECT, null=True, related_name="+")
    mended = models.CharField("更正和整改", max_length=1000, blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "传言"


class Alarm(models.Model):
    """逾期上报: that a person of the leading group was told of a limit that had passed."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="alarms")
    limit = models.CharField("期限", max_length=60)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "舆情逾期上报"
        constraints = [models.UniqueConstraint(fields=["event", "limit", "person"], name="alarm_once")]
