"""What a post's unit keeps up to date in public and must soon look at: columns, lists, matters and themes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts.clock import BEIJING
from gongkai.answers.models import Answer
from gongkai.catalogue import board
from gongkai.catalogue.freshness import Freshness, State
from gongkai.disclosures import elsewhere
from gongkai.disclosures.conferences import pressing
from gongkai.dossiers import progress
from gongkai.dossiers.models import Dossier
from gongkai.law.limits import Limit
from gongkai.look.clocks import Face
from gongkai.organisation.media import counting, silence
from gongkai.organisation.models import MediaAccount
from gongkai.registers import clocks
from gongkai.registers.models import Register

KEEPERS = frozenset({Role.PROPOSER, Role.PUBLISHER, Role.REVIEWER})
FOLLOWERS = frozenset({Role.PROPOSER, Role.REVIEWER})
RESTING = ("published", "draft", "returned")  # nobody is looking at it just now
SHOWN = 30


@dataclass(frozen=True)
class Upkeep:
    """One thing to look at: ``says`` why, ``left`` how long it may wait or how late it is (``state``: late or near);
    ``quiet`` is where it can be stated that there was nothing to publish.
    """

    title: str
    says: str
    state: str
    left: str
    url: str
    quiet: str = ""


@dataclass(frozen=True)
class Section:
    """Lines of one sort, and what the link beside each says."""

    name: str
    title: str
    verb: str
    lines: list[Upkeep]


def sections(post: Post, at: datetime) -> list[Section]:
    """Only what has lines; none for those who keep nothing."""
    writes = post.role == Role.PROPOSER
    found = [
        Section("columns", "栏目更新", "去发布" if writes else "看栏目", _columns(post, at)),
        Section("registers", "清单核对", "去核对" if writes else "看清单", _registers(post, at)),
        Section("dossiers", "全过程公开", "去补上" if writes else "看事项", _dossiers(post, at)),
        Section("channels", "发布渠道", "去登记" if writes else "看清单", _channels(post, at)),
        Section("media", "政务新媒体", "去更新" if writes else "看账号", _media(post, at)),
        Section("conferences", "新闻发布会", "去看", _conferences(post, at)),
        Section("answers", "政策问答", "去复核", _answers(post)),
    ]
    return [one for one in found if one.lines]


def _columns(post: Post, at: datetime) -> list[Upkeep]:
    """Columns that must gain an item soon or are late already, the worst first."""
    if post.role not in KEEPERS:
        return []
    today = at.astimezone(BEIJING).date()
    seen = board.seen(board.duties(post, today).exclude(topic__refresh=""), today)
    return [_column(one, post) for one in seen if one.state.overdue or one.state is State.NEAR][:SHOWN]


def _column(one: Freshness, post: Post) -> Upkeep:
    topic = one.duty.topic
    said = f"上次公开 {one.last}，已 {one.idle} 个工作日未更新" if one.last else "还没有公开过内容"
    said += f"，{one.quiet} 核定过无更新" if one.quiet else ""
    limit = f"{_measure(one.clock.limit)}，期限 {one.due}" if one.clock and one.due else "没有写明自哪一天起负责"
    url = f"{reverse('disclosures:form')}?topic={topic.pk}" if post.role == Role.PROPOSER else ""
    left = Face(one.clock).left if one.clock and one.due else "已超期"
    said += "，已说明本期无更新，待核定" if one.duty.stated else ""
    quiet = reverse("catalogue:state", args=[one.duty.pk]) if url and not one.duty.stated else ""
    url = url or reverse("catalogue:topic", args=[topic.code])
    return Upkeep(topic.name, f"{said}（{limit}）", _state(one.state.overdue), left, url, quiet)


def _registers(post: Post, at: datetime) -> list[Upkeep]:
    """Lists that must be looked through soon or are late already, the worst first."""
    if post.role not in KEEPERS:
        return []
    kept = Register.objects.filter(post.in_sight("unit"), case__status__in=RESTING).select_related("case", "unit")
    seen = [one for one in clocks.freshness(kept, at) if one.overdue or one.near]
    return list(_lists(sorted(seen, key=lambda one: str(one.clock and one.clock.due))[:SHOWN]))


def _lists(seen: list[clocks.Freshness]) -> Iterable[Upkeep]:
    for one in seen:
        assert one.clock is not None
        said = f"上次公布 {one.last}" if one.last else "还没有公布过"
        said += f"（{one.clock.limit.title}，期限 {one.clock.due}）"
        url = reverse("registers:record", args=[one.register.pk])
        yield Upkeep(one.register.case.title, said, _state(one.overdue), Face(one.clock).left, url)


def _dossiers(post: Post, at: datetime) -> list[Upkeep]:
    """Matters and themes that are out with a stage that is late or lost its paper, the most lacking first."""
    if post.role not in FOLLOWERS:
        return []
    found = Dossier.objects.filter(post.in_sight("case__unit"), live__isnull=False).select_related("case", "live")
    known = progress.of_many([(one.kind, one.live) for one in found], at.astimezone(BEIJING).date())
    told = [(one, [state.lacks for state in known[one.live.pk] if state.lacks]) for one in found]
    lacks = sorted(((one, some) for one, some in told if some), key=lambda pair: -len(pair[1]))
    return [
        Upkeep(one.case.title, some[0], "near", f"还差 {len(some)} 处", reverse("dossiers:record", args=[one.pk]))
        for one, some in lacks[:SHOWN]
    ]


def _channels(post: Post, at: datetime) -> list[Upkeep]:
    """One line for what went out elsewhere before the portal, one for what lacks the record of a channel."""
    if post.role not in KEEPERS | {Role.OFFICE}:
        return []
    url, found = reverse("disclosures:channels"), []
    if early := elsewhere.ahead(post, at):
        newest = early[0]
        says = f"最近一件：{newest.act.case.title}，{newest.channel} {newest.on} 发布，网站 {newest.first} 公开"
        found.append(Upkeep("先于网站发布", says, "late", f"{len(early)} 次", url))
    if post.role in KEEPERS and (lacking := elsewhere.owed(post, at)):
        says = f"近一个月公开的，最早一件：{lacking[0].record.case.title}，还差{'、'.join(lacking[0].channels)}"
        found.append(Upkeep("没有登记发布渠道", says, "near", f"{len(lacking)} 件", url))
    return found


def _media(post: Post, at: datetime) -> list[Upkeep]:
    """Accounts of the unit, for the office of the county, that are asleep, soon will be or are silent in an emergency;
    of its own also those of which days are missing.
    """
    if post.role not in KEEPERS | {Role.OFFICE}:
        return []
    rows = MediaAccount.objects.visible_to(post).filter(case__status__in=counting.RUNNING, since__isnull=False)
    seen = counting.look(list(rows.select_related("case__unit")), at.astimezone(BEIJING).date())
    silences = silence.silences([one.account for one in seen])
    found = [Upkeep(one.title, one.says, "late", "失声", reverse("organisation:media")) for one in silences]
    for one in seen:
        mark = one.worst
        if mark is None or one.state is counting.State.FINE:
            continue
        if one.state is not counting.State.ZERO and post.role == Role.OFFICE:
            continue
        url = reverse("organisation:account", args=[one.account.pk])
        left = "待定" if one.state is counting.State.UNKNOWN else Face(mark.clock).left
        found.append(Upkeep(str(one.account), one.says, _state(one.state is counting.State.ZERO), left, url))
    return found[:SHOWN]


def _answers(post: Post) -> list[Upkeep]:
    """Answers of the unit that are out and whose paper changed, or whose own day is over."""
    if post.role not in FOLLOWERS:
        return []
    found = Answer.objects.filter(post.in_sight("case__unit")).exclude(doubt="").select_related("case").order_by("pk")
    return [
        Upkeep(one.case.title, one.doubt, "near", "待复核", reverse("answers:record", args=[one.pk]))
        for one in found[:SHOWN]
    ]


def _conferences(post: Post, at: datetime) -> list[Upkeep]:
    """Rounds of units that owe press conferences: soon over, or the last one missed and nothing held since (BW-7.5)."""
    if post.role not in FOLLOWERS | {Role.OFFICE}:
        return []
    keys = post.unit_keys()
    units = Unit.objects.filter(cases__kind="conference_duty").distinct()
    found = pressing.turns(list(units if keys is None else units.filter(pk__in=keys)), at)
    url = reverse("disclosures:conference-duties")
    return [
        Upkeep(one.title, one.says, _state(one.late), "没有举行" if one.late else Face(one.clock).left, url)
        for one in found[:SHOWN]
    ]


def _state(late: bool) -> str:
    return "late" if late else "near"


def _measure(limit: Limit) -> str:
    return "、".join(str(window) for window in limit.windows) if limit.windows else str(limit.span)
