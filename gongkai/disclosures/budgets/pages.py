"""The staff page of what was published of budgets and final accounts, year by year."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.acts.clock import now
from gongkai.disclosures.budgets import board
from gongkai.disclosures.listing import tabs
from gongkai.look import answers


@require_safe
def index(request):
    """Every unit's budget, final account and running costs of a year, or the same as a workbook."""
    at = now()
    years = board.years(at)
    asked = request.GET.get("year", "")
    year = next((one for one in years if str(one) == asked), years[0])
    lines = board.lines(request.post, year, at)
    if request.GET.get("export") == "xlsx":
        return answers.download(board.workbook(year, lines), f"{year}年预算决算公开情况.xlsx")
    page = {
        "year": year, "lines": lines, "groups": board.headings(year),
        "lacking": sum(line.lacking for line in lines),
        "tabs": tabs("budgets"),
        "years": [{"title": f"{one}年", "url": f"?year={one}", "current": one == year} for one in years],
        "page_title": "预算决算公开情况",
    }  # fmt: skip
    return render(request, "disclosures/budgets.html", page)
