"""What can be counted of services at windows: every fact set-based, as of a moment, with the records behind it."""

from functools import partial

from django.db.models import F

from gongkai.acts.facts import Counted, Fact, Span, listed
from gongkai.acts.models import Act, Due
from gongkai.windows.events import entering
from gongkai.windows.items import counting as items
from gongkai.windows.models import Sort, WindowEvent
from gongkai.windows.staffing import counting as staffing


def events(units, span: Span, sort: str) -> Counted:
    """Of one sort, happened in the period and confirmed when it is looked at (KF-T2.1, KF-T2.3)."""
    acts = Act.objects.filter(case__kind="window_event", at__lt=span.as_of).order_by("case_id", "number")
    stands = {key for key, state in dict(acts.values_list("case_id", "to")).items() if state in ("confirmed", "dealt")}
    rows = WindowEvent.objects.filter(case__unit__in=units, sort=sort, day__range=(span.first, span.last))
    found = rows.order_by("pk").values_list("case__unit_id", "pk")
    return listed(units, [(unit, key) for unit, key in found if key in stands])


def ignored(units, span: Span) -> Counted:
    """Breaches that were not dealt with within their limit (KF-T2.1)."""
    rows = Due.objects.filter(limit=entering.LIMIT, case__unit__in=units, due__gte=span.begins, due__lt=span.ends)
    rows = rows.filter(case__window_event__sort=Sort.BREACH).exclude(done__lte=F("due")).order_by("case_id")
    gone = Act.objects.filter(case__kind="window_event", step="dismiss", at__lt=span.ends).values("case")
    return listed(units, rows.exclude(case__in=gone).values_list("case__unit_id", "case_id"))


SORTS = {
    "praises": Sort.PRAISE, "banners": Sort.BANNER, "titles": Sort.TITLE, "stars": Sort.STAR,
    "approval_reforms": Sort.REFORM, "breaches": Sort.BREACH, "leader_failures": Sort.LEADER,
    "error_complaints": Sort.ERROR, "green_refused": Sort.GREEN, "handled_outside": Sort.OUTSIDE,
    "returns_untrue": Sort.UNTRUE,
}  # fmt: skip
FACTS: dict[str, Fact] = {
    **staffing.FACTS,
    **items.FACTS,
    **{f"windows.{name}": partial(events, sort=sort) for name, sort in SORTS.items()},
    "windows.breaches_ignored": ignored,
}
