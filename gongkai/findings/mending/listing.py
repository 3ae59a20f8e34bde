"""The list of rectifications and what of the county is mended."""

from collections import Counter

from django.db.models import Count, Max, Min, Q
from django.urls import reverse

from gongkai.accounts.models import Post, Unit
from gongkai.findings.mending.steps import KIND
from gongkai.findings.models import Outcome, Rectification, Round
from gongkai.look.filters import Choice, Flag
from gongkai.look.lists import Column, Listing


def rectifications(request) -> Listing:
    rows = Rectification.objects.visible_to(request.post).select_related("case__unit", "round")
    rows = rows.annotate(
        many=Count("items", distinct=True), done=Count("items", filter=Q(items__outcome=Outcome.MENDED), distinct=True),
        due=Min("case__dues__due", filter=Q(case__dues__done=None)), opened=Max("case__opened"),
    )  # fmt: skip
    return Listing(
        request,
        rows,
        columns=[
            Column("单位", "case.unit.name", url=lambda row: reverse("findings:mending", args=[row.pk])),
            Column("考核", "round.title"),
            Column("状态", "case.status_label", kind="word"),
            Column("已整改", lambda row: f"{row.done} / {row.many}", kind="word"),
            Column("限期", "due", kind="day", sort="due"),
        ],
        filters=[
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
            Choice("unit", "单位", choices=lambda: _units(request.post), path="case__unit"),
            Choice("round", "轮次", choices=lambda: list(Round.objects.values_list("pk", "title"))),
            Flag("must", "只看必须整改的", Q(must=True)),
        ],
        order="-case",
        title="整改",
        empty=("还没有整改", "考核公布、问题认定以后，由政务公开办在考核轮次里责成单位整改。", None),
    )


def sums(post: Post) -> list[tuple[str, int]]:
    """How many stand where, of those that this post sees; states with none are left out."""
    rows = Rectification.objects.visible_to(post).values_list("case__status", flat=True)
    known = Counter(rows)
    return [(label, known[name]) for name, label in KIND.states.items() if known[name]]


def _units(post: Post) -> list[tuple[int, str]]:
    rows = Unit.objects.filter(cases__kind=KIND.name).distinct().order_by("order", "pk")
    keys = post.unit_keys()
    return list((rows if keys is None else rows.filter(pk__in=keys)).values_list("pk", "name"))
