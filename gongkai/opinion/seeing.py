"""Who reads the words of people: those who handle events, and nobody who only looks on (个人信息保护法-6)."""

from django.shortcuts import get_object_or_404

from gongkai.accounts.models import Post, Role
from gongkai.opinion.models import Event

HANDLERS = frozenset({Role.PROPOSER, Role.REVIEWER, Role.PUBLISHER, Role.OFFICE, Role.LEADING_GROUP})


def reads_words(post: Post) -> bool:
    return post.role in HANDLERS


def visible(request, key: int) -> Event:
    """The event, or 404 for whom it does not exist."""
    rows = Event.objects.visible_to(request.post)
    return get_object_or_404(rows.select_related("case__unit", "place", "into__case", "conference__case"), pk=key)
