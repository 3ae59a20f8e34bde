"""查阅记录 (个人信息保护法-51): every look at what is sealed of a case is kept, and its page shows the last of them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from gongkai.accounts.models import Post
from gongkai.acts.models import Access, Case

ONE_LOOK = timedelta(hours=1)  # opening the same page again within it is the same look
SHOWN = 20


def keep(cases: Iterable[int], what: str, post: Post, at: datetime) -> None:
    """Keeps a look at ``what`` of each of these cases, by key."""
    Access.objects.bulk_create(Access(case_id=key, post=post, what=what, at=at) for key in cases)


def keep_once(cases: Iterable[int], what: str, post: Post, at: datetime) -> None:
    """The same, but for the cases that the post had open just now."""
    keys = list(dict.fromkeys(cases))
    recent = Access.objects.filter(case__in=keys, post=post, what=what, at__gt=at - ONE_LOOK)
    known = set(recent.values_list("case", flat=True))
    keep([key for key in keys if key not in known], what, post, at)


def of(cases: Case | QuerySet[Case]) -> dict:
    """Context of ``acts/looks.html``: the last looks at a case, or at several that belong together, and how many."""
    keys = [cases.pk] if isinstance(cases, Case) else cases.values("pk")
    found = Access.objects.filter(case__in=keys).select_related("case", "post__person", "post__unit").order_by("-pk")
    return {"looks": list(found[:SHOWN]), "looked": found.count()}
