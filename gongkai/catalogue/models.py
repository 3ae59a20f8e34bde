"""目录: what is to be open, by whom, how fast and for whom. A topic is a column of the portal and a standing duty."""

from django.db import models
from django.db.models import F, Q

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.catalogue.vocabulary import Audience, Level, Manner, Phase


class TopicQuerySet(models.QuerySet):
    def standing_on(self, day):
        """Topics in force on ``day``; an ended one keeps its row and its records."""
        return self.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day))

    def public(self):
        """Topics the public finds on the portal (not TZ-1.4's internal affairs, nor what is given on request)."""
        return self.filter(audience=Audience.PUBLIC, manner=Manner.PROACTIVE)

    def on_request(self):
        """Topics that are given to whoever asks for them, of which the public reads that they exist (BW-6.2.1)."""
        return self.exclude(audience=Audience.INTERNAL).filter(manner=Manner.REQUEST)

    def visible_to(self, post: Post):
        """Topics that exist for this post: all, save that outsiders who only assess never see internal ones."""
        return self.public() if post.role == Role.THIRD_PARTY else self


class Topic(models.Model):
    """One row of the catalogue (国办发〔2019〕54号: name, content, basis, limit, subject, manner, channel, audience).

    ``code`` is given once and kept when the topic is renamed or ended. ``limits`` and ``refresh`` name limits of the
    shelf: the clocks an item of this topic runs on (none: the general ones), and how often the column must gain an item
    (empty: no such duty). ``requires``: what an element must say, by the element. ``by``: kinds of unit and names of
    units that keep it. ``basis`` and ``limit_says``: ground and limit in the words of an imported sheet. ``own``: names
    of the fields that were set here, which no catalogue file overwrites; ``catalogue``: the file it came from, if any.
    """

    code = models.CharField("代码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=60)
    says = models.CharField("说明", max_length=200)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    order = models.PositiveIntegerField("排序", default=0)
    phase = models.CharField("五公开环节", max_length=12, choices=Phase.choices)
    column_type = models.CharField("栏目类别", max_length=20)
    elements = models.JSONField("内容要素", default=list, blank=True)
    requires = models.JSONField("要素要求", default=dict, blank=True)
    cites = models.JSONField("依据", default=list)
    basis = models.CharField("依据原文", max_length=1000, blank=True)
    limits = models.JSONField("公开时限", default=list, blank=True)
    limit_says = models.CharField("时限原文", max_length=200, blank=True)
    refresh = models.CharField("更新时限", max_length=60, blank=True)
    channels = models.JSONField("公开渠道", default=list)
    audience = models.CharField("公开对象", max_length=10, choices=Audience.choices, default=Audience.PUBLIC)
    audience_says = models.CharField("特定群体", max_length=100, blank=True)
    manner = models.CharField("公开方式", max_length=10, choices=Manner.choices, default=Manner.PROACTIVE)
    level = models.CharField("公开层级", max_length=10, choices=Level.choices, default=Level.BOTH)
    navigated = models.BooleanField("列入主导航", default=False)
    by = models.JSONField("责任单位", default=list, blank=True)
    own = models.JSONField("本地改定", default=list, blank=True)
    catalogue = models.CharField("所属目录", max_length=40, blank=True)
    since = models.DateField("自", null=True, blank=True)
    until = models.DateField("至", null=True, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]
        verbose_name = "目录事项"
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")), name="topic_dates_in_order"
            )
        ]

    def __str__(self):
        return self.name

    def path(self) -> list["Topic"]:
        """From the root to this topic, for breadcrumbs."""
        return [*(self.parent.path() if self.parent else []), self]

    def widened_by(self, audience: object) -> bool:
        """Whether everybody would read what was reviewed for some: a column is narrowed, never widened (TZ-1.4)."""
        return audience == Audience.PUBLIC != self.audience


class TopicUnitQuerySet(models.QuerySet):
    def standing_on(self, day):
        """Duties in force on ``day``: duty, topic and unit all stand."""
        for prefix in ("", "topic__", "unit__"):
            since, until = f"{prefix}since", f"{prefix}until"
            self = self.filter(
                Q(**{since: None}) | Q(**{f"{since}__lte": day}), Q(**{until: None}) | Q(**{f"{until}__gte": day})
            )
        return self


