"""``gongkai receive``: files too large for a browser, looked through, proposed, and carried out once agreed to."""

import sys
from pathlib import Path

from tqdm import tqdm

from gongkai.accounts.models import Post, Role
from gongkai.acts.clock import now, today
from gongkai.acts.refusals import Refused
from gongkai.disclosures.importing.plans import Unreadable
from gongkai.intake import bringing, looking
from gongkai.intake.models import Intake


def run(args) -> int:
    """Exit code 0: done; 1: some rows have faults; 2: nothing could be done."""
    if args.what.isdecimal() and not Path(args.what).exists():
        return _bring(int(args.what))
    return _look(Path(args.what), args)


def _look(path: Path, args) -> int:
    if args.files and not Path(args.files).is_dir():
        return _refuse(f"没有文件夹“{args.files}”")
    held = Post.objects.held_on(today()).filter(person__username=args.by, role=Role.PROPOSER).select_related("unit")
    post = held.first()
    if post is None:
        return _refuse(f"没有账号“{args.by}”，或它今天不任信息员")
    try:
        with tqdm(desc="检查", unit="件", disable=None) as bar:
            bad, files = (Path(one) if one else None for one in (args.bad, args.files))
            look = looking.look_through(path, post, now(), bad_rows=bad, files=files, progress=bar.update)
    except (Unreadable, OSError) as refusal:
        return _refuse(f"读不了“{path}”：{refusal}")
    print(look.says)
    for number, title, says in look.faults[:20]:
        print(f"  第{number}行 {title}：{says}")
    if args.bad and look.bad:
        print(f"有问题的行写到了 {args.bad}")
    if not args.dry_run and look.good:
        intake = bringing.propose(look, post, now())
        print(f"已提出接收，编号 {intake.pk}。经保密审查、审核、同意后由后台接收；也可运行 gongkai receive {intake.pk}")
    return 1 if look.bad else 0


def _bring(key: int) -> int:
    intake = Intake.objects.select_related("case").filter(pk=key).first()
    if intake is None:
        return _refuse(f"没有编号为 {key} 的接收")
    if intake.case.status != "agreed":
        return _refuse(f"{intake.case.title}现在是“{intake.case.status_label}”，同意以后才能接收")
    try:
        with tqdm(total=intake.good, initial=intake.brought, desc="接收", unit="件", disable=None) as bar:
            bringing.bring(key, now(), bar.update)
    except (Refused, OSError) as refusal:
        return _refuse(str(refusal))
    intake.refresh_from_db()
    print(
        f"已接收 {intake.brought} 件"
        + (f"，{len(intake.left)} 件未能接收，原因见这次接收的页面" if intake.left else "")
    )
    return 0


def _refuse(says: str) -> int:
    print(says, file=sys.stderr)
    return 2
