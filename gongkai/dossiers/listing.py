"""Staff lists: the matters and themes that a post sees, each with what is missing; and the five opennesses by unit."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import reverse

from gongkai import shelf
from gongkai.accounts.models import Post, Unit
from gongkai.catalogue.vocabulary import Audience, Phase
from gongkai.disclosures.models import Disclosure
from gongkai.dossiers import progress
from gongkai.dossiers.models import Dossier
from gongkai.law.dossier_types import GENRES
from gongkai.look.lists import Column, Listing
from gongkai.revisions import pages
from gongkai.revisions.forms import grouped


def dossiers(request, today: date) -> Listing:
    """Matters and themes, each with how many of its stages are settled."""
    post = request.post
    found = Listing(
        request,
        Dossier.objects.visible_to(post).select_related("case__unit", "topic", "live", "draft"),
        filters=pages.filters(post, Dossier, _kinds),
        columns=[
            Column("名称", "case.title"), Column("单位", "case.unit.name"), Column("状态", "case.status_label"),
            Column("环节", lambda row: ""), Column("最近公布", "published", kind="day", sort="published"),
        ],
        order="-case",
        title="全过程公开和专题",
        row_template="dossiers/row.html",
        empty=(
            "还没有全过程事项和专题",
            "把一件重大决策、项目、改革或者一个主题的政策连在一起，群众能从头看到尾。",
            ("建立", reverse("dossiers:form")),
        ),
    )  # fmt: skip
    rows: list[Any] = found.rows
    known = progress.of_many([(row.kind, row.revision) for row in rows], today)
    for row in rows:
        row.states = known[row.revision.pk]
        row.lacking = [one for one in row.states if not one.settled]
        row.lacks = f"还差 {len(row.lacking)}"
        row.asked = sum(one.state not in ("never", "silent") for one in row.states)
        row.open = sum(one.state == "shown" for one in row.states)
    return found


def phases(post: Post, year: int) -> dict:
    """{heads, rows: [(unit, counts, total)], totals}: what each unit first published in a year, by phase (SQ-1)."""
    keys = post.unit_keys()
    found = Disclosure.objects.filter(live__isnull=False, published__year=year, topic__audience=Audience.PUBLIC)
    if keys is not None:
        found = found.filter(case__unit__in=keys)
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for unit, phase, many in found.order_by().values_list("case__unit", "topic__phase").annotate(Count("pk")):
        counts[unit][phase] = many
    units = Unit.objects.filter(pk__in=counts).order_by("order", "pk")
    rows = [(unit.name, [counts[unit.pk].get(phase, 0) for phase in Phase.values]) for unit in units]
    totals = [sum(numbers[place] for _, numbers in rows) for place in range(len(Phase.values))]
    return {
        "heads": Phase.labels,
        "rows": [(name, numbers, sum(numbers), [Phase.labels[p] for p, n in enumerate(numbers) if not n])
                 for name, numbers in rows],
        "totals": totals,
        "total": sum(totals),
    }  # fmt: skip


def _kinds() -> list[tuple[str, str]]:
    return [one for _, some in grouped(shelf.dossier_types().values(), GENRES) for one in some]
