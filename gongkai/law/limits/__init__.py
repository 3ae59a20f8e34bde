"""Limits in time as data: what must be done, how soon after what, who says so. `law.deadlines` counts them.

A limits file is one profile: the national one, or a place's own, which stands on the national one and wins over it.
"""

from gongkai.law.limits.limit import Extend, Limit, Limits, Pause
from gongkai.law.limits.spans import PERIODS, UNITS, Span, read_span
from gongkai.law.limits.windows import Window
from gongkai.law.limits.written import read_limit, read_limits

__all__ = [
    "PERIODS", "UNITS", "Extend", "Limit", "Limits", "Pause", "Span", "Window",
    "read_limit", "read_limits", "read_span",
]  # fmt: skip
