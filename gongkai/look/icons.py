"""Lucide icons as short inline SVG: the class `icon` carries stroke and size, so the markup carries neither."""

import io
import zipfile
from functools import cache
from importlib import resources

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


@cache
def icon(name: str, label: str = "") -> SafeString:
    """An icon by its Lucide name. With a label it speaks; without one it is decoration and stays silent.

    Raises KeyError for a name that Lucide does not have.
    """
    svg = _archive().read(f"{name}.svg").decode()
    drawing = " ".join(svg[svg.index(">") + 1 : svg.rindex("<")].split())
    speech = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return mark_safe(f'<svg class="icon" viewBox="0 0 24 24" {speech}>{drawing.replace(" />", "/>")}</svg>')


@cache
def _archive() -> zipfile.ZipFile:
    """All drawings, opened once, where the package's own tag opens them for each: a page has some twenty. In memory,
    as processes that are forked would share the place in a file."""
    return zipfile.ZipFile(io.BytesIO(resources.files("lucide").joinpath("lucide.zip").read_bytes()))
