"""预览链接: a draft that passed secrecy review, shown for some days to somebody without an account.

Who was given it stands sealed; of the token only the hash. The link is void once it expires or is taken back, and once
the draft went out, went back or was taken back: that is read off the trail.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.disclosures.models import Disclosure, Preview, PreviewOpening
from gongkai.vault.sealed import digest

OPEN = ("cleared", "approved")  # states in which the draft is what secrecy review read
DAYS = (1, 3, 7)
TOLD = 20


@dataclass(frozen=True)
class Given:
    """A link on its record's page: who was given it, until when, and when it was opened."""

    key: int
    whom: str
    by: str
    at: datetime
    expires: datetime
    state: str
    openings: list[PreviewOpening]
    more: int


def give(row: Disclosure, whom: str, days: int, by: Post, at: datetime, *, read: str) -> str:
    """The token of a new link, told this once. Refusals as in ``take_many``."""
    token, expires = secrets.token_urlsafe(32), at + timedelta(days=days)
    with transaction.atomic():
        says = f"有效至 {expires.astimezone(BEIJING):%Y-%m-%d %H:%M}"
        row.case.take("share", by=by, at=at, read=read, detail={"says": says})
        Preview.objects.create(
            disclosure=row, token=_hash(token), content=row.case.content, whom=whom, post=by, at=at, expires=expires
        )
    return token


def find(token: str, at: datetime) -> tuple[Preview | None, bool]:
    """The link of a token while it holds; and whether there ever was one."""
    found = Preview.objects.select_related("disclosure__case__unit", "disclosure__draft").filter(token=_hash(token))
    preview = found.first()
    return (preview if preview and not _void(preview, at) else None), preview is not None


def opened(preview: Preview, sender: str, at: datetime, name: str = "") -> None:
    """Puts an opening on record, of the page or of a file."""
    PreviewOpening.objects.create(preview=preview, at=at, sender=digest(f"预览 {sender}"), name=name[:300])


def of(row: Disclosure, post: Post, at: datetime) -> list[Given]:
    """The links given for a record, the latest first; onlookers are told none."""
    if post.looks_on():
        return []
    rows = row.previews.select_related("post__person", "disclosure__case").prefetch_related("openings")
    return [_given(one, at) for one in rows.order_by("-pk")]


def standing(row: Disclosure, at: datetime) -> list[Preview]:
    """Links that still open."""
    return [one for one in row.previews.select_related("disclosure__case") if not _void(one, at)]


def names_one(cases, takes) -> dict[int, list[str]]:
    """What is taken back is a link of this record that still opens."""
    reasons = {}
    for take in takes:
        found = {one.pk for one in standing(take.case.disclosure, take.at)}
        if not found or (not take.only_asks and take.detail.get("preview") not in found):
            reasons[take.case.pk] = ["没有还在有效的预览链接"]
    return reasons


def take_back(cases, takes, acts) -> None:
    for take in takes:
        Preview.objects.filter(pk=take.detail["preview"]).update(ended=take.at)


def _void(preview: Preview, at: datetime) -> str:
    """Why a link opens no more; empty while it does."""
    case = preview.disclosure.case
    if preview.ended:
        return "已收回"
    if preview.expires <= at:
        return "已过期"
    if case.status not in OPEN or case.content != preview.content or _moved(preview):
        return "文稿已公开、退回或撤回，已失效"
    return ""


def _moved(preview: Preview) -> bool:
    """Whether the draft left review since, though it may have come back unchanged."""
    acts = Act.objects.filter(case=preview.disclosure_id, at__gte=preview.at)
    return acts.exclude(to__in=OPEN).exists()


def _given(one: Preview, at: datetime) -> Given:
    openings = sorted(one.openings.all(), key=lambda opening: opening.at, reverse=True)
    state = _void(one, at)
    return Given(
        one.pk, one.whom or "", one.post.person.name, one.at, one.expires, state, openings[:TOLD],
        max(0, len(openings) - TOLD),
    )  # fmt: skip


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
