"""Registering accounts, putting them right, and what the public reads of those that stand."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError
from django.db.models import Max

from gongkai.accounts.models import Post
from gongkai.acts import rows
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.organisation.models import MediaAccount, MediaDay, Platform
from gongkai.publication import door
from gongkai.publication.records import AccountRecord

Reasons = dict[int, list[str]]
PUBLIC = {"running": "运行", "pausing": "运行", "paused": "暂停更新", "resuming": "暂停更新", "closing": "暂停更新"}
LABELS = {"name": "名称", "platform": "平台", "ident": "账号", "url": "主页网址", "opened": "开设日期"}


@dataclass
class Founding:
    """An account as its unit registers it."""

    name: str
    platform: str
    ident: str
    opened: date
    url: str = ""


def register_accounts(foundings: list[Founding], by: Post, at: datetime) -> list[MediaAccount]:
    """Opens the cases; the office confirms each. All or none."""
    found: list[MediaAccount] = []

    def room(cases: list[Case]) -> None:
        for case, one in zip(cases, foundings, strict=True):
            said = {"platform": one.platform, "ident": one.ident, "url": one.url, "opened": one.opened}
            found.append(MediaAccount(case=case, **said))
        rows.insert(found)

    says = [f"{Platform(one.platform).label}“{one.name}”，账号 {one.ident}" for one in foundings]
    openings = [
        Opening(by.unit, one.name, by, at, detail={"says": said}) for one, said in zip(foundings, says, strict=True)
    ]
    try:
        open_many("media_account", "register", openings, room)
    except IntegrityError:
        raise Unready(["这个平台上刚刚有人登记过这个账号，请核对"]) from None
    return found


def is_free(cases, takes) -> Reasons:
    """What is put right names no other account, and says something new."""
    reasons: Reasons = {}
    for take in takes:
        if take.only_asks:
            continue
        account, said = take.case.media_account, take.detail
        if not _changes(account, said):
            reasons[take.case.pk] = ["没有改动，请修改以后再保存"]
        elif taken(said["platform"], said["ident"], but=account.pk):
            reasons[take.case.pk] = ["这个平台上已经登记过这个账号，请核对"]
    return reasons


def taken(platform: str, ident: str, but: int | None = None) -> bool:
    return MediaAccount.objects.filter(platform=platform, ident=ident).exclude(pk=but).exists()


def told(account: MediaAccount, said: dict) -> str:
    """What was put right, each with what it said before and says now."""
    return "；".join(
        f"{LABELS[name]}由“{old or '无'}”改为“{new or '无'}”" for name, old, new in _changes(account, said)
    )


def correct(cases, takes, acts) -> None:
    for take in takes:
        said = take.detail
        Case.objects.filter(pk=take.case.pk).update(title=said["name"])
        values = {name: said[name] for name in ("platform", "ident", "url", "opened")}
        MediaAccount.objects.filter(pk=take.case.pk).update(**values)
    show([case.pk for case in cases], acts[0].at)


def runs(cases, takes, acts) -> None:
    """It runs from the day it was confirmed or let run again; what lay before is not held against it."""
    for act in acts:
        MediaAccount.objects.filter(pk=act.case_id).update(since=act.at.astimezone(BEIJING).date())
    show([act.case_id for act in acts], acts[0].at)


def rests(cases, takes, acts) -> None:
    show([act.case_id for act in acts], acts[0].at)


def ends(cases, takes, acts) -> None:
    """No account of the unit any more: whoever meets it must not take it for the government's."""
    door.withdraw([key_of(act.case_id) for act in acts], at=acts[0].at, reason="账号已注销")


def show(keys: list[int], at: datetime) -> None:
    """Through the door what the public may know of accounts; of one not confirmed that is nothing."""
    found = MediaAccount.objects.filter(pk__in=keys, case__status__in=PUBLIC).select_related("case__unit")
    last = dict(
        MediaDay.objects.filter(account__in=keys, posts__gt=0).values_list("account").annotate(Max("day")).order_by()
    )
    door.show_many([record_of(one, last.get(one.pk)) for one in found], at=at)


def key_of(case_key: int) -> str:
    """The name under which the door keeps an account."""
    return f"account:{case_key}"


def record_of(account: MediaAccount, updated: date | None) -> AccountRecord:
    """All that the public may see of an account."""
    unit = account.case.unit
    return AccountRecord(
        key=key_of(account.pk), title=account.case.title, keeper=unit.code, unit_name=unit.full_name or unit.name,
        platform=account.get_platform_display(), ident=account.ident, homepage=account.url, opened=account.opened,
        standing=PUBLIC[account.case.status], updated=updated,
    )  # fmt: skip


def as_said(account: MediaAccount) -> dict:
    """What the form of putting right begins with."""
    return {
        "name": account.case.title, "platform": account.platform, "ident": account.ident, "url": account.url,
        "opened": account.opened.isoformat(),
    }  # fmt: skip


def _changes(account: MediaAccount, said: dict) -> list[tuple[str, str, str]]:
    before = as_said(account)
    words = dict(Platform.choices)
    shown = lambda name, value: str(words.get(value, value)) if name == "platform" else value
    return [
        (name, shown(name, before[name]), shown(name, said[name])) for name in LABELS if before[name] != said.get(name)
    ]
