"""The whole lists behind the desk, narrowed as one likes it, and that liking kept: 等您办理, 等别人办理."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from gongkai.accounts.models import Post, Unit
from gongkai.acts import steps
from gongkai.acts.clock import now
from gongkai.acts.models import Case, Due
from gongkai.acts.pages import tell
from gongkai.desk import duties
from gongkai.desk.models import Wishes
from gongkai.desk.waiting import SOON, Waiting, midnight
from gongkai.look.filters import Choice, Filter, Words
from gongkai.look.lists import Column, Listing

STATES = (("late", "已超期"), ("today", "今天到期"), ("soon", "三日内"), ("later", "三日以后"))
KEPT, LONGEST = ("kind", "state", "unit", "q"), 300
PARTS = {"duties": "有时限的", "clockless": "没有时限的", "others": "等别人办理的"}
Kinds = Callable[[], list[str]]


@dataclass(frozen=True)
class Ends(Filter):
    """By when the clock that ends first does."""

    at: datetime

    def fields(self) -> dict[str, forms.Field]:
        choices = [("", "全部"), *STATES]
        return {self.name: forms.ChoiceField(label=self.label, choices=choices, required=False)}

    def apply(self, rows: QuerySet, chosen: dict[str, Any]) -> QuerySet:
        today, soon = midnight(self.at), self.at + SOON
        edges = {
            "late": Q(due__lt=self.at), "today": Q(due__gte=self.at, due__lt=today),
            "soon": Q(due__gte=today, due__lt=soon), "later": Q(due__gte=soon),
        }  # fmt: skip
        return rows.filter(edges[chosen[self.name]]) if chosen[self.name] else rows


@require_safe
def whole(request, *, part: str = "duties"):
    """等您办理: every case with a running clock, the soonest on top; on pages of their own those without one, and those
    that others are to go on with."""
    at = now()
    waiting = Waiting(request.post, at)
    listing = {"duties": _timed, "clockless": _untimed, "others": _of_others}[part](request, waiting)
    said = {one.key: one for one in duties.of([_case(row) for row in listing.rows], waiting)}
    for row in listing.rows:
        row.duty = said[_case(row).pk]  # type: ignore[attr-defined]
    wishes = Wishes.objects.filter(pk=request.user.pk).first()
    page = {
        "listing": listing, "page_title": "等别人办理" if part == "others" else "等您办理", "part": part,
        "here": _query(request.GET.urlencode()), "kept": wishes.filter if wishes else "", "tabs": _tabs(part),
    }  # fmt: skip
    return render(request, "desk/whole.html", page)


@require_POST
def keep(request):
    """记住这个筛选; an empty one is none."""
    said = _query(request.POST.get("query", ""))
    Wishes.objects.update_or_create(pk=request.user.pk, defaults={"filter": said}, create_defaults=_fresh(said))
    tell(request, "已记住，工作台上有“我的筛选”" if said else "已清除记住的筛选")
    return redirect(f"{reverse('desk:duties')}?{said}" if said else reverse("desk:duties"))


def kept(person) -> str:
    """The query that a person had kept, empty where none."""
    return Wishes.objects.filter(pk=person.pk).values_list("filter", flat=True).first() or ""


def _tabs(part: str) -> list[dict]:
    return [
        {"title": title, "url": reverse(f"desk:{name}"), "current": name == part, "count": None}
        for name, title in PARTS.items()
    ]


def _fresh(said: str) -> dict:
    return {"filter": said, "at": now()}


def _query(asked: str) -> str:
    """Of what stands in an address only what narrows the list, short enough to be kept."""
    rows = [(name, said[:100]) for name, said in parse_qsl(asked) if name in KEPT and said]
    found = urlencode(dict(rows))
    return found if len(found) <= LONGEST else ""


def _timed(request: HttpRequest, waiting: Waiting) -> Listing:
    nothing = ("没有等您办理的事项", "别人办完前一步，事项会出现在这里。", None)
    return _by_clock(request, waiting, waiting.first(), waiting.kinds, nothing)


def _of_others(request: HttpRequest, waiting: Waiting) -> Listing:
    nothing = ("没有等别人办理、又有时限的事项", "", None)
    return _by_clock(request, waiting, waiting.first_of_others(), waiting.kinds_of_others, nothing)


def _by_clock(request: HttpRequest, waiting: Waiting, rows: QuerySet[Due], kinds: Kinds, nothing: tuple) -> Listing:
    return Listing(
        request, rows, columns=_columns(), filters=[
            Choice("kind", "哪一类", choices=lambda: _labelled(kinds()), path="case__kind"),
            Ends("state", "期限", waiting.at), *_units(waiting.post, "case__"), Words("q", "名称", ["case__title"]),
        ],
        order=("due", "pk"), title="事项", row_template="desk/duty_row.html", empty=nothing,
    )  # fmt: skip


def _untimed(request: HttpRequest, waiting: Waiting) -> Listing:
    return Listing(
        request, waiting.clockless(), columns=_columns(), filters=[
            Choice("kind", "哪一类", choices=lambda: _labelled(waiting.kinds())), *_units(waiting.post, ""),
            Words("q", "名称", ["title"]),
        ],
        order=("opened", "pk"), title="事项", row_template="desk/duty_row.html",
        empty=("没有等您办理、又没有时限的事项", "", None),
    )  # fmt: skip


def _columns() -> list[Column]:
    return [Column(title, "") for title in ("期限", "事项", "哪一类", "单位", "下一步")]


def _labelled(kinds: list[str]) -> list[tuple[str, str]]:
    return [(name, steps.kind(name).label) for name in kinds]


def _units(post: Post, prefix: str) -> list[Filter]:
    """For those who see more than one."""
    keys = post.unit_keys()
    if keys is not None and len(keys) < 2:
        return []
    rows = Unit.objects.order_by("order", "pk")
    found = rows if keys is None else rows.filter(pk__in=keys)
    return [Choice("unit", "单位", choices=lambda: list(found.values_list("pk", "name")), path=f"{prefix}unit")]


def _case(row) -> Case:
    return row if isinstance(row, Case) else row.case
