"""What a new record begins with, as the link that led to its form says."""

from gongkai.catalogue.models import Topic
from gongkai.disclosures.interpretation import interpreting
from gongkai.disclosures.models import Disclosure
from gongkai.look.words import titled


def begun(request) -> dict:
    """What a new record begins with, as the link that led here says."""
    interprets = request.GET.get("interprets", "")
    first = {"topic": request.GET.get("topic")}
    if not interprets.isdecimal() or len(interprets) > 18:
        return first
    explained = Disclosure.objects.visible_to(request.post).filter(pk=interprets).first()
    return first | {"kind": "解读", "interprets": interprets} | (_explaining(explained) if explained else {})


def _explaining(paper: Disclosure) -> dict:
    """An interpretation stands in the column for interpretations, bears its document's name and day, and begins with
    the forms and the speaker of its plan.
    """
    plan = interpreting.plan_of(paper.pk)
    column = Topic.objects.filter(column_type="政策解读", until=None, children=None).order_by("order").first()
    return {
        "topic": column.pk if column else paper.edition.topic_id, "title": f"{titled(paper.edition.title)}政策解读",
        "formed_on": paper.edition.formed_on, "forms": " ".join(plan.get("forms", ["文字"])),
        "explainer": plan.get("speaker", ""), "explainer_rank": plan.get("rank", ""),
    }  # fmt: skip


def topic(bound) -> Topic | None:
    """The topic that the form stands on, chosen or brought along in the address."""
    value = str(bound["topic"].value() or "")
    return Topic.objects.filter(pk=value).first() if value.isdecimal() else None
