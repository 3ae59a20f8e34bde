"""回应稿: begun with a pattern or freely, saved each time, read by another before it goes out (BW-8.4)."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Subquery

from gongkai.accounts.models import Post, Role
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Case
from gongkai.acts.refusals import StaleDraft
from gongkai.checks import plainness, privacy, wording
from gongkai.look.words import riqi
from gongkai.opinion import judging
from gongkai.opinion.models import Event, PatternVersion, Text
from gongkai.opinion.vocabulary import CHECKS, DRILL, OPEN


@dataclass
class Said:
    """What a text says; ``seen``: the number of the text that was on the screen."""

    title: str
    body: str
    seen: int = 0
    pattern: PatternVersion | None = None


def save(event: Event, said: Said, by: Post, at: datetime) -> Text:
    """Keeps the next text as an act. Raises ``StaleDraft`` where somebody saved another meanwhile."""
    last = current(event)
    stale = StaleDraft("另一人在您打开以后保存过回应稿。您写的还在，请对照现在的内容再保存")
    if (last.number if last else 0) != said.seen:
        raise stale
    number = said.seen + 1
    row = Text(event=event, number=number, title=said.title, body=said.body, pattern=said.pattern, post=by, at=at)
    try:
        with transaction.atomic():
            row.save()
            Case.objects.filter(pk=event.pk).update(content=content(row))
            event.case.take("draft", by=by, at=at, detail={"says": f"第 {number} 稿"})
    except IntegrityError:
        raise stale from None
    event.case.refresh_from_db()
    return row


def current(event: Event) -> Text | None:
    return event.texts.select_related("post__person").order_by("-number").first()


def content(text: Text) -> str:
    """What a review is bound to."""
    said = [text.event_id, text.number, text.title, text.body]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def drafted(cases, takes, acts) -> None:
    """Those who read it next are told."""
    judging.tell(acts, (Role.REVIEWER,))


def reviewed(cases, takes, acts) -> None:
    judging.tell(acts, (Role.PROPOSER, Role.PUBLISHER))


def returned(cases, takes, acts) -> None:
    """What was sent back holds no more, though its words stand."""
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(content="")
    for case in cases:
        case.content = ""
    judging.tell(acts, (Role.PROPOSER,))


def has_text(cases, takes) -> dict[int, list[str]]:
    return {case.pk: ["还没有要审的回应稿"] for case in cases if not case.content}


def is_checked(cases, takes) -> dict[int, list[str]]:
    """Each of the four questions is answered with yes, or the text goes back (BW-8.4)."""
    found = {}
    for take in takes:
        lacking = [] if take.only_asks else [name for name in CHECKS if name not in take.detail.get("checks", ())]
        if lacking:
            words = "、".join(CHECKS[name].partition("：")[0] for name in lacking)
            found[take.case.pk] = [f"“{words}”没有勾选，不能通过；不符合的请退回修改"]
    return found


def is_reviewed(case: Case) -> bool:
    """Whether the text that stands now has been read and agreed to."""
    act = Act.objects.filter(case=case, step="review").order_by("-number").first()
    return bool(act and case.content and act.content == case.content)


def unread(post: Post) -> list[int]:
    """Events of a leader's units with a text that nobody has agreed to yet and that another wrote (BW-8.4)."""
    if post.role != Role.REVIEWER:
        return []
    agreed = Act.objects.filter(case=OuterRef("pk"), step="review", content=OuterRef("case__content"))
    last = Text.objects.filter(event=OuterRef("pk")).order_by("-number").values("post__person")[:1]
    rows = Event.objects.visible_to(post).filter(~Exists(agreed), case__status__in=OPEN).exclude(case__content="")
    return list(rows.alias(by=Subquery(last)).exclude(by=post.person_id).values_list("pk", flat=True))


def findings(text: Text) -> list[dict]:
    """What the checks find in a text, as ``look/parts/findings.html`` shows it."""
    whole = f"{text.title}\n{text.body}"
    found = [*privacy.find(whole), *wording.find(whole), *plainness.find(whole)]
    return [
        {"level": "stop" if one.level == "block" else "warn", "text": one.message, "where": one.excerpt}
        for one in found[:20]
    ]


def filled(version: PatternVersion, event: Event, at: datetime) -> str:
    """A pattern with what is known of the event in its places."""
    known = {
        "{事件}": event.case.title.removeprefix(DRILL),
        "{单位}": event.case.unit.full_name or event.case.unit.name,
        "{日期}": riqi(at.astimezone(BEIJING).date()),
    }
    body = version.body
    for place, words in known.items():
        body = body.replace(place, words)
    return body
