"""Writing what is kept in revisions: opening it, holding its draft, the next revision."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts import rows
from gongkai.acts.models import Case
from gongkai.acts.refusals import NotYourRole, StaleDraft, WrongState
from gongkai.acts.taking import Opening, open_many
from gongkai.catalogue.models import Topic
from gongkai.look.words import titled
from gongkai.revisions.models import Kept, Revision, of_cases

EDITABLE = ("draft", "returned")


@dataclass
class Founding:
    """What is to be opened: whose, of which kind, in which column. ``first``: columns of its first revision."""

    unit: Unit
    type: str
    topic: Topic
    by: Post
    at: datetime
    title: str = ""
    first: dict = field(default_factory=dict)


def open_all(kind: str, foundings: list[Founding], made: Callable[[Case, Founding], Kept]) -> list:
    """Opens cases of a kind with an empty first revision each; ``made`` gives the room's row. All or none."""
    found: list[Kept] = []

    def room(cases: list[Case]) -> None:
        found.extend(made(case, one) for case, one in zip(cases, foundings, strict=True))
        rows.insert(found)
        firsts = [_revision(kept, one.by, one.at, **one.first) for kept, one in zip(found, foundings, strict=True)]
        _begin(found, firsts)

    open_many(kind, "form", [Opening(one.unit, one.title, one.by, one.at) for one in foundings], room)
    return found


def start_revision(cases, takes, acts) -> None:
    """The next revision begins on top of what stands (``then`` of the step 变动)."""
    kept, fresh = of_cases(cases), []
    for one, take, act in zip(kept, takes, acts, strict=True):
        last = one.revision
        fresh.append(_revision(one, take.by, act.at, number=last.number + 1, **last.begins_with(act.at)))
    _begin(kept, fresh)


@contextmanager
def revising(kept: Kept, by: Post) -> Iterator:
    """The draft, with nobody else writing to it; when the block ends it is hashed and the case counts one save more.

    Raises ``WrongState`` for what is under review or public, ``NotYourRole`` for a post that does not write it.
    """
    ask_writer(kept, by)
    with transaction.atomic():
        case, revision = _locked(kept)
        yield revision
        revision.hash = kept.digest(revision)
        revision.save()
        moved = Case.objects.filter(pk=kept.pk, status__in=EDITABLE)
        if not moved.update(version=F("version") + 1, content=revision.hash):
            raise not_editable(Case.objects.get(pk=kept.pk))
    kept.draft = revision
    kept.case.version, kept.case.content = case.version + 1, revision.hash


def may_write(kept: Kept, post: Post) -> bool:
    return _writes(kept, post) and kept.case.status in EDITABLE


def ask_writer(kept: Kept, by: Post) -> None:
    """Raises ``NotYourRole`` for a post that does not write for this unit."""
    if not _writes(kept, by):
        raise NotYourRole(f"{titled(kept.case.title)}由{kept.case.unit.name}的信息员编写，您可以查看，不能修改")


def not_editable(case: Case) -> WrongState:
    return WrongState(f"{titled(case.title)}现在是“{case.status_label}”，不能修改；要改请先“变动”或“撤回送审”")


def stale(saved, what: str) -> StaleDraft:
    """``saved`` is what somebody saved meanwhile: a revision, or a part of it with its own hand."""
    who = saved.saved_by.name if saved and saved.saved_by else "另一人"
    return StaleDraft(f"{who}在您打开以后保存过{what}。您写的还在，请对照现在的内容再保存")


def _writes(kept: Kept, post: Post) -> bool:
    keys = post.unit_keys()
    return post.role == Role.PROPOSER and (keys is None or kept.case.unit_id in keys)


def _revision(kept: Kept, by: Post, at: datetime, **columns) -> Revision:
    """A fresh revision, not yet in the database."""
    owner = kept.revisions.field
    return owner.model(**{owner.name: kept}, saved_by_id=by.person_id, saved=at, **columns)


def _begin(kept: list, fresh: list) -> None:
    """Writes fresh revisions, each the draft of its own; the cases learn what they say."""
    for one, revision in zip(kept, fresh, strict=True):
        revision.hash = one.case.content = one.digest(revision)
    rows.insert(fresh)
    for one, revision in zip(kept, fresh, strict=True):
        one.draft = revision
    rows.update(type(kept[0]), ["draft_id"], [(one.draft_id, one.pk) for one in kept])
    rows.update(Case, ["content"], [(one.case.content, one.pk) for one in kept])


def _locked(kept: Kept) -> tuple[Case, Revision]:
    """The case and its draft, with nobody else writing to them until the transaction ends."""
    cases = Case.objects.filter(pk=kept.pk)
    if connection.features.has_select_for_update:
        cases = cases.select_for_update()
    case = cases.get()
    revision = kept.revisions.filter(published=None).order_by("-number").first()
    if case.status not in EDITABLE or revision is None:
        raise not_editable(case)
    return case, revision
