"""Columns of the post's unit that must gain an item soon or are late already."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from gongkai.accounts.models import Post, Role
from gongkai.acts.clock import BEIJING
from gongkai.catalogue import board
from gongkai.catalogue.freshness import Freshness, State
from gongkai.law.limits import Limit
from gongkai.look.clocks import Face

KEEPERS = frozenset({Role.PROPOSER, Role.PUBLISHER, Role.REVIEWER})
SHOWN = 30


@dataclass(frozen=True)
class ColumnDuty:
    """One column: ``says`` tells how long it has been silent, ``left`` how long it may be or how late it is;
    ``quiet`` is where it can be stated that there was nothing to publish.
    """

    title: str
    says: str
    state: str
    left: str
    url: str
    quiet: str = ""


def due(post: Post, at: datetime) -> list[ColumnDuty]:
    """Late and near columns that this post's unit keeps, the worst first; none for those who keep no column."""
    if post.role not in KEEPERS:
        return []
    today = at.astimezone(BEIJING).date()
    seen = board.seen(board.duties(post, today).exclude(topic__refresh=""), today)
    return [_duty(one, post) for one in seen if one.state.overdue or one.state is State.NEAR][:SHOWN]


def _duty(one: Freshness, post: Post) -> ColumnDuty:
    topic = one.duty.topic
    said = f"上次公开 {one.last}，已 {one.idle} 个工作日未更新" if one.last else "还没有公开过内容"
    said += f"，{one.quiet} 核定过无更新" if one.quiet else ""
    limit = f"{_measure(one.clock.limit)}，期限 {one.due}" if one.clock and one.due else "没有写明自哪一天起负责"
    url = f"{reverse('disclosures:form')}?topic={topic.pk}" if post.role == Role.PROPOSER else ""
    left = Face(one.clock).left if one.clock and one.due else "已超期"
    state = "late" if one.state.overdue else "near"
    said += "，已说明本期无更新，待核定" if one.duty.stated else ""
    quiet = reverse("catalogue:state", args=[one.duty.pk]) if url and not one.duty.stated else ""
    url = url or reverse("catalogue:topic", args=[topic.code])
    return ColumnDuty(topic.name, f"{said}（{limit}）", state, left, url, quiet)


def _measure(limit: Limit) -> str:
    return "、".join(str(window) for window in limit.windows) if limit.windows else str(limit.span)
