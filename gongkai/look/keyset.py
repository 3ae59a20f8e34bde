"""Paging by position: the next page begins behind the last row seen, so page 10,000 costs what page 1 does.

A position is the row's sort values, signed: nobody can make one up, and one of another order is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing
from django.db.models import F, Field, Model, Q, QuerySet

SIGNER = signing.Signer(salt="gongkai.look.keyset")


class BadPosition(ValueError):
    """The position was not made here, or for another order."""


@dataclass(frozen=True)
class Key:
    """One sort key: a stored field, an annotation, or a field across relations (unit__name)."""

    path: str
    descending: bool
    field: Field
    nullable: bool

    def ordering(self, backwards: bool) -> Any:
        """Rows without a value come last, whichever way the key runs; backwards turns the whole order round."""
        descending = self.descending != backwards
        if not self.nullable:
            return f"-{self.path}" if descending else self.path
        column = F(self.path)
        nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
        return column.desc(**nulls) if descending else column.asc(**nulls)

    def beyond(self, value: Any, backwards: bool) -> Q:
        """Rows strictly behind the value."""
        if value is None:
            return Q(**{f"{self.path}__isnull": False}) if backwards else Q(pk__in=[])
        found = Q(**{f"{self.path}__{'lt' if self.descending != backwards else 'gt'}": value})
        return found | Q(**{f"{self.path}__isnull": True}) if self.nullable and not backwards else found

    def reached(self, value: Any, backwards: bool) -> Q:
        """Rows at the value or behind it, as one range that an index can serve."""
        if value is None:
            return Q() if backwards else self.same(value)
        found = Q(**{f"{self.path}__{'lte' if self.descending != backwards else 'gte'}": value})
        return found | Q(**{f"{self.path}__isnull": True}) if self.nullable and not backwards else found

    def same(self, value: Any) -> Q:
        return Q(**{f"{self.path}__isnull": True}) if value is None else Q(**{self.path: value})

    def value_of(self, row: Model) -> Any:
        found: Any = row
        for name in self.path.split("__"):
            found = None if found is None else getattr(found, name)
        return found.pk if isinstance(found, Model) else found  # a key that is a row sorts and compares by its own key


def keys(queryset: QuerySet, order: Sequence[str]) -> tuple[Key, ...]:
    """The keys of an order such as ("-published", "title"), the primary key behind them so that no two rows tie."""
    paths = list(order)
    if not {"pk", "-pk"} & set(paths):
        paths.append("-pk" if paths and paths[0].startswith("-") else "pk")
    return tuple(_key(queryset, path) for path in paths)


def ordered(queryset: QuerySet, by: Sequence[Key], backwards: bool = False) -> QuerySet:
    return queryset.order_by(*(key.ordering(backwards) for key in by))


def behind(by: Sequence[Key], values: Sequence[Any], backwards: bool = False) -> Q:
    """The rows behind a position. The first key bounds the whole from outside, so that an index on it is used."""
    condition = by[-1].beyond(values[-1], backwards)
    for key, value in list(zip(by, values, strict=True))[-2::-1]:
        condition = key.beyond(value, backwards) | (key.same(value) & condition)
    return by[0].reached(values[0], backwards) & condition


def position(by: Sequence[Key], row: Model) -> str:
    """Where a row stands, as a text for an address."""
    values = [_text(key.value_of(row)) for key in by]
    return SIGNER.sign_object([_name(by), *values], compress=True)


def read(by: Sequence[Key], text: str) -> list[Any]:
    """The values of a position. Raises BadPosition."""
    try:
        order, *texts = SIGNER.unsign_object(text)
    except (signing.BadSignature, ValueError) as fault:
        raise BadPosition(text) from fault
    if order != _name(by):
        raise BadPosition(text)
    return [None if each is None else key.field.to_python(each) for key, each in zip(by, texts, strict=True)]


def _key(queryset: QuerySet, path: str) -> Key:
    name = path.removeprefix("-")
    annotation = queryset.query.annotations.get(name)
    if annotation is not None:
        return Key(name, path.startswith("-"), annotation.output_field, nullable=True)
    field, nullable = field_at(queryset.model, name)
    return Key(name, path.startswith("-"), field, nullable)


def field_at(model: type[Model], path: str) -> tuple[Field, bool]:
    """The field at the end of a path such as unit__name, and whether any step of it can be empty."""
    field: Any = None
    nullable = False
    for name in path.split("__"):
        meta = (field.related_model if field else model)._meta
        field = meta.pk if name == "pk" else meta.get_field(name)
        nullable = nullable or field.null
    return field, nullable


def _text(value: Any) -> str | None:
    """As the field's own to_python reads it back, to the microsecond."""
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else str(value)


def _name(by: Sequence[Key]) -> str:
    return ",".join(f"-{key.path}" if key.descending else key.path for key in by)
