"""Sessions in the database, as Django keeps them, found by plain SQL: each page of the staff begins with it.

Building the statement anew would take ten times as long as the database needs to answer it.
"""

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

FIND = "SELECT * FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    def _validate_session_key(self, key):
        """No session has a NUL in its key, and PostgreSQL cannot be asked for one."""
        return super()._validate_session_key(key) and "\0" not in key

    def _get_session_from_db(self):
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        found = next(iter(self.model.objects.raw(FIND, [self.session_key, now])), None)
        if found is None:
            self._session_key = None
        return found
