"""身份证明: looked through, enciphered, read under a kept look, erased on its day (个人信息保护法-19)."""

import contextlib
import hashlib
import hmac
import io
import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.acts.taking import Take, take_many
from gongkai.files import names, places, scanning
from gongkai.files.inspection import inspect
from gongkai.files.refusal import FileRefused
from gongkai.foi.models import Enclosure, Material, Proof, Release
from gongkai.law.counting import day_of, reach
from gongkai.vault import sealed_files
from gongkai.vault.sealed import digest

MOST = 5 * 1024 * 1024
ENDINGS = ("jpg", "jpeg", "png", "pdf")
TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"}
WAITS = timedelta(days=1)  # how long a file waits for the rest of its form
LIMIT = "foi.proof"
NAMERS = (Proof, Enclosure, Material, Release)  # rows that name a sealed file until it is erased


@dataclass(frozen=True)
class Kept:
    """A file that is put away, before a request names it."""

    place: str
    ending: str
    size: int
    sha256: str

    @property
    def ticket(self) -> str:
        """By which the form that brought it brings it again."""
        return f"{self.place}.{self.ending}.{_seal(self.place, self.ending)}"


def keep(upload: UploadedFile) -> Kept:
    """Puts an uploaded proof away. Raises ``FileRefused`` with a sentence."""
    ending = names.ending(names.safe(upload.name or "")).lstrip(".").lower()
    if ending not in ENDINGS:
        raise FileRefused("身份证明请上传 jpg、png 照片或者 pdf")
    if (upload.size or 0) > MOST:
        raise FileRefused(f"身份证明超过{MOST // 2**20}MB，请压缩或者重新拍一张")
    content = upload.read()
    inspect(io.BytesIO(content), f"proof.{ending}")
    scan(content)
    return Kept(sealed_files.keep(content), ending, len(content), hashlib.sha256(content).hexdigest())


def again(ticket: str) -> Kept | None:
    """The file of a ticket; None for one that is not ours, or whose file is gone."""
    place, _, rest = ticket.partition(".")
    ending, _, seal = rest.partition(".")
    fits = hmac.compare_digest(seal.encode(), _seal(place, ending).encode())
    if ending not in ENDINGS or not fits or not sealed_files.holds(place):
        return None
    if Proof.objects.filter(place=place).exists():
        return None
    content = sealed_files.read(place)
    return Kept(place, ending, len(content), hashlib.sha256(content).hexdigest())


def drop(kept: Iterable[Kept], but: Sequence[str]) -> None:
    """Files that no request is going to name."""
    for one in kept:
        if one.place not in but:
            sealed_files.erase(one.place)


def until(at: datetime) -> date:
    """The day on which what came at a moment is erased."""
    span = shelf.here()[LIMIT].span
    return day_of(reach(span, at.astimezone(BEIJING).date(), shelf.calendar()).due)


def due(now: datetime) -> list[int]:
    """Keys of the requests with proofs whose day has passed."""
    today = now.astimezone(BEIJING).date()
    found = Proof.objects.filter(erased=None, until__lt=today)
    return list(found.values_list("request", flat=True).distinct()[:200])


def erase(request: int, now: datetime) -> None:
    """The files go, the rows and the act that says so stay."""
    with transaction.atomic():
        some = list(
            Proof.objects.select_for_update(of=("self",))
            .filter(request=request, erased=None)
            .select_related("request__case")
        )
        if not some:
            return
        Proof.objects.filter(pk__in=[one.pk for one in some]).update(erased=now)
        says = f"{len(some)}个文件，保存期满"
        take_many(
            "request", "erase_proof", [Take(some[0].request.case, None, now, follows=True, detail={"says": says})]
        )
        transaction.on_commit(lambda: _gone(some))


def _gone(some: Iterable[Proof]) -> None:
    for one in some:
        sealed_files.erase(one.place)


def forgotten(now: datetime) -> list[str]:
    """Files whose form was never finished, and erased ones that a crash left."""
    old = list(sealed_files.older_than(now - WAITS))
    named = {place for model in NAMERS for place in _named(model, old)}
    return [place for place in old if place not in named]


def _named(model, places: list[str]):
    return model.objects.filter(place__in=places, erased=None).values_list("place", flat=True)


def _seal(place: str, ending: str) -> str:
    return digest(f"证明 {place} {ending}")[:16]


def scan(content: bytes) -> None:
    """Raises ``FileRefused``. A scanner reads files: it gets a copy that is gone afterwards."""
    if not settings.SCANNER:
        return
    places.incoming().mkdir(parents=True, exist_ok=True, mode=0o700)
    path = places.incoming() / secrets.token_hex(16)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(content)
        scanning.scan(path, settings.SCANNER)
    finally:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
