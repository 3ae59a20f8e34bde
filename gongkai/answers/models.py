"""政策问答: one question of one unit, and what was answered at one time."""

from datetime import datetime
from typing import NamedTuple

from django.db import models

from gongkai import shelf
from gongkai.acts.models import Case
from gongkai.catalogue.models import Topic
from gongkai.disclosures.models import Disclosure
from gongkai.revisions import models as revisions
from gongkai.revisions.models import Kept

OTHER = "other"


class Kind(NamedTuple):
    """Whom or what questions of a kind are about: a door of 政策服务, or none of them."""

    id: str
    title: str


class Origin(models.TextChoices):
    """How the unit learned that people ask this."""

    CONSULTED = "consulted", "群众咨询"
    HOTLINE = "hotline", "12345热线"
    MESSAGES = "messages", "网上留言"
    WINDOW = "window", "办事窗口"
    REQUESTS = "requests", "公开申请"
    SEARCHED = "searched", "网站上常查"
    EXPECTED = "expected", "预计会问"


class Answer(Kept):
    """One question; its words are the case's title.

    ``doubt``: why the answer must be looked at again, in words the public reads; empty while it stands.
    ``read_edition``, ``read_validity``: how the paper stood when somebody last said that the answer holds.
    """

    PAGES = ("answer",)

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="answer")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="answers", verbose_name="公开栏目")
    doubt = models.CharField("待复核的原因", max_length=300, blank=True)
    read_edition = models.PositiveIntegerField(null=True)
    read_validity = models.CharField(max_length=10, blank=True)

    class Meta:
        verbose_name = "政策问答"
        indexes = [models.Index(fields=["doubt"], condition=~models.Q(doubt=""), name="doubted_answers")]

    @property
    def kind(self) -> Kind:
        return kinds().get(self.type, Kind(self.type, "其他"))


class Revision(revisions.Revision):
    """What is answered at one time: ``html``, resting on ``clause`` of ``paper``, until ``expires_on``.

    ``origin`` and ``asked`` (how often) tell why it was written; the public does not read them.
    """

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="revisions")
    html = models.TextField("答复", blank=True)
    paper = models.ForeignKey(Disclosure, models.PROTECT, null=True, related_name="+", verbose_name="依据的文件")
    clause = models.CharField("条款", max_length=60, blank=True)
    expires_on = models.DateField("有效期至", null=True)
    origin = models.CharField("问题来源", max_length=12, choices=Origin.choices, blank=True)
    asked = models.PositiveIntegerField("问过的次数", null=True)

    class Meta:
        verbose_name = "问答版本"
        constraints = [models.UniqueConstraint(fields=["answer", "number"], name="answer_revision_once")]

    @property
    def head(self) -> list:
        until = self.expires_on and self.expires_on.isoformat()
        return [self.html, self.paper_id, self.clause, until, self.origin, self.asked, self.note]

    @property
    def body(self) -> list:
        return []

    def begins_with(self, at: datetime) -> dict:
        """A copy of what stands."""
        names = ("html", "paper_id", "clause", "expires_on", "origin", "asked")
        return {name: getattr(self, name) for name in names}

    def written_by(self, person: int) -> list[str]:
        return ["答复"] if self.saved_by_id == person else []


def kinds() -> dict[str, Kind]:
    """The doors of 政策服务 by their codes, and one for what stands behind none."""
    doors = shelf.concerns().doors.values()
    return {one.code: Kind(one.code, one.name) for one in doors} | {OTHER: Kind(OTHER, "其他")}
