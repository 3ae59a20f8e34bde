"""Matters and themes of the post's unit of which a stage lacks something: a day gone by, a paper taken back."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gongkai.accounts.models import Post, Role
from gongkai.dossiers import progress
from gongkai.dossiers.models import Dossier

KEEPERS = frozenset({Role.PROPOSER, Role.REVIEWER})
SHOWN = 30


@dataclass(frozen=True)
class Lacking:
    """One matter that is out and lacks something: ``says`` what."""

    title: str
    says: str
    many: int
    url: str


def lacking(post: Post, today: date) -> list[Lacking]:
    """What stands in public with a stage that is late or lost its paper, the most lacking first."""
    keys = post.unit_keys()
    if post.role not in KEEPERS or not keys:
        return []
    found = Dossier.objects.filter(case__unit__in=keys, live__isnull=False).select_related("case", "live")
    rows = [(one, one.live) for one in found if one.live]
    known = progress.of_many([(one.kind, revision) for one, revision in rows], today)
    told = [(one, [state.lacks for state in known[revision.pk] if state.lacks]) for one, revision in rows]
    lacks = sorted(((one, some) for one, some in told if some), key=lambda pair: -len(pair[1]))
    return [
        Lacking(one.case.title, some[0], len(some), reverse("dossiers:record", args=[one.pk]))
        for one, some in lacks[:SHOWN]
    ]
