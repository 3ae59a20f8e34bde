"""公开多久了: how long documents have stood unchanged, which are overdue for a look, which nobody answers for."""

from datetime import date, timedelta

from django.db.models import Count, Q
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts.clock import BEIJING, now
from gongkai.disclosures import listing
from gongkai.disclosures.drafting import start_of_day
from gongkai.disclosures.models import Disclosure
from gongkai.disclosures.people import keeping
from gongkai.look.filters import Choice, Flag, Words
from gongkai.look.lists import Column, Listing

AGES: list[tuple[str, int, int | None]]
AGES = [("一年以内", 0, 1), ("一至二年", 1, 2), ("二至三年", 2, 3), ("三年以上", 3, None)]
HEADS = [("单位", ""), ("已公开", "number"), *((name, "number") for name, _, _ in AGES),
         ("已过复看日期", "number"), ("责任人已离岗", "number")]  # fmt: skip


@require_safe
def report(request):
    """By unit, how old what is out is; below, document by document, the oldest first."""
    day = now().astimezone(BEIJING).date()
    found = keeping.out(Disclosure.objects.visible_to(request.post), day)
    page = {
        "columns": HEADS, "rows": _by_unit(found, day), "listing": _listing(request, found, day),
        "page_title": "复看和责任人", "tabs": listing.tabs("ageing"),
    }  # fmt: skip
    return render(request, "disclosures/ageing.html", page)


def _by_unit(found, day: date) -> list[list]:
    counts = {f"age{least}": Count("pk", filter=_aged(day, least, most)) for _, least, most in AGES}
    counts |= {"late": Count("pk", filter=Q(look_again__lt=day)), "vacant_now": Count("pk", filter=Q(vacant=True))}
    units = found.order_by().values("case__unit__name", "case__unit__order").annotate(all=Count("pk"), **counts)
    names = ("case__unit__name", "all", *counts)
    return [[row[name] for name in names] for row in units.order_by("case__unit__order", "case__unit__name")]


def _aged(day: date, least: int, most: int | None) -> Q:
    """That an edition came out at least so many and less than so many years ago."""
    younger = Q(live__published__lt=start_of_day(_years_before(day, least) + timedelta(days=1)))
    return younger & (
        Q(live__published__gte=start_of_day(_years_before(day, most) + timedelta(days=1))) if most else Q()
    )


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _listing(request, found, day: date) -> Listing:
    post = request.post
    return Listing(
        request,
        found.select_related("case__unit", "live__saved_by", "keeper"),
        columns=[
            Column("标题", "case.title", url=lambda row: reverse("disclosures:record", args=[row.pk])),
            Column("单位", "case.unit.name", kind="word"),
            Column("责任人", lambda row: f"{keeping.keeper_of(row)}{'（已离岗）' if row.vacant else ''}"),
            Column("现行版公开", "live.published", kind="day", sort="live__published"),
            Column("复看日期", "look_again", kind="day", sort="look_again"),
        ],
        filters=[
            Words("q", "标题含", paths=("case__title",)),
            Choice("unit", "单位", choices=lambda: listing.units(post), path="case__unit"),
            Flag("late", "已过复看日期", condition=Q(look_again__lt=day)),
            Flag("vacant", "责任人已离岗", condition=Q(vacant=True)),
        ],
        order=("live__published", "pk"),
        title="已公开的信息",
        empty=("还没有公开的信息", "公开以后，这里按公开时间从早到晚列出，提醒复看。", None),
    )
