"""A report goes out: its six parts on a page of 政府信息公开年报, with the same as PDF, Word and Excel (条例-49)."""

from collections.abc import Iterable
from datetime import datetime

from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.catalogue.models import Topic
from gongkai.files import store
from gongkai.papers import reports
from gongkai.publication import door, records
from gongkai.reports import papers
from gongkai.reports.models import Report

COLUMN_TYPE = "信息公开年报"
OUT = ("publish", "show")
WITHDRAWN = "报告需要更正，暂时撤回，更正以后重新公布"


def key_of(report: Report) -> str:
    return f"annual:{report.pk}"


def show(cases, takes, acts) -> None:
    """Happens with the step: files are made and kept, then the record is shown."""
    for act in acts:
        report = Report.objects.select_related("case", "unit").get(pk=act.case_id)
        paper = papers.paper(report, act.at.astimezone(BEIJING).date())
        report.files = [
            _kept(report, suffix, content, act.at)
            for suffix, content in (
                ("pdf", papers.made(paper, "pdf")), ("docx", papers.made(paper, "docx")),
                ("xlsx", papers.workbook(report)),
            )
        ]  # fmt: skip
        report.save(update_fields=["files"])
        door.show(record_of(report, act.at), act.at)


def withdraw(cases, takes, acts) -> None:
    """Happens with the step: what must not stay out leaves the site at once; why is said to the house alone."""
    for act in acts:
        door.withdraw([f"annual:{act.case_id}"], at=act.at, reason=WITHDRAWN)


def record_of(report: Report, at: datetime) -> records.TextRecord:
    """The page; a corrected report keeps its address, its first date and says since when it reads otherwise."""
    unit, row = report.unit, door.shown(key_of(report))
    first = _first(report, at)
    history = [records.Edition(first, "首次公布")] if row else []
    corrected = Act.objects.filter(case=report.pk, step="publish", at__gt=first).values_list("at", flat=True)
    history += [records.Edition(moment, "更正后重新公布") for moment in corrected]
    return records.TextRecord(
        key=key_of(report),
        title=report.case.title,
        part="report",
        column=column(),
        unit=unit.code,
        unit_name=unit.full_name or unit.name,
        published=first,
        html=reports.html(papers.paper(report, None, printed=False)),
        attachments=tuple(records.Attachment(**one) for one in report.files),
        history=tuple(history),
    )


def column() -> str:
    """The code of the column that takes the reports; empty where the catalogue has none."""
    found = Topic.objects.public().filter(column_type=COLUMN_TYPE, children=None, until=None).order_by("order").first()
    return found.code if found else ""


def published_at(report: Report) -> datetime | None:
    """When it first went out."""
    return first_out([report.pk]).get(report.pk)


def first_out(reports: Iterable[int]) -> dict[int, datetime]:
    """The same of many, by their keys."""
    acts = Act.objects.filter(case__in=list(reports), step__in=OUT).order_by("-number")
    return dict(acts.values_list("case_id", "at"))


def _first(report: Report, at: datetime) -> datetime:
    return published_at(report) or at


def _kept(report: Report, suffix: str, content: bytes, at: datetime) -> dict:
    media, _ = papers.NAMES[suffix]
    name = f"{report.case.title}.{suffix}"
    row = store.keep_made(content, name=name, media_type=media, at=at, by=None)
    return {"name": name, "size": row.size, "type": media, "sha256": row.pk}