class TopicUnit(models.Model):
    """Who publishes what: this unit keeps this topic, from … until; ``catalogue``: the file that says so, if any."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="duties")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="topic_duties")
    catalogue = models.CharField("所属目录", max_length=40, blank=True)
    since = models.DateField("自", null=True, blank=True)
    until = models.DateField("至", null=True, blank=True)

    objects = TopicUnitQuerySet.as_manager()
    stated: "Statement | None" = None  # one that waits for its review, where a page asked for it

    class Meta:
        verbose_name = "公开责任"
        constraints = [
            models.UniqueConstraint(fields=["topic", "unit", "since"], name="duty_once"),
            models.UniqueConstraint(fields=["topic", "unit"], condition=Q(since=None), name="undated_duty_once"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")), name="duty_dates_in_order"
            ),
        ]

    def __str__(self):
        return f"{self.unit.name}:{self.topic.name}"


class TopicEntry(models.Model):
    """目录登记: the case under which all that is done to a topic stands in the trail.

    A topic that came with a catalogue file gets its entry when it is first touched here.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="topic_entry")
    topic = models.OneToOneField(Topic, models.PROTECT, related_name="entry")

    class Meta:
        verbose_name = "目录登记"


class Statement(models.Model):
    """本期无更新: that a unit had nothing to publish in one of its columns from ``since`` to ``until``.

    ``reason`` is told to the public with the statement once it is reviewed.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="statement")
    duty = models.ForeignKey(TopicUnit, models.PROTECT, related_name="statements")
    since = models.DateField("自", null=True)
    until = models.DateField("至")
    reason = models.CharField("理由", max_length=200)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "本期无更新"


# Units that one may ask for information in their own name (条例-27); sections and public enterprises are none.
ASKED = (Unit.Kind.GOVERNMENT, Unit.Kind.DEPARTMENT, Unit.Kind.TOWNSHIP, Unit.Kind.PARK)


class Contact(models.Model):
    """How the public reaches a unit's openness work (条例-12, 条例-20 item 2), kept by the unit itself."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="contact")
    unit = models.OneToOneField(Unit, models.PROTECT, related_name="contact")
    duties = models.TextField("主要职责", max_length=2000, blank=True)
    leader = models.CharField("负责人", max_length=40, blank=True)
    office = models.CharField("公开工作机构", max_length=80)
    address = models.CharField("办公地址", max_length=120)
    hours = models.CharField("办公时间", max_length=120)
    phone = models.CharField("联系电话", max_length=60)
    fax = models.CharField("传真", max_length=60, blank=True)
    email = models.CharField("电子邮箱", max_length=120, blank=True)
    postcode = models.CharField("邮政编码", max_length=6, blank=True)
    window = models.CharField("服务窗口", max_length=120, blank=True)
    online = models.BooleanField("网上受理公开申请", default=True)

    class Meta:
        verbose_name = "联系方式"

    @property
    def takes_online(self) -> bool:
        """Whether one may ask this unit for information by its form on the site (条例-27, 条例-28)."""
        return self.online and self.unit.kind in ASKED


class Tailoring(models.Model):
    """乡镇目录调整: what a township (or any unit) keeps otherwise than the county's template says.

    ``manner``: it takes a topic on, leaves one out that it has no such affairs for, or keeps other ``elements``.
    """

    class Manner(models.TextChoices):
        TAKE = "take", "增加这个栏目"
        LEAVE = "leave", "不设这个栏目"
        ELEMENTS = "elements", "调整内容要素"

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="tailoring")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="tailorings")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="tailorings")
    manner = models.CharField("怎样调整", max_length=10, choices=Manner.choices)
    elements = models.JSONField("内容要素", default=list, blank=True)

    class Meta:
        verbose_name = "乡镇目录调整"


class OutsideCatalogue(models.Model):
    """An outside system whose columns must be kept fresh from here (DY-3.4: the province's catalogue)."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="outside_catalogue")
    name = models.CharField("外部目录", max_length=60, unique=True)

    class Meta:
        verbose_name = "外部目录"


class OutsideColumn(models.Model):
    """A column of an outside catalogue and the topic here that fills it; one that is gone there keeps its row."""

    catalogue = models.ForeignKey(OutsideCatalogue, models.PROTECT, related_name="columns")
    code = models.CharField("外部代码", max_length=60)
    name = models.CharField("外部名称", max_length=120)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="outside")
    ended = models.BooleanField("已停用", default=False)

    class Meta:
        verbose_name = "外部目录栏目"
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["catalogue", "code"], name="outside_column_once")]
