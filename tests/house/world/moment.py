"""When all of it happens."""

from tests.county import moment

AT = moment("2025-03-05 09:00")
