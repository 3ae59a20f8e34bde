"""若今天考核, 全局, 规则改动的影响, 提示, 复算核对: pages that show and change nothing."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.models import Unit
from gongkai.acts.clock import BEIJING, now
from gongkai.acts.models import Case
from gongkai.assessment import returns, rules, sheets, showing
from gongkai.assessment.access import sees_all_sheets
from gongkai.assessment.models import Campaign
from gongkai.assessment.outlook import access, cockpit, figures, glance, pages, rescoring, standards, whatif
from gongkai.assessment.outlook.forms import WhatifForm
from gongkai.assessment.outlook.signals import gathering
from gongkai.law.reading import Refused
from gongkai.look.charts import Chart
from gongkai.papers import typeset

SHOWN = 40  # signals on one page, of one unit five times as many


@require_safe
def today(request):
    """若今天考核: a unit's score so far, and what to do next."""
    at, post = now(), request.post
    unit = access.unit(post, request.GET.get("unit", ""), at.astimezone(BEIJING).date())
    standard = standards.chosen(request.GET.get("rules", ""), unit, at.astimezone(BEIJING).date())
    page = {
        "unit": unit, "page_title": f"{unit.name}：若今天考核", "choices": standards.choices(unit),
        "picked": request.GET.get("rules", ""), "at": at, "units": _units(post, at),
        "today": glance.of(standard, unit, at) if standard else None,
    }  # fmt: skip
    return render(request, "assessment/today.html", page)


@require_safe
def overview(request, key: int):
    """全局: a campaign in charts, each with its table."""
    found = access.cockpit(request.post, key)
    rows, progress = cockpit.rows_of(found), showing.progress(found)
    places = cockpit.places(found, rows)
    told, doubts = cockpit.moved(found)
    page = {
        "campaign": found, "page_title": f"{found.case.title}：全局", "tabs": pages.of(found, request.post, "overview"),
        "charts": [
            (chart, *(reverse(f"assessment:{form}", args=[key, name]) for form in ("picture-png", "picture")))
            for name, chart in cockpit.drawn(found, rows, places).items()
        ],
        "places": places, "moved": told, "doubts": doubts, "units": len(rows), "few": figures.FEW,
        "progress": returns.by_assessor(progress), "overall": returns.of(progress), "progress_says": returns.SAYS,
        "book": rules.book(found),
    }  # fmt: skip
    return render(request, "assessment/overview.html", page)


@require_safe
def picture(request, key: int, name: str, form: str = "svg"):
    """One chart as a picture file, with what it counts written under it."""
    found = access.cockpit(request.post, key)
    rows = cockpit.rows_of(found)
    places = cockpit.places(found, rows) if name == "ranking" else []
    chart = cockpit.drawn(found, rows, places, name).get(name)
    return _file(chart, found, f"{name}-{found.pk}", form)


@require_safe
def losses(request, key: int, unit: int, form: str = "svg"):
    """从满分到得分 of one unit as a picture file, for whoever may read its sheet."""
    found, row = access.sheet(request.post, key, unit)
    chart = sheets.sheet(found, row, {})["chart"]
    named = replace(chart, title=f"{row.unit.name}：{chart.title}") if chart else None
    return _file(named, found, f"losses-{found.pk}-{unit}", form)


def _file(chart: Chart | None, campaign: Campaign, name: str, form: str) -> HttpResponse:
    if chart is None:
        raise Http404
    drawing = chart.picture(_sentence(campaign))
    content, kind = (typeset.png(drawing), "image/png") if form == "png" else (drawing, "image/svg+xml")
    named = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return HttpResponse(content, content_type=kind, headers=named)


def _sentence(campaign: Campaign) -> str:
    """Of which campaign a picture is, by which rules, as of when."""
    kept = campaign.result_sets.filter(current=True).first()
    composed = f"，{kept.at.astimezone(BEIJING):%Y-%m-%d %H:%M}合成" if kept else ""
    days, state = f"考核期{campaign.since}至{campaign.until}", f"现在是“{campaign.case.status_label}”"
    return f"{campaign.case.title}，{days}，{state}{composed}。规则校验值 {campaign.sha256[:12]}"


