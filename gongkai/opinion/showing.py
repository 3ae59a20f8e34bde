"""What the page of an event shows."""

from datetime import datetime

from django.urls import reverse

from gongkai.acts.panel import panel
from gongkai.disclosures.models import Disclosure
from gongkai.look.words import moment
from gongkai.opinion import clocks, likeness, releasing, writing
from gongkai.opinion.models import Event, Release
from gongkai.opinion.seeing import reads_words
from gongkai.opinion.vocabulary import EARLY, Helped


def record(request, event: Event, at: datetime) -> dict:
    """Context of ``opinion/record.html``."""
    post, reads = request.post, reads_words(request.post)
    text, evaluations = writing.current(event), list(event.evaluations.order_by("pk"))
    early = event.case.status in EARLY
    return {
        "event": event, "page_title": event.case.title, "facts": facts(event), "running": clocks.running(event, at),
        "mentions": event.mentions.order_by("seen", "pk"), "reads": reads, "text": text,
        "reviewed": bool(text) and writing.is_reviewed(event.case), "consultations": event.consultations.order_by("pk"),
        "releases": _releases(event, post), "evaluations": evaluations, "notices_": _notices(event, evaluations),
        "rumours": event.rumours.select_related("case").order_by("pk"),
        "like": likeness.beside(event, post) if early and reads else [],
        "folded": event.folded.select_related("case").order_by("pk"),
        "prepared": [(case, _record_url(case.pk, post)) for case in releasing.prepared(event)],
        "panel": panel(event.case, post, at, "opinion:step"),
        "breadcrumbs": [("舆情回应", reverse("opinion:list")), ("舆情事件", "")],
    }  # fmt: skip


def facts(event: Event) -> list[tuple[str, object]]:
    """What an event is, with the gap between when it was known and when it was entered."""
    case, gap = event.case, event.case.opened - event.noticed
    conference = event.conference.case.title if event.conference else "已举行" if event.pressed else ""
    return [
        ("情况", event.summary), ("责任单位", case.unit.name), ("属地", event.place and event.place.name),
        ("类别", event.get_sort_display() or "待研判"), ("重点回应情形", event.get_wide_display()),
        ("等级", event.get_grade_display()), ("分级分类依据", event.ground), ("发现途径", event.get_came_display()),
        ("事发时间", event.happened and moment(event.happened)), ("知悉时间", moment(event.noticed)),
        ("登记时间", f"{moment(case.opened)}，知悉后 {clocks.span(gap)}"),
        ("新闻发布会", event.pressed and f"{moment(event.pressed)} {conference}"),
        ("已并入", event.into and event.into.case.title),
    ]  # fmt: skip


def _releases(event: Event, post) -> list[tuple[Release, str, str]]:
    """Each release with how long after the event it came, and the address of its record."""
    rows = event.releases.select_related("unit", "record__case", "post__person").order_by("released", "pk")
    start = event.happened or event.noticed
    return [
        (row, clocks.span(row.released - start), _record_url(row.record_id, post) if row.record_id else "")
        for row in rows
    ]


def _notices(event: Event, evaluations) -> list[str]:
    """What is to be looked at, in sentences."""
    found, first = [], releasing.first(event)
    if first and first.unit_id != event.case.unit_id:
        found.append(f"最先发布的是{first.unit.name}，不是涉事责任单位{event.case.unit.name}")
    if event.case.status == "evaluated" and evaluations and evaluations[-1].helped == Helped.NO:
        found.append("评估认为没有解决关切，请办“继续回应”")
    if event.grave and not event.happened:
        found.append("事发时间还没有核定，时限暂从知悉时间起算")
    return found


def _record_url(key: int, post) -> str:
    may = Disclosure.objects.visible_to(post).filter(pk=key).exists()
    return reverse("disclosures:record", args=[key]) if may else ""
