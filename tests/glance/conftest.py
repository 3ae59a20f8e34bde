"""A campaign that everybody has marked, as the assessment's own tests have it."""

from tests.assessment.conftest import marked

__all__ = ["marked"]
