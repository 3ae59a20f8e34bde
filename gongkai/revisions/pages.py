"""Staff pages that all rooms share that keep things in revisions: opening, the head of a draft, what a record tells."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import now
from gongkai.acts.pages import ACT, act_page, told
from gongkai.acts.panel import panel
from gongkai.acts.refusals import StaleDraft
from gongkai.look.filters import Choice, Filter, Words
from gongkai.look.words import titled
from gongkai.publication.found import url_under
from gongkai.revisions import gates, writing
from gongkai.revisions.forms import DraftForm, OpeningForm
from gongkai.revisions.models import Kept
from gongkai.revisions.steps import OPENERS, STATES

MOST_FINDINGS = 50


def visible(request, model: type[Kept], key: int):
    """The thing kept, or 404 for whom it does not exist."""
    rows = model.objects.visible_to(request.post).select_related("case__unit", "topic", "draft", "live")
    return get_object_or_404(rows, pk=key)


def writable(request, model: type[Kept], key: int):
    """The same with its draft, for who writes it."""
    kept = visible(request, model, key)
    writing.ask_writer(kept, request.post)
    if kept.draft is None or kept.case.status not in writing.EDITABLE:
        raise writing.not_editable(kept.case)
    return kept


def record_url(kept: Kept) -> str:
    return reverse(kept.case.kind_of.url, args=[kept.pk])


def done(request, kept: Kept, says: str) -> HttpResponse:
    """Back to the record, which says what was done."""
    return told(request, record_url(kept), says)


def opening(
    request, bound: OpeningForm, open_: Callable[[list], list], title: str, says: str, back: str
) -> HttpResponse:
    """Opens one (step 建立)."""

    def do() -> HttpResponse:
        return done(request, open_([bound.founding(request.post, now())])[0], says)

    return act_page(request, title, bound, do, back=back)


def head_page(
    request, kept: Kept, form: Callable[..., DraftForm], save: Callable[[DraftForm], None], title: str, theirs: Callable
) -> HttpResponse:
    """What a draft says of the whole; a save over somebody else's is shown beside what they wrote."""
    bound, reasons = form(request.POST or None), []
    if request.method == "POST" and bound.is_valid():
        try:
            save(bound)
            return done(request, kept, "已保存")
        except StaleDraft as refusal:
            reasons = [str(refusal)]
            kept.draft.refresh_from_db()
            bound = form(again(request, kept.draft.head_stamp))
    page = {
        "form": bound, "reasons": reasons, "page_title": title, "button": "保存", "back": record_url(kept),
        "says": f"{titled(kept.case.title)}第 {kept.draft.number} 次变动", "theirs": theirs() if reasons else [],
    }  # fmt: skip
    return render(request, ACT, page, status=409 if reasons else 200)


def record(request, kept: Kept, find: Callable[[Any], gates.Found] | None, title: str) -> dict:
    """What the page of a record shows whatever the room; ``find`` is None for who may not read what it would tell."""
    kind = kept.case.kind_of
    place = f"{kind.url.partition(':')[0]}:"
    return {
        "page_title": kept.case.title, "may_edit": writing.may_write(kept, request.post),
        "public_url": public_url(kept), "panel": panel(kept.case, request.post, now(), f"{place}step"),
        "findings": _findings(find(kept)) if find and kept.draft else [],
        "breadcrumbs": [(title, reverse(f"{place}list")), (kept.kind.title, "")],
    }  # fmt: skip


def facts(kept: Kept) -> list[tuple[str, object]]:
    """Whose it is, what, where, since when."""
    return [
        ("单位", kept.case.unit.name), ("种类", kept.kind.title), ("公开栏目", kept.topic.name),
        ("最近公布", kept.published and kept.published.astimezone().date()),
    ]  # fmt: skip


def filters(post: Post, model: type[Kept], kinds: Callable[[], Iterable[tuple[str, str]]]) -> list[Filter]:
    """How a list of them is narrowed."""
    return [
        Words("q", "名称含", paths=("case__title",)),
        Choice("type", "种类", choices=kinds, path="type"),
        Choice("status", "状态", choices=list(STATES.items()), path="case__status"),
        Choice("unit", "单位", choices=lambda: list(_units(post, model).values_list("pk", "name")), path="case__unit"),
    ]


def may_open(post: Post) -> bool:
    return post.role in OPENERS


def public_url(kept: Kept) -> str:
    return url_under(kept.door_key) if kept.live else ""


def again(request, seen: str):
    """The form as it was filled in, over what stands now."""
    posted = request.POST.copy()
    posted["seen"] = seen
    return posted


def _units(post: Post, model: type[Kept]) -> QuerySet[Unit]:
    keys = post.unit_keys()
    mine = {"cases__kind": model._meta.model_name} if keys is None else {"pk__in": keys}
    return Unit.objects.filter(**mine).distinct()


def _findings(found: gates.Found) -> list[dict]:
    return [
        {"level": "stop" if one.level in gates.STOPS else "warn", "text": one.message,
         "where": f"{place}：{one.excerpt}"}
        for place, one in found[:MOST_FINDINGS]
    ]  # fmt: skip
