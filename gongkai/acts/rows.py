"""Many rows in few statements: what ``bulk_create`` would write, without asking every field of every row how.

A trail is mostly written in bulk (imports, batches, the demonstration), and the ORM's way through each field costs more
than the database does. Fields here are plain values, dates, moments, JSON and keys; others are asked once a value.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from django.db import connection, models

MOST_VALUES = 3000  # in one statement; SQLite takes ten times as many, and longer ones are no faster
PLAIN = (
    models.AutoField, models.BigIntegerField, models.BooleanField, models.CharField, models.ForeignKey,
    models.IntegerField, models.TextField,
)  # fmt: skip
Adapt = Callable[[object], object] | None


def insert(rows: Sequence[models.Model]) -> None:
    """Writes rows of one model and gives them their keys."""
    if not rows:
        return
    model = type(rows[0])
    fresh = connection.ops.quote_name(model._meta.pk.column) if rows[0].pk is None else ""
    columns = [column for column in _columns(model) if column[1] != fresh]
    head = f"INSERT INTO {model._meta.db_table}({', '.join(name for _, name, _ in columns)}) VALUES"
    line = f"({', '.join(['%s'] * len(columns))})"
    values = _values(rows, columns)
    with connection.cursor() as cursor:
        if not fresh:
            cursor.executemany(f"{head} {line}", values)
            _stored(rows)
            return
        many = MOST_VALUES // len(columns)
        for start in range(0, len(rows), many):
            some = values[start : start + many]
            cursor.execute(
                f"{head} {', '.join([line] * len(some))} RETURNING {fresh}", [value for row in some for value in row]
            )
            for row, (key,) in zip(rows[start : start + many], cursor.fetchall(), strict=True):
                row.pk = key
    _stored(rows)


def put(rows: Sequence[models.Model], once: Sequence[str], change: Iterable[str]) -> None:
    """Writes rows of one model, or changes the columns ``change`` of those that agree with one in ``once``."""
    if not rows:
        return
    model = type(rows[0])
    columns = [column for column in _columns(model) if column[0] != model._meta.pk.attname]
    names = {attribute: name for attribute, name, _ in columns}
    sql = (
        f"INSERT INTO {model._meta.db_table}({', '.join(names.values())}) VALUES ({', '.join(['%s'] * len(names))}) "
        f"ON CONFLICT ({', '.join(names[attribute] for attribute in once)}) "
        f"DO UPDATE SET {', '.join(f'{names[one]} = excluded.{names[one]}' for one in change)}"
    )
    with connection.cursor() as cursor:
        cursor.executemany(sql, _values(rows, columns))


def update(model: type[models.Model], columns: Sequence[str], values: Iterable[Sequence]) -> int:
    """Sets columns of many rows by key: ``values`` are the columns' and then the key. Returns how many rows changed."""
    sets = ", ".join(f"{column}=%s" for column in columns)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {model._meta.db_table} SET {sets} WHERE {model._meta.pk.column}=%s", list(values))
        return cursor.rowcount


def moment(value):
    """A moment as the database takes it in plain SQL."""
    return connection.ops.adapt_datetimefield_value(value)


def _stored(rows: Sequence[models.Model]) -> None:
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _values(rows: Sequence[models.Model], columns: list[tuple[str, str, Adapt]]) -> list[tuple]:
    return [
        tuple([getattr(row, name) if adapt is None else adapt(getattr(row, name)) for name, _, adapt in columns])
        for row in rows
    ]


@cache
def _columns(model: type[models.Model]) -> list[tuple[str, str, Adapt]]:
    """(attribute, column, how a value is made fit) of each field."""
    quoted = connection.ops.quote_name
    return [(field.attname, quoted(field.column), _adapt(field)) for field in model._meta.concrete_fields]


def _adapt(field: models.Field) -> Adapt:
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, models.DateField):
        return connection.ops.adapt_datefield_value
    if type(field) is models.CharField or type(field) is models.TextField:
        return lambda value: value if type(value) is str or value is None else str(value)
    if isinstance(field, PLAIN) and type(field).__module__.startswith("django."):
        return None
    return lambda value: field.get_db_prep_save(value, connection)
