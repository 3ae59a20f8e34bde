"""办理流程: who sits at which station, what a meeting decided, who countersigns, what is booked, who is to be told."""

from django.db import models
from django.db.models import F, Q

from gongkai.accounts.models import Person, Post, Unit
from gongkai.acts.models import Act, Case
from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Channel
from gongkai.files.models import StoredFile
from gongkai.vault.sealed import SealedText


class Interpretation(models.TextChoices):
    """How a document of a route is explained (BW-7.3, SQ-5.1)."""

    NONE = "", "不作要求"
    TOGETHER = "together", "与文件同步审签、同步公开"
    FOLLOW = "follow", "文件公开后在期限内公开"


class Body(models.TextChoices):
    """The bodies whose decisions are to be open (TZ-1.1)."""

    PARTY = "party", "党组会"
    BUREAU = "bureau", "局务会"
    DIRECTOR = "director", "局长办公会"
    CASES = "cases", "案审会"
    OTHER = "other", "其他会议"


class Route(models.Model):
    """A dated rule for the records of a unit, of a topic, or of all. It fills the steps; none drops one.

    Without ``unit`` it holds in every unit, without ``topic`` in every column.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="route")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="栏目")
    collective = models.BooleanField("集体研究", default=False)
    interpretation = models.CharField("解读", max_length=10, choices=Interpretation.choices, blank=True)
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "办理流程"

    def standing_on(self, day) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class Seat(models.Model):
    """Who sits at a station of a route, from … until; several share it."""

    route = models.ForeignKey(Route, models.PROTECT, related_name="seats")
    step = models.CharField(max_length=24)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "席位"

    def standing_on(self, day) -> bool:
        return self.since <= day and (self.until is None or day <= self.until) and self.post.held_on(day)


class Signer(models.Model):
    """A unit whose countersigning a route demands."""

    route = models.ForeignKey(Route, models.PROTECT, related_name="signers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["route", "unit"], name="signer_once")]


class Meeting(models.Model):
    """A sitting of a body that reviews records collectively (TZ-4.2). ``minutes`` are sealed; ``paper`` is their file.

    ``outcome`` is the record by which the result is made public (TZ-1.1).
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="meeting")
    body = models.CharField("会议", max_length=10, choices=Body.choices)
    held = models.DateField("召开日期")
    chair = models.CharField("主持人", max_length=40)
    minutes = SealedText("会议纪要", null=True)
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    paper_name = models.CharField(max_length=200, blank=True)
    outcome = models.OneToOneField(Case, models.PROTECT, null=True, related_name="decided_by")

    class Meta:
        verbose_name = "会议"


class Attendee(models.Model):
    """Who was present; ``person`` where they have an account here."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendees")
    name = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")


class Item(models.Model):
    """A record on a meeting's list, pinned to what it said; ``decision`` is the step that carries the decision out."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, models.PROTECT, related_name="meeting_items")
    content = models.CharField(max_length=64)
    decision = models.CharField(max_length=24, blank=True)
    opinion = SealedText(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "case"], name="item_once")]


class Countersign(models.Model):
    """A question to another unit about a record: its own case, of the unit asked; pinned to what the record said."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="countersign")
    document = models.ForeignKey(Case, models.PROTECT, related_name="countersigns")
    content = models.CharField(max_length=64)
    demanded = models.BooleanField("流程要求", default=False)

    class Meta:
        verbose_name = "会签"


class Booking(models.Model):
    """What is to happen to a record at a told moment, by whoever booked it. ``failed`` says why it has not yet."""

    class What(models.TextChoices):
        PUBLISH = "publish", "公开"
        WITHDRAW = "withdraw", "下架"

    case = models.ForeignKey(Case, models.PROTECT, related_name="bookings")
    what = models.CharField(max_length=10, choices=What.choices)
    at = models.DateTimeField("预约时间", db_index=True)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    content = models.CharField(max_length=64)
    words = models.CharField("理由", max_length=300, blank=True)
    tries = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField("下次再试")
    failed = models.CharField("未办成的原因", max_length=500, blank=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "预约"
        constraints = [
            models.UniqueConstraint(fields=["case", "what"], condition=Q(ended=None), name="booked_once"),
        ]
        indexes = [models.Index(fields=["next_try"], condition=Q(ended=None), name="booking_open")]


class Takedown(models.Model):
    """A copy of a withdrawn record on another channel that is still to be taken down: a case of its own."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="takedown")
    document = models.ForeignKey(Case, models.PROTECT, related_name="takedowns")
    channel = models.CharField("渠道", max_length=20, choices=Channel.choices)
    link = models.CharField("链接", max_length=300, blank=True)

    class Meta:
        verbose_name = "撤下任务"


class Receipt(models.Model):
    """That a paper was sent to a unit, whose case this is until it is signed for. ``copied``: it only gets a copy."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="receipt")
    document = models.ForeignKey(Case, models.PROTECT, related_name="receipts")
    copied = models.BooleanField("抄送", default=False)

    class Meta:
        verbose_name = "签收"


class Notice(models.Model):
    """That a person is to be told of an act on a record they had handled; ``seen`` once they opened the record."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="workflow_notices")
    act = models.ForeignKey(Act, models.PROTECT, related_name="notices")
    seen = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "act"], name="told_once")]
        indexes = [models.Index(F("person"), condition=Q(seen=None), name="notice_unseen")]
