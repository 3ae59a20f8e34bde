"""The documents of a request as its own page shows them."""

from django.db.models import Count

from gongkai.accounts.models import Post
from gongkai.foi.models import Request
from gongkai.foi.severing import gates, seeing
from gongkai.foi.severing.steps import STEPS


def on_request(request: Request, post: Post) -> dict:
    """Context of ``foi/severing/on_request.html``."""
    rows = request.materials.select_related("case").annotate(marked=Count("marks")).order_by("pk")
    return {
        "shown": seeing.may_see(post), "rows": list(rows) if seeing.may_see(post) else [],
        "adds": post.role in STEPS["add"].roles and request.case.status in gates.UNDER_WAY,
    }  # fmt: skip
