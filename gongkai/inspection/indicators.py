"""The indicators of this installation, by id."""

from gongkai import shelf
from gongkai.law.site_indicators import Indicator, site_indicators_at

STANDARD = "national"


def known() -> dict[str, Indicator]:
    """In the order of the standard."""
    return site_indicators_at(shelf.SHIPPED / "inspection" / f"{STANDARD}.yaml")
