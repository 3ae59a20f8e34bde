"""Stating that a unit had nothing to publish in a column: only where the column waits for something (BW-6.1.5)."""

from datetime import date, datetime, timedelta

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.catalogue import freshness, statements
from gongkai.catalogue.freshness import Freshness, State
from gongkai.catalogue.models import Statement, TopicUnit
from gongkai.checks import privacy, secrecy

STOPS = ("block", "confirm")
SHORTEST = 4  # a reason of fewer signs says nothing


def state(duty: TopicUnit, reason: str, by: Post, at: datetime) -> Statement:
    """Opens a statement for the days since the column was last renewed. Raises ``Unready``."""
    day = at.astimezone(BEIJING).date()
    seen = look(duty, at)
    if reasons := [*why_not(seen), *_faults(reason)]:
        raise Unready(reasons)
    since = period(seen)
    row = Statement(duty=duty, since=since, until=day, reason=reason)
    title = f"{duty.topic.name}：{since or '一直'}至{day}无更新" if since else f"{duty.topic.name}：至{day}无更新"

    def room(cases: list[Case]) -> None:
        row.case = cases[0]
        row.save(force_insert=True)

    says = f"{duty.topic.name}，{f'{since} 至 ' if since else '至 '}{day} 没有可以公开的新内容"
    open_many("no_update", "state", [Opening(duty.unit, title, by, at, detail={"says": says})], room)
    return row


def look(duty: TopicUnit, at: datetime) -> Freshness:
    """How fresh the column is kept, by what is out and what was reviewed before ``at``."""
    last = statements.published_since(duty, None)
    quiet = statements.reviewed(at).get((duty.topic_id, duty.unit_id))
    watch = freshness.Watch(at.astimezone(BEIJING).date(), shelf.calendar(), shelf.here())
    return watch.see(duty, last, quiet)


def why_not(seen: Freshness) -> list[str]:
    """Why nothing is to be stated of this column now; empty where it can be."""
    duty = seen.duty
    if (duty.topic_id, duty.unit_id) in statements.waiting():
        return ["这个栏目已经有一份说明在等核定，不用再说明"]
    if seen.state is State.FREE:
        return ["这个栏目没有更新时限，不用说明"]
    if seen.state is State.UNKNOWN:
        return [f"数不出这个栏目的期限（{seen.why}），请先请政务公开办改正栏目的更新时限"]
    if seen.waits:
        return []
    if seen.state is State.FRESH and seen.quiet:
        return [f"本期已于 {seen.quiet} 核定无更新，到 {seen.due} 以前不用再说明"]
    if seen.state is State.FRESH and seen.last:
        return [f"本期在 {seen.last} 公开过信息，不是没有更新，到 {seen.due} 以前不用说明"]
    return [f"离 {seen.due} 还早，临近期限仍然没有内容时再说明"]


def period(seen: Freshness) -> date | None:
    """The first day that the statement speaks of: the day after the column was last renewed, else the duty's first."""
    renewed = seen.quiet or seen.last
    return renewed + timedelta(days=1) if renewed else freshness.begins(seen.duty)


def _faults(reason: str) -> list[str]:
    found = [finding.message for finding in (*privacy.find(reason), *secrecy.find(reason)) if finding.level in STOPS]
    faults = [f"理由公众看得到，{message}" for message in found]
    if len(reason.strip()) < SHORTEST:
        faults.append("请写明为什么没有可以公开的内容，如 本季度没有办理行政处罚")
    return faults
