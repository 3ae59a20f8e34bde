"""What surveys tell of a unit: the share that is satisfied, of how many (KF-6.1). Too few is unknown, never nought."""

from gongkai.acts.facts import Counted, Span
from gongkai.acts.models import Act
from gongkai.participation import taking_part
from gongkai.participation.surveys.counting import Share

NONE = "考核期内没有评定过评议这个单位的问卷"


def satisfaction(units, span: Span) -> Counted:
    """The share of those who are satisfied, of the last survey evaluated in the period."""
    counted = _last(units, span)
    for unit, said in counted.values.items():
        enough = said is not None and said["n"] >= max(1, said["minimum"])
        counted.values[unit] = Share(said["satisfied"], said["n"]).text if enough else None
    return counted


def respondents(units, span: Span) -> Counted:
    """Of how many valid answers that is."""
    counted = _last(units, span)
    counted.values = {unit: said["n"] if said else 0 for unit, said in counted.values.items()}
    return counted


def _last(units, span: Span) -> Counted:
    """The figures told to each unit last in the period; None where there are none."""
    acts = Act.objects.filter(case__kind="survey_outcome", step="tell", case__unit__in=units)
    acts = acts.filter(at__gte=span.begins, at__lt=span.ends).order_by("at", "pk")
    last = {unit: (key, title, said) for unit, key, title, said in acts.values_list(*_NAMED)}
    counted = Counted({unit.pk: None for unit in units})
    for unit in units:
        if unit.pk in last:
            key, title, said = last[unit.pk]
            counted.values[unit.pk] = said
            counted.records[unit.pk].append(key)
            counted.says[unit.pk].append(f"{title}：{said['says']}")
        else:
            counted.says[unit.pk].append(NONE)
    return counted


_NAMED = ("case__unit_id", "case_id", "case__title", "detail")
FACTS = {
    "participation.satisfaction": satisfaction, "participation.respondents": respondents, **taking_part.FACTS,
}  # fmt: skip
