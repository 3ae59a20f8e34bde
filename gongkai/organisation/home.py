"""Whose register an entry belongs in: the openness office keeps the county's own, everybody else their unit's."""

from gongkai.accounts.models import Post, Role, Unit


def of(post: Post) -> Unit:
    unit = post.unit
    while post.role == Role.OFFICE and unit.parent is not None:
        unit = unit.parent
    return unit
