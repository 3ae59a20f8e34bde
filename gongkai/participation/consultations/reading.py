"""Looking at opinions and at who gave them: by those who handle them, every look kept (个人信息保护法-51)."""

from datetime import datetime

from django.db.models import Q

from gongkai.accounts.models import Post
from gongkai.acts import looks
from gongkai.acts.models import Case
from gongkai.acts.refusals import NotYourRole
from gongkai.participation.consultations.steps import HANDLERS, SPEAKER, WORDS
from gongkai.participation.models import Consultation, Opinion


def may_know_speaker(post: Post) -> bool:
    return post.role in HANDLERS


def knows_speaker(one: Opinion) -> bool:
    """Whether who gave it left anything of himself that is still kept."""
    return any(word is not None for word in (one.name, one.phone, one.email))


def all_words(row: Consultation, post: Post, at: datetime) -> None:
    """That the opinions on a draft lie open together; the look is of the consultation."""
    looks.keep_once([row.pk], WORDS, post, at)


def words(one: Opinion, post: Post, at: datetime) -> str:
    looks.keep_once([one.pk], WORDS, post, at)
    return one.words or ""


def speaker(one: Opinion, post: Post, at: datetime) -> list[tuple[str, str | None]]:
    """Who gave it, as rows of a summary. Raises ``NotYourRole``."""
    if not may_know_speaker(post):
        raise NotYourRole("提意见人的信息只给办理意见的人看")
    looks.keep([one.pk], SPEAKER, post, at)
    return [("姓名", one.name), ("电话", one.phone), ("邮箱", one.email)]


def taken_out(row: Consultation, post: Post, at: datetime) -> None:
    """That all opinions left with those who gave them, in a table."""
    looks.keep([row.pk], SPEAKER, post, at)


def looked_at(row: Consultation) -> dict:
    """Looks at a consultation and at each of its opinions."""
    return looks.of(Case.objects.filter(Q(pk=row.pk) | Q(consult_opinion__consultation=row.pk)))
