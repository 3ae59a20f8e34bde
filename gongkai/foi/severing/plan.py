"""The plan of what is cut out of a document: marks set and taken back while nothing is made of it yet."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.refusals import Overtaken, Unready, WrongState
from gongkai.acts.taking import ask_role
from gongkai.foi.models import Mark, Material
from gongkai.foi.severing import gates
from gongkai.foi.severing.steps import STEPS
from gongkai.papers.redaction.boxes import Box

MOST = 2000


def add(material: Material, boxes: Sequence[Box], ground: str, by: Post, at: datetime) -> int:
    """Sets marks; what lies wholly within a mark that is there already is left out. Returns how many were set."""
    _ask(material, by)
    if not all(box.is_sound and 1 <= box.page <= material.pages for box in boxes):
        raise Unready(["画的框太小或者不在页面以内，请重新画"])
    with transaction.atomic():
        there = [Box(*mark.plain) for mark in material.marks.all()]
        fresh = [box for box in dict.fromkeys(boxes) if not any(old.holds(box) for old in there)]
        if len(there) + len(fresh) > MOST:
            raise Unready([f"一份材料最多遮盖{MOST}处；要遮的太多，请整页遮盖或者不提供"])
        Mark.objects.bulk_create(
            Mark(
                material=material, page=box.page, top=box.top, left=box.left, bottom=box.bottom, right=box.right,
                ground=ground, by=by, at=at,
            )
            for box in fresh
        )  # fmt: skip
        _changed(material)
    return len(fresh)


def remove(material: Material, mark: Mark, by: Post) -> None:
    """Takes a mark back."""
    _ask(material, by)
    with transaction.atomic():
        mark.delete()
        _changed(material)


def digest(material: Material, marks: Iterable[Mark]) -> str:
    """What a check is bound to: the very document and the very marks."""
    said = [material.place, [[*mark.plain, mark.ground] for mark in marks]]
    return sha256(json.dumps(said).encode()).hexdigest()


def _ask(material: Material, by: Post) -> None:
    ask_role(STEPS["make"], by)
    if material.case.status != "marking":
        raise WrongState(f"这份材料现在是“{material.case.status_label}”，要改请先点“改遮盖”")
    if material.request.case.status not in gates.UNDER_WAY:
        raise WrongState(gates.LOCKED)


def _changed(material: Material) -> None:
    """The case holds the hash of the plan as it stands; of two who change it at once, one is told."""
    case, content = material.case, digest(material, material.marks.all())
    rows = Case.objects.filter(pk=case.pk, status="marking", version=case.version)
    if not rows.update(version=case.version + 1, content=content):
        raise Overtaken("另一人刚刚改过这份材料的遮盖，请刷新后再画")
    case.version, case.content = case.version + 1, content
