"""公布到哪一层: how far a result is told to the public, as the leading group decided (BW-16.6)."""

from django.db import models

from gongkai.acts.models import Act
from gongkai.assessment.models import Campaign


class Reach(models.TextChoices):
    RANKS = "ranks", "只公布名次和等次"
    TOTALS = "totals", "公布名次、等次和总分"
    LEAVES = "leaves", "公布到每一项指标：失了多少分、为什么、缺什么"


def of(campaign: Campaign) -> Reach:
    """As decided; where nobody chose, points and grades."""
    act = Act.objects.filter(case=campaign.pk, step="decide").order_by("-number").first()
    return Reach(act.detail.get("reach", Reach.TOTALS)) if act else Reach.TOTALS


def is_known(cases, takes) -> dict[int, list[str]]:
    """What is decided is one of the three."""
    strange = {take.case.pk for take in takes if take.detail.get("reach", Reach.TOTALS) not in Reach.values}
    return {key: ["请选定公布到哪一层"] for key in strange}
