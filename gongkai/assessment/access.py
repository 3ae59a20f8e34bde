"""Who sees what of a campaign: the county's watchers all of it, a unit its own sheet once it is sent."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from gongkai.accounts.models import Post, Role, Unit
from gongkai.assessment import marking, reopening
from gongkai.assessment.models import Appeal, Campaign, Hearing, ResultSet, UnitResult

SHEETS_OUT = ("heard", "decided", "announced")


def campaigns(post: Post):
    """Campaigns that exist for this post, newest first."""
    rows = Campaign.objects.select_related("case").order_by("-pk")
    keys = post.unit_keys()
    return rows if keys is None else rows.filter(entrants__unit__in=keys).distinct()


def campaign(post: Post, key: int) -> Campaign:
    return get_object_or_404(campaigns(post), pk=key)


def sees_all_sheets(post: Post) -> bool:
    """Ranking and other units' sheets are for those who lead, organise or audit; assessors stay apart."""
    return post.role in (Role.OFFICE, Role.LEADING_GROUP, Role.AUDITOR)


def results(campaign: Campaign) -> ResultSet | None:
    return ResultSet.objects.filter(campaign=campaign, current=True).first()


def sheet(post: Post, campaign: Campaign, unit: Unit) -> UnitResult:
    """A unit's sheet, for those who may read it; 404 otherwise."""
    rows = UnitResult.objects.filter(result_set__campaign=campaign, result_set__current=True, unit=unit)
    if not sees_all_sheets(post):
        own = unit.pk in (post.unit_keys() or ())
        rows = rows if own and campaign.case.status in SHEETS_OUT else rows.none()
    return get_object_or_404(rows.select_related("unit"))


def hearing(post: Post, key: int) -> Hearing:
    """The hearing of a unit, for its own people and those who see all sheets."""
    rows = Hearing.objects.select_related("case__unit", "campaign__case", "unit")
    if not sees_all_sheets(post):
        rows = rows.filter(unit__in=post.unit_keys() or ())
    return get_object_or_404(rows, pk=key)


def appeal(post: Post, key: int) -> Appeal:
    """An appeal, for the unit's own people, those who see all sheets, and who marks the leaf it is about."""
    found = get_object_or_404(Appeal.objects.select_related("case__unit", "campaign__case", "unit"), pk=key)
    if sees_all_sheets(post) or found.unit_id in (post.unit_keys() or ()):
        return found
    mine = marking.mine(found.campaign, post)
    if not any(item in mine for item in reopening.items_of(found.campaign, found.indicator)):
        raise Http404
    return found
