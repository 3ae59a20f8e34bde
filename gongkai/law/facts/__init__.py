"""事实: what was counted, reported and judged, by unit, period and source."""

from gongkai.law.facts.building import Mark
from gongkai.law.facts.store import Column, Decision, Facts, Key, Note, Register, Unit

__all__ = ["Column", "Decision", "Facts", "Key", "Mark", "Note", "Register", "Unit"]
