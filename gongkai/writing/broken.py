"""Links of pages that are out, looked through again and again: what led somewhere on the day of review may not now.

A round goes through every public page some hundreds at a time; another begins a week after the last began. Outside
addresses go on the list of those to be visited, and are told once a visit has found them dead (``visits``).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from gongkai.accounts.models import Post, Role
from gongkai.acts.models import visible
from gongkai.acts.refusals import NotYourRole, Unready
from gongkai.checks.links import links
from gongkai.publication.models import Shown
from gongkai.writing import visits
from gongkai.writing.models import DeadLink, LinkRound, Visit

EVERY = timedelta(days=7)
AT_A_SWEEP = 200
KEEPERS = frozenset({Role.PROPOSER, Role.PUBLISHER})
WATCHERS = frozenset({Role.REVIEWER, Role.OFFICE})
OURS = ("disclosure:", "register:")  # keys of records whose number is their case's
SHOWN = 200


def due(now: datetime) -> list[LinkRound]:
    """The round under way, or a new one where the last began a week ago."""
    last = LinkRound.objects.order_by("-pk").first()
    if last is not None and last.ended is None:
        return [last]
    return [] if last is not None and now < last.began + EVERY else [LinkRound(began=now)]


def look(some: LinkRound, now: datetime) -> None:
    """The next pages of a round; claimed first, so that two workers do not both look. The last pages end it."""
    if some.pk is None:
        some.save()
    rows = list(_with_links().filter(pk__gt=some.reached).order_by("pk")[:AT_A_SWEEP])
    end = rows[-1].pk if rows else some.reached
    with transaction.atomic():
        fresh = {"reached": end} if rows else {"ended": now}
        if not LinkRound.objects.filter(pk=some.pk, reached=some.reached, ended=None).update(**fresh):
            return
        found = {_case(row): _dead(row.html, now) for row in rows}
        _keep(found, now)
        if not rows:
            # What was met no more in a whole round stands on no page that is out.
            DeadLink.objects.filter(ended=None, last__lt=some.began).update(ended=now)


def look_at(case: int, now: datetime) -> None:
    """One page at once, for whoever says that it was mended."""
    row = _with_links().filter(key__in=[f"{ours}{case}" for ours in OURS]).first()
    with transaction.atomic():
        found = _dead(row.html, now) if row else {}
        _keep({case: found}, now)
        Visit.objects.filter(address__in=found).update(due=now)


def standing(post: Post) -> list[DeadLink]:
    """Dead links of the post's unit that nobody has dealt with and that still stand on the page, the oldest first."""
    if post.role not in KEEPERS | WATCHERS:
        return []
    rows = DeadLink.objects.filter(visible(post, "case__"), ended=None, person=None)
    some = list(rows.select_related("case__unit").order_by("since", "pk")[:SHOWN])
    out = Shown.objects.live().filter(key__in=[f"{ours}{row.case_id}" for row in some for ours in OURS])
    named = {_case(row): {link.address for link in links(row.html)} for row in out}
    return [row for row in some if row.address in named.get(row.case_id, ())]


def leave(row: DeadLink, why: str, by: Post, at: datetime) -> None:
    """Nothing is to be done about a link, and why. Raises ``Unready`` without a reason, ``NotYourRole``."""
    ask_keeper(row, by)
    if not why.strip():
        raise Unready(["请写明为什么不用处理，例如“对方网站改版，内容已在本页全文登载”"])
    row.why, row.person, row.at = why.strip(), by.person, at
    row.save(update_fields=["why", "person", "at"])


def ask_keeper(row: DeadLink, by: Post) -> None:
    """Raises ``NotYourRole`` for a post that does not keep the page."""
    keys = by.unit_keys()
    if by.role not in KEEPERS or (keys is not None and row.case.unit_id not in keys):
        raise NotYourRole(f"失效链接由{row.case.unit.name}的信息员或发布员处理，您可以查看")


def _with_links():
    ours = Q(key__startswith=OURS[0]) | Q(key__startswith=OURS[1])
    return Shown.objects.live().filter(ours, Q(html__contains="href=") | Q(html__contains="http"))


def _case(row: Shown) -> int:
    return int(row.key.partition(":")[2])


def _dead(html: str, now: datetime) -> dict[str, str]:
    """What is the matter with a page's links, by address."""
    found = visits.findings(html, now)
    at = {(link.start, link.end): link.address for link in links(html)}
    return {at[one.start, one.end][:700]: one.message[:200] for one in found if (one.start, one.end) in at}


def _keep(found: dict[int, dict[str, str]], now: datetime) -> None:
    """Writes what was found of some cases: new ones, those seen again, those that came back or went for good."""
    known = {(row.case_id, row.address): row for row in DeadLink.objects.filter(case__in=found)}
    told = {(case, address): says for case, some in found.items() for address, says in some.items()}
    fresh = [
        DeadLink(case_id=case, address=address, says=says, since=now, last=now)
        for (case, address), says in told.items()
        if (case, address) not in known
    ]
    DeadLink.objects.bulk_create(fresh, ignore_conflicts=True)
    _again([(known[key], says) for key, says in told.items() if key in known], now)
    gone = [row.pk for key, row in known.items() if key not in told and row.ended is None]
    DeadLink.objects.filter(pk__in=gone).update(ended=now)


def _again(rows: Iterable[tuple[DeadLink, str]], now: datetime) -> None:
    for row, says in rows:
        DeadLink.objects.filter(pk=row.pk).update(
            says=says, last=now, times=F("times") + 1, ended=None, since=row.since if row.ended is None else now
        )
        if row.ended is not None or _reason(row.says) != _reason(says):
            DeadLink.objects.filter(pk=row.pk).update(person=None, at=None, why=None)


def _reason(says: str) -> str:
    """Without the day on which an outside address was last visited."""
    return says.partition("（")[0] if says.endswith("查看）。") else says
