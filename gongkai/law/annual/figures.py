"""Figures of a report: cell key → value, None where nobody knows yet. Nothing missing is nought."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from gongkai.law.annual.form import Form, Place

Figure = int | Decimal | None
Figures = Mapping[str, Figure]
MOST = 10**9
PLACES = 6  # of 万元: to the cent


class BadFigure(ValueError):
    """What was written is no figure of this cell; ``str()`` says why."""


def read(place: Place, text: str) -> Figure:
    """A figure as somebody wrote it; empty is None. Raises ``BadFigure`` (K8)."""
    said = text.strip().replace(",", "").replace("，", "")
    if not said:
        return None
    try:
        value = Decimal(said)
    except InvalidOperation:
        raise BadFigure(f"{place.name}写的是“{text.strip()[:20]}”，不是数字") from None
    if not value.is_finite() or value < 0 or value > MOST:
        raise BadFigure(f"{place.name}要写 0 或者大于 0 的数")
    if place.row.money:
        if value != round(value, PLACES):
            raise BadFigure(f"{place.name}以万元为单位，最多写六位小数")
        return value.normalize() if value else Decimal(0)
    if value != value.to_integral_value():
        raise BadFigure(f"{place.name}是件数，要写整数")
    return int(value)


def summed(form: Form, figures: Figures) -> dict[str, Figure]:
    """The same with every total made from its parts; a total of which a part is unknown is unknown."""
    found = {place.key: figures.get(place.key) for place in form.places()}
    for place in form.places():
        if place.row.sum and not place.column.sum:
            parts = [f"{place.table.id}.{row}.{place.column.id}" for row in place.row.sum]
            found[place.key] = added(found[part] for part in parts)
    for place in form.places():
        if place.column.sum:
            parts = [f"{place.table.id}.{place.row.id}.{column}" for column in place.column.sum]
            found[place.key] = added(found[part] for part in parts)
    return found


def added(values: Iterable[Figure]) -> Figure:
    """The sum; unknown where one of them is."""
    total: int | Decimal = 0
    for value in values:
        if value is None:
            return None
        total += value
    return total


def aggregated(form: Form, several: Iterable[Figures]) -> dict[str, Figure]:
    """The units' figures added up, cell by cell."""
    known = list(several)
    return {place.key: added(one.get(place.key) for one in known) for place in form.places()}


def shown(value: Figure) -> str:
    """12, 3.5, or a dash where nobody knows."""
    if value is None:
        return "—"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def stored(figures: Figures) -> dict[str, int | str | None]:
    """As JSON keeps it, exactly."""
    return {key: f"{value:f}" if isinstance(value, Decimal) else value for key, value in figures.items()}


def restored(kept: Mapping[str, int | str | None]) -> dict[str, Figure]:
    return {key: Decimal(value) if isinstance(value, str) else value for key, value in kept.items()}
