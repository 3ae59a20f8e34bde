"""转为主动公开 (条例-44): what was answered goes out for all as a record of its own, by the ordinary steps.

To the applicant alone, to all at once, or to all on a later day: the first is the rule, the second is this, the third
is the same record with its day booked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from django.db import transaction
from django.db.models import QuerySet

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.acts.taking import Take, allow, take_many
from gongkai.catalogue.models import Topic, TopicUnit
from gongkai.disclosures.drafting import Draft, Writing, open_records, start_of_day
from gongkai.disclosures.models import Disclosure
from gongkai.disclosures.showing import key_of
from gongkai.files import store
from gongkai.files.models import StoredFile
from gongkai.foi.models import Decision, Proactive, Request
from gongkai.foi.severing import keeping
from gongkai.publication.models import Shown

Reasons = dict[int, list[str]]
STEP = "go_public"


@dataclass(frozen=True)
class Wish:
    """What goes out under what name and where; ``says`` is plain text, a paragraph a line."""

    topic: Topic
    title: str
    says: str


def open_record(requests: Sequence[Request], wish: Wish, by: Post, at: datetime) -> Disclosure:
    """A draft with the copies that were given, for which all these requests are answered. Never who asked."""
    day = at.astimezone(BEIJING).date()
    html = "".join(f"<p>{escape(line.strip())}</p>" for line in wish.says.splitlines() if line.strip())
    step = requests[0].case.kind_of.steps[STEP]
    with transaction.atomic():
        allow(step, [Take(one.case, by, at, only_asks=True) for one in requests])
        draft = Draft(
            requests[0].case.unit, wish.topic, wish.title, day, html, {"kind": "信息"}, _files(requests[0], by, at)
        )
        record = open_records([Writing(draft, by, at, start_of_day(day))])[0]
        Proactive.objects.bulk_create(Proactive(request=one, record=record.case, at=at) for one in requests)
        says = {"record": record.pk, "says": "由依申请公开的答复形成"}
        take_many("request", STEP, [Take(one.case, by, at, detail=says) for one in requests])
    return record


def columns(post: Post, at: datetime) -> QuerySet[Topic]:
    """Columns that the unit of a post keeps."""
    day = at.astimezone(BEIJING).date()
    kept = TopicUnit.objects.standing_on(day).filter(unit=post.unit_id).values("topic")
    return Topic.objects.standing_on(day).filter(children=None, pk__in=kept).order_by("order", "pk")


def is_recorded(cases, takes) -> Reasons:
    """The act tells of the draft that was opened with it."""
    known = dict(Proactive.objects.filter(request__in=[case.pk for case in cases]).values_list("request", "record"))
    reasons: Reasons = {}
    for take in takes:
        if take.only_asks:
            if take.case.pk in known:
                reasons[take.case.pk] = ["已经转为主动公开"]
        elif take.detail.get("record") != known.get(take.case.pk):
            reasons[take.case.pk] = ["还没有起草要公开的信息，请从申请页点“转为主动公开”"]
    return reasons


def gave_something(cases, takes) -> Reasons:
    """Only what was given to one may be given to all."""
    outcomes = shelf.replies().outcomes
    said = dict(Decision.objects.filter(request__in=[case.pk for case in cases]).values_list("request", "reply"))
    none = ["答复没有提供信息，没有可以公开的内容"]
    return {case.pk: none for case in cases if case.pk not in said or not outcomes[said[case.pk]].supplies}


def answers(most: int) -> list[tuple[Shown, Proactive]]:
    """What went out after somebody had asked for it, newest first: (row at the door, its link)."""
    links = {key_of(row.record_id): row for row in Proactive.objects.order_by("pk")}
    rows = Shown.objects.live().filter(key__in=list(links)).order_by("-moment").defer("html", "plain")[:most]
    return [(row, links[row.key]) for row in rows]


def standing(request: Request) -> Case | None:
    """The record by which it went out, or is to go out."""
    row = Proactive.objects.filter(request=request).select_related("record").first()
    return row.record if row else None


def _files(request: Request, by: Post, at: datetime) -> list[tuple[StoredFile, str]]:
    found = []
    for nth, release in enumerate(keeping.given(request), start=1):
        name = f"材料{nth}（区分处理）.{release.ending}"
        found.append((store.keep(keeping.copy(release), name=name, at=at, by=by.person), name))
    return found
