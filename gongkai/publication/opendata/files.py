"""开放数据 (KF-3.4): the page that leads to all portions, their index for programs, and the portions themselves."""

import json
from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from gongkai.acts.clock import BEIJING
from gongkai.publication import portions, stamps, tags, things
from gongkai.publication.frame import Frame, frame
from gongkai.publication.models import Counter, Shown
from gongkai.publication.opendata import schema, words, writing
from gongkai.publication.pages import Page, etag, kept, rendered
from gongkai.search import numbers

ZIP, JSON = "application/zip", "application/json; charset=utf-8"
HOME, INDEX, DIRECTORY, FIELDS = "/data/", "/data/index.json", "/data/directory.zip", "/data/fields.csv"
TITLE, SAYS = "开放数据", "已公开信息的数据文件和接口"
STANDING = (HOME, INDEX)  # what any change may touch
OF_FRAME = (DIRECTORY, FIELDS, schema.PATH)  # what follows the navigation and the release


def home() -> Page:
    number, around = stamps.of_scope("all")
    tag = etag("data", number, around)
    return Page(tag, kept(HOME, tag, lambda: _home(frame(around))))


def index() -> Page:
    """All portions with their versions: a program fetches those whose version it does not have."""
    number, around = stamps.of_scope("all")
    tag = etag("index", number, around)
    return Page(tag, kept(INDEX, tag, lambda: _index(frame(around))), JSON)


def month(month: str) -> Page | None:
    """All that was published in one month."""
    year, number = map(int, month.split("-"))
    if not 1 <= number <= 12:
        return None
    until = (year + number // 12, number % 12 + 1)
    rows = _between(Shown.objects.filter(kind__in=portions.KINDS), (year, number), until)
    return _portion(f"{portions.DATA}{month}", rows, {"month": month})


def of_column(code: str, year: str) -> Page | None:
    """What one column published in one year."""
    rows = _between(Shown.objects.filter(column=code), (int(year), 1), (int(year) + 1, 1))
    return _portion(f"{portions.DATA}{code}:{year}", rows, {"column": code, "year": year})


def directory() -> Page:
    """Columns and units as they stand, and those that ended as tombstones."""
    _, around = stamps.of_scope("all")
    tag = etag("directory", around)
    rows = Shown.objects.filter(kind__in=("column", "unit")).order_by("docid")
    about = {"portion": "directory"}
    return Page(tag, lambda: writing.package(f"{portions.DATA}directory", tag, rows, about), ZIP)


def fields() -> Page:
    return Page(etag("fields"), writing.fields, "text/csv; charset=utf-8")


def description() -> Page:
    """What programs may ask of the interface, in OpenAPI 3.1."""
    _, around = stamps.of_scope("all")
    return Page(etag("openapi", around), lambda: _json(schema.openapi(frame(around))), JSON)


def _portion(scope: str, rows: QuerySet, about: dict) -> Page | None:
    number, _ = stamps.of_scope(scope)
    if not number:
        return None
    tag = etag(scope.removeprefix(portions.DATA).replace(":", "."), number)
    said = {**about, "version": number}
    return Page(tag, lambda: writing.package(scope, tag, rows.order_by("docid"), said), ZIP)


def _between(rows: QuerySet, since: tuple[int, int], until: tuple[int, int]) -> QuerySet:
    first, end = (numbers.first_at(datetime(*month, 1, tzinfo=BEIJING)) for month in (since, until))
    return rows.filter(docid__gte=first, docid__lt=end)


def _known() -> Iterator[tuple[str, str, int]]:
    """(column, month or year, version) of every portion; the column is empty where a portion holds all."""
    named = Counter.objects.filter(name__startswith=portions.DATA).order_by("-name").values_list("name", "number")
    for name, version in named:
        column, _, period = name.removeprefix(portions.DATA).rpartition(":")
        yield column, period, version


def _index(around: Frame) -> bytes:
    listed = [
        {"path": portions.path_of(f"{portions.DATA}{column}:{period}".replace("::", ":")), "column": column}
        | {"year" if column else "month": period, "version": version}
        for column, period, version in _known()
    ]
    said = {
        "title": f"{around.face.name}{TITLE}", "base": around.base, "licence": words.LICENCE,
        "description": schema.PATH, "directory": DIRECTORY, "portions": listed,
    }  # fmt: skip
    return _json(said)


def _home(around: Frame) -> bytes:
    months: dict[str, list[tuple[str, str]]] = {}
    columns: dict[str, list[tuple[str, str]]] = {}
    for column, period, _ in _known():
        if column:
            columns.setdefault(column, []).append((period, f"/data/{column}/{period}.zip"))
        else:
            months.setdefault(period[:4], []).append((f"{int(period[5:])}月", f"/data/{period}.zip"))
    context = {
        "months": [(year, some[::-1]) for year, some in months.items()],
        "columns": [(one, columns[code][::-1]) for code, one in around.columns.items() if code in columns],
        "fields": [(name, words.FIELDS[name]) for name in words.TABLE],
        "kinds": list(words.KINDS.items()),
        "licence": words.LICENCE, "base": around.base, "resources": schema.RESOURCES,
        "directory": DIRECTORY, "index": INDEX, "all_fields": FIELDS, "description": schema.PATH,
    }  # fmt: skip
    files = [(DIRECTORY, ZIP), *((url, ZIP) for some in months.values() for _, url in some)]
    where = {"here": HOME, "url": HOME, "crumbs": [(TITLE, "")], "meta": tags.of_list(TITLE, SAYS, TITLE, "数据开放")}
    known = things.dataset(SAYS, f"{around.base}{HOME}", files, around)
    return rendered("data", around, context, title=TITLE, thing=known, **where)


def _json(said: dict) -> bytes:
    return json.dumps(said, ensure_ascii=False, indent=1).encode()
