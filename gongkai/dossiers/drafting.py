"""Writing a dossier: opening it, its head, one stage at a time, the next revision.

Stages are kept apart: two people who write different stages of one draft both keep what they wrote; who saves over
what somebody else saved meanwhile is told.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts import rows
from gongkai.acts.models import Case
from gongkai.acts.refusals import NotYourRole, StaleDraft, WrongState
from gongkai.acts.taking import Opening, open_many
from gongkai.catalogue.models import Topic
from gongkai.dossiers import content
from gongkai.dossiers.models import Dossier, Revision
from gongkai.look.words import titled

EDITABLE = ("draft", "returned")


@dataclass
class Founding:
    """A matter or theme to be opened."""

    unit: Unit
    type: str
    title: str
    topic: Topic
    by: Post
    at: datetime


@dataclass
class Head:
    """What is told of the matter itself. ``particulars`` are words by the kind's field."""

    summary: str
    particulars: dict[str, str]
    note: str = ""


def open_dossiers(foundings: list[Founding]) -> list[Dossier]:
    """Opens dossiers with an empty first revision. All or none."""
    made: list[Dossier] = []
    openings = [Opening(one.unit, one.title, one.by, one.at) for one in foundings]
    open_many("dossier", "form", openings, lambda cases: made.extend(_found(cases, foundings)))
    return made


def save_head(dossier: Dossier, head: Head, by: Post, at: datetime, seen: str | None = None) -> None:
    """Sets the head of the draft; ``seen`` is ``content.head_stamp`` of what stood there when it was opened.

    Raises ``StaleDraft``, ``WrongState`` for what is under review or public, ``NotYourRole`` for who does not write it.
    """

    def write(revision: Revision) -> None:
        if seen is not None and content.head_stamp(revision) != seen:
            raise _stale(revision, "概况")
        revision.summary, revision.note = head.summary.strip(), head.note.strip()
        known = dossier.kind.particulars
        revision.particulars = {name: head.particulars[name].strip() for name in known if head.particulars.get(name)}

    _save(dossier, write, by, at)


def save_stage(
    dossier: Dossier, stage: str, said: dict | None, by: Post, at: datetime, seen: str | None = None
) -> None:
    """Sets one stage of the draft (see ``Revision``; None: nothing is said of it). Raises as ``save_head``."""
    name = dossier.kind.stages[stage].name

    def write(revision: Revision) -> None:
        if seen is not None and content.stage_stamp(revision, stage) != seen:
            raise _stale(revision, f"“{name}”这一环节")
        kept = {one: told for one, told in revision.stages.items() if one != stage}
        revision.stages = kept | ({stage: said} if said else {})

    _save(dossier, write, by, at)


def start_revision(cases, takes, acts) -> None:
    """The next revision begins as a copy of what stands (``then`` of the step 变动)."""
    by = {take.case.pk: take.by.person_id for take in takes}
    at = {act.case_id: act.at for act in acts}
    fresh = []
    for dossier in Dossier.objects.filter(pk__in=list(by)).select_related("live"):
        last = dossier.revisions.latest("number")
        fresh.append(Revision(
            dossier=dossier, number=last.number + 1, summary=last.summary, particulars=last.particulars,
            stages=last.stages, saved_by_id=by[dossier.pk], saved=at[dossier.pk],
        ))  # fmt: skip
    held = {case.pk: case for case in cases}
    for revision in fresh:
        revision.hash = held[revision.dossier_id].content = content.digest(revision.dossier, revision)
    rows.insert(fresh)
    rows.update(Dossier, ["draft_id"], [(one.pk, one.dossier_id) for one in fresh])
    rows.update(Case, ["content"], [(case.content, case.pk) for case in cases])


def may_write(dossier: Dossier, post: Post) -> bool:
    return _writes(dossier, post) and dossier.case.status in EDITABLE


def ask_writer(dossier: Dossier, by: Post) -> None:
    """Raises ``NotYourRole`` for a post that does not write for the dossier's unit."""
    if not _writes(dossier, by):
        unit = dossier.case.unit.name
        raise NotYourRole(f"{titled(dossier.case.title)}由{unit}的信息员编写，您可以查看，不能修改")


def not_editable(case: Case) -> WrongState:
    return WrongState(f"{titled(case.title)}现在是“{case.status_label}”，不能修改；要改请先“变动”或“撤回送审”")


def _writes(dossier: Dossier, post: Post) -> bool:
    keys = post.unit_keys()
    return post.role == Role.PROPOSER and (keys is None or dossier.case.unit_id in keys)


def _found(cases: list[Case], foundings: list[Founding]) -> list[Dossier]:
    dossiers = [Dossier(case=case, type=one.type, topic=one.topic) for case, one in zip(cases, foundings, strict=True)]
    rows.insert(dossiers)
    revisions = [
        Revision(dossier=dossier, saved_by_id=one.by.person_id, saved=one.at)
        for dossier, one in zip(dossiers, foundings, strict=True)
    ]
    for revision in revisions:
        revision.hash = revision.dossier.case.content = content.digest(revision.dossier, revision)
    rows.insert(revisions)
    for revision in revisions:
        revision.dossier.draft = revision
    rows.update(Dossier, ["draft_id"], [(one.pk, one.dossier_id) for one in revisions])
    rows.update(Case, ["content"], [(case.content, case.pk) for case in cases])
    return dossiers


def _save(dossier: Dossier, write: Callable[[Revision], None], by: Post, at: datetime) -> None:
    ask_writer(dossier, by)
    with transaction.atomic():
        case, revision = _locked(dossier)
        write(revision)
        revision.saved_by_id, revision.saved = by.person_id, at
        revision.hash = content.digest(dossier, revision)
        revision.save()
        case.version, case.content = case.version + 1, revision.hash
        case.save(update_fields=["version", "content"])
    dossier.draft = revision
    dossier.case.version, dossier.case.content = case.version, case.content


def _locked(dossier: Dossier) -> tuple[Case, Revision]:
    """The case and its draft, with nobody else writing to them until the transaction ends."""
    cases = Case.objects.filter(pk=dossier.pk)
    if connection.features.has_select_for_update:
        cases = cases.select_for_update()
    case = cases.get()
    revision = Revision.objects.filter(dossier=dossier, published=None).order_by("-number").first()
    if case.status not in EDITABLE or revision is None:
        raise not_editable(case)
    return case, revision


def _stale(revision: Revision, what: str) -> StaleDraft:
    who = revision.saved_by.name if revision.saved_by else "另一人"
    return StaleDraft(f"{who}在您打开之后保存过{what}。下面是您写的，请对照现在的内容再保存")