@require_http_methods(["GET", "POST"])
def other_rules(request, key: int):
    """规则改动的影响: every unit under other rules. What is posted is only looked at."""
    found = access.cockpit(request.post, key)
    bound = WhatifForm(request.POST, request.FILES) if request.method == "POST" else WhatifForm()
    compared, faults = None, []
    if request.method == "POST" and bound.is_valid():
        try:
            compared = whatif.compare(found, _other(found, bound.cleaned_data), now())
        except Refused as refusal:
            faults = [str(fault) for fault in refusal.faults]
    page = {
        "campaign": found, "page_title": f"{found.case.title}：规则改动的影响",
        "tabs": pages.of(found, request.post, "other-rules"),
        "form": bound, "compared": compared, "faults": faults, "rows": whatif.rows(compared) if compared else [],
    }  # fmt: skip
    return render(request, "assessment/whatif.html", page, status=422 if faults else 200)


@require_safe
def signals(request, key: int):
    """提示: what may have been done for the score, with the records; nothing follows from it by itself."""
    found = access.signals(request.post, key)
    told = gathering.found(found)
    entrants = [entrant.unit for entrant in found.entrants.select_related("unit")]
    picked = next((unit for unit in entrants if unit.code == request.GET.get("unit")), None)
    shown = [one for one in told if picked is None or one.unit == picked.pk]
    kind = request.GET.get("kind", "")
    shown = [one for one in shown if kind not in gathering.KINDS or one.kind == kind]
    most = SHOWN * 5 if picked else SHOWN
    page = {
        "campaign": found, "page_title": f"{found.case.title}：提示", "picked": picked, "kinds": gathering.KINDS,
        "tabs": pages.of(found, request.post, "signals"),
        "rows": _tally(entrants, told), "shown": _signal_rows(request.post, shown[:most], entrants), "all": len(shown),
    }  # fmt: skip
    return render(request, "assessment/signals.html", page)


@require_safe
def rescored(request, key: int):
    """复算核对: the campaign scored anew from what is stored; the same as ``gongkai verify``."""
    found = access.cockpit(request.post, key)
    faults = rescoring.faults(found)
    page = {
        "campaign": found, "page_title": f"{found.case.title}：复算核对",
        "tabs": pages.of(found, request.post, "rescored"),
        "faults": faults, "says": rescoring.conclusion(found, faults),
    }  # fmt: skip
    return render(request, "assessment/rescored.html", page)


def _units(post, at) -> list[Unit]:
    """Units to choose from, where the post may look at more than one."""
    standing = Unit.objects.standing_on(at.astimezone(BEIJING).date()).exclude(kind=Unit.Kind.GOVERNMENT)
    return list(standing.order_by("order", "pk")) if sees_all_sheets(post) else []


def _other(campaign: Campaign, said: dict) -> whatif.Ready:
    if said["file"]:
        return whatif.uploaded(campaign, said["file"].read(whatif.MOST_BYTES + 1), said["file"].name)
    return whatif.shelved(campaign, said["rulebook"])


def _tally(units: list[Unit], told) -> list[dict]:
    """A row a unit of which anything was found: how many of each kind."""
    counted: dict[tuple[int, str], int] = {}
    for one in told:
        counted[one.unit, one.kind] = counted.get((one.unit, one.kind), 0) + 1
    found = {unit for unit, _ in counted}
    return [
        {"unit": unit, "counts": [(kind, counted.get((unit.pk, kind), 0)) for kind in gathering.KINDS]}
        for unit in units
        if unit.pk in found
    ]


def _signal_rows(post, shown, units: list[Unit]) -> list[dict]:
    names = {unit.pk: unit.name for unit in units}
    keys = {key for one in shown for key, _ in one.items}
    open_to = set(Case.objects.visible_to(post).filter(pk__in=keys).values_list("pk", flat=True))
    return [
        {
            "unit": names[one.unit], "title": gathering.KINDS[one.kind][0], "says": one.says,
            "items": [{"key": key, "title": title, "opens": key in open_to} for key, title in one.items],
        }
        for one in shown
    ]  # fmt: skip
