"""到期清除 (个人信息保护法-19): after the term of keeping, words and files of a request are gone; a tombstone stays.

Rows, numbers, dates and the trail stay, so that counts and the chain stay whole: acts hold no private word. Every
sealed field of every table that hangs on a request is emptied, whichever room wrote it.
"""

import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.acts import retention
from gongkai.acts.models import Case
from gongkai.acts.taking import Take, take_many
from gongkai.foi import proofs
from gongkai.foi.models import Amendment, Dispute, Erasure, Request, Trait
from gongkai.vault import sealed_files

LIMIT = "foi.retention"
ENDED = {"archived": "archive", "withdrawn": "withdraw", "merged": "merge", "split": "split"}
LAST = ("archive", "withdraw", "enter_withdrawal", "merge", "split")
FOUND_BY = ("by_name", "by_paper", "by_phone", "sender")
Path = tuple[str, ...]


def due(now: datetime) -> list[int]:
    """Keys of requests that ended long enough ago, over which nobody quarrels."""
    quarrels = Dispute.objects.filter(request=OuterRef("pk"), decided=None)
    rows = Request.objects.filter(case__status__in=ENDED, erasure=None).exclude(Exists(quarrels))
    return retention.over(rows, "request", LAST, LIMIT, now)


def erase(key: int, now: datetime) -> None:
    """Words and files go, a tombstone comes; the act says so. Twice is as once."""
    with transaction.atomic():
        request = Request.objects.select_for_update(of=("self",)).select_related("case").get(pk=key)
        if Erasure.objects.filter(request=request).exists():
            return
        words = sum(retention.emptied(_of(model, path, key)) for model, path in _hanging())
        places = [place for model, path in _hanging() for place in _files(_of(model, path, key), now)]
        words += retention.unsaid(Case.objects.filter(Q(pk=key) | Q(material__request=key)), now)
        Trait.objects.filter(request=request).delete()
        blank = dict.fromkeys(FOUND_BY, "") | {"once": secrets.token_hex(32)}
        Request.objects.filter(pk=key).update(**blank)
        Erasure.objects.create(request=request, at=now, words=words, files=len(set(places)))
        says = f"申请人信息和材料，{words}项、{len(set(places))}个文件，保存期满"
        take_many("request", "erase_applicant", [Take(request.case, None, now, follows=True, detail={"says": says})])
        materials = Case.objects.filter(material__request=request)
        take_many("severing", "erase", [Take(one, None, now, follows=True) for one in materials])
        transaction.on_commit(lambda: _gone(places))


def amendments_due(now: datetime) -> list[int]:
    """Keys of wishes to have a record put right (条例-41) that were answered long enough ago."""
    return retention.over(Amendment.objects.filter(case__status="told"), "amendment", ["tell"], LIMIT, now)


def erase_amendment(key: int, now: datetime) -> None:
    """Who asked, for what and why it was answered so goes; what was decided, and when, stays. Twice is as once."""
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=key)
        if case.status != "told":
            return
        words = retention.emptied(Amendment.objects.filter(pk=key)) + retention.unsaid(Case.objects.filter(pk=key), now)
        detail = {"says": f"申请人信息，{words}项，保存期满"}
        take_many("amendment", "erase", [Take(case, None, now, follows=True, detail=detail)])


def _hanging() -> Iterator[tuple[type[models.Model], Path]]:
    """Every table of this room that belongs to one request, with the way from its rows to the request."""
    for model in apps.get_app_config("foi").get_models():
        if path := _way(model, 3):
            yield model, path


def _way(model: type[models.Model] | None, steps: int) -> Path | None:
    if model is None:
        return None
    if model is Request:
        return ("pk",)
    for field in model._meta.concrete_fields if steps else ():
        target = field.related_model
        if field.name == "request" and target is Request:
            return (field.name,)
        inside = isinstance(target, type) and target._meta.app_label == "foi" and target not in (model, Request)
        if inside and (path := _way(target, steps - 1)):
            return (field.name, *path)
    return None


def _of(model: type[models.Model], path: Path, key: int) -> QuerySet[Any]:
    return model._default_manager.filter(**{"__".join(path): key})


def _files(rows: QuerySet[Any], now: datetime) -> list[str]:
    """Places of the sealed files that the rows name; the rows say that they are gone."""
    if rows.model not in proofs.NAMERS:
        return []
    rows = rows.filter(erased=None)
    places = list(rows.values_list("place", flat=True))
    rows.update(erased=now)
    return places


def _gone(places: list[str]) -> None:
    for place in places:
        sealed_files.erase(place)
