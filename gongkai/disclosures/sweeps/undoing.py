"""Taking a sweep back, by steps again, where nobody touched the document since."""

from datetime import datetime

from django.db import transaction

from gongkai.accounts.models import Post
from gongkai.acts.taking import CHUNK, Take, take_many
from gongkai.catalogue.models import Topic
from gongkai.disclosures.drafting import EDITABLE
from gongkai.disclosures.models import Disclosure, Sweep
from gongkai.disclosures.people import keeping
from gongkai.disclosures.sweeps.sweeping import iso, save_anew
from gongkai.look.words import titled


def undo(sweep: Sweep, by: Post, at: datetime) -> tuple[int, list[str]]:
    """Takes back what can be; how many documents went back, and why the others did not."""
    with transaction.atomic():
        if not Sweep.objects.filter(pk=sweep.pk, undone=None).update(undone=at):
            return 0, ["这一批已经撤销过了"]
        before = {row["key"]: row for row in sweep.rows}
        found = Disclosure.objects.visible_to(by).select_related("case__unit", "draft", "live").filter(pk__in=before)
        many, barred = _UNDO[sweep.what](list(found), before, by, at)
    return many, barred


def _undo_hand(found, before, by, at) -> tuple[int, list[str]]:
    lines, barred = [], []
    for row in found:
        former = before[row.pk]["keeper"]
        heirs = set(keeping.heirs(row.case.unit, at.date()).values_list("person", flat=True)) if former else {None}
        if row.keeper_id != before[row.pk]["now"]:
            barred.append(f"{titled(row.case.title)}后来又移交过")
        elif former not in heirs:
            barred.append(f"{titled(row.case.title)}原来的责任人已离岗")
        else:
            lines.append(Take(row.case, by, at, detail={"keeper": former, "says": "撤销批量移交"}))
    return _taken(keeping.HAND, lines), barred


def _undo_look(found, before, by, at) -> tuple[int, list[str]]:
    same = [row for row in found if iso(row.look_again) == before[row.pk]["now"]]
    detail = {row.pk: {"next": before[row.pk]["next"], "undoes": True, "says": "撤销批量定的复看日期"} for row in same}
    barred = [f"{titled(row.case.title)}后来又定过日期" for row in found if row not in same]
    return _taken(keeping.LOOK, [Take(row.case, by, at, detail=detail[row.pk]) for row in same]), barred


def _undo_rewrite(found, before, by, at) -> tuple[int, list[str]]:
    """A draft gets its former words back; a new edition that nobody touched is given up."""
    untouched = [r for r in found if r.case.status in EDITABLE and r.case.content == before[r.pk]["now"]]
    barred = [f"{titled(row.case.title)}后来改过或者已经送审" for row in found if row not in untouched]
    fresh = [row for row in untouched if before[row.pk]["new"]]
    drafts = {row.pk: row for row in untouched if not before[row.pk]["new"]}
    topics = Topic.objects.in_bulk([one["before"].get("topic") for one in before.values() if "before" in one])
    changes = {key: dict(before[key]["before"]) for key in drafts}
    for fields in changes.values():
        if "topic" in fields:
            fields["topic"] = topics[fields["topic"]]
    save_anew(drafts, changes, by, at)
    given_up = [Take(row.case, by, at, words="撤销批量修改") for row in fresh]
    return len(drafts) + _taken("abandon", given_up), barred


def _taken(step: str, takes: list[Take]) -> int:
    for start in range(0, len(takes), CHUNK):
        take_many("disclosure", step, takes[start : start + CHUNK])
    return len(takes)


_UNDO = {"hand": _undo_hand, "look": _undo_look, "move": _undo_rewrite, "replace": _undo_rewrite}
