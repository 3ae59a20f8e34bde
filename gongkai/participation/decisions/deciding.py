"""What is recorded of a matter: each procedure, the decision itself, how it is carried out, its evaluation."""

import hashlib
import json

from gongkai.acts.models import Case
from gongkai.participation.models import Decision, Procedure, Progress, Stage

DECIDED = ("body", "decided", "result", "taken", "papers")
PROCEDURE = ("state", "day", "by", "body", "outcome", "papers")


def recorded(cases, takes, acts) -> None:
    """A procedure anew; what was told of it before is in the trail."""
    for take in takes:
        said = {name: take.detail[name] for name in PROCEDURE} | {"consultation_id": take.detail["consultation"]}
        Procedure.objects.update_or_create(decision_id=take.case.pk, sort=take.detail["sort"], defaults=said)
    _changed(cases)


def decided(cases, takes, acts) -> None:
    for take in takes:
        said = {name: take.detail[name] for name in DECIDED} | {"document": take.detail["document"]}
        Decision.objects.filter(pk=take.case.pk).update(**said)
    _changed(cases)


def carried_out(cases, takes, acts) -> None:
    _told(Stage.EXECUTION, cases, takes)


def evaluated(cases, takes, acts) -> None:
    _told(Stage.REVIEW, cases, takes)


def digest(row: Decision) -> str:
    """Hash (64 hex) of all that a page tells of a matter, and of the papers behind it."""
    told: list = [row.about, row.basis, str(row.planned), *(str(getattr(row, name)) for name in DECIDED)]
    told.append(str(row.document_id))
    told += [[one.sort, one.consultation_id, *(str(getattr(one, name)) for name in PROCEDURE)]
             for one in row.procedures.order_by("sort")]  # fmt: skip
    told += [[one.stage, str(one.day), one.says] for one in row.progress.order_by("pk")]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _told(stage: str, cases, takes) -> None:
    for take in takes:
        said = {name: take.detail[name] for name in ("day", "says", "papers")}
        Progress.objects.create(decision_id=take.case.pk, stage=stage, **said)
    _changed(cases)


def _changed(cases) -> None:
    """Who publishes does so for what he read."""
    rows = Decision.objects.in_bulk([case.pk for case in cases])
    for case in cases:
        case.content = digest(rows[case.pk])
        Case.objects.filter(pk=case.pk).update(content=case.content)
