"""Staff pages of the catalogue."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from gongkai.accounts.models import Role, Unit
from gongkai.acts.clock import today
from gongkai.acts.panel import trail
from gongkai.catalogue import board, wording
from gongkai.catalogue.loading import shown
from gongkai.catalogue.models import Topic, TopicEntry
from gongkai.catalogue.steps import KEEPERS
from gongkai.look import answers

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
    wanted = board.GROUPS[group][1] if group != TREE else board.WORST_FIRST
    if request.GET.get("export") == "xlsx":
        return answers.download(board.workbook([one for one in told if one.state in wanted], day), "栏目更新情况.xlsx")
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
            "may_keep": post.role in KEEPERS,
            "may_write": post.role == Role.PROPOSER,
            "export": _address(group, chosen, export="xlsx"),
            "whose": chosen.name if chosen else "全县" if post.sees_county() else post.unit.name,
        },
    )


@require_safe
def topic(request, code):
    """One topic: what it must hold, on what ground, by when, who keeps it, and what was done to it."""
    day, post = today(), request.post
    found = get_object_or_404(Topic.objects.visible_to(post).select_related("parent"), code=code)
    duties = board.duties(post, day).filter(topic=found).select_related("unit", "topic")
    entry = TopicEntry.objects.filter(topic=found).select_related("case").first()
    return render(
        request,
        "catalogue/topic.html",
        {
            "page_title": found.name,
            "breadcrumbs": [("公开目录", reverse("catalogue:list")), *_path(found)],
            "topic": found,
            "facts": _facts(found, day),
            "elements": [(one, found.requires.get(one, "")) for one in found.elements],
            "cites": wording.basis(found),
            "rows": board.seen(duties, day),
            "keepers": [duty.unit.name for duty in duties],
            "day": day,
            "may_keep": post.role in KEEPERS,
            "may_state": post.role == Role.PROPOSER,
            "trail": trail(entry.case, post) if entry else [],
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


def _address(group, chosen, page=None, export="") -> str:
    asked = {"state": group, "unit": chosen and chosen.pk, "page": page, "export": export}
    return f"{reverse('catalogue:list')}?{urlencode({name: value for name, value in asked.items() if value})}"


def _path(found: Topic) -> list[tuple[str, str]]:
    *above, last = found.path()
    return [*((one.name, reverse("catalogue:topic", args=[one.code])) for one in above), (last.name, "")]


def _facts(found: Topic, day) -> list[tuple[str, str]]:
    return [
        ("说明", found.says),
        ("五公开环节", found.get_phase_display()),
        ("栏目类别", found.column_type),
        ("公开时限", wording.limit(found)),
        ("更新时限", wording.refresh(found)),
        ("公开渠道", shown("channels", found.channels)),
        ("公开对象", "：".join(filter(None, (found.get_audience_display(), found.audience_says)))),
        ("公开方式", found.get_manner_display()),
        ("公开层级", found.get_level_display()),
        ("状态", f"{found.until} 后停用" if found.until and found.until >= day else "已停用" if found.until else ""),
    ]
