"""What readers write under an account: taken in once, answered, the longest waiting first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.taking import Opening, Take, open_many, take_many
from gongkai.organisation.models import MediaAccount, MediaComment
from gongkai.vault.sealed import digest


@dataclass(frozen=True)
class Said:
    """A comment as it is told: under which account, when, what; its answer where there is one already."""

    account: MediaAccount
    at: datetime
    words: str
    answer: str = ""
    answered: datetime | None = None

    @property
    def mark(self) -> str:
        """By which it is known again."""
        return digest(f"新媒体留言 {self.account.pk} {self.at.isoformat()} {self.words}")


def known(comments: Sequence[Said]) -> dict[str, MediaComment]:
    """Those that were taken in before, by their marks."""
    rows = MediaComment.objects.filter(account__in={one.account.pk for one in comments})
    return {row.mark: row for row in rows.select_related("case")}


def take_in(comments: Sequence[Said], by: Post, at: datetime) -> tuple[int, int]:
    """Opens what is new and records answers told with it: (taken in, answers recorded)."""
    before = known(comments)
    fresh = [one for one in comments if one.mark not in before]

    def room(cases: list[Case]) -> None:
        MediaComment.objects.bulk_create(
            MediaComment(case=case, account=one.account, at=one.at, words=one.words, mark=one.mark)
            for case, one in zip(cases, fresh, strict=True)
        )

    openings = [
        Opening(one.account.case.unit, f"“{one.account.case.title}”的网民留言", by, at, effective=one.at)
        for one in fresh
    ]
    cases = open_many("media_comment", "arrive", openings, room) if openings else []
    opened = {one.mark: case for one, case in zip(fresh, cases, strict=True)}
    waiting = opened | {mark: row.case for mark, row in before.items() if row.case.status == "waiting"}
    answers = [
        Take(waiting[one.mark], by, at, effective=one.answered, words=one.answer)
        for one in comments
        if one.answer and one.mark in waiting
    ]
    if answers:
        take_many("media_comment", "answer", answers)
    return len(fresh), len(answers)


def answered(cases, takes, acts) -> None:
    for act in acts:
        MediaComment.objects.filter(pk=act.case_id).update(answered=act.effective)


def waiting(post: Post):
    """Comments without an answer that this post may see, the longest waiting first."""
    rows = MediaComment.objects.visible_to(post).filter(case__status="waiting")
    return rows.select_related("case__unit", "account__case").order_by("at", "pk")
