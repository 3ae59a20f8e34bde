"""一年的归档: which unit has archived what it made public in a year, what is missing, what is damaged (TZ-4.5).

The packages of a year, by the day of archiving, are one batch: with a list to hand over, and checked again on demand.
"""

from datetime import date, datetime, timedelta

from django.db.models import Count, Min, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai import tables
from gongkai.accounts.models import Role
from gongkai.acts.clock import BEIJING, now
from gongkai.acts.refusals import NotYourRole
from gongkai.disclosures import listing
from gongkai.disclosures.drafting import start_of_day
from gongkai.disclosures.models import ArchivePackage, Disclosure
from gongkai.look import answers
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing

LONG_AGO = datetime(1970, 1, 2, tzinfo=BEIJING)
HEADS = [("单位", ""), ("当年公开", "number"), ("还没有归档", "number"), ("当年归档", "number"),
         ("归档包完整", "number"), ("有问题或待制作", "number")]  # fmt: skip
HANDED = ("归档包", "单位", "索引号", "题名", "归档日期", "字节数", "SHA-256", "最近核对", "状况")
SHOWN = 100
SPRING = timedelta(days=90)


@require_safe
def report(request, key: int = 0):
    """By unit, then what is not archived yet, and packages that are not whole."""
    year = _year(key)
    records, packages = _of(request.post, year)
    first = Disclosure.objects.aggregate(first=Min("published"))["first"]
    years = range(first.astimezone(BEIJING).year if first else year, now().astimezone(BEIJING).year + 1)
    page = {
        "year": year, "years": list(years)[-12:], "columns": HEADS, "rows": _by_unit(records, packages),
        "faults": packages.exclude(fault="").select_related("disclosure__case__unit")[:SHOWN],
        "listing": _missing(request, records), "page_title": f"{year}年归档", "tabs": listing.tabs("archives"),
        "total": packages.count(), "to_check": packages.filter(checked=LONG_AGO).count(),
        "may_check": request.post.role == Role.OFFICE, "may_take": not request.post.looks_on(),
    }  # fmt: skip
    return render(request, "disclosures/archives.html", page)


@require_safe
def handed_over(request, key: int):
    """The list that goes with a year's packages, as a workbook."""
    if request.post.looks_on():
        raise NotYourRole("归档目录由经办单位、政务公开办和审计员下载")
    year = _year(key)
    _, packages = _of(request.post, year)
    some = packages.select_related("disclosure__case__unit", "disclosure__live", "act").order_by("path")
    rows = [_told(one) for one in some]
    name = f"{year}年归档目录"
    sheet = tables.OutSheet(name, [tables.OutColumn(title) for title in HANDED], rows, name)
    return answers.download(tables.write_xlsx(None, [sheet]), f"{year}年归档目录.xlsx")


@require_POST
def check_again(request, key: int):
    """Every package of a year is to be checked again; the schedule does it, some at a time."""
    if request.post.role != Role.OFFICE:
        raise NotYourRole("核对整年的归档包由政务公开办办理")
    some = ArchivePackage.objects.filter(year=_year(key)).update(checked=LONG_AGO)
    says = f"后台开始逐个核对 {some} 个归档包，过一会儿再看这一页" if some else "这一年还没有归档包"
    request.session["notices"] = [("done", says)]
    return redirect("disclosures:archives-of", key)


def _year(key: int) -> int:
    """The year asked for; else the one whose archiving is in hand: until spring, last year."""
    return key if 1990 <= key <= 2200 else (now() - SPRING).astimezone(BEIJING).year


def _of(post, year: int):
    """Records that this post sees and that first came out in a year; packages made in it."""
    seen = Disclosure.objects.visible_to(post)
    span = (start_of_day(date(year, 1, 1)), start_of_day(date(year + 1, 1, 1)))
    return (
        seen.filter(published__gte=span[0], published__lt=span[1]),
        ArchivePackage.objects.filter(year=year, disclosure__in=seen.values("pk")),
    )


def _open() -> Q:
    return Q(case__status="published")


def _by_unit(records, packages) -> list[list]:
    unit = ("case__unit__order", "case__unit__name")
    counts = records.order_by().values(*unit).annotate(all=Count("pk"), open=Count("pk", filter=_open()))
    found = {tuple(row[name] for name in unit): [row["all"], row["open"], 0, 0, 0] for row in counts}
    of_case = [f"disclosure__{name}" for name in unit]
    made = packages.order_by().values(*of_case).annotate(all=Count("pk"), whole=Count("pk", filter=Q(fault="")))
    for row in made:
        told = found.setdefault(tuple(row[name] for name in of_case), [0, 0, 0, 0, 0])
        told[2:] = [row["all"], row["whole"], row["all"] - row["whole"]]
    return [[key[1], *found[key]] for key in sorted(found)]


def _missing(request, records) -> Listing:
    return Listing(
        request,
        records.filter(_open()).select_related("case__unit"),
        columns=[
            Column("标题", "case.title", url=lambda row: reverse("disclosures:record", args=[row.pk])),
            Column("单位", "case.unit.name", kind="word"),
            Column("索引号", "index_no"),
            Column("首次公开", "published", kind="day", sort="published"),
        ],
        filters=[Choice("unit", "单位", choices=lambda: listing.units(request.post), path="case__unit")],
        order=("published", "pk"),
        title="还没有归档的",
        empty=("都归档了", "当年公开的信息都已经归档或者撤回。", None),
    )


def _told(one: ArchivePackage) -> list:
    record = one.disclosure
    return [
        one.path, record.case.unit.name, record.index_no or "", record.last_out.title,
        one.act.at.astimezone(BEIJING).date(), one.size, one.sha256, one.checked.astimezone(BEIJING).date(),
        one.fault or "完整",
    ]  # fmt: skip
