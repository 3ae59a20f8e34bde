"""全过程公开和专题: a matter followed stage by stage, or a theme, and what was said of it at one time."""

from datetime import datetime

from django.db import models

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.catalogue.models import Topic
from gongkai.law.dossier_types import DossierType
from gongkai.revisions import models as revisions
from gongkai.revisions.models import Kept


class Dossier(Kept):
    """One matter or theme of one unit."""

    PAGES = ("dossier",)

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="dossier")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="dossiers", verbose_name="公开栏目")

    class Meta:
        verbose_name = "全过程事项和专题"

    @property
    def kind(self) -> DossierType:
        """Its particulars and stages, as the rulebook has them."""
        return shelf.dossier_type(self.type)


class Revision(revisions.Revision):
    """What a dossier says at one time.

    ``particulars``: words by the kind's field. ``stages``: by the kind's stage {state: shown | waiting | never, due:
    ISO day, says, links: [{case: key} or, for a paper elsewhere, {title, issuer, url}]}; absent: nothing said of it.
    ``hands``: who wrote what is new in this round (key of a person), by stage; the head under "".
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="revisions")
    summary = models.CharField("概况", max_length=500, blank=True)
    particulars = models.JSONField(default=dict, blank=True)
    stages = models.JSONField(default=dict, blank=True)
    hands = models.JSONField(default=dict, blank=True)
    note = models.CharField("变动说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "事项版本"
        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="dossier_revision_once")]

    @property
    def head(self) -> list:
        return [self.summary, self.particulars, self.note]

    @property
    def body(self) -> dict:
        return self.stages

    def stage_stamp(self, stage: str) -> str:
        """What a stage said when it was opened for writing."""
        return revisions.stamp(self.stages.get(stage))

    def begins_with(self, at: datetime) -> dict:
        """A copy of what stands."""
        return {"summary": self.summary, "particulars": self.particulars, "stages": self.stages}

    def written_by(self, person: int) -> list[str]:
        mine = [part for part, by in (self.hands or {"": self.saved_by_id}).items() if by == person]
        return [f"“{self.dossier.kind.stages[part].name}”" if part else "概况" for part in mine]

    def written(self, part: str, by: Post, at: datetime) -> None:
        """Keeps who wrote a stage, or the head ("")."""
        self.hands = {**self.hands, part: by.person_id}
        self.saved_by_id, self.saved = by.person_id, at
