"""Staff pages of the catalogue."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai import shelf
from gongkai.acts.clock import today
from gongkai.catalogue import board
from gongkai.catalogue.loading import shown
from gongkai.catalogue.models import Topic


@require_safe
def listing(request):
    """Topics and how fresh they are kept: of the county for those who watch it, else of one's own unit."""
    day, post = today(), request.post
    told = board.seen(board.duties(post, day), day)
    group = request.GET.get("state", board.ATTENTION)
    group = group if group in board.GROUPS else board.ATTENTION
    wanted = board.GROUPS[group][1]
    return render(
        request,
        "catalogue/list.html",
        {
            "page_title": "公开目录",
            "day": day,
            "rows": [one for one in told if one.state in wanted],
            "tabs": [_tab(name, title, told, group) for name, (title, _) in board.GROUPS.items()],
            "shelves": board.shelves(post, day, told),
            "county": post.sees_county(),
            "unit": post.unit,
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


def _tab(name, title, told, group) -> dict:
    wanted = board.GROUPS[name][1]
    return {
        "title": title,
        "url": f"{reverse('catalogue:list')}?state={name}",
        "current": name == group,
        "count": sum(one.state in wanted for one in told),
    }


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
