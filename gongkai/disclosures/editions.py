"""The editions that staff read now, fetched once for all the gates of a step.

A check takes (cases, takes) and returns reasons by case key; a gate takes (cases, the editions on the table by case
key), so that the gates of one step read them once (``before``).
"""

from collections.abc import Callable

from gongkai.acts import sitting
from gongkai.acts.models import Case
from gongkai.disclosures.models import Disclosure, Edition

Reasons = dict[int, list[str]]
Gate = Callable[[list[Case], dict[int, Edition]], Reasons]


def before(*gates: Gate) -> Callable:
    """The check of a step that has these gates: the first that holds somebody back gives the reasons."""

    def check(cases, takes) -> Reasons:
        stands = editions(cases)
        return next((reasons for gate in gates if (reasons := gate(cases, stands))), {})

    return check


def editions(cases: list[Case]) -> dict[int, Edition]:
    """The edition that staff read now, by case; its ``disclosure`` comes along."""
    keys = tuple(case.id for case in cases)
    return sitting.held(("editions", keys), lambda: _read(keys))


def _read(keys: tuple[int, ...]) -> dict[int, Edition]:
    records = sitting.rows(keys)
    found = {key: record.edition for key, record in records.items()}
    fresh = Disclosure.objects.in_bulk([key for key in keys if key not in records])
    read = Edition.objects.in_bulk([record.draft_id or record.live_id for record in fresh.values()])
    found |= {key: read.get(record.draft_id or record.live_id) or record.edition for key, record in fresh.items()}
    for key, record in fresh.items():
        found[key].disclosure = record
    return found
