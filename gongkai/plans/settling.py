"""对应单位: what a name in the source means, said once and put into every line that has it (SQ-6.6.1)."""

from collections import Counter

from gongkai.accounts.models import Post, Unit
from gongkai.plans.drafting import writing
from gongkai.plans.models import Line, Part, Party, Plan


def unknown(plan: Plan) -> list[tuple[str, str, int]]:
    """(sort, name, in how many lines) of what fits no unit, in the order it comes."""
    found = Counter((sort, name) for line in plan.lines.all() for sort, name in line.unknown)
    return [(sort, name, many) for (sort, name), many in found.items()]


def settle(plan: Plan, settled: dict[tuple[str, str], list[Unit]], by: Post) -> int:
    """Puts the units where the names stood; a unit that leads a line does not take part in it besides."""
    changed = 0
    with writing(plan, by):
        for line in plan.lines.prefetch_related("parties"):
            names = [(sort, name) for sort, name in line.unknown if (sort, name) in settled]
            if not names:
                continue
            for sort, name in names:
                _put(line, sort, settled[sort, name])
            line.unknown = [one for one in line.unknown if tuple(one) not in names]
            line.saved_by = by.person
            line.save(update_fields=["unknown", "saved_by"])
            changed += 1
    return changed


def _put(line: Line, sort: str, units: list[Unit]) -> None:
    known = set(line.parties.values_list("unit", flat=True))
    Party.objects.bulk_create(
        Party(line=line, unit=unit, sort=Part(sort)) for unit in dict.fromkeys(units) if unit.pk not in known
    )
