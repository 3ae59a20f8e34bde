"""Looking at who signed up: by those who handle it, when asked for, every look kept (个人信息保护法-51)."""

from datetime import datetime

from gongkai.accounts.models import Post
from gongkai.acts import looks
from gongkai.acts.refusals import NotYourRole
from gongkai.participation.gatherings.steps import HANDLERS, PEOPLE
from gongkai.participation.models import Gathering


def may_know_people(post: Post) -> bool:
    return post.role in HANDLERS


def people(row: Gathering, post: Post, at: datetime) -> None:
    """Keeps that somebody wants to see who signed up. Raises ``NotYourRole``."""
    if not may_know_people(post):
        raise NotYourRole("报名人的信息只给组织这一场的人看")
    looks.keep([row.pk], PEOPLE, post, at)
