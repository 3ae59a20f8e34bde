"""Sessions in the database, as Django keeps them, found by plain SQL: each page of the staff begins with it.

Building the statement anew would take ten times as long as the database needs to answer it.
"""

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

FIND = "SELECT * FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    def _get_session_from_db(self):
        key = self.session_key.replace("\0", "?")  # which PostgreSQL cannot be asked for, and no session has
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        found = next(iter(self.model.objects.raw(FIND, [key, now])), None)
        if found is None:
            self._session_key = None
        return found
