"""网站为先: what went out elsewhere before the portal, and what still lacks the record of its other channels.

Which channels a document owes is told by its column in the catalogue; each is proved by a release (BW-11.1, SQ-6.4).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Min
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING, now
from gongkai.acts.facts import Counted, Span, listed
from gongkai.acts.models import Act
from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Audience, Channel
from gongkai.disclosures import listing
from gongkai.disclosures.models import Disclosure
from gongkai.disclosures.vocabulary import GOES_OUT

LOOKED_BACK, LATELY, SHOWN = timedelta(days=365), timedelta(days=31), 50
# Told by the house itself, or no channel of the public.
OWN = {Channel.PORTAL, Channel.GAZETTE, Channel.INTRANET}
NAMES = dict(Channel.choices)


@dataclass(frozen=True)
class Ahead:
    """A release elsewhere on a day before the portal had it."""

    act: Act
    on: date
    first: date

    @property
    def channel(self) -> str:
        return f"{NAMES.get(self.act.detail.get('channel', ''), '')} {self.act.detail.get('outlet', '')}".strip()

    @property
    def url(self) -> str:
        return reverse("disclosures:record", args=[self.act.case_id])


@dataclass(frozen=True)
class Owed:
    """A document that is out, and the channels of its column that no release proves yet."""

    record: Disclosure
    channels: list[str]


def ahead(post: Post, at: datetime) -> list[Ahead]:
    """Releases of the last year that came before the portal, of what this post sees; the latest first."""
    acts = Act.objects.filter(post.in_sight("case__unit"), case__kind="disclosure", step="release")
    acts = acts.filter(at__gte=at - LOOKED_BACK)
    return _ahead(acts.select_related("case__unit").order_by("-at", "-pk"))


def ahead_of_portal(units, span: Span) -> Counted:
    """Releases told of in the period that came before the portal (SQ-6.4, BW-11.1)."""
    acts = Act.objects.filter(case__kind="disclosure", case__unit__in=units, step="release", at__gte=span.begins)
    found = _ahead(acts.filter(at__lt=span.ends).select_related("case").order_by("case_id", "number"))
    return listed(units, [(one.act.case.unit_id, one.act.case_id) for one in found])


def owed(post: Post, at: datetime) -> list[Owed]:
    """What came out lately and lacks the record of a channel, the oldest first."""
    wanted = _wanted()
    rows = Disclosure.objects.visible_to(post).filter(
        topic__in=list(wanted), live__isnull=False, published__gte=at - LATELY
    )
    found = list(rows.select_related("case__unit", "topic").order_by("published"))
    told: dict[int, set[str]] = defaultdict(set)
    acts = Act.objects.filter(case__in=[row.pk for row in found], step="release")
    for case, channel in acts.values_list("case_id", "detail__channel"):
        told[case].add(channel)
    lacking = [(row, [one for one in wanted[row.topic_id] if one not in told[row.pk]]) for row in found]
    return [Owed(row, [NAMES[one] for one in channels]) for row, channels in lacking if channels]


@require_safe
def report(request):
    """Both lists, for the county or the post's own unit."""
    at = now()
    lacking = owed(request.post, at)
    page = {
        "ahead": ahead(request.post, at)[:SHOWN], "owed": lacking[:SHOWN], "total": len(lacking),
        "units": Counter(one.record.case.unit.name for one in lacking).most_common(),
        "tabs": listing.tabs("channels"), "page_title": "发布渠道",
    }  # fmt: skip
    return render(request, "disclosures/channels.html", page)


def _wanted() -> dict[int, list[str]]:
    """Channels that a release must prove, by the key of each public column that asks for one."""
    columns = Topic.objects.filter(audience=Audience.PUBLIC).values_list("pk", "channels")
    found = {key: [one for one in channels if one in NAMES and one not in OWN] for key, channels in columns}
    return {key: channels for key, channels in found.items() if channels}


def _ahead(acts: Iterable[Act]) -> list[Ahead]:
    told = [(act, date.fromisoformat(act.detail["on"])) for act in acts if act.detail.get("on")]
    out = Act.objects.filter(case__in={act.case_id for act, _ in told}, step__in=GOES_OUT)
    first = dict(out.values_list("case_id").annotate(Min("at")).order_by())
    days = {case: at.astimezone(BEIJING).date() for case, at in first.items()}
    return [Ahead(act, on, days[act.case_id]) for act, on in told if act.case_id in days and on < days[act.case_id]]
