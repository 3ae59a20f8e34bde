"""发牌: read off the dates of the whole house; a level comes once for a date and its round (KF-4.2, KF-T2.2).

No room reports itself: what is looked at are the rows of ``acts.Due``. Dates that passed before monitoring began bring
nothing. The dates are gone through every few minutes, not with every sweep.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai import shelf
from gongkai.acts import steps
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case, Due
from gongkai.acts.taking import Opening, open_many
from gongkai.findings.models import Card, CardLevel, CardSource, Monitoring
from gongkai.law.cards import CardRule, CardRules
from gongkai.law.limits import Limits

REST = timedelta(minutes=5)
AT_ONCE = 200


def due(now: datetime) -> list[datetime]:
    """[now] if monitoring is on and the dates were not gone through just now."""
    row = running()
    return [now] if row and (row.looked is None or now - row.looked >= REST) else []


def look(_, now: datetime) -> int:
    """Issues what is to be issued, the red ones first; safe to do twice. Returns how many."""
    row = running()
    if row is None:
        return 0
    many = 0
    for level in (CardLevel.RED, CardLevel.YELLOW):
        while some := list(wanting(level, row.since, now)[:AT_ONCE]):
            many += len(some)
            if not issue(some, level, now):
                break  # somebody else was just doing the same; the next look sees what is left
    Monitoring.objects.filter(pk=row.pk).update(looked=now)
    return many


def running() -> Monitoring | None:
    return Monitoring.objects.filter(case__status="on").first()


def wanting(level: str, since: datetime, now: datetime, dues: QuerySet[Due] | None = None) -> QuerySet[Due]:
    """Open dates that bring a card of this level at ``now`` and have none. ``dues``: others than the open ones."""
    rules, known, here = shelf.card_rules(), shelf.here(), now.astimezone(BEIJING)
    asked = Q(pk=None)
    for rule, limits in _shares(rules, known):
        asked |= limits & _come(rule, level, here)
    given = Card.objects.filter(about=OuterRef("case"), limit=OuterRef("limit"), round=OuterRef("round"))
    given = given if level == CardLevel.YELLOW else given.filter(level=level)
    farthest = rules.farthest(here, shelf.calendar())
    rows = Due.objects.filter(done=None) if dues is None else dues
    rows = rows.filter(asked, due__gte=since, due__lt=farthest).exclude(case__kind__in=rules.skip)
    return rows.filter(~Exists(given)).select_related("case__unit").order_by("due")


def issue(dues: Iterable[Due], level: str, at: datetime) -> list[Card]:
    """A case for each at the unit whose date it is. All or none; none where another was quicker."""
    rows, known, made = list(dues), shelf.here(), list[Card]()

    def room(cases: list[Case]) -> None:
        made.extend(_card(case, due, level, at, known) for case, due in zip(cases, rows, strict=True))
        Card.objects.bulk_create(made)

    openings = [_opening(due, level, at, known) for due in rows]
    if not rows:
        return []
    try:
        with transaction.atomic():
            open_many("card", "issue", openings, room)
    except IntegrityError:
        return []
    return made


def _opening(due: Due, level: str, at: datetime, known: Limits) -> Opening:
    title = f"{CardLevel(level).label}：{matter(due, known)}"
    cite = known[due.limit].cite if due.limit in known else shelf.card_rules().cite
    says = f"最后时刻 {due.due.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    return Opening(due.case.unit, title, None, at, ground=",".join(cite)[:120], detail={"says": says}, follows=True)


def matter(due: Due, known: Limits) -> str:
    """Kind, number and limit; the title of a case may be more than everybody is to read."""
    limit = known[due.limit].title if due.limit in known else due.limit
    return f"{steps.kind(due.case.kind).label}第 {due.case_id} 号，{limit}"


def _card(case: Case, due: Due, level: str, at: datetime, known: Limits) -> Card:
    cite = "、".join(known[due.limit].cite) if due.limit in known else ""
    return Card(
        case=case, level=level, source=CardSource.HOUSE, about_id=due.case_id, limit=due.limit, round=due.round,
        matter=matter(due, known), basis=cite[:200], due=due.due, at=at,
    )  # fmt: skip


def _shares(rules: CardRules, known: Limits) -> Iterator[tuple[CardRule, Q]]:
    """Each rule with the limits that are its own: the first rule that knows a limit has it."""
    taken: list[str] = []
    for rule in rules.rules:
        if "*" in rule.limits:
            yield rule, ~Q(limit__in=taken)
            return
        own = [name for name in known if name not in taken and rule.knows(name)]
        taken += own
        yield rule, Q(limit__in=own)


def _come(rule: CardRule, level: str, now: datetime) -> Q:
    """Dates that have come as far as the level asks; for yellow those that are not red already."""
    calendar = shelf.calendar()
    if rule.yellow is None or (level == CardLevel.RED and rule.red is None):
        return Q(pk=None)
    if level == CardLevel.RED:
        assert rule.red is not None
        return Q(due__lt=rule.red.edge(now, calendar))
    found = Q(due__lt=rule.yellow.edge(now, calendar))
    return found & Q(due__gte=rule.red.edge(now, calendar)) if rule.red else found
