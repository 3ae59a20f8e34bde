"""Looking at the people of a contact sheet: the unit's own and the office, and every look of the office is kept."""

from collections.abc import Iterable
from datetime import datetime

from gongkai.accounts.models import Post, Role
from gongkai.acts import looks
from gongkai.acts.refusals import NotYourRole
from gongkai.organisation.models import ContactPerson, Return

OWN = frozenset({Role.PROPOSER, Role.REVIEWER})
PEOPLE = "people"


def wrote(post: Post, row: Return) -> bool:
    """Whether the sheet is of the post's own unit and its business: what one wrote oneself is no look."""
    return post.role in OWN and row.case.unit_id in (post.unit_keys() or ())


def may_look(post: Post, row: Return) -> bool:
    return post.role == Role.OFFICE or wrote(post, row)


def people(rows: Iterable[Return], post: Post, at: datetime) -> dict[int, list[ContactPerson]]:
    """The people of these sheets by key, a look at each kept. Raises ``NotYourRole``."""
    rows = list(rows)
    if not all(may_look(post, row) for row in rows):
        raise NotYourRole("联络员的电话只给政务公开办和本单位看")
    looks.keep_once(sorted(row.pk for row in rows if not wrote(post, row)), PEOPLE, post, at)
    found: dict[int, list[ContactPerson]] = {row.pk: [] for row in rows}
    for one in ContactPerson.objects.filter(sheet__in=list(found)).order_by("sheet_id", "rank", "pk"):
        found[one.sheet_id].append(one)
    return found
