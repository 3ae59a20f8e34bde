"""Lists of records for staff: filters that work without JavaScript, sorting, pages by position, export."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.http import urlencode

from gongkai.look import keyset, words
from gongkai.look.filters import Filter

COUNTED_TO = 1000  # an exact count of a large table costs more than the page
KINDS = {
    "word": lambda value: words.UNKNOWN if value is None else value,
    "text": lambda value: words.UNKNOWN if value is None else value,
    "number": words.number,
    "points": words.points,
    "day": words.day,
    "moment": words.moment,
    "size": words.size,
}
ON_THE_RIGHT = {"number", "points", "size"}
UNBROKEN = {"word", "day", "moment"}
BEST_FIRST = {"number", "points", "size", "day", "moment"}  # sorted downwards at the first click


@dataclass(frozen=True)
class Column:
    """One column. ``value`` is a path on the row (unit.name) or a function of it, ``sort`` the field to sort by.

    ``kind``: text, word (never broken), number, points, day, moment or size.
    """

    title: str
    value: str | Callable[[Any], Any]
    kind: str = "text"
    sort: str = ""
    url: Callable[[Any], str] | None = None

    def raw(self, row: Model) -> Any:
        """The value itself, as an export wants it."""
        if callable(self.value):
            return self.value(row)
        found: Any = row
        for name in self.value.split("."):
            found = None if found is None else getattr(found, name)
        return found() if callable(found) else found


@dataclass(frozen=True)
class Cell:
    text: Any
    url: str
    look: str
    title: str


@dataclass(frozen=True)
class Heading:
    title: str
    number: bool
    url: str
    sorted: str  # "", ascending or descending, as aria-sort says it


class Listing:
    """One page of a list, ready for look/parts/listing.html.

    ``order`` is a field or several, a minus sign before what runs downwards; rows without a value come last.
    ``exports`` offers the same list with export=xlsx: the view asks ``exporting`` and writes ``matching()``.
    ``empty`` is (title, text, link) for a list that has no row even without filters.
    """

    def __init__(
        self,
        request: HttpRequest,
        queryset: QuerySet,
        *,
        columns: Sequence[Column] = (),
        filters: Sequence[Filter] = (),
        order: str | Sequence[str] = "-pk",
        per_page: int = 50,
        exports: bool = False,
        title: str = "记录",
        row_template: str = "",
        empty: tuple = ("还没有记录", "", None),
    ) -> None:
        self.asked, self.path = request.GET, request.path
        self.queryset, self.columns, self.filters = queryset, columns, filters
        self.per_page, self.exports, self.title, self.row_template = per_page, exports, title, row_template
        self.empty_title, self.empty_text, self.empty_link = empty
        self.notice = ""
        self.sort = self._sort()
        self.keys = keyset.keys(queryset, (self.sort,) if self.sort else (order,) if isinstance(order, str) else order)
        self.form = self._form()
        self._fill()

    @property
    def exporting(self) -> bool:
        """Whether the reader asked for the file instead of the page."""
        return self.exports and self.asked.get("export") == "xlsx" and self.form.is_valid()

    def matching(self) -> QuerySet:
        """All rows that fit the filters, in order, without pages; none while a filter is at fault."""
        return keyset.ordered(self._found, self.keys)

    @property
    def total(self) -> str:
        """How many rows fit: 382, or 1,000+ where counting on would cost more than it tells."""
        return f"{COUNTED_TO:,}+" if self._count > COUNTED_TO else f"{self._count:,}"

    @property
    def filtered(self) -> bool:
        return any(self.asked.get(name) for name in self.form.fields)

    @property
    def headings(self) -> list[Heading]:
        return [self._heading(column) for column in self.columns]

    @property
    def body(self) -> list[list[Cell]]:
        """The page's rows as cells."""
        return [[self._cell(column, row) for column in self.columns] for row in self.rows]

    @property
    def first_url(self) -> str:
        return self._url()

    @property
    def clear_url(self) -> str:
        return self.path

    @property
    def next_url(self) -> str:
        return self._url(after=keyset.position(self.keys, self.rows[-1])) if self.has_next else ""

    @property
    def previous_url(self) -> str:
        return self._url(before=keyset.position(self.keys, self.rows[0])) if self.has_previous else ""

    @property
    def export_url(self) -> str:
        return self._url(export="xlsx") if self.exports and self.rows else ""

    def _sort(self) -> str:
        wanted = self.asked.get("sort", "")
        allowed = {column.sort for column in self.columns if column.sort}
        if wanted and wanted.removeprefix("-") not in allowed:
            self.notice = "不能按所选的列排序，已按默认顺序显示。"
            return ""
        return wanted

    def _form(self) -> forms.Form:
        form = forms.Form(self.asked if self.filters else None, auto_id="filter_%s", use_required_attribute=False)
        for each in self.filters:
            form.fields.update(each.fields())
        return form

    @cached_property
    def _count(self) -> int:
        return self._found.order_by().values("pk")[: COUNTED_TO + 1].count()

    @cached_property
    def _found(self) -> QuerySet:
        return self._fitting([each.apply for each in self.filters])

    def _fitting(self, filters: Sequence[Callable[[QuerySet, dict[str, Any]], QuerySet]]) -> QuerySet:
        if not self.filters:
            return self.queryset
        if not self.form.is_valid():
            return self.queryset.none()
        rows = self.queryset
        try:
            for each in filters:
                rows = each(rows, self.form.cleaned_data)
        except ValidationError as fault:
            self.form.add_error(None, fault)
            return self.queryset.none()
        return rows

    def _fill(self) -> None:
        start = self._start()
        backwards = bool(start) and not self.asked.get("after")
        rows = self._read(start, backwards)
        if start and not rows:  # the rows behind the position are gone
            start, backwards, rows = [], False, self._read([], False)
        more = len(rows) > self.per_page
        rows = rows[: self.per_page]
        self.rows = rows[::-1] if backwards else rows
        self.has_next = backwards or more
        self.has_previous = more if backwards else bool(start)

    def _read(self, start: list[Any], backwards: bool) -> list[Model]:
        """One row more than a page, to know whether there is another page.

        Which rows is asked first, by their keys alone: what a row tells beside is fetched for the page, not for all
        that the database has to sort.
        """
        many = self.filtered and self._count > COUNTED_TO
        rows = self._fitting([each.in_turn for each in self.filters]) if many else self._found
        found = keyset.ordered(rows, self.keys, backwards)
        if start:
            found = found.filter(keyset.behind(self.keys, start, backwards))
        page = self.queryset.filter(pk__in=found.values("pk")[: self.per_page + 1])
        return list(keyset.ordered(page, self.keys, backwards))

    def _start(self) -> list[Any]:
        text = self.asked.get("after") or self.asked.get("before")
        try:
            return keyset.read(self.keys, text) if text else []
        except keyset.BadPosition:
            self.notice = "翻页位置已失效，已回到第一页。"
            return []

    def _url(self, **more: str) -> str:
        kept = {name: self.asked[name] for name in self.form.fields if self.asked.get(name)}
        query = urlencode({**kept, **({"sort": self.sort} if self.sort else {}), **more})
        return f"{self.path}?{query}" if query else self.path

    def _heading(self, column: Column) -> Heading:
        now = self.keys[0]
        sorted_ = "" if column.sort != now.path or not column.sort else "descending" if now.descending else "ascending"
        down = sorted_ == "ascending" or (not sorted_ and column.kind in BEST_FIRST)
        url = self._url(sort=f"-{column.sort}" if down else column.sort) if column.sort else ""
        return Heading(column.title, column.kind in ON_THE_RIGHT, url, sorted_)

    def _cell(self, column: Column, row: Model) -> Cell:
        text = KINDS[column.kind](column.raw(row))
        look = "num" if column.kind in ON_THE_RIGHT else "nowrap" if column.kind in UNBROKEN else ""
        return Cell(text, column.url(row) if column.url else "", look, column.title)
