"""A live page in the public frame: what readers fill in and what it answers; no search engine keeps it."""

from collections.abc import Iterable

from django.http import HttpResponse

from gongkai.publication import shell, stamps
from gongkai.publication.frame import frame

NO_REFERRER = '<meta name="referrer" content="no-referrer">\n'


def answer(
    template: str,
    context: dict,
    *,
    title: str,
    crumbs: Iterable[tuple[str, str]],
    meta: Iterable[tuple[str, str]],
    status: int = 200,
    here: str = "",
    secret: bool = False,
) -> HttpResponse:
    """``here`` as in ``shell.whole``; ``secret``: what stands in the address is told to no other site."""
    around = frame(stamps.of_scope("all")[1])
    main = shell.fragment(template, {**context, "site": around.face})
    head = shell.NO_ROBOTS + (NO_REFERRER if secret else "")
    title = shell.titled(title, status)
    page = shell.whole(around, title=title, main=main, crumbs=crumbs, here=here, meta=meta, head=head)
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store"})
