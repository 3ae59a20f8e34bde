"""工作台: what is due today, and why it is due on that day."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongkai.acts import clocks
from gongkai.acts.clock import BEIJING, now
from gongkai.acts.models import Case
from gongkai.desk import duties, running, upkeep
from gongkai.disclosures import waits
from gongkai.disclosures.people import keeping
from gongkai.workflow import booking, notices
from gongkai.writing import broken


@require_safe
def home(request):
    """Duties of the post and of its unit; for those who watch the county, who is late."""
    at, post = now(), request.post
    return render(
        request,
        "desk/home.html",
        {
            "page_title": "工作台",
            "counts": duties.counts(post, at),
            "mine": duties.mine(post, at),
            "others": duties.of_unit(post, at),
            "late_units": list(duties.late_by_unit(post, at)[:20]) if post.sees_county() else [],
            "upkeep": upkeep.sections(post, at),
            "reminders": keeping.reminders(post, at.astimezone(BEIJING).date()),
            "dead_links": broken.standing(post),
            "notices_to": notices.unseen(request.user, at),
            "failed": booking.failed_for(post),
            "pressing": waits.pressing(post, at),
            "stopped": running.wrong(post, at),
            "may_see_running": post.role in running.READERS,
        },
    )


@require_safe
def why(request, key: int):
    """为什么是这一天: every clock of a case, day by day."""
    case = get_object_or_404(Case.objects.visible_to(request.post), pk=key)
    page = {"case": case, "clocks": clocks.of(case, now()), "page_title": "为什么是这一天"}
    return render(request, "desk/why.html", page)


@require_safe
def health(request):
    """运行情况: what runs by itself, and what it could not do."""
    if request.post.role not in running.READERS:
        raise PermissionDenied
    page = {"signs": running.signs(now()), "page_title": "运行情况"}
    return render(request, "desk/health.html", page)
