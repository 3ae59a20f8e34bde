"""Keeping archive packages: made soon after the archiving step, checked again and again (TZ-4.5)."""

import hashlib
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.disclosures.archive import packages
from gongkai.disclosures.models import ArchivePackage, Disclosure

AT_A_SWEEP = 20  # packages made at once; the rest wait for the next second
CHECKED_EVERY = timedelta(days=90)


def folder() -> Path:
    return Path(settings.DATA) / "archive"


def path_of(package: ArchivePackage) -> Path:
    return folder() / package.path


def unpacked(now: datetime) -> list[Act]:
    """Archiving acts that have no package yet, oldest first."""
    acts = Act.objects.filter(case__kind="disclosure", step="archive", package=None)
    return list(acts.order_by("pk")[:AT_A_SWEEP])


def pack(act: Act, now: datetime) -> ArchivePackage:
    """The package of an archiving act: written whole beside its place, then put there, then told by a row."""
    record = Disclosure.objects.select_related("case__unit").get(pk=act.case_id)
    year = act.at.astimezone(BEIJING).year
    name = f"{year}/{record.pk}-{act.number}.zip"
    target, fault = folder() / name, ""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = target.with_suffix(".new")
    try:
        packages.write(record, act, fresh)
        os.replace(fresh, target)
    except FileNotFoundError:
        fresh.unlink(missing_ok=True)
        fault = "附件文件丢失，没有做成归档包，请从备份恢复 files 目录"
    made = {"path": name, "year": year, "made": now, "checked": now, "fault": fault}
    if not fault:
        made |= {"sha256": _hash(target), "size": target.stat().st_size}
    return ArchivePackage.objects.update_or_create(act=act, defaults={"disclosure": record, **made})[0]


def unchecked(now: datetime) -> list[ArchivePackage]:
    """Packages whose last check is long ago."""
    return list(ArchivePackage.objects.filter(checked__lt=now - CHECKED_EVERY).order_by("checked")[:AT_A_SWEEP])


def check(package: ArchivePackage, now: datetime) -> str:
    """Fixity: whether a package is there and still is what its row and its manifest say; the fault in words."""
    path = path_of(package)
    if not package.sha256:
        fault = package.fault
    elif not path.exists():
        fault = "归档包不见了，请从备份恢复 archive 目录，或者重新制作"
    elif _hash(path) != package.sha256:
        fault = "归档包被改动过，请从备份恢复，或者重新制作"
    else:
        fault = "；".join(packages.faults(path))
    ArchivePackage.objects.filter(pk=package.pk).update(checked=now, fault=fault[:300])
    return fault


def of_year(year: int | None) -> Iterator[ArchivePackage]:
    """Whole packages of a year, or all."""
    wanted = Q(year=year) if year else Q()
    return ArchivePackage.objects.filter(wanted, fault="").order_by("path").iterator()


def _hash(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
