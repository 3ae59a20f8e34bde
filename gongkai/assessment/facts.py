"""Gathers what the rooms can count, by the fact's id; a fact nobody counts raises.

Facts of the catalogue need to know what was published when, which only disclosures can tell: the two meet here.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.acts.facts import Counted, Span
from gongkai.acts.refusals import Unready
from gongkai.catalogue import freshness
from gongkai.catalogue.freshness import Freshness, State
from gongkai.catalogue.models import TopicUnit
from gongkai.disclosures import facts as disclosures

PROFILE, KEY_AREAS = (
    "gaikuang",
    "zhongdian",
)  # topics whose children are the profile and the key areas (DY-F2.10, F2.11)


def count(name: str, units: list, span: Span) -> Counted:
    """Values and records of one measured fact."""
    if name not in


COUNTERS: dict[str, Callable[[list, Span], Counted]] = {
    **disclosures.FACTS,
    "catalogue.stale": stale,
    "catalogue.profile": profile,
    "catalogue.profile_filled": profile_filled,
    "catalogue.key_areas": key_areas,
    "catalogue.key_areas_current": key_areas_current,
}
