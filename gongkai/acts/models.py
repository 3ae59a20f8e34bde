"""The trail: cases, the acts done to them, the words said with them, and the dates that follow from them."""

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Concat
from django.db.models.lookups import In

from gongkai.accounts.models import Person, Post, Unit
from gongkai.acts import steps
from gongkai.vault.sealed import SealedText


def visible(post: Post, prefix: str = "") -> Q:
    """Cases that exist for a post, reached by ``prefix``: the whole county for those who watch it, else its unit and
    those under it; onlookers see of either what is settled. What names its readers is there for these alone.
    """
    found = post.in_sight(f"{prefix}unit")
    if post.looks_on():
        found &= _settled(post, prefix)
    return found & ~Q(**{f"{prefix}pk__in": narrowed_from(post)})


def _settled(post: Post, prefix: str) -> Q:
    """Cases of a kind that keeps no state from onlookers, those in a settled state, and what they handle at home."""
    kept = [kind for kind in steps.kinds() if kind.settled is not None]
    states = [f"{kind.name} {state}" for kind in kept for state in sorted(kind.settled or ())]
    state = Concat(f"{prefix}kind", Value(" "), f"{prefix}status")
    open_to = ~Q(**{f"{prefix}kind__in": [kind.name for kind in kept]}) | Q(In(state, states))
    at_home = [kind for kind in kept if kind.home and kind.handled_by(post.role)]
    own = Q(**{f"{prefix}unit": post.unit_id, f"{prefix}kind__in": [kind.name for kind in at_home]})
    for kind in at_home:
        if kind.apart:
            own &= ~Q(**{f"{prefix}kind": kind.name, f"{prefix}pk__in": kind.apart(post)})
    return open_to | own if at_home else open_to


def narrowed_from(post: Post):
    """Keys of the cases that name their readers, and this post's person is none of them."""
    narrowed = Reader.objects.filter(until=None)
    return narrowed.exclude(case__in=narrowed.filter(person=post.person_id).values("case")).values("case")


class OfCaseQuerySet(models.QuerySet):
    """Rows of a room that share the key of their ``case``: they exist for whom it exists."""

    def visible_to(self, post: Post):
        return self.filter(visible(post, "case__"))


class CaseQuerySet(models.QuerySet):
    def visible_to(self, post: Post):
        return self.filter(visible(post))


class Case(models.Model):
    """Anything that staff handle step by step. A room's row shares its key.

    ``content`` is the hash of what the draft says now; ``version`` counts its saves; ``length`` and ``head`` are
    number and hash of the last act.
    """

    kind = models.CharField(max_length=24)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="cases")
    title = models.CharField("名称", max_length=300)
    status = models.CharField(max_length=24)
    version = models.PositiveIntegerField(default=1)
    content = models.CharField(max_length=64, blank=True)
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)
    opened = models.DateTimeField()

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "status", "unit"]), models.Index(fields=["unit", "kind"])]
        verbose_name = "事项"

    def __str__(self):
        return self.title

    @property
    def kind_of(self) -> steps.Kind:
        return steps.kind(self.kind)

    @property
    def status_label(self) -> str:
        return self.kind_of.states[self.status]

    def take(self, step: str, *, by: Post, at, **how):
        """Does one step; see ``acts.taking.take_many`` for arguments and refusals. Returns the act."""
        from gongkai.acts.taking import Take, take_many

        return take_many(self.kind, step, [Take(self, by=by, at=at, **how)])[0]


class Reader(models.Model):
    """That a case is shown to this person; a case that has such rows, from … until, is shown to nobody else."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="readers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["case", "person"], condition=Q(until=None), name="reads_now")]


class Act(models.Model):
    """One thing somebody did to a case. Never changed, never deleted; the database refuses both.

    ``at`` is the clock's moment, ``effective`` when it legally happened. Holds no private words: those stand in
    ``Remark`` and only their salted hash here.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="acts")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=24)
    frm = models.CharField(max_length=24, blank=True)
    to = models.CharField(max_length=24)
    person = models.ForeignKey(Person, models.PROTECT, null=True)
    post = models.ForeignKey(Post, models.PROTECT, null=True)
    at = models.DateTimeField()
    effective = models.DateTimeField()
    ground = models.CharField(max_length=120, blank=True)
    content = models.CharField(max_length=64, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    words = models.CharField(max_length=64, blank=True)
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="act_once")]
        indexes = [models.Index(fields=["step", "effective"])]
        ordering = ["case_id", "number"]
        verbose_name = "办理记录"

    @property
    def label(self) -> str:
        return self.case.kind_of.steps[self.step].label


class Remark(models.Model):
    """Words said with an act (a reason, an opinion), sealed and erasable; ``text`` is None once erased."""

    act = models.OneToOneField(Act, models.PROTECT, primary_key=True, related_name="remark")
    text = SealedText(null=True)
    salt = models.CharField(max_length=32)
    erased = models.DateTimeField(null=True)


class Access(models.Model):
    """查阅记录 (个人信息保护法-51): that a post looked at what a case keeps sealed; its kind names ``what``."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="accesses")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    what = models.CharField("查阅", max_length=10)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "查阅记录"

    @property
    def label(self) -> str:
        return self.case.kind_of.sealed[self.what]


class Due(models.Model):
    """A date that a clock of a case gives. An index over the trail: recomputable at any time, never edited.

    ``round`` is the number of the act the clocks began with, so that a change of published information has its own.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="dues")
    limit = models.CharField(max_length=60)
    round = models.PositiveIntegerField(default=1)
    role = models.CharField(max_length=16)
    started = models.DateTimeField()
    due = models.DateTimeField("最后时刻")
    provisional = models.BooleanField(default=False)
    done = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "limit", "round"], name="due_once")]
        indexes = [
            models.Index(fields=["due"], condition=Q(done=None), name="due_open"),
            models.Index(fields=["limit", "due"], condition=Q(done=None), name="due_of_limit"),
        ]
        verbose_name = "期限"


class Anchor(models.Model):
    """A signed digest over the heads of all cases at one moment; cut-off or replaced chains no longer fit it."""

    at = models.DateTimeField()
    cases = models.PositiveIntegerField()
    acts = models.PositiveIntegerField()
    last_act = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    key = models.CharField(max_length=64)


class Recount(models.Model):
    """That every open date was counted anew, and by what calendar and limits (a digest)."""

    law = models.CharField(max_length=64)
    at = models.DateTimeField()
    looked = models.PositiveIntegerField("看过的事项")
    moved = models.PositiveIntegerField("变动的期限")


class Installation(models.Model):
    """How this installation was born. One row. A demo or training one stands at a told moment."""

    born = models.DateTimeField()
    told = models.DateTimeField("演示时刻", null=True)
    label = models.CharField("说明", max_length=120, blank=True)
