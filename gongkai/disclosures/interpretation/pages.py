"""Staff pages of 解读: documents that nobody has explained yet, and in which forms units explain theirs (BW-7.6)."""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai import shelf
from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts.clock import BEIJING, now, today
from gongkai.acts.facts import Span
from gongkai.acts.models import Due
from gongkai.disclosures import listing
from gongkai.disclosures.interpretation import counting, interpreting
from gongkai.disclosures.models import Disclosure
from gongkai.disclosures.vocabulary import PAPER_KINDS
from gongkai.law import deadlines
from gongkai.law.counting import day_of
from gongkai.law.deadlines import Event
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing

YEARS = 2  # that are offered


@require_safe
def unexplained(request):
    """Policies that are out without an interpretation, the longest first, with the day by which it was due."""
    rows = _unexplained(request.post)
    owed = Due.objects.filter(limit=interpreting.FOLLOW_LIMIT, case__in=rows.values("pk"))
    dues = dict(owed.values_list("case", "due"))
    writes, day = request.post.role == Role.PROPOSER, today()
    columns = [
        Column("文件", "case.title", url=lambda row: reverse("disclosures:record", args=[row.pk])),
        Column("单位", "case.unit.name", kind="word"),
        Column("公开时间", "published", kind="day", sort="published"),
        Column("已公开天数", lambda row: (day - row.published.astimezone(BEIJING).date()).days, kind="number"),
        Column("解读期限", lambda row: dues.get(row.pk) or _due(row), kind="day"),
    ]
    if writes:
        columns.append(Column("办理", lambda row: "写解读", url=_write))
    found = Listing(
        request, rows.select_related("case__unit"), columns=columns, order="published", title="还没有解读的政策",
        filters=[Choice("unit", "单位", choices=lambda: listing.units(request.post), path="case__unit")],
        empty=("政策文件都有解读", "公开了的政策文件都已经有公开的解读，或者写明了不需解读的理由。", None),
    )  # fmt: skip
    page = {
        "listing": found, "tabs": listing.tabs("unexplained"), "page_title": "解读", "parts": _parts("unexplained"),
    }  # fmt: skip
    return render(request, "disclosures/unexplained.html", page)


@require_safe
def forms(request):
    """Unit by unit, how many interpretations of a year have which form, and the documents explained by words alone."""
    year = _year(request)
    span = Span(date(year, 1, 1), date(year, 12, 31), now())
    units = list(_units(request.post))
    told, plain = counting.by_form(units, span), counting.text_only(units, span)
    names = [*shelf.explaining().names, ""]
    rows = [
        {
            "unit": unit, "cells": [(name or "没有写明", told[unit.pk].get(name, 0)) for name in names],
            "plain": plain.values[unit.pk],
        }
        for unit in units
        if told[unit.pk]
    ]  # fmt: skip
    keys = [key for some in plain.records.values() for key in some]
    papers = Disclosure.objects.visible_to(request.post).filter(pk__in=keys).select_related("case__unit")
    page = {
        "rows": rows, "names": [name or "没有写明" for name in names], "year": year, "page_title": "解读形式",
        "years": [{"title": f"{one}年", "url": f"?year={one}", "current": one == year} for one in _offered()],
        "totals": [sum(told[unit.pk].get(name, 0) for unit in units) for name in names],
        "papers": papers.order_by("-published"), "tabs": listing.tabs("unexplained"), "parts": _parts("forms"),
    }  # fmt: skip
    return render(request, "disclosures/interpretation_forms.html", page)


def _unexplained(post: Post):
    told = Disclosure.objects.filter(live__interprets=OuterRef("pk"))
    owed = Due.objects.filter(case=OuterRef("pk"), limit=interpreting.FOLLOW_LIMIT)
    rows = Disclosure.objects.visible_to(post).filter(live__kind__in=PAPER_KINDS).filter(~Exists(told))
    rows = rows.filter(Q(topic__code__in=interpreting.POLICIES) | Exists(owed))
    return rows.exclude(pk__in=interpreting.excused(rows.values_list("pk", flat=True)))


def _due(row: Disclosure) -> date | None:
    """By when it was to be explained, for what came out before anybody demanded it by a route."""
    here = shelf.here()
    if interpreting.FOLLOW_LIMIT not in here or row.published is None:
        return None
    limit = here[interpreting.FOLLOW_LIMIT]
    found = deadlines.clock(limit, [Event(limit.after[0], row.published)], row.published, shelf.calendar()).due
    return day_of(found) if found else None


def _write(row: Disclosure) -> str:
    return f"{reverse('disclosures:form')}?interprets={row.pk}"


def _units(post: Post):
    units, keys = Unit.objects.standing_on(today()).order_by("order", "pk"), post.unit_keys()
    return units if keys is None else units.filter(pk__in=keys)


def _year(request) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked in map(str, _offered()) else today().year


def _offered() -> list[int]:
    return [today().year - back for back in range(YEARS)]


def _parts(current: str) -> list[dict]:
    named = (("还没有解读的政策", "unexplained"), ("解读形式", "forms"))
    addresses = {"unexplained": "disclosures:unexplained", "forms": "disclosures:interpretation-forms"}
    return [{"title": title, "url": reverse(addresses[name]), "current": name == current} for title, name in named]
