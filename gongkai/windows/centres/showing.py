"""What the public reads of a centre: where it is, its windows and what is handled at each (KF-2.1, KF-5.2)."""

from datetime import datetime

from django.utils.html import format_html_join

from gongkai.acts.models import Act
from gongkai.publication import door
from gongkai.publication.records import DocumentRecord
from gongkai.windows.models import Centre, Item

HEAD, NONE = "<tr><th>窗口</th><th>单位</th><th>办理事项</th></tr>", "<p>还没有设窗口。</p>"


def key_of(centre: Centre) -> str:
    return f"service_centre:{centre.pk}"


def show(cases, takes, acts) -> None:
    for act in acts:
        again(act.case_id, act.at)


def again(key: int, at: datetime) -> None:
    """Shows a centre that runs as it is now; one that was not agreed to yet is not shown."""
    centre = Centre.objects.select_related("case__unit", "topic").get(pk=key)
    if centre.case.status != "running":
        return
    agreed = Act.objects.filter(case=key, step="agree").order_by("number").values_list("at", flat=True)
    door.show(_record(centre, agreed.first() or at), at)


def end(cases, takes, acts) -> None:
    for act in acts:
        door.withdraw([f"service_centre:{act.case_id}"], at=act.at, reason="中心已撤销")


def text(centre: Centre) -> str:
    said = [
        ("标识", centre.sign), ("地址", centre.place), ("办公时间", centre.hours), ("咨询电话", centre.phone),
        ("监督电话", centre.supervision),
    ]  # fmt: skip
    rows = format_html_join("", "<tr><th>{}</th><td>{}</td></tr>", said)
    windows = centre.windows.exclude(case__status="closed").select_related("case__unit").order_by("number")
    handled = _handled(centre)
    lines = format_html_join(
        "", "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
        [(one.number, one.case.unit.full_name or one.case.unit.name, handled.get(one.pk, "")) for one in windows],
    )  # fmt: skip
    table = f"<table><thead>{HEAD}</thead><tbody>{lines}</tbody></table>" if lines else NONE
    return f"<table><tbody>{rows}</tbody></table><h2>窗口和办理事项</h2>{table}"


def _handled(centre: Centre) -> dict[int, str]:
    """What is handled at each window, in words; what can be applied for online says so."""
    found: dict[int, list[str]] = {}
    rows = Item.objects.filter(window__centre=centre, case__status="inside").select_related("case").order_by("pk")
    for item in rows:
        online = "（可网上办理）" if "intake" in item.stages else ""
        found.setdefault(item.window_id or 0, []).append(f"{item.case.title}{online}")
    return {key: "、".join(some) for key, some in found.items()}


def _record(centre: Centre, at: datetime) -> DocumentRecord:
    unit = centre.case.unit
    return DocumentRecord(
        key=key_of(centre), title=centre.case.title, column=centre.topic.code, unit=unit.code,
        unit_name=unit.full_name or unit.name, published=at, html=text(centre), genre="公告",
        summary=f"{centre.case.title}的地址、办公时间、电话、窗口和办理事项",
    )  # fmt: skip
