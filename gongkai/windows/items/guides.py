"""办事指南: what is known of an item, element by element, what is missing, and its public page (KF-5.1, KF-T2.2)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.html import format_html, format_html_join

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.acts.models import Act, Case
from gongkai.checks import privacy, secrecy
from gongkai.publication import door
from gongkai.publication.records import DocumentRecord
from gongkai.registers import cells
from gongkai.registers.models import Change
from gongkai.vault.sealed import digest
from gongkai.windows.models import GuideText, Item, Window

WORKDAYS = "{} 个工作日"


def elements(item: Item) -> dict[str, str]:
    """Each element that is asked for, in words; empty where nobody said it. What the list says is not written twice."""
    return _elements(item, item.line.live, item.window, item.legal, item.promise, item.guide)


def missing(item: Item) -> list[str]:
    """Labels of the elements nobody said."""
    return lacking(elements(item))


def lacking(known: dict[str, str]) -> list[str]:
    labels = shelf.window_demands().guide
    return [labels[name] for name, text in known.items() if not text]


def stood(items: list[Item], before: datetime) -> dict[int, dict[str, str]]:
    """By the key of each item its elements as they stood just before a moment: by the revisions of the list, the acts
    that set window and days, and the texts of the guide that were saved by then."""
    lines = _lines_before([item.line_id for item in items], before)
    acts = Act.objects.filter(case__in=[item.pk for item in items], at__lt=before).order_by("number")
    days = dict(acts.filter(step="online").values_list("case_id", "detail"))
    places = dict(acts.filter(step__in=("admit", "exempt", "leave")).values_list("case_id", "detail"))
    windows = Window.objects.select_related("centre__case").in_bulk(
        {one["window"] for one in places.values() if "window" in one}
    )
    texts = GuideText.objects.filter(item__in=[item.pk for item in items], at__lt=before)
    own = dict(texts.order_by("at", "pk").values_list("item_id", "words"))
    found = {}
    for item in items:
        told, place = days.get(item.pk, {}), places.get(item.pk, {})
        window = windows.get(place.get("window", 0))
        found[item.pk] = _elements(
            item, lines.get(item.line_id), window, told.get("legal"), told.get("promise"), own.get(item.pk, {})
        )
    return found


def write(item: Item, guide: dict[str, str], by: Post, at: datetime) -> None:
    """Keeps what the list does not say. Where ``take`` refuses, nothing is kept."""
    with transaction.atomic():
        Item.objects.filter(pk=item.pk).update(guide=guide)
        GuideText.objects.create(item=item, words=guide, at=at)
        content = digest(repr(sorted(guide.items())))
        Case.objects.filter(pk=item.pk).update(content=content)
        item.case.content = content
        item.case.take("guide", by=by, at=at)


def is_whole(cases, takes) -> dict[int, list[str]]:
    """A guide goes out whole, and tells of no person."""
    found = {}
    for item in _rows(case.pk for case in cases):
        reasons = [f"办事指南缺“{label}”" for label in missing(item)]
        text = "\n".join(elements(item).values())
        known = set(item.guide.values())
        reasons += [f"{one.message}，请修改" for one in (*privacy.find("\n".join(known)), *secrecy.find(text))]
        if reasons:
            found[item.pk] = reasons
    return found


def show(cases, takes, acts) -> None:
    at = {act.case_id: act.at for act in acts}
    door.show_many(
        [_record(item, at[item.pk]) for item in _rows(at)], at={key_of(key): when for key, when in at.items()}
    )


def again(key: int, at: datetime) -> None:
    """A guide that is out says what is so now of days and stages."""
    shown = door.shown(key_of(key))
    if shown and shown.withdrawn is None:
        door.show(_record(_rows([key])[0], at), at)


def hide(cases, takes, acts) -> None:
    door.withdraw([key_of(act.case_id) for act in acts], at=acts[0].at, reason="事项已取消")


def _elements(item: Item, live: Change | None, window: Window | None, legal, promise, guide: dict) -> dict[str, str]:
    said = {name: text for name, text in cells.shown(item.line.register.kind, live).items() if text} if live else {}
    days = {name: WORKDAYS.format(many) for name, many in (("limit", legal), ("promise", promise)) if many}
    here = (
        {"place": f"{window.centre.case.title} {window.number} 号窗口", "phone": window.centre.phone} if window else {}
    )
    known = here | said | days | {name: text for name, text in guide.items() if text}
    return {name: known.get(name, "") for name in shelf.window_demands().guide}


def _lines_before(lines: list[int], before: datetime) -> dict[int, Change]:
    """What was published last of each row of a list by then."""
    rows = Change.objects.filter(line__in=lines, revision__published__lt=before)
    return {one.line_id: one for one in rows.order_by("revision__published", "pk")}


def key_of(key: int) -> str:
    return f"service_item:{key}"


def with_all(rows):
    """Items with what a guide is made of."""
    return rows.select_related("case__unit", "line__live", "line__register__topic", "window__centre__case")


def _rows(keys: Iterable[int]) -> list[Item]:
    return list(with_all(Item.objects.filter(pk__in=list(keys))))


def _record(item: Item, at: datetime) -> DocumentRecord:
    unit = item.case.unit
    first = Act.objects.filter(case=item.pk, step="agree").order_by("number").values_list("at", flat=True).first()
    return DocumentRecord(
        key=key_of(item.pk), title=f"{item.case.title}办事指南", column=item.line.register.topic.code, unit=unit.code,
        unit_name=unit.full_name or unit.name, published=first or at, html=text(item), genre="公告",
        summary=f"{item.case.title}的依据、条件、材料、流程、时限、收费和办理地点",
    )  # fmt: skip


def text(item: Item) -> str:
    labels, stages = shelf.window_demands().guide, shelf.window_demands().stages
    rows = [(labels[name], said) for name, said in elements(item).items()]
    online = "、".join(label for name, label in stages.items() if name in item.stages)
    rows.append(("网上可以办的", online or "暂不能网上办理"))
    if item.green:
        rows.append(("绿色通道", "可以"))
    lines = format_html_join("", "<tr><th>{}</th><td>{}</td></tr>", rows)
    link = format_html('<p><a href="/service/{}/">网上申请</a></p>', item.address) if "intake" in item.stages else ""
    return f"<table><tbody>{lines}</tbody></table>{link}"
