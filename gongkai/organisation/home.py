"""Whose register an entry belongs in: the openness office keeps the county's own, everybody else their unit's."""

from gongkai.accounts.models import Post, Role, Unit


def of(post: Post) -> Unit:
    return (government() if post.role == Role.OFFICE else None) or post.unit


def government() -> Unit | None:
    """The county itself; a bureau that runs this for its own has none."""
    return Unit.objects.filter(kind=Unit.Kind.GOVERNMENT).order_by("pk").first()
