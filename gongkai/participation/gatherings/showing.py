"""What the public reads of a hearing or a talk: the notice, then the names drawn and how, then what was said."""

from datetime import datetime

from django.utils.html import format_html, format_html_join

from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.look.words import riqi
from gongkai.participation.gatherings import drawing
from gongkai.participation.models import Gathering
from gongkai.publication import door, records

WORDS = {
    "announce": "发布公告", "postpone": "改期", "name": "公布参加人名单", "agree": "公布举行情况",
}  # fmt: skip


def show(cases, takes, acts) -> None:
    for act in acts:
        rows = Gathering.objects.select_related("case__unit", "topic", "decision", "consultation")
        door.show(record_of(rows.get(pk=act.case_id), act.at), act.at)


def postponed(cases, takes, acts) -> None:
    for take in takes:
        said = {"held_at": datetime.fromisoformat(take.detail["held_at"]), "note": take.detail["note"]}
        Gathering.objects.filter(pk=take.case.pk).update(**said)
    show(cases, takes, acts)


def cancelled(cases, takes, acts) -> None:
    for take in takes:
        row = Gathering.objects.get(pk=take.case.pk)
        door.withdraw([row.door_key], at=take.at, reason=f"已取消：{take.detail['note']}"[:300])


def record_of(row: Gathering, at: datetime) -> records.DocumentRecord:
    """All that the public may see of it. Names of those drawn stand there as the sign-up form said they would."""
    unit, acts = row.case.unit, list(Act.objects.filter(case=row.pk, step__in=WORDS).order_by("number"))
    about = [one for one in (row.decision, row.consultation) if one and door.any_out([one.door_key])]
    return records.DocumentRecord(
        key=row.door_key, title=row.case.title, column=row.topic.code, unit=unit.code,
        unit_name=unit.full_name or unit.name, published=acts[0].at if acts else at, html=_page(row),
        summary=f"{when(row)}，{row.place}。{row.about[:100]}", genre="公告",
        history=tuple(records.Edition(one.at, WORDS[one.step]) for one in acts),
        links=tuple(records.Link("related", one.door_key) for one in about),
    )  # fmt: skip


def when(row: Gathering) -> str:
    held = row.held_at.astimezone(BEIJING)
    return f"{riqi(held)}{held:%H:%M}"


def _page(row: Gathering) -> str:
    status = row.case.status
    told = [("形式", row.get_sort_display()), ("内容", row.about), ("时间", when(row)), ("地点", row.place)]
    told += [("名额", f"{row.seats}人"), ("报名截止", f"{riqi(row.until)}二十四时"), ("参加人怎样产生", row.selects)]
    told += [("变动", row.note)] if row.note else []
    parts: list[str] = [format_html_join("", "<p>{}：{}</p>", told)]
    if status == "announced":
        parts.append(format_html('<p><a href="/consult/join/{}/">在网上报名</a></p>', row.address))
    if row.seed and status in ("named", "ready", "held", "closed"):
        parts += ["<h2>参加人</h2>", _names(row)]
    if status == "closed":
        parts += ["<h2>举行情况</h2>", format_html("<p>到会{}人。{}</p>", row.attended, _signed(row))]
        parts.append(format_html_join("", "<p>{}</p>", [(line,) for line in row.minutes.splitlines() if line.strip()]))
    return "".join(parts)


def _names(row: Gathering) -> str:
    rows = [(one.place, one.number, one.name or "", one.get_standing_display()) for one in drawing.drawn(row)]
    head = format_html_join("", "<th>{}</th>", [("次序",), ("报名号",), ("姓名",), ("身份",)])
    body = format_html_join("", "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>", rows)
    how = f"共{row.sign_ups.count()}人报名。抽取用的种子：{row.seed}。{drawing.RULE}。"
    return format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table><p>{}</p>", head, body, how)


def _signed(row: Gathering) -> str:
    return "听证笔录由参加人核对签字。" if row.signed else ""
