"""Texts in a form that are not saved yet: nothing typed is lost to a crash or a colleague (A21)."""

import secrets
from datetime import datetime, timedelta

from gongkai.accounts.models import Person, Post
from gongkai.acts.models import Case
from gongkai.writing.models import Unfinished

Files = list[tuple[str, str]]  # SHA-256 and the name here
MOST = 10  # texts offered at once
LONGEST = 3_000_000  # signs of one text with all its fields
KEPT = {"typing": timedelta(days=30), "conflict": timedelta(days=180), "replaced": timedelta(days=180)}


def token() -> str:
    """Names a form that is open in a browser."""
    return secrets.token_urlsafe(18)


def put(
    name: str, person: Person | None, case: Case | None, fields: dict, files: Files, at: datetime, *,
    version: int | None = None, why: str = Unfinished.Why.TYPING,
) -> Unfinished | None:  # fmt: skip
    """Keeps what a form holds; another person's form is never written over. None where the text is too long."""
    if sum(len(str(value)) for value in fields.values()) > LONGEST:
        return None
    held = Unfinished.objects.filter(token=name).first()
    if held is not None and held.person_id != (person.pk if person else None):
        name, held = token(), None
    row = held or Unfinished(token=name, person=person)
    row.case, row.version, row.fields, row.files, row.at = case, version, fields, [list(one) for one in files], at
    row.title, row.why = str(fields.get("title", ""))[:300], why
    row.save()
    return row


def mine(name: str, person: Person) -> Unfinished | None:
    """The text under a token, for the one who wrote it."""
    return Unfinished.objects.filter(token=name, person=person).first()


def waiting(post: Post, case: Case | None) -> list[Unfinished]:
    """One's own unsaved texts of a record (or of none yet), the latest first, whoever saved meanwhile."""
    rows = Unfinished.objects.filter(person=post.person, case=case).exclude(why=Unfinished.Why.REPLACED)
    return list(rows.order_by("-at")[:MOST])


def replaced(case: Case) -> list[Unfinished]:
    """Texts of a record that somebody wrote over after having seen both, the latest first."""
    return list(case.unfinished.filter(why=Unfinished.Why.REPLACED).select_related("person").order_by("-at")[:MOST])


def drop(name: str, person: Person) -> None:
    """The form was saved, or its writer does not want the text."""
    Unfinished.objects.filter(token=name, person=person).delete()


def old(now: datetime) -> list[Unfinished]:
    """Texts nobody came back for."""
    rows: list[Unfinished] = []
    for why, age in KEPT.items():
        rows += Unfinished.objects.filter(why=why, at__lt=now - age).order_by("at")[:100]
    return rows
