"""The right-hand column of every record: where it stands, what is due and why, the next act, what was done."""

from datetime import datetime

from django.urls import reverse

from gongkai.accounts.models import Post
from gongkai.acts import clocks, ways
from gongkai.acts.models import Act, Case, Remark


def panel(case: Case, post: Post, at: datetime, step_url: str, beside: ways.Beside = lambda step: []) -> dict:
    """Context of ``acts/panel.html``. ``step_url`` names a step's address (key, name), ``beside`` is as in ``ways``."""
    found, ahead = ways.next_steps(case, post, at, beside), case.kind_of.ahead(case.status)
    forward = sorted((way for way in found if way.step in ahead), key=lambda way: way.open)[-1:]
    return {
        "tasks": [_task(station) for station in ways.stations(case)],
        "clocks": clocks.of(case, at),
        "next_act": _next(case, forward[0], step_url) if forward else None,
        "other_steps": [
            {"title": way.step.label, "url": reverse(step_url, args=[case.pk, way.step.name])}
            for way in found
            if way.open and way not in forward
        ],
        "trail": trail(case, post),
    }


def trail(case: Case, post: Post, *, words: bool | None = None) -> list[dict]:
    """Everything done to the case, newest first, as ``look/parts/trail.html`` shows it; onlookers do not read words,
    unless ``words`` says that their part is in the handling of this kind.
    """
    words = not post.looks_on() if words is None else words
    acts = Act.objects.filter(case=case).select_related("person", "post__unit", "remark", "case").order_by("-number")
    return [_told(act, words=words) for act in acts]


def _task(station: ways.Station) -> dict:
    act = station.act
    return {
        "title": station.step.label,
        "state": station.state,
        "who": act.person.name if act and act.person else "",
        "when": act.at if act else None,
    }


def _next(case: Case, way: ways.Way, step_url: str) -> dict:
    step = way.step
    return {
        "title": step.label,
        "url": reverse(step_url, args=[case.pk, step.name]),
        "method": "get" if step.says_why or step.asks else "post",
        "law": "、".join(step.cite),
        "refused": way.reasons,
        "read": case.content if step.binds else "",
    }


def _told(act: Act, *, words: bool) -> dict:
    remark = getattr(act, "remark", None)
    post = f"（{act.post.place}）" if act.post else ""
    return {
        "title": act.label,
        "who": f"{act.person.name if act.person else '系统'}{post}",
        "at": act.at,
        "effective": act.effective,
        "says": act.detail.get("says", ""),
        "ground": act.ground.replace(",", "、"),
        "words": _words(remark) if remark and words else "",
    }


def _words(remark: Remark) -> str:
    return "（理由已依法删除）" if remark.erased else remark.text or ""
