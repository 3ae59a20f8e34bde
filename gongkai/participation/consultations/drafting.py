"""Drawing a consultation up: what is asked about, until when, the draft itself; every save is one of a version."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.refusals import NotYourRole, StaleDraft, WrongState
from gongkai.acts.taking import Opening, ask_role, open_many
from gongkai.catalogue.models import Topic
from gongkai.participation import addresses
from gongkai.participation.consultations.steps import KIND
from gongkai.participation.models import Consultation, Decision, Version

HEAD = ("explanation", "ways", "opens", "closes", "market", "shorter", "identity", "topic", "decision")


@dataclass(frozen=True)
class Head:
    """What is said of a consultation; fields as in ``Consultation``, ``draft`` a paragraph each."""

    title: str
    explanation: str
    draft: Sequence[str]
    ways: str
    opens: date
    closes: date
    topic: Topic
    market: bool = False
    shorter: str = ""
    identity: str = "none"
    decision: Decision | None = None


def begin_many(heads: Sequence[tuple[Head, Post, datetime]]) -> list[Consultation]:
    """Opens the cases. All or none."""
    made: list[Consultation] = []

    def room(cases: list[Case]) -> None:
        for case, (head, by, _) in zip(cases, heads, strict=True):
            row = Consultation.objects.create(case=case, address=addresses.drawn(), editor=by.person, **_fields(head))
            Version.objects.create(consultation=row, number=1, paragraphs=list(head.draft))
            case.content = digest(row, head.title)
            Case.objects.filter(pk=case.pk).update(content=case.content)
            made.append(row)

    openings = [Opening(by.unit, head.title, by, at) for head, by, at in heads]
    open_many("consultation", "draft", openings, room)
    return made


def save(row: Consultation, head: Head, version: int, by: Post) -> None:
    """Raises ``StaleDraft`` over somebody else's save or once it is under review."""
    with transaction.atomic():
        Consultation.objects.filter(pk=row.pk).update(editor=by.person_id, **_fields(head))
        row.versions.filter(number=1).update(paragraphs=list(head.draft))
        known = Case.objects.filter(pk=row.pk, version=version, status="draft")
        if not known.update(version=F("version") + 1, title=head.title, content=digest(row, head.title)):
            raise StaleDraft("另一人在您打开以后保存过这份草案，或者已经送审，请看过现在保存的再改")


def revise(row: Consultation, paragraphs: Sequence[str], by: Post) -> None:
    """The wording that opinions led to. Raises ``WrongState`` once the summary is drawn up."""
    ask_role(KIND.steps["summarize"], by)
    if row.case.status != "treating":
        raise WrongState(f"现在是“{row.case.status_label}”，修改稿在处理意见时写")
    Version.objects.update_or_create(consultation=row, number=2, defaults={"paragraphs": list(paragraphs)})


def ask_to_write(row: Consultation, by: Post) -> None:
    """Raises ``NotYourRole`` where the post does not draw drafts up, ``WrongState`` where it is under review."""
    ask_role(KIND.steps["draft"], by)
    keys = by.unit_keys()
    if keys is not None and row.case.unit_id not in keys:
        raise NotYourRole(f"这份草案由{row.case.unit.name}拟定")
    if row.case.status != "draft":
        raise WrongState(f"草案现在是“{row.case.status_label}”，不能改；要改的，请先退回修改")


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of what was typed or pasted, a line each."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def digest(row: Consultation, title: str) -> str:
    """Hash (64 hex) of everything that is reviewed."""
    now = Consultation.objects.get(pk=row.pk)
    said = [title, *(str(getattr(now, f"{name}_id" if name in ("topic", "decision") else name)) for name in HEAD)]
    said.append(json.dumps(now.versions.get(number=1).paragraphs, ensure_ascii=False))
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _fields(head: Head) -> dict:
    return {name: getattr(head, name) for name in HEAD}
