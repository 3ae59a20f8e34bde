"""Many rows in few statements: what ``bulk_create`` would write, without asking every field of every row how.

A trail is mostly written in bulk (imports, batches, the demonstration), and the ORM's way through each field costs more
than the database does. Fields here are plain values, dates, moments, JSON and keys; others are asked once a value.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import TypeVar

from django.db import connection, models
from django.db.models.base import ModelState

MOST_VALUES = 3000  # in one statement; SQLite takes ten times as many, and longer ones are no faster
FEW = 20  # rows below which a statement a row costs less than one that is written anew for them
PLAIN = (
    models.AutoField, models.BigIntegerField, models.BooleanField, models.CharField, models.ForeignKey,
    models.IntegerField, models.TextField,
)  # fmt: skip
Adapt = Callable[..., object] | None
Row = TypeVar("Row", bound=models.Model)


def made(model: type[Row], said: dict, **related: models.Model) -> Row:
    """An unsaved row of ``said`` (plain columns), of ``related`` rows and of defaults, at a tenth of the usual price.

    ``Model.__init__`` asks each column whether it is given, deferred or related; here all that is known beforehand, and
    a bulk load makes several rows a case. Raises ``TypeError`` for a column that the model does not have.
    """
    same, fresh = _defaults(model)
    row = model.__new__(model)
    row.__dict__ = {**same, **{name: default() for name, default in fresh}, **said, "_state": ModelState()}
    for name, one in related.items():
        setattr(row, name, one)
    if len(row.__dict__) != len(same) + len(fresh) + 1:
        raise TypeError(f"{model.__name__} has no column {said.keys() - same.keys() - dict(fresh).keys()}")
    return row


def insert(rows: Sequence[models.Model]) -> None:
    """Writes rows of one model and gives them their keys."""
    if not rows:
        return
    model = type(rows[0])
    fresh = connection.ops.quote_name(str(model._meta.pk.column)) if rows[0].pk is None else ""
    columns = [column for column in _columns(model) if column[1] != fresh]
    head = f"INSERT INTO {model._meta.db_table}({', '.join(name for _, name, _ in columns)}) VALUES"
    line = f"({', '.join(['%s'] * len(columns))})"
    values = _values(rows, columns)
    with connection.cursor() as cursor:
        if not fresh and not _far():
            cursor.executemany(f"{head} {line}", values)
            _stored(rows)
            return
        many = MOST_VALUES // len(columns)
        for start in range(0, len(rows), many):
            some = values[start : start + many]
            write_many(cursor, head, line, some, f" RETURNING {fresh}" if fresh else "")
            for row, (key,) in zip(rows[start : start + many], cursor.fetchall() if fresh else (), strict=bool(fresh)):
                row.pk = key
    _stored(rows)


def put(model: type[models.Model], names: Sequence[str], values: Iterable[Sequence], once: Sequence[str]) -> None:
    """Writes rows given as values of the fields ``names``; one that agrees with a row in ``once`` changes its rest."""
    rest = [name for name in names if name not in once]
    known = {name: (column, adapt) for name, column, adapt in _columns(model)}
    columns, adapts = zip(*(known[name] for name in names), strict=True)
    sql = (
        f"INSERT INTO {model._meta.db_table}({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))}) "
        f"ON CONFLICT ({', '.join(known[name][0] for name in once)}) "
        f"DO UPDATE SET {', '.join(f'{known[name][0]} = excluded.{known[name][0]}' for name in rest)}"
    )
    fit = [[v if adapt is None else adapt(v) for v, adapt in zip(row, adapts, strict=True)] for row in values]
    if fit:
        with connection.cursor() as cursor:
            cursor.executemany(sql, fit)


def rewrite(rows: Sequence[models.Model]) -> None:
    """Writes every column of rows that stand already."""
    if rows:
        model = type(rows[0])
        columns = [column for column in _columns(model) if column[0] != model._meta.pk.attname]
        values = zip(_values(rows, columns), rows, strict=True)
        update(model, [name for _, name, _ in columns], [(*row, one.pk) for row, one in values])


def update(model: type[models.Model], columns: Sequence[str], values: Iterable[Sequence]) -> int:
    """Sets columns of many rows by key: ``values`` are the columns' and then the key. Returns how many rows changed."""
    return change(model, columns, [str(model._meta.pk.column)], values)


def change(model: type[models.Model], columns: Sequence[str], where: Sequence[str], values: Iterable[Sequence]) -> int:
    """Sets columns where others are as told, for many rows: ``values`` are those of ``columns`` and then of ``where``.

    Returns how many rows changed. No row may be named twice.
    """
    listed = list(values)
    if not _far() or len(listed) < FEW:
        sets, told = (mark.join(f"{one}=%s" for one in some) for mark, some in ((", ", columns), (" AND ", where)))
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {model._meta.db_table} SET {sets} WHERE {told}", listed)
            return cursor.rowcount
    many = MOST_VALUES // (len(columns) + len(where))
    return sum(_change(model, columns, where, listed[start : start + many]) for start in range(0, len(listed), many))


