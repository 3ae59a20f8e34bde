"""``gongkai verify``: is the trail whole, are the guards standing."""

from tqdm import tqdm

from gongkai.acts import guards, verify
from gongkai.acts.models import Act, Case


def run(args) -> int:
    """Prints every fault; exit code 1 if there is one."""
    found = [f"数据库里少了保护：{name}" for name in guards.missing()]
    with tqdm(total=Case.objects.count(), desc="核对", unit="件", disable=None, leave=False) as bar:
        found += list(verify.faults(bar.update))
    for fault in found:
        print(fault)
    print(
        f"核对 {Case.objects.count()} 件事项、{Act.objects.count()} 条办理记录："
        + (f"{len(found)} 处不符" if found else "完整")
    )
    return 1 if found else 0
