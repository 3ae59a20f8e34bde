"""工作台: what is due today, and why it is due on that day."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import clocks, steps
from gongkai.acts.clock import BEIJING, now
from gongkai.acts.models import Case
from gongkai.desk import duties, lists, running, told, upkeep
from gongkai.desk.waiting import Counts, Waiting, seen
from gongkai.disclosures import waits
from gongkai.disclosures.people import keeping
from gongkai.workflow import booking, notices
from gongkai.writing import broken

SHOWN_UP, TABS = 5, 5


@require_safe
def home(request):
    """Duties of the post and of its unit; for those who watch the county, who is late."""
    at, post = now(), request.post
    waiting, kind = Waiting(post, at), request.GET.get("kind", "")
    by_kind = waiting.by_kind()
    kind = kind if kind in by_kind else ""
    counts = duties.total(by_kind.values())
    whole = by_kind[kind].all if kind else counts.all
    return render(
        request,
        "desk/home.html",
        {
            "page_title": "工作台",
            "counts": counts,
            "mine": duties.foremost(waiting, kind) if by_kind else [],
            "tabs": _tabs(by_kind, kind),
            "kind": kind,
            "whole": whole if whole > duties.SHOWN else 0,
            "kept": lists.kept(request.user),
            "up": told.lines(told.unseen_up(request.user, request.posts)[:SHOWN_UP], at),
            "others": duties.of_others(waiting),
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


def _tabs(by_kind: dict[str, Counts], current: str) -> list[dict]:
    """A tab a kind, the latest first, a line of them; none where there is nothing to choose."""
    if len(by_kind) < 2:
        return []
    whole = sum(one.all for one in by_kind.values())
    found = [{"title": "全部", "url": reverse("desk:home"), "current": not current, "count": whole}]
    rows = sorted(by_kind.items(), key=lambda pair: (pair[0] != current, -pair[1].late, -pair[1].all, pair[0]))
    for name, one in rows[:TABS]:
        url = f"{reverse('desk:home')}?kind={name}"
        found.append({"title": steps.kind(name).label, "url": url, "current": name == current, "count": one.all})
    if rest := rows[TABS:]:
        found.append({"title": f"另有 {len(rest)} 类", "url": reverse("desk:duties"), "current": False, "count": None})
    return found


@require_safe
def why(request, key: int):
    """为什么是这一天: every clock of a case, day by day."""
    case = get_object_or_404(Case.objects.filter(seen(request.post)), pk=key)
    page = {"case": case, "clocks": clocks.of(case, now()), "page_title": "为什么是这一天"}
    return render(request, "desk/why.html", page)


@require_safe
def health(request):
    """运行情况: what runs by itself, and what it could not do."""
    if request.post.role not in running.READERS:
        raise PermissionDenied
    page = {"signs": running.signs(now()), "page_title": "运行情况"}
    return render(request, "desk/health.html", page)
