"""Who looks at what: the county's watchers at everything, assessors at what may be odd, a unit at itself."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from gongkai.accounts.models import Post, Unit
from gongkai.acts.refusals import NotYourRole
from gongkai.assessment import access, marking
from gongkai.assessment.models import Campaign, UnitResult


def cockpit(post: Post, key: int) -> Campaign:
    """A campaign for those who see all its sheets; there is no such page for others."""
    found = access.campaign(post, key)
    if not access.sees_all_sheets(post):
        raise Http404
    return found


def signals(post: Post, key: int) -> Campaign:
    """The same, and for those who mark the campaign's units."""
    found = access.campaign(post, key)
    if not access.sees_all_sheets(post) and not (post.role in marking.MARKERS and marking.mine(found, post)):
        raise Http404
    return found


def sheet(post: Post, key: int, unit: int) -> tuple[Campaign, UnitResult]:
    """A campaign and a unit's sheet in it, for those who may read that."""
    found = access.campaign(post, key)
    return found, access.sheet(post, found, get_object_or_404(Unit, pk=unit))


def unit(post: Post, asked: str, day) -> Unit:
    """Whose score so far is shown: of those the post may see, the one that was asked for, else its own."""
    standing = Unit.objects.standing_on(day).exclude(kind=Unit.Kind.GOVERNMENT).order_by("order", "pk")
    if not access.sees_all_sheets(post):
        standing = standing.filter(pk__in=post.unit_keys() or ())
    assessed = standing.filter(entrant__isnull=False) if access.sees_all_sheets(post) else standing
    own = assessed.filter(pk=post.unit_id).first() or assessed.first() or standing.first()
    found = standing.filter(code=asked).first() if asked else own
    if found is None and asked:
        raise Http404
    if found is None:
        raise NotYourRole("您的岗位不在被考核的单位，没有“若今天考核”可看")
    return found
