"""指定评分人: the office says who of a unit speaks for a part; nobody speaks for two that are to be apart."""

from gongkai.accounts.models import Person
from gongkai.assessment import appointed
from gongkai.assessment.marking import MARKERS
from gongkai.assessment.models import Appointee, Assessor, Scoring


def fits(cases, takes) -> dict[int, list[str]]:
    """People of the unit, and none who speaks for another part of the campaign there."""
    return {
        take.case.pk: reasons for take in takes if not take.only_asks and (reasons := _faults(take))
    }  # fmt: skip


def keep(cases, takes, acts) -> None:
    """Who was named before speaks for the part no more; the marks they gave stand."""
    for take in takes:
        row = _assignment(Scoring.objects.get(pk=take.case.pk))
        row.people.all().delete()
        Appointee.objects.bulk_create(Appointee(assessor=row, person_id=key) for key in take.detail["people"])


def _faults(take) -> list[str]:
    part, keys = Scoring.objects.select_related("unit").get(pk=take.case.pk), set(take.detail.get("people", ()))
    if not part.source:
        return ["这一部分是政务公开办自己的项目，不用指定评分人"]
    if not keys or keys - set(appointed.eligible(part.unit, MARKERS).values_list("pk", flat=True)):
        return [f"请从{part.unit.name}的评分人员里指定，至少一人"]
    others = Appointee.objects.filter(assessor__campaign=part.campaign_id, assessor__unit=part.unit, person__in=keys)
    names = Person.objects.filter(pk__in=others.exclude(assessor__source=part.source).values("person"))
    return [f"{one.name}已经评本单位的另一部分，两部分要互相看不到，请换一人" for one in names]


def _assignment(part: Scoring) -> Assessor:
    return Assessor.objects.get(campaign=part.campaign_id, source=part.source, unit=part.unit, own=False)
