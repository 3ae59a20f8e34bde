"""Staff pages of 组织保障: all units with what each lacks, and one unit line by line."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import now, today
from gongkai.acts.models import Case
from gongkai.organisation import home
from gongkai.organisation.appraisals.steps import KIND as APPRAISAL
from gongkai.organisation.assurance import looking
from gongkai.organisation.groups.steps import KIND as GROUP
from gongkai.organisation.models import LeadingGroup
from gongkai.organisation.tabs import tabs

EARLIEST = 2008


@require_safe
def index(request):
    """Every unit this post sees: how much is in place this year, and what is missing; the least complete on top.

    ``lacks`` names a demand: those alone are listed who have not met it.
    """
    year, units, asked = _year(request), list(_units(request.post)), request.GET.get("lacks", "")
    lines = looking.of_units(units, year, now())
    rows = [_row(unit, lines[unit.pk], year) for unit in units if not asked or _lacks(lines[unit.pk], asked)]
    rows.sort(key=lambda row: (row["there"], row["order"]))
    behind = [
        (one.title, sum(_lacks(some, one.fact) for some in lines.values()), f"?year={year}&lacks={one.fact}")
        for one in (*looking.DEMANDS, looking.ALONE)
    ]
    page = {
        "rows": rows, "year": year, "tabs": tabs(request, "assurances"), "page_title": "组织保障", "behind": behind,
        "may_enter": request.post.role in GROUP.steps["set_up"].roles and not _has_group(home.of(request.post).pk),
        "years": [today().year, today().year - 1], "demands": len(looking.DEMANDS) + 1,
        "asked": next((title for title, _, url in behind if asked and url.endswith(f"={asked}")), ""),
    }  # fmt: skip
    return render(request, "organisation/assurances.html", page)


@require_safe
def of_unit(request, key: int):
    """One unit: each demand, whether it is met, by which records, and what to do where it is not."""
    unit = _units(request.post).filter(pk=key).first()
    if unit is None:
        raise Http404
    year = _year(request)
    lines = looking.of_units([unit], year, now())[unit.pk]
    keys = [one for line in lines for one in line.records]
    seen = dict(Case.objects.visible_to(request.post).filter(pk__in=keys).values_list("pk", "title"))
    own = home.of(request.post) == unit
    page = {
        "unit": unit, "year": year, "page_title": f"{unit.name}组织保障", "years": [today().year, today().year - 1],
        "lines": [(line, _links(line, seen)) for line in lines],
        "missing": sum(not line.holds for line in lines),
        "may_enter": own and request.post.role in GROUP.steps["set_up"].roles and not _has_group(key),
        "may_weigh": own and request.post.role in APPRAISAL.steps["enter"].roles,
        "breadcrumbs": [("组织保障", reverse("organisation:assurances")), (unit.name, "")],
    }  # fmt: skip
    return render(request, "organisation/assurance.html", page)


def _lacks(lines: list[looking.Line], fact: str) -> bool:
    return any(line.demand.fact == fact and not line.holds for line in lines)


def _row(unit: Unit, lines: list[looking.Line], year: int) -> dict:
    missing = [line.demand.title for line in lines if not line.holds]
    url = reverse("organisation:assurance", args=[unit.pk]) + f"?year={year}"
    return {"unit": unit, "url": url, "there": len(lines) - len(missing), "missing": missing, "order": unit.order}


def _links(line: looking.Line, seen: dict[int, str]) -> list[tuple[str, str]]:
    """(title, address) of the records behind a line; of those this post may not see, nothing."""
    return [(seen[key], reverse(line.demand.url, args=[key])) for key in line.records if key in seen]


def _units(post: Post):
    """Units that stand and are seen: the whole county, or one's own and those below it."""
    standing, keys = Unit.objects.standing_on(today()).order_by("order", "pk"), post.unit_keys()
    return standing if keys is None else standing.filter(pk__in=keys)


def _has_group(unit: int) -> bool:
    return LeadingGroup.objects.filter(unit=unit).exists()


def _year(request) -> int:
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else today().year
    return min(max(year, EARLIEST), today().year)
