"""Staff pages of the catalogue."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from gongkai import shelf
from gongkai.accounts.models import Unit
from gongkai.acts.clock import today
from gongkai.catalogue import board
from gongkai.catalogue.loading import shown
from gongkai.catalogue.models import Topic

TREE, PER_PAGE = "tree", 100


@require_safe
def listing(request):
    """Topics and how fresh they are kept: of the county for those who watch it, else of one's own unit."""
    day, post = today(), request.post
    units = _units(post, day)
    chosen = next((unit for unit in units if str(unit.pk) == request.GET.get("unit")), None)
    rows = board.duties(post, day)
    rows = rows.filter(unit=chosen) if chosen else rows
    told = board.seen(rows, day)
    group = request.GET.get("state", TREE if post.sees_county() and not chosen else board.ATTENTION)
    group = group if group in (TREE, *board.GROUPS) else board.ATTENTION
    wanted = board.GROUPS[group][1] if group != TREE else ()
    page = Paginator([one for one in told if one.state in wanted], PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "catalogue/list.html",
        {
            "page_title": "公开目录",
            "day": day,
            "group": group,
            "tabs": _tabs(told, group, chosen),
            "rows": list(page),
            "older": _address(group, chosen, page.next_page_number()) if page.has_next() else "",
            "newer": _address(group, chosen, page.previous_page_number()) if page.has_previous() else "",
            "shelves": board.shelves(post, day, rows, told) if group == TREE else (),
            "units": units if len(units) > 1 else (),
            "chosen": chosen,
            "whose": chosen.name if chosen else "全县" if post.sees_county() else post.unit.name,
        },
    )


@require_safe
def topic(request, code):
    """One topic: what it must hold, on what ground, by when, and who keeps it."""
    day, post = today(), request.post
    found = get_object_or_404(Topic.objects.visible_to(post).select_related("parent"), code=code)
    duties = board.duties(post, day).filter(topic=found).select_related("unit", "topic")
    return render(
        request,
        "catalogue/topic.html",
        {
            "page_title": found.name,
            "breadcrumbs": [("公开目录", reverse("catalogue:list")), *_path(found)],
            "topic": found,
            "facts": _facts(found),
            "cites": [shelf.documents().resolve(code) for code in found.cites if shelf.documents().cites(code)],
            "rows": board.seen(duties, day),
            "keepers": [duty.unit.name for duty in duties],
            "day": day,
        },
    )


def _units(post, day) -> list[Unit]:
    """Units whose columns this post may look at."""
    keys = board.duties(post, day).values("unit")
    return list(Unit.objects.filter(pk__in=keys))


def _tabs(told, group, chosen) -> list[dict]:
    known = {TREE: ("事项", None)} | {
        name: (title, sum(one.state in wanted for one in told)) for name, (title, wanted) in board.GROUPS.items()
    }
    return [
        {"title": title, "count": count, "url": _address(name, chosen), "current": name == group}
        for name, (title, count) in known.items()
    ]


def _address(group, chosen, page=None) -> str:
    asked = {"state": group, "unit": chosen and chosen.pk, "page": page}
    return f"{reverse('catalogue:list')}?{urlencode({name: value for name, value in asked.items() if value})}"


def _path(found: Topic) -> list[tuple[str, str]]:
    *above, last = found.path()
    return [*((one.name, reverse("catalogue:topic", args=[one.code])) for one in above), (last.name, "")]


def _facts(found: Topic) -> list[tuple[str, str]]:
    limits = [board.limit_words(name) for name in found.limits]
    return [
        ("说明", found.says),
        ("内容要素", "、".join(found.elements)),
        ("五公开环节", found.get_phase_display()),
        ("栏目类别", found.column_type),
        ("公开时限", "、".join(limits) if limits else board.limit_words("disclosures.publish")),
        ("更新时限", board.limit_words(found.refresh)),
        ("公开渠道", shown("channels", found.channels)),
        ("公开对象", found.get_audience_display()),
        ("公开层级", found.get_level_display()),
    ]
