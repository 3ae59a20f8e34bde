"""Checks before publication: text, file or page in, findings out. Pure: nothing is fetched, stored or decided here."""

from gongkai.checks.finding import Finding, Level, mask

__all__ = ["Finding", "Level", "mask"]
