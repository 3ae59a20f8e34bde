"""运行情况: whether what runs by itself does run, and what it could not do; for those who can see to it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Q

from gongkai import pulse
from gongkai.accounts.models import Post, Role
from gongkai.look import words
from gongkai.outbox import sending, ways
from gongkai.outbox.models import Way
from gongkai.publication import folder, stale
from gongkai.publication.models import Shown, Stale

READERS = frozenset({Role.OFFICE, Role.ADMIN, Role.AUDITOR})
KEEPERS = frozenset({Role.OFFICE, Role.ADMIN})
SILENT = {pulse.TREE: 60, pulse.WORKER: 600}  # seconds: one step of theirs never takes so long
FREE = 1 << 30  # bytes
LATELY = timedelta(days=30)
UNITS: dict[str, str] = {Way.MAIL: "封"}
SETTING: dict[str, str] = {Way.MAIL: "SMTP"}
SERVER: dict[str, str] = {
    Way.MAIL: "邮件服务器",
    Way.SMS: "短信网关",
    Way.WECOM: "企业微信的应用",
    Way.ROBOT: "群机器人的地址",
}
LOST: dict[str, str] = {Way.MAIL: "邮箱地址可能已经停用，收件人没有收到；订阅的人可以从网站和阅读器看到同样的内容"}
LOOKED = 200  # marks, the newest, whose withdrawn items are looked for


@dataclass(frozen=True)
class Sign:
    """One thing that runs: ``says`` how it does; where ``wrong``, ``todo`` is what to do about it."""

    name: str
    says: str
    wrong: bool = False
    todo: str = ""


def wrong(post: Post, now: datetime) -> list[Sign]:
    """What does not run, for whoever keeps it running; for publishers what they withdrew and is still to be seen."""
    if post.role in KEEPERS:
        return [one for one in signs(now) if one.wrong]
    return _left() if post.role == Role.PUBLISHER else []


def signs(now: datetime) -> list[Sign]:
    """All there is to tell."""
    return [_tree(), *_left(), _worker(), *_sent(now), _disk()]


def _tree() -> Sign:
    name, seen = "公开页面写成文件", pulse.of(pulse.TREE)
    waiting = Stale.objects.exists()
    if seen is None:
        return Sign(name, "还没有启动过，网页由后台直接提供")
    if not seen.fault and seen.silent() < SILENT[pulse.TREE]:
        return Sign(name, "正在改写刚变动的页面" if waiting else "与网站一致")
    since = f"{words.moment(seen.beat)} 起停着"
    says = f"{since}：{seen.fault}" if seen.fault else since
    todo = (
        "新公开的页面由后台提供，栏目和首页的文件还是旧的。"
        f"请系统管理员查看 {folder.root()} 能否写入、磁盘空间和运行日志；恢复以后自动补写"
    )
    return Sign(name, says, True, todo)


def _left() -> list[Sign]:
    """Withdrawn pages whose files could not be taken away: a web server still shows them."""
    marks = Stale.objects.filter(scope=stale.ITEM).order_by("-pk").values_list("low", "high")[:LOOKED]
    touched = reduce(or_, (Q(pk__range=one) for one in marks), Q())
    if not touched or not folder.stands():
        return []
    gone = Shown.objects.filter(touched).exclude(withdrawn=None).values_list("address", flat=True)[:LOOKED]
    left = [f"/d/{address}/" for address in gone if folder.place(f"/d/{address}/").exists()]
    if not left:
        return []
    says = f"{len(left)} 件已经撤回，文件没有移走，读者还能看到：{'、'.join(left[:5])}"
    todo = f"请系统管理员马上从 {folder.root()} 里删去这些文件夹，再查明为什么写不进"
    return [Sign("撤回的页面", says, True, todo)]


def _worker() -> Sign:
    name, seen = "后台事项", pulse.of(pulse.WORKER)
    if seen is None:
        return Sign(name, "还没有启动过")
    if not seen.fault and seen.silent() < SILENT[pulse.WORKER]:
        return Sign(name, "按时在办")
    says = f"{words.moment(seen.beat)} 起{seen.fault or '停着'}"
    return Sign(name, says, True, "预约公开、邮件、每日留底等可能没有办。请系统管理员查看运行日志；恢复以后自动补办")


def _sent(now: datetime) -> Iterator[Sign]:
    known = sending.troubled(now - LATELY)
    for way in Way.values:
        yield from _by(way, known.get(way, sending.Trouble(0, "", 0, 0)))


def _by(way: str, seen: sending.Trouble) -> Iterator[Sign]:
    """What did not leave by one way; nothing of a way that is off and owes nothing."""
    name, unit = f"发出{Way(way).label}", UNITS.get(way, "条")
    if wrong := ways.wrong(way):
        yield Sign(name, f"设置有误：{wrong}", True, "请系统管理员改正设置文件；改正以后自动发出")
    if seen.trying:
        says = f"{seen.trying} {unit}没有发出去，还在重试：{seen.why}"
        todo = f"请系统管理员核对 GONGKAI_{SETTING.get(way, way.upper())} 和{SERVER[way]}；恢复以后自动发出"
        yield Sign(name, says, True, todo)
    if seen.failed:
        says = f"近三十天有 {seen.failed} {unit}被拒绝或者试了多次没有发成，不再重试"
        yield Sign(name, says, todo=LOST.get(way, "号码或者账号可能已经停用，收件人没有收到；工作台上看得到同样的事"))
    if seen.doubtful:
        yield Sign(name, f"近三十天有 {seen.doubtful} {unit}发送时中断，又发了一次，收件人可能收到两{unit}")
    if not (wrong or seen.trying or seen.failed or seen.doubtful) and ways.has(way):
        yield Sign(name, "没有积压")


def _disk() -> Sign:
    free = shutil.disk_usage(settings.DATA).free
    says = f"{settings.DATA} 还剩 {free / (1 << 30):.1f} GB"
    if free >= FREE:
        return Sign("磁盘空间", says)
    return Sign("磁盘空间", says, True, "空间用尽以后什么都存不下。请系统管理员马上清理或扩容")
