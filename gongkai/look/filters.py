"""Filters of a list, declared once: each is a field of a plain GET form and a condition on the rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from gongkai.look.forms import DayInput
from gongkai.look.keyset import field_at


@dataclass(frozen=True)
class Filter:
    """What all filters have: the name in the address, and the words beside the field."""

    name: str
    label: str

    def fields(self) -> dict[str, forms.Field]:
        """The form fields by name in the address."""
        raise NotImplementedError

    def apply(self, rows: QuerySet, chosen: dict[str, Any]) -> QuerySet:
        """The rows that fit what was chosen; an empty choice lets all pass."""
        raise NotImplementedError

    def in_turn(self, rows: QuerySet, chosen: dict[str, Any]) -> QuerySet:
        """The same rows, asked where very many fit: a database may go through all in order until a page is full."""
        return self.apply(rows, chosen)


@dataclass(frozen=True)
class Choice(Filter):
    """One of a list of (value, word), compared with the field at ``path`` (default: the name).

    ``scattered``: the field is another table's, and rows of most values lie all over an order that has an index.
    """

    choices: Iterable[tuple[Any, str]] | Callable[[], Iterable[tuple[Any, str]]]
    path: str = ""
    every: str = "全部"
    scattered: bool = False

    def fields(self) -> dict[str, forms.Field]:
        found = self.choices() if callable(self.choices) else self.choices
        return {self.name: forms.ChoiceField(label=self.label, choices=[("", self.every), *found], required=False)}

    def apply(self, rows: QuerySet, chosen: dict[str, Any]) -> QuerySet:
        value = chosen[self.name]
        return rows.filter(**{self.path or self.name: value}) if value else rows

    def in_turn(self, rows: QuerySet, chosen: dict[str, Any]) -> QuerySet:
        if not (self.scattered and chosen[self.name]):
            return self.apply(rows, chosen)
        return rows.filter(Exists(self.apply(rows.model._default_manager.filter(pk=OuterRef("pk")), chosen)))


@dataclass(frozen=True)
class Words(Filter):
    """Words that all stand in the fields at ``paths``; a large table gives ``look_up``: (rows, words) -> rows."""

    paths: Sequence[str] = ()
    look_up: Callable[[QuerySet, str], QuerySet] | None = None

    def fields(self) -> dict[str, forms.Field]:
        return {self.name: forms.CharField(label=self.label, max_length=100, required=False)}

    def apply(self, rows: QuerySet, chosen: dict[str, Any]) -> QuerySet:
        if not chosen[self.name]:
            return rows
        if self.look_up:
            return self.look_up(rows, chosen[self.name])
        for word in chosen[self.name].split():
            rows = rows.filter(Q.create([(f"{path}__icontains", word) for path in self.paths], connector=Q.OR))
        return rows


@dataclass(frozen=True)
class Days(Filter):
    """From one day to another, both included, on a date or a moment at ``path`` (default: the name)."""

    path: str = ""

    def fields(self) -> dict[str, forms.Field]:
        return {
            f"{self.name}_{end}": forms.DateField(label=f"{self.label}{word}", widget=DayInput, required=False)
            for end, word in (("from", "从"), ("to", "到"))
        }

    def apply(self, rows: QuerySet, chosen: dict[str, Any]) -> QuerySet:
        first, last = chosen[f"{self.name}_from"], chosen[f"{self.name}_to"]
        if first and last and first > last:
            raise ValidationError(f"{self.label}：开始的一天晚于结束的一天，请改正。")
        path = self.path or self.name
        edge = _midnight if isinstance(field_at(rows.model, path)[0], DateTimeField) else _itself
        if first:
            rows = rows.filter(**{f"{path}__gte": edge(first)})
        return rows.filter(**{f"{path}__lt": edge(last + timedelta(days=1))}) if last else rows


@dataclass(frozen=True)
class Flag(Filter):
    """A box to tick: only the rows for which ``condition`` holds."""

    condition: Q

    def fields(self) -> dict[str, forms.Field]:
        return {self.name: forms.BooleanField(label=self.label, required=False)}

    def apply(self, rows: QuerySet, chosen: dict[str, Any]) -> QuerySet:
        return rows.filter(self.condition) if chosen[self.name] else rows


def _midnight(day: date) -> datetime:
    """The first moment of a day in the current time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _itself(day: date) -> date:
    return day
