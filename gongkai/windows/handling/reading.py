"""Looking at what an applicant told: only by those who handle the case, and every look is kept (个人信息保护法-51)."""

from datetime import datetime

from gongkai.accounts.models import Post, Role
from gongkai.acts import looks
from gongkai.acts.refusals import NotYourRole
from gongkai.windows.models import ServiceCase

READERS = frozenset({Role.PROPOSER, Role.REVIEWER})
ASKS, APPLICANT = "asks", "applicant"
SEALED = {ASKS: "申请内容", APPLICANT: "申请人信息"}


def may_read(post: Post) -> bool:
    return post.role in READERS


def asks(row: ServiceCase, post: Post, at: datetime) -> str:
    """What is applied for; empty for those who only watch. Partners read it too; the look is of the whole."""
    if not may_read(post) or row.asks is None:
        return ""
    looks.keep_once([row.pk], ASKS, post, at)
    return row.asks


def applicant(row: ServiceCase, post: Post, at: datetime) -> list[tuple[str, str | None]]:
    """Who applies, as rows of a summary. Raises ``NotYourRole``."""
    if not may_read(post):
        raise NotYourRole("申请人的信息只给办理这一件的人看")
    looks.keep([row.pk], APPLICANT, post, at)
    return [("姓名", row.name), ("电话", row.phone), ("证件号码", row.paper_no)]
