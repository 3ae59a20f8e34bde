"""Writing a report: begun with its count and a skeleton, counted again, figures put in with their source, prose."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Case
from gongkai.acts.refusals import StaleDraft, Unready, WrongState
from gongkai.acts.taking import Opening, open_many
from gongkai.law.annual.figures import read, stored
from gongkai.reports import counting, figures, skeleton
from gongkai.reports.models import Change, Count, Report

WRITING = ("draft", "returned")


def title_of(unit: Unit, year: int) -> str:
    """试县交通运输局2025年政府信息公开工作年度报告: what the form wants on top."""
    return f"{unit.full_name or unit.name}{year}年{counting.form_of(year).title}"


def begin(unit: Unit, year: int, by: Post, at: datetime, *, whole: bool = False) -> Report:
    """Opens the case with what is counted until now. Raises ``Unready`` where there is a report on that year."""
    made: list[Report] = []

    def room(cases: list[Case]) -> None:
        form = counting.form_of(year)
        row = Report.objects.create(
            case=cases[0], unit=unit, year=year, whole=whole, form=form.id, editor=by.person
        )  # fmt: skip
        _count(row, at, at)
        row.words = skeleton.of(row, at)
        row.save(update_fields=["words"])
        cases[0].content = digest(row)
        Case.objects.filter(pk=row.pk).update(content=cases[0].content)
        made.append(row)

    try:
        open_many("annual_report", "draft", [Opening(unit, title_of(unit, year), by, at)], room)
    except IntegrityError:
        raise Unready([f"{unit.name}{year}年的年度报告已经起草了，请在列表里打开"]) from None
    return made[0]


def count_again(cases, takes, acts) -> None:
    """Happens with the step: what is known now is counted; what was put in by hand stays."""
    rows = Report.objects.select_related("case", "unit").in_bulk([case.pk for case in cases])
    for case, take in zip(cases, takes, strict=True):
        row = rows[case.pk]
        _count(row, take.at, take.at)
        case.content = digest(row)
        Case.objects.filter(pk=row.pk).update(content=case.content)


def put_in(report: Report, told: Mapping[str, str], reason: str, by: Post, at: datetime) -> None:
    """Figures by cell as somebody wrote them, with the reason; an empty one lets what was counted hold again.

    Raises ``Unready`` without a reason, ``BadFigure`` for what is no figure, ``WrongState`` once it is in review.
    """
    form, now = figures.form_of(report), figures.changes(report)
    if not reason.strip():
        raise Unready(["请写明数据来源或者调整的理由"])
    made = []
    for key, text in told.items():
        place = form.place(key)
        if place is None or place.summed:
            raise Unready([f"“{key}”不是可以填的格，合计由系统相加"])
        value = read(place, text)
        said = None if value is None else f"{value:f}" if place.row.money else str(value)
        if said != (now[key].value if key in now else None):
            made.append(Change(report=report, place=key, value=said, reason=reason.strip(), by=by, at=at))
    _save(report, made, by)


def explain(report: Report, check: str, reason: str, by: Post, at: datetime) -> None:
    """Why a disagreement stands (K4)."""
    if not reason.strip():
        raise Unready(["请写明两年的数为什么不一致"])
    _save(report, [Change(report=report, place=check, reason=reason.strip(), by=by, at=at)], by)


def write(report: Report, words: Mapping[str, str], version: int, by: Post) -> None:
    """The prose by part. Raises ``StaleDraft`` over somebody else's save."""
    with transaction.atomic():
        report.words = dict(words)
        report.save(update_fields=["words"])
        _saved(report, version, by)


def digest(report: Report) -> str:
    """Hash (64 hex) of all that is reviewed: figures, explanations and prose."""
    explained = {key: one.reason for key, one in figures.changes(report).items() if figures.form_less(key)}
    said = [stored(figures.of(report)), explained, report.words]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _count(report: Report, as_of: datetime, at: datetime) -> Count:
    found, _ = figures.counted(report, as_of)
    return Count.objects.create(report=report, as_of=as_of, at=at, figures=stored(found))


def _save(report: Report, made: list[Change], by: Post) -> None:
    with transaction.atomic():
        Change.objects.bulk_create(made)
        _saved(report, None, by)


def _saved(report: Report, version: int | None, by: Post) -> None:
    """One conditional UPDATE: whoever comes second is told."""
    Report.objects.filter(pk=report.pk).update(editor=by.person_id)
    row = Case.objects.filter(pk=report.pk, status__in=WRITING)
    if not row.exists():
        raise WrongState("这份报告已经送审或者公布，不能改；要改的，请先退回")
    if version is not None:
        row = row.filter(version=version)
    if not row.update(version=F("version") + 1, content=digest(report)):
        raise StaleDraft("另一人在您打开以后保存过这份报告，请返回看过新的再改")
