"""What the public reads of a consultation: the draft with how to speak, and afterwards what became of every opinion."""

from django.utils.html import format_html, format_html_join

from gongkai import shelf
from gongkai.acts.models import Act
from gongkai.look.words import riqi
from gongkai.participation.consultations import treating
from gongkai.participation.models import Adopted, Channel, Consultation
from gongkai.publication import dates, door, records

HEADS = ("意见要点", "条数", "采纳情况", "理由和修改情况")


def show(cases, takes, acts) -> None:
    for act in acts:
        row = _row(act.case_id)
        door.show(_record(row, act.at, asking(row)), act.at)


def show_answered(cases, takes, acts) -> None:
    for act in acts:
        row = _row(act.case_id)
        door.show(_record(row, act.at, answered(row)), act.at)


def prolonged(cases, takes, acts) -> None:
    """A later last day, with its reason on the page."""
    for take in takes:
        said = {"closes": take.detail["closes"], "note": take.detail["note"]}
        Consultation.objects.filter(pk=take.case.pk).update(**said)
    show(cases, takes, acts)


def stopped(cases, takes, acts) -> None:
    for take in takes:
        Consultation.objects.filter(pk=take.case.pk).update(note=take.detail["note"])
    show(cases, takes, acts)


def asking(row: Consultation) -> str:
    """The page while one can speak, and after that until the answers are out."""
    parts = [_head(row), format_html("<h2>说明</h2>{}", _paragraphs(row.explanation.splitlines()))]
    if row.case.status == "open":
        parts.append(format_html("<h2>怎样提意见</h2>{}", _paragraphs(row.ways.splitlines())))
        link = format_html('<p><a href="/consult/{}/">在网上提意见，可以逐段提</a></p>', row.address)
        parts.append(link)
    return "".join([*parts, _draft(row, 1, "草案")])


def answered(row: Consultation) -> str:
    """The page with the summary: how many, by which way, what was adopted and why the rest was not."""
    parts = [_head(row), "<h2>意见和采纳情况</h2>", counted(row), _table(row)]
    if row.newest.number > 1:
        parts.append(_draft(row, row.newest.number, "根据意见修改后的文稿"))
    return "".join([*parts, _draft(row, 1, "征求意见时的草案")])


def counted(row: Consultation) -> str:
    told = treating.figures(row)
    ways = "、".join(f"{Channel(one).label}{many}条" for one, many in sorted(told.by_channel.items()))
    adopted = "，".join(f"{one.label}{told.by_adopted.get(one.value, 0)}条" for one in Adopted)
    aside = f"；不予收录{told.aside}条" if told.aside else ""
    if not told.came:
        return "<p>期间没有收到意见。</p>"
    words = f"共收到意见{told.came}条（收录{told.counted}条{aside}），其中{ways}。已答复{told.share}：{adopted}。"
    return format_html("<p>{}</p>", words)


def _table(row: Consultation) -> str:
    rows = [(one.said.gist, one.many, one.said.get_adopted_display(), _why(one.said)) for one in treating.answers(row)]
    if not rows:
        return ""
    head = format_html_join("", "<th>{}</th>", [(one,) for one in HEADS])
    body = format_html_join("", "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>", rows)
    return format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", head, body)


def _why(one) -> str:
    changed = f"已改在修改稿第{one.paragraph}段。" if one.paragraph else ""
    return f"{one.reason}{'' if not one.reason or one.reason.endswith('。') else '。'}{changed}" or "—"


def _head(row: Consultation) -> str:
    lines = [f"征求意见时间：{riqi(row.opens)}至{riqi(row.closes)}二十四时"]
    lines += [f"少于规定天数的理由：{row.shorter}"] if row.shorter else []
    lines += [f"变动：{row.note}"] if row.note else []
    if row.decision:
        lines.append(f"决策事项：{row.decision.case.title}")
    return format_html_join("", "<p>{}</p>", [(line,) for line in lines])


def policy() -> list[str]:
    """On which grounds an opinion is not taken up, in the public's words."""
    return list(shelf.taking_part().set_aside.values())


def _draft(row: Consultation, number: int, title: str) -> str:
    return format_html("<h2>{}</h2>{}", title, _paragraphs(row.versions.get(number=number).paragraphs))


def _paragraphs(lines) -> str:
    return format_html_join("", "<p>{}</p>", [(line,) for line in lines if line.strip()])


def _record(row: Consultation, at, html: str) -> records.DocumentRecord:
    unit, status = row.case.unit, row.case.status
    history = [records.Edition(one.at, WORDS[one.step]) for one in _public_acts(row)]
    state = {"open": f"征求意见到{riqi(row.closes)}", "announced": "采纳情况已经公布"}.get(status, "征求意见已经结束")
    about = [row.decision.door_key] if row.decision else []
    return records.DocumentRecord(
        key=row.door_key, title=row.case.title, column=row.topic.code, unit=unit.code,
        unit_name=unit.full_name or unit.name, published=_public_acts(row)[0].at if _public_acts(row) else at,
        html=html, summary=f"{state}。{row.explanation[:100]}", genre=dates.CONSULTS,
        valid_from=row.opens, valid_until=row.closes, history=tuple(history),
        links=tuple(records.Link("related", key) for key in about if door.any_out([key])),
    )  # fmt: skip


WORDS = {
    "open": "开始征求意见", "prolong": "延长期限", "close": "征求意见截止", "stop": "终止征求意见",
    "announce": "公布采纳情况",
}  # fmt: skip


def _public_acts(row: Consultation) -> list[Act]:
    return list(Act.objects.filter(case=row.pk, step__in=WORDS).order_by("number"))


def _row(key: int) -> Consultation:
    return Consultation.objects.select_related("case__unit", "topic", "decision__case").get(pk=key)
