"""Lucide icons as short inline SVG: the class `icon` carries stroke and size, so the markup carries neither."""

from functools import cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide


@cache
def icon(name: str, label: str = "") -> SafeString:
    """An icon by its Lucide name. With a label it speaks; without one it is decoration and stays silent.

    Raises lucide.IconDoesNotExist for a name that Lucide does not have.
    """
    svg = lucide(name, size=None)
    drawing = " ".join(svg[svg.index(">") + 1 : svg.rindex("<")].split())
    speech = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return mark_safe(f'<svg class="icon" viewBox="0 0 24 24" {speech}>{drawing.replace(" />", "/>")}</svg>')
