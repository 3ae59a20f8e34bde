"""Who sees a self-check, and through it the evidence: the unit, the office; assessors the leaves they mark once it is
handed in; and the pages that were kept while marking, the unit too once its sheet is out."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from gongkai.accounts.models import Post, Role
from gongkai.assessment import access, marking, recusing
from gongkai.assessment.models import Campaign, SelfCheck
from gongkai.assessment.proofs import HANDED_IN
from gongkai.evidence.models import Use


def selfcheck(post: Post, key: int) -> SelfCheck:
    """A self-check for its unit's people, the office and the auditor, the leading group once it is handed in."""
    rows = SelfCheck.objects.select_related("case__unit", "campaign__case", "unit")
    found = get_object_or_404(rows, pk=key)
    if found.unit_id in (post.unit_keys() or ()) or _reads(post, found):
        return found
    raise Http404


def leaves_marked(campaign: Campaign, post: Post) -> set[str]:
    """Leaves for which this post marks something, of every unit."""
    if post.role not in marking.MARKERS:
        return set()
    return {item.leaf for item in marking.mine(campaign, post)}


def through(post: Post, use: Use) -> bool:
    """Whether a post sees evidence in this use: see ``evidence.seeing.through``."""
    kind = use.case.kind
    if kind == "selfcheck":
        one = SelfCheck.objects.select_related("case", "campaign").get(pk=use.case_id)
        return one.case.status in HANDED_IN and (post.role == Role.LEADING_GROUP or _marks(one.campaign, post, use))
    if kind == "campaign":
        campaign = Campaign.objects.select_related("case").get(pk=use.case_id)
        out = campaign.case.status in access.SHEETS_OUT
        own = use.unit_id in (post.unit_keys() or ())
        return _marks(campaign, post, use) or (out and (own or post.role == Role.LEADING_GROUP))
    if kind == "appeal":
        campaign = Campaign.objects.get(appeals=use.case_id)
        return post.role == Role.LEADING_GROUP or _marks(campaign, post, use)
    return False


def _marks(campaign: Campaign, post: Post, use: Use) -> bool:
    return use.place in leaves_marked(campaign, post) and use.unit_id not in recusing.refused(campaign, post)


def _reads(post: Post, found: SelfCheck) -> bool:
    if post.role == Role.LEADING_GROUP:
        return found.case.status in HANDED_IN
    return access.sees_all_sheets(post)
