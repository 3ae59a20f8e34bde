"""``gongkai import``: the import of the staff page, for files too large for a browser."""

import sys
from pathlib import Path

from tqdm import tqdm

from gongkai.accounts.models import Post, Role
from gongkai.acts.clock import now, today
from gongkai.disclosures.importing import plans


def run(args) -> int:
    """Exit code 0: all rows good; 1: some came back; 2: nothing could be read."""
    at, path = now(), Path(args.path)
    held = Post.objects.held_on(today()).filter(person__username=args.by, role=Role.PROPOSER).select_related("unit")
    post = held.first()
    if post is None:
        print(f"没有账号“{args.by}”，或它今天不任信息员", file=sys.stderr)
        return 2
    try:
        plan = _plan(path, post)
    except (plans.Unreadable, OSError) as refusal:
        print(f"读不了“{path}”：{refusal}", file=sys.stderr)
        return 2
    print(plan.says)
    for bad in plan.bad[:20]:
        print(f"  第{bad.number}行 {bad.title}：{bad.reason}")
    if args.bad and plan.bad:
        Path(args.bad).write_bytes(plan.bad_rows())
        print(f"有问题的行写到了 {args.bad}")
    if not args.dry_run:
        with tqdm(total=len(plan.good), desc="导入", unit="件", disable=None) as bar:
            plans.carry_out(plan, post, at, bar.update)
        print(f"已导入 {len(plan.good)} 件草稿")
    return 1 if plan.bad else 0


def _plan(path: Path, post: Post) -> plans.Plan:
    if path.is_dir():
        return plans.look_through_folder(path, post)
    return plans.look_through(path.read_bytes(), path.name, post)
