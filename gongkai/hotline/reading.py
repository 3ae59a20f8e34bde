"""Looking at sealed words: only by those who handle the case, and every look is kept (个人信息保护法-51)."""

from datetime import datetime

from gongkai.accounts.models import Post, Role
from gongkai.acts import looks
from gongkai.acts.refusals import NotYourRole
from gongkai.hotline.models import Plea
from gongkai.hotline.roles import READERS
from gongkai.hotline.vocabulary import Look, Sort


def may_read(post: Post) -> bool:
    return post.role in READERS


def may_know_caller(plea: Plea, post: Post) -> bool:
    """Who reports a wrong is known to the office alone."""
    return post.role == Role.OFFICE if plea.sort == Sort.REPORT else post.role in READERS


def words(plea: Plea, post: Post, at: datetime) -> str:
    """What was told; empty for those who only watch, and for the person it is about."""
    if not may_read(post) or plea.accused_id == post.person_id or plea.words is None:
        return ""
    looks.keep_once([plea.pk], Look.WORDS, post, at)
    return plea.words


def caller(plea: Plea, post: Post, at: datetime) -> list[tuple[str, str]]:
    """Who told it, as rows of a summary. Raises ``NotYourRole``."""
    if not may_know_caller(plea, post) or plea.accused_id == post.person_id:
        who = "举报人的信息只给政务公开办看" if plea.sort == Sort.REPORT else "来电人的信息只给办理这一件的人看"
        raise NotYourRole(who)
    looks.keep([plea.pk], Look.CALLER, post, at)
    rows = [("姓名", plea.name), ("电话", plea.phone), ("地址", plea.address)]
    return [(term, value or "没有留") for term, value in rows]
