"""What the public reads: the catalogue of a year, and of each matter how far it is (重大决策条例-3, -32, KF-4.1)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gongkai import shelf
from gongkai.acts.models import Act
from gongkai.look.words import riqi
from gongkai.participation.models import Catalogue, Consultation, Decision, Gathering, Procedure, Result, State
from gongkai.publication import door, records

COLUMNS, STAGES = ("决策事项", "承办单位", "依据", "计划决策时间"), ("程序", "情况", "日期", "结论和意见采纳情况")


def show_catalogue(row: Catalogue, matters: Sequence[Decision], at: datetime) -> None:
    """The catalogue and a page for each matter; those that were taken out lose theirs."""
    door.show(_catalogue(row, matters, at), at)
    door.show_many([record_of(one) for one in matters if one.case.status != "selected"], at=at)
    gone = [one.door_key for one in row.decisions.filter(case__status="dropped")]
    door.withdraw(gone, at=at, reason=f"事项已调出目录：{row.note}"[:300])


def show(cases, takes, acts) -> None:
    for act in acts:
        rows = Decision.objects.select_related("case__unit", "catalogue__topic", "document")
        door.show(record_of(rows.get(pk=act.case_id)), act.at)


def record_of(row: Decision) -> records.DocumentRecord:
    """All that the public may see of a matter."""
    assert row.catalogue is not None
    unit, acts = row.case.unit, list(Act.objects.filter(case=row.pk, step__in=WORDS).order_by("number"))
    document = [records.Link("related", f"disclosure:{row.document_id}")] if row.document_id else []
    keys = [one.door_key for one in _out(Consultation, row)] + [one.door_key for one in _out(Gathering, row)]
    return records.DocumentRecord(
        key=row.door_key, title=row.case.title, column=row.catalogue.topic.code, unit=unit.code,
        unit_name=unit.full_name or unit.name, published=acts[0].at if acts else row.case.opened, html=_page(row),
        summary=row.about[:200], genre="公告",
        links=(*document, *(records.Link("related", key) for key in keys if door.any_out([key])),
               records.Link("related", row.catalogue.door_key)),
        history=tuple(records.Edition(one.at, WORDS[one.step]) for one in acts),
    )  # fmt: skip


WORDS = {"list": "列入目录", "update": "公布进展", "announce": "公布决策"}


def _out(model, row: Decision):
    return model.objects.filter(decision=row.pk).order_by("pk")


def _catalogue(row: Catalogue, matters: Sequence[Decision], at: datetime) -> records.DocumentRecord:
    unit, acts = row.case.unit, list(Act.objects.filter(case=row.pk, step="publish").order_by("number"))
    notes = list(Act.objects.filter(case=row.pk, step="amend").order_by("number"))
    told = [records.Edition(acts[0].at, "首次公布")] if acts else []
    told += [
        records.Edition(act.at, f"调整：{note.detail['note']}") for act, note in zip(acts[1:], notes, strict=False)
    ]
    return records.DocumentRecord(
        key=row.door_key, title=row.case.title, column=row.topic.code, unit=unit.code,
        unit_name=unit.full_name or unit.name, published=acts[0].at if acts else at, html=_list(row, matters),
        summary=f"{row.year}年度列入目录的重大行政决策事项 {len(matters)} 项", genre="公告", history=tuple(told),
        links=tuple(records.Link("related", one.door_key) for one in matters if one.case.status != "selected"),
    )  # fmt: skip


def _list(row: Catalogue, matters: Sequence[Decision]) -> str:
    excluded = "、".join(shelf.taking_part().excluded.values())
    parts = [format_html("<p>经{}同意，{}年度重大行政决策事项目录如下。</p>", row.consent, row.year)]
    if row.note:
        parts.append(format_html("<p>调整理由：{}</p>", row.note))
    rows = [(one.case.title, one.case.unit.full_name or one.case.unit.name, one.basis, f"{one.planned:%Y年%-m月}")
            for one in matters]  # fmt: skip
    parts += [_table(COLUMNS, rows), format_html("<p>{}，依法不列入目录。</p>", excluded)]
    return "".join(parts)


def _page(row: Decision) -> str:
    unit = row.case.unit
    head = [("主要内容", row.about), ("依据", row.basis), ("承办单位", unit.full_name or unit.name)]
    head += [("计划决策时间", f"{row.planned:%Y年%-m月}")]
    parts = [format_html_join("", "<p>{}：{}</p>", head), "<h2>程序</h2>", _table(STAGES, stages(row))]
    if row.decided and row.case.status in ("announced", "evaluated", "archived"):
        parts += ["<h2>决策</h2>", _decision(row)]
    progress = [(one.get_stage_display(), riqi(one.day), one.says) for one in row.progress.all()]
    if progress:
        parts += ["<h2>执行和评估</h2>", _table(("环节", "日期", "情况"), progress)]
    return "".join(parts)


def stages(row: Decision) -> list[tuple[str, str, str, str]]:
    """(procedure, done or not or why not, day, outcome) of every procedure there is, in the order of the rules."""
    done = {one.sort: one for one in row.procedures.all()}
    return [_stage(one.name, done.get(name)) for name, one in shelf.taking_part().procedures.items()]


def _stage(name: str, one: Procedure | None) -> tuple[str, str, str, str]:
    if one is None:
        return name, "还没有履行", "—", "—"
    if one.state == State.WAIVED:
        return name, State.WAIVED.label, "—", one.outcome
    by = f"（{one.get_body_display() if one.body else one.by}）" if one.body or one.by else ""
    return name, f"{State.DONE.label}{by}", riqi(one.day), one.outcome


def _decision(row: Decision) -> str:
    told = [("决策机关", row.get_body_display()), ("决策日期", riqi(row.decided))]
    told += [("结果", Result(row.result).label), ("意见采纳情况", row.taken)]
    return format_html_join("", "<p>{}：{}</p>", told)


def _table(heads: Sequence[str], rows: Sequence[Sequence]) -> SafeString:
    head = format_html_join("", "<th>{}</th>", [(one,) for one in heads])
    body = format_html_join("", "<tr>" + "<td>{}</td>" * len(heads) + "</tr>", rows)
    return format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", head, body)
