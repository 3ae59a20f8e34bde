"""全过程公开和专题: a matter followed stage by stage, or a theme, and what was said of it at one time."""

from django.db import models

from gongkai import shelf
from gongkai.accounts.models import Person
from gongkai.acts.models import Case, visible
from gongkai.catalogue.models import Topic
from gongkai.law.dossier_types import DossierType


class DossierQuerySet(models.QuerySet):
    def visible_to(self, post):
        return self.filter(visible(post, "case__"))


class Dossier(models.Model):
    """One matter or theme of one unit. At most one revision is a draft; ``live`` is the one last published."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="dossier")
    type = models.CharField("种类", max_length=40)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="dossiers", verbose_name="公开栏目")
    live = models.ForeignKey("Revision", models.PROTECT, null=True, related_name="+")
    draft = models.ForeignKey("Revision", models.PROTECT, null=True, related_name="+")
    published = models.DateTimeField("最近公布", null=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "全过程事项和专题"

    def __str__(self):
        return self.case.title

    @property
    def kind(self) -> DossierType:
        """Its particulars and stages, as the rulebook has them."""
        return shelf.dossier_type(self.type)

    @property
    def revision(self) -> "Revision":
        """What staff read now: the draft if there is one, else what is live, else what was withdrawn."""
        return self.draft or self.live or self.revisions.latest("number")


class Revision(models.Model):
    """What a dossier says at one time. ``hash`` covers all of it; ``note``: what the public is told of the change.

    ``particulars``: words by the kind's field. ``stages``: by the kind's stage {state: shown | waiting | never, due:
    ISO day, says, links: [{case: key} or, for a paper elsewhere, {title, issuer, url}]}; absent: nothing said of it.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(default=1)
    summary = models.CharField("概况", max_length=500, blank=True)
    particulars = models.JSONField(default=dict, blank=True)
    stages = models.JSONField(default=dict, blank=True)
    note = models.CharField("变动说明", max_length=200, blank=True)
    hash = models.CharField(max_length=64)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    saved = models.DateTimeField()
    published = models.DateTimeField("公布时间", null=True)

    class Meta:
        verbose_name = "事项版本"
        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="dossier_revision_once")]
