"""我的通知: what a person wishes, what they were reminded of, and how far up the ladder each clock has been told."""

from django.db import models

from gongkai.accounts.models import Person
from gongkai.acts.models import Case
from gongkai.vault.sealed import SealedText


class Wishes(models.Model):
    """One's own telephone and WeCom account, sealed; one's quiet hours (empty: those of the ladder), whether limits of
    hours are told at night all the same, and kinds of cases told otherwise than usual. ``filter`` is the list of
    duties as the person likes it; ``reminded`` the last day a digest by WeCom was seen to.
    """

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="wishes")
    phone = SealedText("手机号码", null=True)
    wecom = SealedText("企业微信账号", null=True)
    quiet_since = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    nights = models.BooleanField(default=False)
    kinds = models.JSONField(default=dict)
    filter = models.CharField(max_length=300, blank=True)
    reminded = models.DateField(null=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "通知设置"


class OfClock(models.Model):
    """Of one date of a clock; a date that moves is another one, and is told anew."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    limit = models.CharField(max_length=60)
    round = models.PositiveIntegerField()
    last = models.DateTimeField("最后时刻")
    rung = models.CharField(max_length=24)
    at = models.DateTimeField()

    class Meta:
        abstract = True


CLOCK = ["case", "limit", "round", "last"]


class Reached(OfClock):
    """That a clock came to a rung, and whoever is to know was told."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=[*CLOCK, "rung"], name="rung_once")]
        verbose_name = "到了一级"


class Reminder(OfClock):
    """That a person is told. ``up``: as somebody's superior; ``soon``: at once, by a message of ``release``; ``seen``:
    when they said that they know."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="reminders")
    up = models.BooleanField(default=False)
    soon = models.BooleanField(default=False)
    release = models.DateTimeField(null=True)
    seen = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", *CLOCK, "rung"], name="reminded_once")]
        indexes = [models.Index(fields=["person", "release"], name="reminded_soon")]
        verbose_name = "提醒"


class Look(models.Model):
    """When the ladder was last gone through. One row."""

    at = models.DateTimeField()


class Feed(models.Model):
    """日历订阅: a private address of one's own dates; only the keyed digest of its secret part is kept."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="feeds")
    mark = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=models.Q(ended=None), name="one_feed_a_person")
        ]
        verbose_name = "日历订阅"
