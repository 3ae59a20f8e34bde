"""Who sees a piece of evidence: the people of its unit and the county's office all of it; others what is used before
them, in the version that is used, and of a picture the copy without what does not meet the eye."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.evidence.models import Evidence, Use, Version

Through = Callable[[Post, Use], bool]
_THROUGH: list[Through] = []


@dataclass(frozen=True)
class Sight:
    """What of a piece of evidence a post sees; ``whole``: every version, and pictures as the camera made them."""

    evidence: Evidence
    versions: list[Version]
    whole: bool


def through(rule: Through) -> None:
    """A room above says in which of its uses a post sees the evidence; called once, from its app config."""
    if rule not in _THROUGH:
        _THROUGH.append(rule)


def own(post: Post):
    """Evidence that a post sees whatever it is used for: of its units, what its person brought, or all."""
    brought = Version.objects.filter(by__person=post.person_id).values("evidence")
    return Evidence.objects.filter(Q(case__in=Case.objects.visible_to(post)) | Q(pk__in=brought))


def choosable(post: Post, at: datetime):
    """Evidence of the post's own units that may be relied on."""
    rows = own(post).filter(case__status="kept", case__unit__in=post.unit_keys() or ())
    return rows.exclude(expires__lt=at.astimezone(BEIJING).date()).select_related("case").order_by("-pk")


def sight(post: Post, key: int) -> Sight:
    """What a post sees of a piece of evidence; 404 where it is not there for it."""
    row = get_object_or_404(Evidence.objects.select_related("case__unit"), pk=key)
    versions = row.versions.select_related("file", "bare", "shot", "by__person", "by__unit", "record").order_by(
        "-number"
    )
    if own(post).filter(pk=key).exists():
        return Sight(row, list(versions), True)
    uses = Use.objects.filter(evidence=row, ended=None).select_related("case", "unit", "by")
    seen = {use.version_id for use in uses if any(rule(post, use) for rule in _THROUGH)}
    if not seen:
        raise Http404
    return Sight(row, [version for version in versions if version.pk in seen], False)


def version(found: Sight, number: int) -> Version:
    """One of the versions in sight; 404 otherwise."""
    for one in found.versions:
        if one.number == number:
            return one
    raise Http404
