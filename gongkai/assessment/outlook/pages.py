"""The pages of a campaign beside one another, as each post sees them."""

from django.urls import reverse

from gongkai.accounts.models import Post
from gongkai.assessment import access, marking
from gongkai.assessment.models import Campaign

ALL = (
    ("办理", "campaign"), ("全局", "overview"), ("提示", "signals"), ("规则改动的影响", "other-rules"),
    ("复算核对", "rescored"), ("评分质量", "assessors"),
)  # fmt: skip
ASSESSORS = frozenset({"campaign", "signals"})


def of(campaign: Campaign, post: Post, current: str) -> list[dict]:
    """Tabs: all pages for those who see all sheets; for who marks, the steps and what to look at."""
    if access.sees_all_sheets(post):
        shown = {name for _, name in ALL}
    else:
        shown = set(ASSESSORS) if post.role in marking.MARKERS and marking.mine(campaign, post) else set()
    return [
        {"title": title, "url": reverse(f"assessment:{name}", args=[campaign.pk]), "current": name == current}
        for title, name in ALL
        if name in shown
    ]
