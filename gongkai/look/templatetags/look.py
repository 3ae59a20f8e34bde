"""Tags and filters of the skin: an unknown value shows the sign for unknown, never zero."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.forms import BaseForm, BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gongkai.look import forms, icons

register = template.Library()
UNKNOWN = "—"
MINUS = "\u2212"


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """{% icon "search" %} or, where no word stands beside it, {% icon "search" "搜索" %}."""
    return icons.icon(str(name), str(label))


@register.filter
def day(value: date | datetime | None) -> str:
    """2026-11-21, for tables."""
    return f"{local_day(value):%Y-%m-%d}" if value else UNKNOWN


@register.filter
def riqi(value: date | datetime | None) -> str:
    """2026年11月21日, for prose and letters."""
    return "{0.year}年{0.month}月{0.day}日".format(local_day(value)) if value else UNKNOWN


@register.filter
def moment(value: datetime | None) -> str:
    """2026-11-21 09:05, as the national page tags print a moment."""
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if value else UNKNOWN


@register.filter
def points(value: Decimal | int | None, places: int = 2) -> str:
    """Points with the rulebook's places and a true minus sign: −0.30. Unknown is not zero."""
    if value is None:
        return UNKNOWN
    shown = Decimal(value).quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)
    return f"{MINUS}{-shown}" if shown < 0 else f"{abs(shown)}"


@register.filter
def size(value: int | None) -> str:
    """The size of a file: 860 B, 34 KB, 1.2 MB."""
    if value is None:
        return UNKNOWN
    if value < 1000:
        return f"{value} B"
    return f"{-(-value // 1000)} KB" if value < 1_000_000 else f"{value / 1_000_000:.1f} MB"


@register.filter
def workdays(left: int | None) -> str:
    """How many working days are left, in words: 3 个工作日后到期, 今天到期, 已超期 2 个工作日."""
    if left is None:
        return UNKNOWN
    if left < 0:
        return f"已超期 {-left} 个工作日"
    return f"{left} 个工作日后到期" if left else "今天到期"


@register.simple_tag
def tag(text: str, tone: str = "", picture: str = "") -> SafeString:
    """A small label; the tone (blue, full, amber, red) only repeats what the word says."""
    look = f"tag tag-{tone}" if tone else "tag"
    return format_html('<span class="{}">{}{}</span>', look, icons.icon(picture) if picture else "", text)


@register.inclusion_tag("look/field.html")
def field(bound: BoundField) -> dict:
    """Label, hint, errors and control of one form field."""
    return {"field": bound}


@register.inclusion_tag("look/error_summary.html")
def error_summary(form: BaseForm) -> dict:
    """A form's faults as a list on top that links to the fields."""
    return {"faults": forms.faults(form) if form.is_bound else []}


def local_day(value: date | datetime) -> date:
    """A day is Beijing's: a stored moment is first brought to the current time zone."""
    return timezone.localtime(value).date() if isinstance(value, datetime) and timezone.is_aware(value) else value
