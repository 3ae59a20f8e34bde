"""中心、窗口和窗口人员: where services are, who serves there since when, who was away, what is said of a window."""

from django.db import models

from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.catalogue.models import Topic


class Level(models.TextChoices):
    """What a centre is of; the stations of villages stand in the list of their town (KF-5.2)."""

    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡镇（街道）"


class Centre(models.Model):
    """政务服务中心、便民服务中心: its case's unit runs it; the public reads of it and its windows in ``topic``."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="service_centre")
    level = models.CharField("层级", max_length=10, choices=Level.choices)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", verbose_name="公布在")
    sign = models.CharField("标识", max_length=60)
    place = models.CharField("地址", max_length=120)
    hours = models.CharField("办公时间", max_length=120)
    phone = models.CharField("咨询电话", max_length=40)
    supervision = models.CharField("监督电话", max_length=40)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "服务中心"

    def __str__(self):
        return self.case.title


class CentreLook(models.Model):
    """That a centre was looked at on site: what of the windows, equipment and rules asked for it lacks, and whether
    guides lie there and a ledger is kept (KF-T3.9–3.12)."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="looks")
    day = models.DateField("查看日期")
    at = models.DateTimeField()
    windows = models.JSONField("缺少的窗口", default=list)
    equipment = models.JSONField("缺少的设施", default=list)
    rules = models.JSONField("缺少的制度", default=list)
    guides = models.BooleanField("窗口有办事指南")
    ledger = models.BooleanField("有工作台账")

    class Meta:
        verbose_name = "现场查看"
        ordering = ["day", "pk"]


class Window(models.Model):
    """窗口: of its case's unit in a centre; ``wanted`` is how many people the centre asks for there."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="service_window")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="windows")
    number = models.CharField("窗口号", max_length=12)
    wanted = models.PositiveSmallIntegerField("应派人数")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "窗口"
        constraints = [models.UniqueConstraint(fields=["centre", "number"], name="window_numbered_once")]
        ordering = ["centre", "number"]

    def __str__(self):
        return self.case.title


class Clerk(models.Model):
    """驻窗人员: who serves at a window, from … until. ``back``: sent back by the centre on the last day."""

    window = models.ForeignKey(Window, models.PROTECT, related_name="clerks")
    name = models.CharField("姓名", max_length=40)
    since = models.DateField("派驻之日")
    until = models.DateField("离开之日", null=True)
    back = models.BooleanField("被退回", default=False)

    class Meta:
        verbose_name = "驻窗人员"
        ordering = ["since", "pk"]

    def __str__(self):
        return self.name


class Move(models.Model):
    """变动: a clerk leaves for another. Whether the centre gave leave is told by ``granted``, a moment of an act."""

    clerk = models.ForeignKey(Clerk, models.PROTECT, related_name="moves")
    asked = models.DateTimeField("申请时间", null=True)
    granted = models.DateTimeField("同意时间", null=True)
    denied = models.DateTimeField("不同意时间", null=True)
    day = models.DateField("变动之日", null=True)
    at = models.DateTimeField(null=True)
    successor = models.ForeignKey(Clerk, models.PROTECT, null=True, related_name="+")
    equipped = models.DateTimeField("配齐时间", null=True)

    class Meta:
        verbose_name = "人员变动"
        ordering = ["pk"]


class Half(models.TextChoices):
    MORNING = "am", "上午"
    AFTERNOON = "pm", "下午"


class Mark(models.TextChoices):
    """What a half-day is that was not served in full."""

    LATE = "late", "迟到"
    EARLY = "early", "早退"
    LEAVE = "leave", "请假"
    AWAY = "away", "缺岗"


class Roll(models.Model):
    """That the attendance of a window was handed in for a month; a month without one is not known to be full."""

    window = models.ForeignKey(Window, models.PROTECT, related_name="rolls")
    month = models.DateField("月份")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "考勤月份"
        constraints = [models.UniqueConstraint(fields=["window", "month"], name="roll_once")]


class Absence(models.Model):
    """A half-day of a clerk that was not served in full; ``stand_in``: somebody of the unit took the place."""

    clerk = models.ForeignKey(Clerk, models.PROTECT, related_name="absences")
    day = models.DateField("日期")
    half = models.CharField("半天", max_length=2, choices=Half.choices)
    mark = models.CharField("情况", max_length=5, choices=Mark.choices)
    stand_in = models.BooleanField("有替岗", default=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "缺勤"
        constraints = [models.UniqueConstraint(fields=["clerk", "day", "half"], name="absent_once")]
        ordering = ["day", "half"]


class Sort(models.TextChoices):
    """What is said of a window, each counted by itself (KF-T2.1–2.3)."""

    PRAISE = "praise", "来信来访来电表扬"
    BANNER = "banner", "锦旗"
    TITLE = "title", "季度、年度服务窗口"
    STAR = "star", "服务明星"
    REFORM = "reform", "审批制度创新"
    BREACH = "breach", "违规违纪"
    LEADER = "leader", "领导未协助解决"
    ERROR = "error", "差错引起投诉"
    GREEN = "green", "不配合绿色通道"
    OUTSIDE = "outside", "在中心外办理"
    UNTRUE = "untrue", "业务数据不真实"


AWARDS = (Sort.PRAISE, Sort.BANNER, Sort.TITLE, Sort.STAR, Sort.REFORM)


class WindowEvent(models.Model):
    """窗口记事: an award or a fault of a window, with its proof as [sha256, name]; counted once it is confirmed."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="window_event")
    window = models.ForeignKey(Window, models.PROTECT, related_name="events")
    sort = models.CharField("类别", max_length=8, choices=Sort.choices)
    day = models.DateField("发生日期")
    says = models.CharField("情况", max_length=500)
    proof = models.JSONField("凭证", default=list)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "窗口记事"

    @property
    def is_award(self) -> bool:
        return self.sort in AWARDS
