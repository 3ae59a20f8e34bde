"""目录: what is to be open, by whom, how fast and for whom. A topic is a column of the portal and a standing duty."""

from django.db import models
from django.db.models import F, Q

from gongkai.accounts.models import Post, Role, Unit
from gongkai.catalogue.vocabulary import Audience, Level, Phase


class TopicQuerySet(models.QuerySet):
    def standing_on(self, day):
        """Topics in force on ``day``; an ended one keeps its row and its records."""
        return self.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day))

    def public(self):
        """Topics the public may see (not TZ-1.4's internal affairs)."""
        return self.filter(audience=Audience.PUBLIC)

    def visible_to(self, post: Post):
        """Topics that exist for this post: all, save that outsiders who only assess never see internal ones."""
        return self.public() if post.role == Role.THIRD_PARTY else self


class Topic(models.Model):
    """One row of the catalogue (国办发〔2019〕54号: name, content, basis, limit, subject, manner, channel, audience).

    ``code`` is given once and kept when the topic is renamed or ended. ``limits`` and ``refresh`` name limits of the
    shelf: the clocks an item of this topic runs on (none: the general ones), and how often the column must gain an item
    (empty: no such duty).
    """

    code = models.CharField("代码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=60)
    says = models.CharField("说明", max_length=200)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    order = models.PositiveIntegerField("排序", default=0)
    phase = models.CharField("五公开环节", max_length=12, choices=Phase.choices)
    column_type = models.CharField("栏目类别", max_length=20)
    elements = models.JSONField("内容要素", default=list, blank=True)
    cites = models.JSONField("依据", default=list)
    limits = models.JSONField("公开时限", default=list, blank=True)
    refresh = models.CharField("更新时限", max_length=60, blank=True)
    channels = models.JSONField("公开渠道", default=list)
    audience = models.CharField("公开对象", max_length=10, choices=Audience.choices, default=Audience.PUBLIC)
    level = models.CharField("公开层级", max_length=10, choices=Level.choices, default=Level.BOTH)
    navigated = models.BooleanField("列入主导航", default=False)
    catalogue = models.CharField("所属目录", max_length=40)
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
