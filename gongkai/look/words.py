"""How days, points and sizes are written: moments in the current time zone, the unknown never as zero."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

from gongkai.law.limits import Limit

UNKNOWN = "—"
MINUS = "\u2212"
_ONE_DEEPER = str.maketrans("《》〈〉", "〈〉《》")


def titled(title: str) -> str:
    """A title between its marks, which alternate inside (GB/T 15834): 《关于印发〈…办法〉的通知》."""
    return f"《{title.translate(_ONE_DEEPER)}》"


def day(value: date | datetime | None) -> str:
    """2026-11-21, for tables."""
    return f"{local_day(value):%Y-%m-%d}" if value else UNKNOWN


def riqi(value: date | datetime | None) -> str:
    """2026年11月21日, for prose and letters."""
    return "{0.year}年{0.month}月{0.day}日".format(local_day(value)) if value else UNKNOWN


def moment(value: datetime | None) -> str:
    """2026-11-21 09:05, as the national page tags print a moment."""
    return f"{_local(value):%Y-%m-%d %H:%M}" if value else UNKNOWN


def points(value: Decimal | int | None, places: int = 2) -> str:
    """Points with the rulebook's places and a true minus sign: −0.30."""
    if value is None:
        return UNKNOWN
    shown = Decimal(value).quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)
    return f"{MINUS}{-shown}" if shown < 0 else f"{abs(shown)}"


def change(value: Decimal | int | None, places: int = 2) -> str:
    """Points lost or won, always with their sign: −0.30, +2.00."""
    shown = points(value, places)
    return shown if value is None or shown.startswith(MINUS) else f"+{shown}"


def number(value: int | None) -> str:
    """A count with its thousands set apart: 12,360."""
    return UNKNOWN if value is None else f"{value:,}"


def size(value: int | None) -> str:
    """The size of a file: 860 B, 34 KB, 1.2 MB."""
    if value is None:
        return UNKNOWN
    if value < 1000:
        return f"{value} B"
    return f"{-(-value // 1000)} KB" if value < 1_000_000 else f"{value / 1_000_000:.1f} MB"


def workdays(left: int | None) -> str:
    """How many working days are left, in words: 还有 3 个工作日, 今天到期, 已超期 2 个工作日."""
    return UNKNOWN if left is None else time_left(left, "个工作日", late=left < 0)


def time_left(left: int, unit: str, late: bool) -> str:
    """How much time is left in the unit the limit counts in; on a day off after the last day none of it has passed."""
    if late:
        return f"已超期 {-left} {unit}" if left < 0 else f"已超期，不足 1 {unit}"
    return f"还有 {left} {unit}" if left > 0 else "不足 1 小时" if unit == "小时" else "今天到期"


def unit_of(limit: Limit) -> str:
    """What a limit counts in: 个工作日, 小时, 日."""
    span = None if limit.windows else limit.span
    return {"workdays": "个工作日", "hours": "小时"}.get(span.unit, "日") if span else "日"


def local_day(value: date | datetime) -> date:
    """A day is Beijing's: a stored moment is first brought to the current time zone."""
    return _local(value).date() if isinstance(value, datetime) else value


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value
