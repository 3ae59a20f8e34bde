"""The list of requests: by number, day of receipt, and when an answer is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING, now
from gongkai.acts.dues import NEVER
from gongkai.acts.models import Due
from gongkai.foi.models import Number, Request
from gongkai.foi.receiving import person_digest
from gongkai.foi.steps import STATES
from gongkai.foi.vocabulary import Applicant, Channel
from gongkai.look.filters import Choice, Days, Filter
from gongkai.look.lists import Column, Listing

SOON = timedelta(days=7)
EVERY = Q()
NONE = ("还没有公开申请", "网上提交的申请到这里；当面、邮寄、传真和邮件来的，点“登记来件”。", None)
UNFOUND = ("没有查到", "姓名或者名称、证件号、电话要写全，和申请书上的一样。", None)
MOST = 500  # requests of one applicant on one page
DIGESTS = {"by_name": "name", "by_paper": "paper_no", "by_phone": "phone"}


@dataclass(frozen=True)
class DueBy(Filter):
    """Late, or due soon."""

    def fields(self) -> dict[str, forms.Field]:
        choices = [("", "全部"), ("late", "已超期"), ("soon", "七天内到期")]
        return {self.name: forms.ChoiceField(label=self.label, choices=choices, required=False)}

    def apply(self, rows: QuerySet, chosen: dict[str, Any]) -> QuerySet:
        at = now()
        if chosen[self.name] == "late":
            return rows.filter(case__in=_open(Q(due__lt=at)))
        if chosen[self.name] == "soon":
            return rows.filter(case__in=_open(Q(due__gte=at, due__lt=at + SOON)))
        return rows


def of_applicant(said: str) -> Q:
    """Requests of one applicant, by the whole name, number of the paper or telephone; nothing sealed is searched."""
    asked = [Q(**{field: person_digest(what, said)}) for field, what in DIGESTS.items()]
    return asked[0] | asked[1] | asked[2] if "".join(said.split()) else Q(pk=None)


def listing(request, only: Q = EVERY, paged: bool = True) -> Listing:
    """What this post may see, by the day of receipt, newest first; what is not confirmed yet comes last.

    Not ``paged``: all on one page, as what was asked for may not stand in an address.
    """
    first = Due.objects.filter(case=OuterRef("pk"), done=None, due__lt=NEVER).order_by("due")
    rows = Request.objects.visible_to(request.post).filter(only).select_related("case__unit")
    at = now()
    return Listing(
        request,
        rows.annotate(due_first=Subquery(first.values("due")[:1])),
        columns=[
            Column("编号", "number", kind="word", url=lambda row: reverse("foi:record", args=[row.pk])),
            Column("单位", "case.unit.name", kind="word"),
            Column("渠道", "get_channel_display", kind="word"),
            Column("申请人类别", "get_applicant_display", kind="word"),
            Column("状态", "case.status_label", kind="word"),
            Column("收到日", lambda row: row.received, kind="day", sort="received"),
            Column("最近期限", "due_first", kind="day"),
            Column("情况", lambda row: _standing(row.due_first, at), kind="word"),
        ],
        filters=_filters(request.post) if paged else (),
        per_page=50 if paged else MOST,
        order="-received",
        title="公开申请",
        empty=NONE if paged else UNFOUND,
    )


def _filters(post: Post) -> list[Filter]:
    return [
        Choice("status", "状态", choices=list(STATES.items()), path="case__status", scattered=True),
        Choice("channel", "渠道", choices=Channel.choices),
        Choice("applicant", "申请人类别", choices=Applicant.choices),
        Choice("unit", "单位", choices=lambda: _units(post), path="case__unit"),
        DueBy("due", "期限"),
        Days("received", "收到日"),
    ]


def _open(condition: Q):
    return Due.objects.filter(condition, done=None).values("case")


def _standing(due: datetime | None, at: datetime) -> str:
    if due is None:
        return ""
    if due < at:
        return "已超期"
    days = (due.astimezone(BEIJING).date() - at.astimezone(BEIJING).date()).days
    return "今天到期" if days == 0 else f"还有{days}天"


def _units(post: Post) -> Iterable[tuple[int, str]]:
    keys = post.unit_keys()
    units = Unit.objects.all() if keys is None else Unit.objects.filter(pk__in=keys)
    return units.filter(pk__in=Number.objects.values("unit")).values_list("pk", "name")
