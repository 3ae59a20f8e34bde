"""Who: units in a dated tree, groups of units, people, and the posts they act from."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import connection, models
from django.db.models import F, Q

from gongkai.vault.sealed import SealedText

# Every page and step asks for it: one statement for all generations, which SQLite and PostgreSQL read alike.
_FAMILY = """WITH RECURSIVE family(id) AS (
    SELECT CAST(%s AS bigint)
    UNION SELECT one.id FROM family JOIN accounts_unit one ON one.parent_id = family.id OR one.successor_id = family.id
) SELECT id FROM family"""


class UnitQuerySet(models.QuerySet):
    def standing_on(self, day):
        """Units that exist on ``day``: a dissolved or merged unit keeps its row and its history."""
        return self.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day))


class Unit(models.Model):
    """An organ, bureau, township or enterprise. One tree; every other order is a ``Group``."""

    class Kind(models.TextChoices):
        GOVERNMENT = "government", "人民政府"
        DEPARTMENT = "department", "部门"
        TOWNSHIP = "township", "乡镇（街道）"
        PARK = "park", "园区"
        ENTERPRISE = "enterprise", "公共企事业单位"
        SECTION = "section", "股室"

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField("名称", max_length=80)
    full_name = models.CharField("规范全称", max_length=120, blank=True)
    code = models.CharField("机构代码", max_length=18, unique=True)
    kind = models.CharField("类别", max_length=12, choices=Kind.choices, default=Kind.DEPARTMENT)
    order = models.PositiveIntegerField("排序", default=0)
    since = models.DateField("设立", null=True, blank=True)
    until = models.DateField("撤销", null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        verbose_name = "单位"

    def __str__(self):
        return self.name

    def covers(self, other: "Unit") -> bool:
        """Whether ``other`` is this unit or stands under it."""
        at: Unit | None = other
        while at is not None and at.pk != self.pk:
            at = at.parent
        return at is not None

    def family(self) -> set[int]:
        """Keys of this unit, of all under it, and of those whose business they carry on (谁保存谁公开, KF-3.1.1)."""
        with connection.cursor() as cursor:
            cursor.execute(_FAMILY, [self.pk])
            return {key for (key,) in cursor.fetchall()}


class Group(models.Model):
    """An order of units beside the tree: block leaders, classes, comparison groups. Members are dated."""

    kind = models.CharField("分组方式", max_length=30)
    code = models.CharField("代码", max_length=40)
    name = models.CharField("名称", max_length=80)
    leader = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="groups_led")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="group_once")]
        verbose_name = "分组"

    def __str__(self):
        return self.name


class Membership(models.Model):
    group = models.ForeignKey(Group, models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    since = models.DateField("自", null=True, blank=True)
    until = models.DateField("至", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "unit", "since"], name="member_once")]


class PersonManager(BaseUserManager):
    def create_user(self, username, name, password=None):
        person = self.model(username=username, name=name)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in. What they may do comes from their posts alone."""

    username = models.CharField("账号", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    is_active = models.BooleanField("启用", default=True)
    one_time = models.DateTimeField("一次性密码设于", null=True, blank=True)  # None: the password is the person's own

    objects = PersonManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "人员"

    def __str__(self):
        return self.name

    def get_full_name(self):
        return self.name


class WorkMail(models.Model):
    """工作邮箱: where a person is told on working days of what is due, sealed. Nothing goes there before they confirmed
    that it is theirs. ``reminded``: the last day that was seen to, whether there was something to tell or not."""

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="work_mail")
    address = SealedText("工作邮箱", null=True)
    at = models.DateTimeField()
    confirmed = models.DateTimeField(null=True)
    reminded = models.DateField(null=True)

    class Meta:
        verbose_name = "工作邮箱"

    @property
    def status(self) -> str:
        if self.address is None:
            return "没有登记"
        return "已确认，工作日有到期的事就提醒" if self.confirmed else "等本人确认，确认以前不发邮件"


class Role(models.TextChoices):
    PROPOSER = "proposer", "信息员"
    SECRECY = "secrecy", "保密审查员"
    REVIEWER = "reviewer", "分管领导"
    PUBLISHER = "publisher", "发布员"
    OFFICE = "office", "政务公开办"
    ASSESSOR = "assessor", "考核员"
    THIRD_PARTY = "third_party", "第三方评估"
    LEADING_GROUP = "leading_group", "领导小组"
    AUDITOR = "auditor", "审计员"
    ADMIN = "admin", "系统管理员"


# Roles that look at the whole county; the others see their own unit and what stands under it.
COUNTY_WIDE = frozenset({Role.OFFICE, Role.ASSESSOR, Role.THIRD_PARTY, Role.LEADING_GROUP, Role.AUDITOR, Role.ADMIN})

# Of these, the ones with no part in handling: they read a case once it is settled, never a draft.
ONLOOKERS = frozenset({Role.ASSESSOR, Role.THIRD_PARTY, Role.LEADING_GROUP, Role.ADMIN})

FEW = 12  # so many units in sight are named one by one


class PostQuerySet(models.QuerySet):
    def held_on(self, day):
        return self.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day), person__is_active=True)


class Post(models.Model):
    """The capacity a person acts in: a role at a unit, from … until. Every act keeps it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    role = models.CharField("职责", max_length=16, choices=Role.choices)
    title = models.CharField("职务", max_length=60, blank=True)
    since = models.DateField("自", null=True, blank=True)
    until = models.DateField("至", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "岗位"
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="post_dates_in_order",
                violation_error_message="末日早于任岗之日，请核对",
            )
        ]

    def __str__(self):
        return f"{self.person.name}（{self.place}）"

    @property
    def place(self) -> str:
        """Unit and duty in words; an office that is called after its duty is not said twice."""
        role = self.get_role_display()
        return role if self.unit.name == role else f"{self.unit.name}·{role}"

    def held_on(self, day) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def sees_county(self) -> bool:
        return self.role in COUNTY_WIDE

    def looks_on(self) -> bool:
        return self.role in ONLOOKERS

    def unit_keys(self) -> set[int] | None:
        """Units whose cases this post may see; ``None`` means all."""
        if self.sees_county():
            return None
        if not hasattr(self, "_unit_keys"):
            self._unit_keys = self.unit.family()
        return self._unit_keys

    def in_sight(self, path: str) -> Q:
        """That the unit at ``path``, which is never empty, is one of these. Of most of a county the condition names
        what is not seen, so that a database goes through what is due and not through all that a unit ever did.
        """
        keys = self.unit_keys()
        if keys is None:
            return Q()
        if len(keys) > FEW and len(unseen := self._unseen(keys)) < len(keys):
            return ~Q(**{f"{path}__in": unseen})
        return Q(**{f"{path}__in": keys})

    def _unseen(self, keys: set[int]) -> set[int]:
        if not hasattr(self, "_others"):
            self._others = set(Unit.objects.exclude(pk__in=keys).values_list("pk", flat=True))
        return self._others
