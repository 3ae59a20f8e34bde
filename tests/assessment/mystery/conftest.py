from tests.assessment.sources.conftest import agency  # noqa: F401 - the campaign of two sources
