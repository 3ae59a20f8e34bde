"""误报记忆: words that were judged harmless once and for all here; the word itself is not kept, only its digest."""

from datetime import datetime

from gongkai.accounts.models import Post
from gongkai.acts.models import Act
from gongkai.acts.refusals import WrongState
from gongkai.acts.taking import Opening, open_many
from gongkai.writing.judging import Found
from gongkai.writing.models import FalseAlarm


def remember(one: Found, why: str, by: Post, at: datetime) -> FalseAlarm:
    """Remembers a finding's words as harmless. What stops a paper is never remembered: raises ``WrongState``."""
    if one.stops:
        raise WrongState("这类发现会拦住送审，不能记为误报；请在这份文稿里写明为何可以公开")
    known = FalseAlarm.objects.filter(word=one.word).select_related("case").first()
    if known is not None:
        if known.case.status == "revoked":
            known.case.take("restore", by=by, at=at, words=why)
        return known
    opening = Opening(by.unit, f"误报：{one.seen.excerpt or one.seen.kind}"[:300], by, at, words=why)
    fresh = FalseAlarm(
        kind=one.seen.kind, word=one.word, excerpt=one.seen.excerpt[:300], message=one.seen.message[:500]
    )

    def room(cases) -> None:
        fresh.case = cases[0]
        fresh.save(force_insert=True)

    open_many("false_alarm", "remember", [opening], room)
    return fresh


def revoke(alarm: FalseAlarm, why: str, by: Post, at: datetime) -> Act:
    """From now on such words are told again."""
    return alarm.case.take("revoke", by=by, at=at, words=why)