def write_many(cursor, head: str, line: str, values: Sequence[Sequence], tail: str = "") -> None:
    """One statement with a ``line`` a row. Where the driver writes the values into it, a line at a time: it keeps the
    places of a short text in mind and looks for those of a long one anew.
    """
    if _far():
        cursor.execute(f"{head} {', '.join([cursor.mogrify(line, row) for row in values])}{tail}")
    else:
        cursor.execute(f"{head} {', '.join([line] * len(values))}{tail}", [value for row in values for value in row])


def _change(model: type[models.Model], columns: Sequence[str], where: Sequence[str], values: list[Sequence]) -> int:
    """One statement for many rows; each says its columns' types, as there may be nothing but NULL in one."""
    table, width = model._meta.db_table, len(columns)
    types = {
        quoted: _kind(field) for field, (_, quoted, _) in zip(model._meta.concrete_fields, _columns(model), strict=True)
    }
    named = [connection.ops.quote_name(one) for one in (*columns, *where)]
    given = [f"given.v{place}" for place in range(len(named))]
    sets = ", ".join(f"{name}={value}" for name, value in zip(named[:width], given, strict=False))
    told = " AND ".join(f"{table}.{name}={value}" for name, value in zip(named[width:], given[width:], strict=True))
    line = ", ".join(f"CAST(%s AS {types[name]})" for name in named)
    heads = ", ".join(f"v{place}" for place in range(len(named)))
    with connection.cursor() as cursor:
        begins, ends = f"WITH given({heads}) AS (VALUES", f") UPDATE {table} SET {sets} FROM given WHERE {told}"
        write_many(cursor, begins, f"({line})", values, ends)
        return cursor.rowcount


@lru_cache(maxsize=4096)
def moment(value):
    """A moment as the database takes it in plain SQL; one moment stands in many columns."""
    return connection.ops.adapt_datetimefield_value(value)


def _far() -> bool:
    """Whether the database is a process of its own, which is asked once for many rows; SQLite runs in this one."""
    return connection.vendor != "sqlite"


def _kind(field: models.Field) -> str:
    """The type of a column without its length, which a cast would cut a value to."""
    return str(field.db_type(connection)).partition("(")[0]


def _stored(rows: Sequence[models.Model]) -> None:
    here = connection.alias
    for row in rows:
        row._state.adding, row._state.db = False, here


def _values(rows: Sequence[models.Model], columns: list[tuple[str, str, Adapt]]) -> list[tuple]:
    """The rows as tuples of fit values; made column by column, since most columns are taken as they are."""
    said = [vars(row) for row in rows]
    made = ([one[name] for one in said] for name, _, _ in columns)
    fit = (values if adapt is None else map(adapt, values) for values, (_, _, adapt) in zip(made, columns, strict=True))
    return list(zip(*fit, strict=True))


@cache
def _defaults(model: type[models.Model]) -> tuple[dict[str, object], list[tuple[str, Callable]]]:
    """Values that every fresh row may share, and (attribute, what makes its value) of those that each needs its own."""
    fields = model._meta.concrete_fields
    fresh = {field.attname: field.get_default for field in fields if field.has_default() and callable(field.default)}
    same = {field.attname: field.get_default() for field in fields if field.attname not in fresh}
    return same, list(fresh.items())


@cache
def _columns(model: type[models.Model]) -> list[tuple[str, str, Adapt]]:
    """(attribute, column, how a value is made fit) of each field."""
    quoted = connection.ops.quote_name
    return [(field.attname, quoted(str(field.column)), _adapt(field)) for field in model._meta.concrete_fields]


def _adapt(field: models.Field) -> Adapt:
    if isinstance(field, models.DateTimeField):
        return moment
    if isinstance(field, models.DateField):
        return connection.ops.adapt_datefield_value
    if type(field) is models.JSONField:
        return lambda value: _json(field, value)
    if isinstance(field, PLAIN) and type(field).__module__.startswith("django."):
        return None
    return lambda value: field.get_db_prep_save(value, connection)


def _json(field: models.JSONField, value):
    """Most JSON here is empty, and empty is the same every time."""
    return _nothing(field, isinstance(value, dict)) if value in ({}, []) else field.get_db_prep_save(value, connection)


@cache
def _nothing(field: models.JSONField, keyed: bool):
    return field.get_db_prep_save({} if keyed else [], connection)
