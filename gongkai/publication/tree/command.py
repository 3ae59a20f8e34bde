"""``gongkai tree``: writes the tree of files, follows what changes, compares it with the site, packs it."""

import os
import signal
import sys
import threading
from pathlib import Path

from django.db import Error as DatabaseError
from django.db import close_old_connections
from tqdm import tqdm

from gongkai import pulse
from gongkai.acts.clock import now
from gongkai.publication import folder
from gongkai.publication.tree import package, putting, verifying
from gongkai.publication.tree.writing import Writer
from gongkai.vault import signatures

PAUSE, AFTER_A_FAULT = 0.1, 3.0  # seconds
TOLD = 50  # faults told one by one


def write(args) -> int:
    """Brings the tree up to what is public now; ``--anew`` writes every page again."""
    if args.anew:
        (folder.root() / ".state.json").unlink(missing_ok=True)
    writer, changed = Writer(), 0
    with tqdm(desc="写成文件", unit="页", disable=None, leave=False) as bar:
        while writer.step(now()):
            changed, writer.changed = changed + len(writer.changed), []
            bar.update()
    print(f"{folder.root()} 已与网站一致，改写和移走文件 {changed} 个")
    return 0


def follow(parent: int) -> None:
    """Writes what changes as long as the server that started it runs."""
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    os.nice(5)
    writer: Writer | None = None
    while not stopped.is_set() and os.getppid() == parent:
        try:
            writer = writer or Writer()
            busy = writer.step(now())
            writer.changed.clear()
            pulse.beat(pulse.TREE)
            stopped.wait(0 if busy else PAUSE)
        except (DatabaseError, OSError, RuntimeError) as fault:
            pulse.failing(pulse.TREE, _why(fault))
            putting.log.exception("公开页面没有写成文件，稍后再试")
            writer = None
            close_old_connections()
            stopped.wait(AFTER_A_FAULT)


def _why(fault: Exception) -> str:
    """For the office: what is in the way, and where."""
    if isinstance(fault, OSError):
        return f"文件夹 {folder.root()} 写不进（{fault.strerror or type(fault).__name__}）"
    return "数据库读写不了" if isinstance(fault, DatabaseError) else f"有页面一直在变动（{fault}）"


def verify(args) -> int:
    """1 where a file is missing, says something else or is nobody's."""
    if not folder.stands():
        print(f"{folder.root()} 里还没有写过公开页面，请先运行 gongkai tree write", file=sys.stderr)
        return 2
    count = 0
    for count, fault in enumerate(verifying.faults(), start=1):
        if count <= TOLD:
            print(fault)
    print(
        f"有 {count} 处不一致，请运行 gongkai tree write --anew 重新写过" if count else "公开页面的文件与网站完全一致"
    )
    return 1 if count else 0


def pack(args) -> int:
    """The next package into a folder; the tree is brought up to date first."""
    target = Path(args.to)
    if not target.is_dir():
        print(f"没有文件夹 {target}，请先建立它", file=sys.stderr)
        return 2
    Writer().catch_up(now())
    try:
        made = package.pack(target, now(), whole=args.whole, number=args.number)
    except FileNotFoundError:
        print("打包时有页面正在变动，没有做成包，请再运行一次", file=sys.stderr)
        return 2
    if made is None:
        print("上一个包以后没有变动，不用做新的")
        return 0
    place, changed, removed = made
    print(f"{place}：新的和改过的文件 {changed} 个，撤下 {removed} 个")
    return 0


def key(args) -> int:
    """The public key that packages are checked with."""
    print(signatures.public_key())
    return 0
