"""第一时间发布和持续发布: each release with time, channel, proof; the press conference (BW-8.3, SQ-5.2)."""

from datetime import datetime
from html import escape

from django.db import transaction
from django.db.models import QuerySet

from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Case
from gongkai.catalogue.models import Topic, TopicUnit
from gongkai.disclosures.drafting import Draft, Writing, open_records, start_of_day
from gongkai.disclosures.models import Conference, Disclosure
from gongkai.opinion.models import Event, Release, Text
from gongkai.opinion.vocabulary import Channel, Rank

SAID = ("channel", "rank", "link", "papers")


def released(cases, takes, acts) -> None:
    """A row of the log for the act, with the text it was about."""
    for take, act in zip(takes, acts, strict=True):
        said = take.detail
        text = Text.objects.filter(event=act.case_id).order_by("-number").first()
        Release.objects.create(
            event_id=act.case_id, released=act.effective, unit_id=said["unit"], record_id=said.get("record"),
            says=said["content"], text=text, urgent=act.step == "urgent", post_id=act.post_id, at=act.at,
            **{name: said[name] for name in SAID},
        )  # fmt: skip


def is_proved(cases, takes) -> dict[int, list[str]]:
    """A published record, an address or a paper proves it; it came after the event did; a drill goes out nowhere."""
    rows = Event.objects.in_bulk([case.pk for case in cases])
    found = {}
    for take in takes:
        if not take.only_asks and (reason := _fault(rows[take.case.pk], take)):
            found[take.case.pk] = [reason]
    return found


def _fault(event: Event, take) -> str:
    said, when = take.detail, take.effective or take.at
    if when < (event.happened or event.noticed):
        return "发布时间早于事发或者知悉时间，请核对"
    if event.drill:
        return "演练不对外发布，不能连到公开的信息或者网址" if said.get("record") or said["link"] else ""
    if not (said.get("record") or said["link"] or said["papers"]):
        return "要有凭据：已公开信息的索引号、网址，或者上传截图、发布稿，至少一样"
    return ""


def told(said: dict, when: datetime) -> str:
    """What the trail says of a release."""
    unit = Unit.objects.get(pk=said["unit"])
    moment = when.astimezone(BEIJING)
    return f"{moment:%Y-%m-%d %H:%M} {unit.name}（{Rank(said['rank']).label}），{Channel(said['channel']).label}"


def pressed(cases, takes, acts) -> None:
    for take, act in zip(takes, acts, strict=True):
        Event.objects.filter(pk=act.case_id).update(conference=take.detail.get("conference"), pressed=act.effective)


def was_held(cases, takes) -> dict[int, list[str]]:
    """The conference stands in the register as held on that day; a drill has none."""
    rows = Event.objects.in_bulk([case.pk for case in cases])
    found = {}
    for take in takes:
        if take.only_asks:
            continue
        event, key = rows[take.case.pk], take.detail.get("conference")
        held = Conference.objects.filter(pk=key, held__isnull=False).first() if key else None
        when = take.effective or take.at
        if when < (event.happened or event.noticed):
            found[event.pk] = ["发布会时间早于事发或者知悉时间，请核对"]
        elif event.drill and key:
            found[event.pk] = ["演练不能连到真实的新闻发布会"]
        elif not event.drill and held is None:
            found[event.pk] = ["请选择一场已经登记举行情况的新闻发布会"]
        elif held and held.held != when.astimezone(BEIJING).date():
            found[event.pk] = [f"这场发布会登记的举行日期是 {held.held}，与所填时间不是同一天，请核对"]
    return found


def first(event: Event) -> Release | None:
    """The first word of an event."""
    return event.releases.select_related("unit").order_by("released", "pk").first()


def open_record(event: Event, text: Text, topic: Topic, kind: str, by: Post, at: datetime) -> Disclosure:
    """A draft of a public record out of a reviewed text; it goes out by the ordinary steps. Nothing of the event."""
    day = at.astimezone(BEIJING).date()
    html = "".join(f"<p>{escape(line.strip())}</p>" for line in text.body.splitlines() if line.strip())
    draft = Draft(event.case.unit, topic, text.title, day, html, {"kind": kind})
    with transaction.atomic():
        record = open_records([Writing(draft, by, at, start_of_day(day))])[0]
        event.case.take("prepare", by=by, at=at, detail={"record": record.pk, "says": f"第 {text.number} 稿"})
    return record


def columns(event: Event, at: datetime) -> QuerySet[Topic]:
    """Columns that the unit which answers keeps."""
    day = at.astimezone(BEIJING).date()
    kept = TopicUnit.objects.standing_on(day).filter(unit=event.case.unit_id).values("topic")
    return Topic.objects.standing_on(day).filter(children=None, pk__in=kept).order_by("order", "pk")


def prepared(event: Event) -> list[Case]:
    """Records that were drafted out of this event's texts."""
    keys = [act.detail["record"] for act in Act.objects.filter(case=event.pk, step="prepare").order_by("number")]
    return list(Case.objects.filter(pk__in=keys).order_by("pk"))


def is_real(cases, takes) -> dict[int, list[str]]:
    """Nothing of a drill goes to the public."""
    drills = Event.objects.filter(pk__in=[case.pk for case in cases], drill=True).values_list("pk", flat=True)
    return {key: ["演练不对外发布"] for key in drills}
