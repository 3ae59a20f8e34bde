"""Days and periods for the naive evaluator: one day at a time, and periods as they are written."""

from datetime import date, datetime, timedelta

MONTHS = {"halves": 6, "quarters": 3, "months": 1}
FORMS = {12: "{year}", 6: "{year}-H{number}", 3: "{year}-Q{number}", 1: "{year}-{number:02}"}
DAY = timedelta(days=1)


def day_of(value):
    return value.date() if isinstance(value, datetime) else value


def stretch(period):
    """(year, first month, how many months) of 2025, 2025-H1, 2025-Q2 or 2025-06."""
    year, _, part = period.partition("-")
    if not part:
        return int(year), 1, 12
    size = {"H": 6, "Q": 3}.get(part[0], 1)
    return int(year), (int(part.strip("HQ")) - 1) * size + 1, size


def written(year, month, size):
    """The period of `size` months that a month lies in."""
    return FORMS[size].format(year=year, number=(month - 1) // size + 1)


def parts_of(period, what):
    """The halves, quarters or months in a period."""
    year, first, size = stretch(period)
    step = MONTHS[what]
    return [written(year, month, step) for month in range(first, first + size, step)]


def period_before(period):
    year, first, size = stretch(period)
    return written(year, first - size, size) if first > 1 else written(year - 1, 12, size)


def in_period(day, period):
    year, first, size = stretch(period)
    return day.year == year and first <= day.month < first + size


def start_of(text):
    """A day as written, or the first day of a period."""
    if text.count("-") == 2:
        return date.fromisoformat(text)
    year, month, _ = stretch(text)
    return date(year, month, 1)


def stands(day, op, span, as_of, workday):
    """Whether a day is older than a span back from `as_of`, or within it; the very day is not older."""
    size, unit = span.split()
    first = back(as_of, int(size), unit, workday)
    return day < first if op == "older_than" else first <= day <= as_of


def back(day, size, unit, workday):
    if unit in ("months", "years"):
        return months_before(day, size * (12 if unit == "years" else 1))
    if unit != "workdays":
        return day - size * (7 if unit == "weeks" else 1) * DAY
    for _ in range(size):
        day -= DAY
        while not workday(day):
            day -= DAY
    return day


def months_before(day, months):
    """The same day so many months earlier, or the last of that month."""
    first = day.replace(day=1)
    for _ in range(months):
        first = (first - DAY).replace(day=1)
    last = (first + 31 * DAY).replace(day=1) - DAY
    return min(first + (day.day - 1) * DAY, last)


def due_day(start, within, workday):
    """The last day in time: the start does not count; of days, a last day of rest rolls on."""
    size, unit = within.split()
    due = start if unit == "workdays" else start + int(size) * DAY
    for _ in range(int(size) if unit == "workdays" else 0):
        due += DAY
        while not workday(due):
            due += DAY
    while not workday(due):
        due += DAY
    return due
