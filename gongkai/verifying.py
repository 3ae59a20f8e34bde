"""``gongkai verify``: is the trail whole, are the guards standing, does the public read what was published."""

from collections.abc import Iterator

from tqdm import tqdm

from gongkai.acts import guards, verify
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Anchor, Case
from gongkai.answers.models import Answer
from gongkai.assessment.outlook import rescoring
from gongkai.disclosures import verifying as disclosures
from gongkai.disclosures.models import Disclosure
from gongkai.dossiers.models import Dossier
from gongkai.evidence import verifying as evidence
from gongkai.look.words import titled
from gongkai.publication import door
from gongkai.publication.models import Shown
from gongkai.registers.models import Register
from gongkai.revisions import verifying as revisions


def run(args) -> int:
    """Prints every fault; exit code 1 if there is one. With a campaign: of that campaign alone, scored anew."""
    if args.campaign:
        return rescoring.run(args)
    found = [f"数据库里少了保护：{name}" for name in guards.missing()]
    total = Case.objects.count() + Disclosure.objects.count() + Register.objects.count() + Dossier.objects.count()
    total += Answer.objects.count()
    with tqdm(total=total, desc="核对", unit="件", disable=None, leave=False) as bar:
        found += [*verify.faults(bar.update), *disclosures.faults(bar.update)]
        found += [*revisions.faults(Register, bar.update), *revisions.faults(Dossier, bar.update), *_other_pages()]
        found += revisions.faults(Answer, bar.update)
        found += evidence.faults()
    for fault in found:
        print(fault)
    print(
        f"核对 {Case.objects.count()} 件事项、{Act.objects.count()} 条办理记录："
        + (f"{len(found)} 处不符" if found else "完整")
    )
    print(_last_anchor())
    return 1 if found else 0


def _other_pages() -> Iterator[str]:
    """Public rows that are no disclosure (columns, units, results, texts) still say what they were hashed with."""
    for row in Shown.objects.live().exclude(kind="document").iterator(chunk_size=500):
        if differing := door.differences(row):
            yield f"门户{titled(row.title)}（{row.key}）：{'、'.join(differing)}与公布时的校验值不符"


def _last_anchor() -> str:
    """To be compared with the copy kept elsewhere: anchors cut off at the end leave no trace in the database."""
    last = Anchor.objects.order_by("-pk").first()
    if last is None:
        return "还没有锚。如果以前有过，就是被删去了，请与另存的锚比对"
    when = last.at.astimezone(BEIJING)
    return f"最后的锚：第{last.pk}个，{when:%Y-%m-%d}，{last.digest}。请与另存的锚比对，少了就是被删去了"
