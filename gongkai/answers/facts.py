"""What can be counted of 政策问答: as of a moment, with the records behind it."""

from gongkai.acts.facts import Counted, Span, listed
from gongkai.acts.models import Act


def kept(units, span: Span) -> Counted:
    """Answers that the public could read at the end of the period."""
    return listed(units, [(unit, case) for unit, case, _ in _standing(units, span)])


def doubted(units, span: Span) -> Counted:
    """Of these, the ones that waited to be looked at again."""
    return listed(units, [(unit, case) for unit, case, doubt in _standing(units, span) if doubt])


def _standing(units, span: Span) -> list[tuple[int, int, bool]]:
    """(unit key, case key, in doubt) of what was out."""
    acts = Act.objects.filter(case__kind="answer", case__unit__in=units, at__lt=span.ends)
    rows = acts.filter(step__in=("publish", "withdraw", "doubt", "confirm")).order_by("case_id", "number")
    found: dict[int, tuple[int, int, bool]] = {}
    for unit, case, step in rows.values_list("case__unit_id", "case_id", "step"):
        if step == "withdraw":
            found.pop(case, None)
        else:
            found[case] = (unit, case, step == "doubt")
    return list(found.values())


FACTS = {"answers.kept": kept, "answers.doubted": doubted}
