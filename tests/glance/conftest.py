"""A campaign that everybody has marked, as the assessment's own tests have it."""

from tests.assessment.test_campaign import marked

__all__ = ["marked"]
