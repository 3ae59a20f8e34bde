"""``gongkai archive``: makes what is missing, checks what is there, copies a year's packages out (TZ-4.5)."""

import shutil
import sys
from pathlib import Path

from gongkai.acts.clock import now
from gongkai.disclosures.archive import archiving, packages
from gongkai.disclosures.models import ArchivePackage


def run(args) -> int:
    """Exit code 0: all whole; 1: a package is not; 2: nowhere to copy to."""
    if args.check:
        return _told({path: packages.faults(Path(path)) for path in args.check})
    made = _make()
    rows = ArchivePackage.objects.filter(year=args.year) if args.year else ArchivePackage.objects.all()
    found = {row.path: [fault] if (fault := archiving.check(row, now())) else [] for row in rows.order_by("path")}
    print(f"新做归档包 {made} 个")
    if args.to and (code := _copy(Path(args.to), args.year)):
        return code
    return _told(found)


def _make() -> int:
    made = 0
    while some := archiving.unpacked(now()):
        for act in some:
            archiving.pack(act, now())
        made += len(some)
    return made


def _copy(target: Path, year: int | None) -> int:
    if target.exists() and any(target.iterdir()):
        print(f"文件夹 {target} 不是空的，没有复制，请换一个文件夹", file=sys.stderr)
        return 2
    count = 0
    for package in archiving.of_year(year):
        place = target / package.path
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(archiving.path_of(package), place)
        count += 1
    print(f"已复制 {count} 个归档包到 {target}")
    return 0


def _told(found: dict[str, list[str]]) -> int:
    for path, faults in found.items():
        for fault in faults:
            print(f"{path}：{fault}")
    wrong = sum(map(bool, found.values()))
    print(f"核对归档包 {len(found)} 个：" + (f"{wrong} 个有问题" if wrong else "完整"))
    return 1 if wrong else 0
