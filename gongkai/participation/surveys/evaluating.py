"""A survey ends, its answers are counted, and each unit is told what was found about it."""

from collections.abc import Sequence

from gongkai.acts.models import Act, Case
from gongkai.acts.taking import Opening, open_many
from gongkai.look.words import titled
from gongkai.participation.models import Device, Outcome, Survey
from gongkai.participation.surveys import counting


def end(cases, takes, acts) -> None:
    """Devices are forgotten: they were only there to count each once."""
    Device.objects.filter(survey__in=[case.pk for case in cases]).delete()


def found(case, take) -> dict:
    """What the act of evaluating keeps: the hash over all counts, and in words how many."""
    told = counting.tallies(_survey(case.pk))
    short = sum(not one.enough for one in told)
    says = f"{len(told)} 个评议对象，计入 {sum(one.counted for one in told)} 份"
    return {"sha256": counting.digest(told), "says": says + (f"，{short} 个样本不足" if short else "")}


def tell_units(cases, takes, acts) -> None:
    """Opens a case of each unit that holds the figures about it: what a fact counts and a sheet leads to."""
    by = {take.case.pk: take.by for take in takes}
    for act in acts:
        survey = _survey(act.case_id)
        told = counting.tallies(survey)
        openings = [
            Opening(one.subject.unit, f"{survey.case.title}：{one.subject.unit.name}", by[survey.pk], act.at,
                    detail=one.figures(), follows=True)
            for one in told
        ]  # fmt: skip

        def room(made: Sequence[Case], survey=survey, told=told) -> None:
            Outcome.objects.bulk_create(
                Outcome(case=case, survey=survey, subject=one.subject) for case, one in zip(made, told, strict=True)
            )

        open_many("survey_outcome", "tell", openings, room)


def is_as_evaluated(cases, takes) -> dict[int, list[str]]:
    """What goes out is the very result that was evaluated: no answer was added, taken or changed since."""
    kept = dict(Act.objects.filter(case__in=cases, step="evaluate").values_list("case", "detail"))
    return {
        case.pk: [f"{titled(case.title)}的答卷与评定时不一致，没有公布。请核对数据库，按“运行情况”里的办法查原因"]
        for case in cases
        if kept.get(case.pk, {}).get("sha256") != counting.digest(counting.tallies(_survey(case.pk)))
    }


def _survey(key: int) -> Survey:
    return Survey.objects.select_related("case__unit", "topic").get(pk=key)
