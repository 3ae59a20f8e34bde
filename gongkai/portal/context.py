"""What surrounds a public page that no page of publication is: an error page."""

from django.db import DatabaseError
from django.http import HttpRequest

from gongkai.publication import stamps
from gongkai.publication.frame import frame

STAFF = "/staff/"


def around(request: HttpRequest) -> dict:
    """Site, navigation and told time; nothing on staff pages, nor when the database itself is what failed."""
    if request.path.startswith(STAFF):
        return {}
    try:
        found = frame(stamps.of_scope("all")[1])
    except DatabaseError:
        return {}
    return {"site": found.face, "told_time": found.told, "site_notice": found.notice}
