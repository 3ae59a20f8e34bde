"""Writing a dossier: opening it, its head, one stage at a time.

Stages are kept apart: two people who write different stages of one draft both keep what they wrote; who saves over
what somebody else saved meanwhile is told.
"""

from dataclasses import dataclass
from datetime import datetime

from gongkai.accounts.models import Post
from gongkai.dossiers.models import Dossier
from gongkai.revisions.writing import Founding, open_all, revising, stale


@dataclass
class Head:
    """What is told of the matter itself. ``particulars`` are words by the kind's field."""

    summary: str
    particulars: dict[str, str]
    note: str = ""


def open_dossiers(foundings: list[Founding]) -> list[Dossier]:
    """Opens dossiers with an empty first revision. All or none."""
    return open_all("dossier", foundings, lambda case, one: Dossier(case=case, type=one.type, topic=one.topic))


def save_head(dossier: Dossier, head: Head, by: Post, at: datetime, seen: str | None = None) -> None:
    """Sets the head of the draft; ``seen`` is its ``head_stamp`` when it was opened.

    Raises ``StaleDraft``, ``WrongState`` for what is under review or public, ``NotYourRole`` for who does not write it.
    """
    with revising(dossier, by) as revision:
        if seen is not None and revision.head_stamp != seen:
            raise stale(revision, "概况")
        known = dossier.kind.particulars
        revision.summary, revision.note = head.summary.strip(), head.note.strip()
        revision.particulars = {name: head.particulars[name].strip() for name in known if head.particulars.get(name)}
        revision.written("", by, at)


def save_stage(
    dossier: Dossier, stage: str, said: dict | None, by: Post, at: datetime, seen: str | None = None
) -> None:
    """Sets one stage of the draft (see ``Revision``; None: nothing is said of it). Raises as ``save_head``."""
    name = dossier.kind.stages[stage].name
    with revising(dossier, by) as revision:
        if seen is not None and revision.stage_stamp(stage) != seen:
            raise stale(revision, f"“{name}”这一环节")
        kept = {one: told for one, told in revision.stages.items() if one != stage}
        revision.stages = kept | ({stage: said} if said else {})
        revision.written(stage, by, at)
