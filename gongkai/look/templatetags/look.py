"""Tags and filters of the skin; the words behind the filters are in look.words."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gongkai.law.deadlines import Clock
from gongkai.look import articles, clocks, forms, icons, words

register = template.Library()
for word in (words.day, words.riqi, words.moment, words.points, words.change, words.number, words.size, words.workdays):
    register.filter(word.__name__, word)
register.filter("titled", words.titled)


register.filter("sentences", forms.sentences)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """{% icon "search" %} or, where no word stands beside it, {% icon "search" "搜索" %}."""
    return icons.icon(str(name), str(label))


@register.simple_tag
@lru_cache(maxsize=1024)
def rooms(groups: tuple[tuple[tuple[str, str, bool], ...], ...]) -> SafeString:
    """The rooms of a desk, a list for each group; written once for a choice of rooms, as all staff pages bear them."""
    return render_to_string("look/parts/rooms.html", {"groups": groups})


@register.simple_tag
def tag(text: str, tone: str = "", picture: str = "") -> SafeString:
    """A small label; the tone (blue, full, amber, red) only repeats what the word says."""
    look = f"tag tag-{tone}" if tone else "tag"
    return format_html('<span class="{}">{}{}</span>', look, icons.icon(str(picture)) if picture else "", text)


@register.inclusion_tag("look/field.html")
def field(bound: BoundField) -> dict:
    """Label, hint, errors and control of one form field."""
    return {"field": bound}


@register.inclusion_tag("look/error_summary.html")
def error_summary(form: BaseForm) -> dict:
    """A form's faults as a list on top that links to the fields."""
    return {"faults": forms.faults(form) if form.is_bound else []}


@register.inclusion_tag("look/parts/law.html")
def law(codes: str | Iterable[str], home: str = "") -> dict:
    """Codes in words with the codes as a tail; ``home`` is the document whose title stands elsewhere on the page."""
    return {"rows": articles.cited(codes, home)}


@register.inclusion_tag("look/parts/clock.html")
def clock(running: Clock, open: bool = False) -> dict:
    """A clock of law.deadlines with its proof; ``open`` shows the proof at once."""
    return {"face": clocks.Face(running), "open": open}
