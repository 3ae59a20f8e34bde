"""读者评价: the trend of what readers said of the pages of one's columns (C6)."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.acts.clock import today
from gongkai.publication import stamps
from gongkai.publication.found import url_of
from gongkai.publication.frame import frame
from gongkai.publication.models import Shown
from gongkai.writing import votes as given
from gongkai.writing.views import tabs


@require_safe
def votes(request):
    """Votes by month and by column, and the lines readers wrote, of the units this post sees."""
    around, post = frame(stamps.of_scope("all")[1]), request.post
    page = {
        "months": [_shared(row) for row in given.by_month(post, today())],
        "columns": [_shared(row) | {"name": _name(row, around)} for row in given.by_column(post, today())],
        "lines": [(vote, shown, _url(shown)) for vote, shown in given.lines(post)],
        "looks_on": post.looks_on(), "page_title": "读者评价", "tabs": tabs("votes"),
    }  # fmt: skip
    return render(request, "writing/votes.html", page)


def _url(shown: Shown | None) -> str:
    return url_of(shown) if shown and not shown.withdrawn else ""


def _shared(row: dict) -> dict:
    given = row["yes"] + row["no"]
    return row | {"given": given, "share": f"{row['yes'] * 100 // given}%" if given else "—"}


def _name(row: dict, around) -> str:
    column = around.columns.get(row["column"])
    return column.name if column else "不在栏目里的"
