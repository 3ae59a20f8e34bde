"""When all of it happens."""

from tests.conftest import moment

AT = moment("2025-03-05 09:00")
