"""Staff pages of 定期举行发布会: who owes press conferences and how each round stands; listing a unit, ending it."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.accounts.models import Unit
from gongkai.acts import light
from gongkai.acts.clock import now, today
from gongkai.acts.facts import Span
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.models import Case
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.disclosures import listing
from gongkai.disclosures.conferences import duties
from gongkai.disclosures.conferences.duties import PRESS, PRINCIPAL, Turn
from gongkai.disclosures.conferences.forms import DischargeForm, OweForm
from gongkai.disclosures.conferences.steps import DUTY
from gongkai.disclosures.models import ConferenceDuty

TITLE = "定期举行发布会的单位"


@require_safe
def index(request):
    """Each listed unit's rounds of a year: held, missed or still to come, and whether the principal was there."""
    asked, this = request.GET.get("year", ""), today().year
    year = int(asked) if asked in (str(this), str(this - 1)) else this
    units, names = _units(request.post), _names(year)
    rows = _rows(units, year)
    page = {
        "rows": rows, "names": names, "year": year, "page_title": TITLE, "tabs": listing.tabs("conferences"),
        "behind": sum(any(cell["state"] == "missed" for cell in _every(row)) for row in rows),
        "years": [{"title": f"{one}年", "url": f"?year={one}", "current": one == year} for one in (this, this - 1)],
        "may_oblige": request.post.role in DUTY.steps["oblige"].roles,
    }  # fmt: skip
    return render(request, "disclosures/conference_duties.html", page)


@GET_OR_POST
def new(request):
    """Lists a unit (step 列入)."""
    ask_role(DUTY.steps["oblige"], request.post)
    form = OweForm(request.POST or None)

    def do():
        row = duties.oblige([form.owing()], request.post, now())[0]
        return told(request, reverse("disclosures:conference-duties"), f"已列入：{row.case.unit.name}")

    return act_page(request, "列入应定期举行发布会的单位", form, do, back=reverse("disclosures:conference-duties"))


@require_safe
def record(request, key: int):
    """One unit's duty: from when, on what ground, and what is done with it."""
    row = light.visible(request, ConferenceDuty, key)
    facts = [("单位", row.case.unit.name), ("自", row.since), ("至", row.until), ("理由", row.ground)]
    return light.record_page(request, row, facts, ("disclosures:conference-duties", TITLE))


@GET_OR_POST
def step(request, key: int, name: str):
    return light.row_step(request, light.visible(request, ConferenceDuty, key), name, DischargeForm)


def _rows(units: list[Unit], year: int) -> list[dict]:
    """{unit, url, cells, principal} of the units that owe a round of the year."""
    at, known = now(), {unit.pk: unit for unit in units}
    span = Span(today().replace(year=year, month=1, day=1), today().replace(year=year, month=12, day=31), at)
    rows: dict[int, dict] = {}
    known_duties = ConferenceDuty.objects.filter(case__unit__in=units).order_by("pk")
    duty_of = dict(known_duties.values_list("case__unit", "pk"))  # of a unit listed anew the latest
    titles = _titles(units)
    for name in (PRESS, PRINCIPAL):
        for turn in duties.turns(units, name, span):
            url = reverse("disclosures:conference-duty", args=[duty_of[turn.unit]])
            row = rows.setdefault(turn.unit, {"unit": known[turn.unit], "url": url, "cells": [], "principal": None})
            cell = _cell(turn, titles)
            if name == PRESS:
                row["cells"].append(cell)
            else:
                row["principal"] = cell
    return _aligned(list(rows.values()), _names(year))


def _every(row: dict) -> list[dict]:
    return [*row["cells"], *([row["principal"]] if row["principal"] else [])]


def _aligned(rows: list[dict], names: list[str]) -> list[dict]:
    """A cell for every round of the year; a round that a unit did not owe yet has an empty one."""
    for row in rows:
        had = {cell["name"]: cell for cell in row["cells"]}
        row["cells"] = [had.get(name, {"name": name, "state": "none", "links": []}) for name in names]
    return rows


def _cell(turn: Turn, titles: dict[int, str]) -> dict:
    state = "held" if turn.held else "missed" if turn.over else "ahead"
    links = [(titles[key], reverse("disclosures:conference", args=[key])) for key in turn.held]
    return {"name": turn.name, "state": state, "links": links, "last": turn.last}


def _names(year: int) -> list[str]:
    limit = duties.limit(PRESS)
    first, last = today().replace(year=year, month=1, day=1), today().replace(year=year, month=12, day=31)
    return [duties.named(limit, begins) for begins, _ in duties.periods(limit, first, last)]


def _titles(units: list[Unit]) -> dict[int, str]:
    return dict(Case.objects.filter(kind="conference", unit__in=units).values_list("pk", "title"))


def _units(post) -> list[Unit]:
    keys = post.unit_keys()
    listed = Unit.objects.filter(cases__kind="conference_duty").distinct()
    return list((listed if keys is None else listed.filter(pk__in=keys)).order_by("order", "pk"))
