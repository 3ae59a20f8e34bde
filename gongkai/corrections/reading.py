"""Looking at what a reader wrote and how to reach him: by those who handle it, every look kept (个人信息保护法-51)."""

from datetime import datetime

from gongkai.accounts.models import Post, Role
from gongkai.acts import looks
from gongkai.corrections.models import Report
from gongkai.corrections.steps import ANSWER, WORDS

READERS = ANSWER | {Role.REVIEWER}


def words(row: Report, post: Post, at: datetime) -> tuple[str, str]:
    """What was said, and how to reach who said it; nothing for those who only watch. What the house itself noticed has
    no reader behind it."""
    if post.role not in READERS:
        return "", ""
    if row.sender and row.words:
        looks.keep_once([row.pk], WORDS, post, at)
    return row.words or "", row.contact or ""
