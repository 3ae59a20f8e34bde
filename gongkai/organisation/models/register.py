"""登记: the case under which all that is done to a unit, a person or the site stands; accounts, training, what units
send in, meetings."""

from django.db import models
from django.db.models import Q

from gongkai.accounts.models import Person, Unit
from gongkai.acts.models import Case, OfCaseQuerySet
from gongkai.publication.models import Site
from gongkai.vault.sealed import SealedText


class Entry(models.Model):
    """Of one unit, of one person, or of the site. What stood before it was first touched here gets its entry then."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="entry")
    unit = models.OneToOneField(Unit, models.PROTECT, null=True, related_name="entry")
    person = models.OneToOneField(Person, models.PROTECT, null=True, related_name="entry")
    site = models.OneToOneField(Site, models.PROTECT, null=True, related_name="entry")

    class Meta:
        verbose_name = "登记"
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, person=None, site=None)
                | Q(unit=None, person__isnull=False, site=None)
                | Q(unit=None, person=None, site__isnull=False),
                name="entry_of_one",
            )
        ]


class Platform(models.TextChoices):
    """Where accounts of units stand (国办发〔2018〕123号)."""

    WECHAT = "wechat", "微信"
    WEIBO = "weibo", "微博"
    VIDEO = "video", "短视频"
    NEWS = "news", "新闻客户端"
    APP = "app", "移动客户端"
    OTHER = "other", "其他"


class MediaAccount(models.Model):
    """政务新媒体: an account of a unit; its name is the case's title. ``since``: it runs, or runs again, since then."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="media_account")
    platform = models.CharField("平台", max_length=8, choices=Platform.choices)
    ident = models.CharField("账号", max_length=80)
    url = models.CharField("主页网址", max_length=300, blank=True)
    opened = models.DateField("开设日期")
    since = models.DateField("运行起始日", null=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "政务新媒体账号"
        constraints = [models.UniqueConstraint(fields=["platform", "ident"], name="media_account_once")]

    def __str__(self):
        return f"{self.case.title}（{self.get_platform_display()}）"


class MediaDay(models.Model):
    """What an account did on one day, as last told: an index over the acts that tell it."""

    account = models.ForeignKey(MediaAccount, models.PROTECT, related_name="days")
    day = models.DateField("日期")
    posts = models.PositiveIntegerField("发帖")
    comments = models.PositiveIntegerField("评论")
    reposts = models.PositiveIntegerField("转发")
    likes = models.PositiveIntegerField("点赞")
    told = models.DateTimeField()

    class Meta:
        verbose_name = "新媒体一日"
        constraints = [models.UniqueConstraint(fields=["account", "day"], name="media_day_once")]


class MediaComment(models.Model):
    """网民留言: what a reader wrote under an account, sealed. ``mark`` is a keyed digest that knows it again."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="media_comment")
    account = models.ForeignKey(MediaAccount, models.PROTECT, related_name="comments")
    at = models.DateTimeField("留言时间")
    words = SealedText(null=True)
    mark = models.CharField(max_length=64)
    answered = models.DateTimeField("答复时间", null=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "网民留言"
        constraints = [models.UniqueConstraint(fields=["account", "mark"], name="media_comment_once")]


class Sort(models.TextChoices):
    """How a training stands in the year's training (BW-12.2, SQ-6.5), or what else units learn by (TZ-6.2)."""

    PROGRAMME = "programme", "列入公务员培训科目"
    ROTATION = "rotation", "政务公开轮训"
    OWN = "own", "自办业务培训"
    EXCHANGE = "exchange", "单位间交流"
    STUDY = "study", "机制和难题研讨"
    VISIT = "visit", "调研、考察学习"


EXCHANGES = (Sort.EXCHANGE, Sort.STUDY, Sort.VISIT)  # planned and told like a training, counted apart (TZ-6.2)


class Level(models.TextChoices):
    """For whom a training is held (SQ-6.5)."""

    COUNTY = "county", "全县"
    UNIT = "unit", "本单位"
    BELOW = "below", "基层和下属单位"


class Training(models.Model):
    """政务公开培训: one session, planned and then held; ``held`` None before. ``materials`` as [sha256, name]."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="training")
    year = models.PositiveSmallIntegerField("年度")
    sort = models.CharField("类别", max_length=10, choices=Sort.choices)
    level = models.CharField("层级", max_length=8, choices=Level.choices, default=Level.UNIT)
    planned = models.DateField("计划日期")
    audience = models.CharField("对象", max_length=120)
    hours = models.PositiveSmallIntegerField("学时")
    aim = models.CharField("内容", max_length=500)
    held = models.DateField("举办日期", null=True)
    effect = models.CharField("效果", max_length=500, blank=True)
    materials = models.JSONField(default=list)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "政务公开培训"


class Attendance(models.Model):
    """How many people of a unit were there."""

    training = models.ForeignKey(Training, models.PROTECT, related_name="attendance")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    people = models.PositiveIntegerField("人数")

    class Meta:
        verbose_name = "参训人数"
        constraints = [models.UniqueConstraint(fields=["training", "unit"], name="attendance_once")]


class ReturnSort(models.TextChoices):
    """What units are asked to send in (DY-F3, KF-T1.2, KF-T3.2, KF-T3.3)."""

    CONTACTS = "contacts", "政务公开联络表"
    PLAN = "plan", "年度工作计划"
    DEPLOYMENT = "deployment", "工作部署"
    STATISTICS = "statistics", "业务报表"
    HALF_SUMMARY = "half", "半年总结"
    SUMMARY = "summary", "年度总结"
    OTHER = "other", "其他材料"


class Call(models.Model):
    """要求报送: what the office asks of units, and by which day."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="call")
    sort = models.CharField("类别", max_length=10, choices=ReturnSort.choices)
    due = models.DateField("报送期限")
    asks = models.CharField("要求", max_length=500, blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "要求报送"


class Return(models.Model):
    """报送: what one unit sends in. ``phone`` and ``office``: of a contact sheet; ``files`` as [sha256, name]."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="return_made")
    call = models.ForeignKey(Call, models.PROTECT, related_name="returns")
    phone = models.CharField("单位电话", max_length=40, blank=True)
    office = models.CharField("承办科室", max_length=80, blank=True)
    says = models.CharField("说明", max_length=500, blank=True)
    files = models.JSONField(default=list)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "报送"


class ContactPerson(models.Model):
    """联络员: a deputy or an information officer on a unit's contact sheet, sealed (DY-F3)."""

    class Rank(models.TextChoices):
        DEPUTY = "deputy", "分管领导"
        STAFF = "staff", "信息员"

    sheet = models.ForeignKey(Return, models.PROTECT, related_name="people")
    rank = models.CharField("类别", max_length=8, choices=Rank.choices)
    name = SealedText("姓名", null=True)
    duty = SealedText("职务", null=True)
    office_phone = SealedText("办公电话", null=True)
    mobile = SealedText("手机", null=True)
    qq = SealedText("QQ", null=True)

    class Meta:
        verbose_name = "联络员"


class MeetingSort(models.TextChoices):
    """A meeting on openness (KF-T3.3, BW-12.3, SQ-6.1, DY-1)."""

    GROUP = "group", "领导小组会议"
    AGENDA = "agenda", "列入常务会、办公会议程"
    REPORT = "report", "主要负责人听取汇报"
    DEPLOYMENT = "deployment", "工作部署会"
    ROUTINE = "routine", "工作例会"


class Meeting(models.Model):
    """政务公开会议: its subject is the case's title; ``minutes`` as [sha256, name]."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="work_meeting")
    sort = models.CharField("类别", max_length=12, choices=MeetingSort.choices)
    held = models.DateField("召开日期")
    there = models.CharField("参加人员", max_length=300)
    people = models.PositiveSmallIntegerField("人数")
    chair = models.CharField("主持人", max_length=60, blank=True)
    principal = models.BooleanField("主要负责人主持或者到会", default=False)
    decided = models.CharField("议定和部署事项", max_length=1000)
    minutes = models.JSONField(default=list)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "政务公开会议"
