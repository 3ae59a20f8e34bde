"""Whether the trail is whole: every act hashes the one before it, every case ends where its last act says."""

from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from itertools import groupby

from gongkai.acts import chain
from gongkai.acts.models import Act, Anchor, Case, Remark
from gongkai.vault import signatures


def faults(progress: Callable[[int], None] = lambda done: None) -> Iterator[str]:
    """Sentences, one a fault: an act changed, missing, inserted, reordered, cut off; foreign words; a broken anchor."""
    ends = {key: (length, head) for key, length, head in Case.objects.values_list("pk", "length", "head").iterator()}
    words = {key: (text, salt) for key, text, salt in Remark.objects.values_list("act_id", "text", "salt").iterator()}
    acts = Act.objects.order_by("case_id", "number").iterator(chunk_size=2000)
    for case, trail in groupby(acts, key=lambda act: act.case_id):
        yield from _case_faults(case, list(trail), ends.pop(case, None), words)
        progress(1)
    for case, (length, _) in ends.items():
        if length:
            yield f"事项{case}：应有{length}条办理记录，一条也没有"
    yield from _anchor_faults()


def anchor(at: datetime) -> Anchor:
    """Signs what all chains end in now. To be published, so that nobody can cut them back unseen."""
    rows = list(Case.objects.order_by("pk").values_list("pk", "length", "head"))
    last = Act.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    total = _digest(rows)
    return Anchor.objects.create(
        at=at,
        cases=len(rows),
        acts=sum(row[1] for row in rows),
        last_act=last,
        digest=total,
        signature=signatures.sign(total.encode()),
        key=signatures.public_key(),
    )


def _case_faults(case: int, trail: list[Act], end, words) -> Iterator[str]:
    before = chain.FIRST
    for number, act in enumerate(trail, start=1):
        where = f"事项{case}第{number}条"
        if act.number != number:
            yield f"{where}：缺少记录，接下来的编号是{act.number}"
            return
        if act.prev != before:
            yield f"{where}：与上一条接不上，前面的记录被换过或插入过"
        if chain.digest(act) != act.hash:
            yield f"{where}：内容被改过，与自身的校验值不符"
        yield from _word_faults(where, act, words)
        before = act.hash
    if end is None or end != (len(trail), before):
        yield f"事项{case}：末尾被截断或事项行被改过，应止于第{end[0] if end else '?'}条"


def _word_faults(where: str, act: Act, words) -> Iterator[str]:
    text, salt = words.get(act.pk, (None, ""))
    if act.words and act.pk not in words:
        yield f"{where}：所附理由不见了"
    elif text is not None and chain.salted(text, salt) != act.words:
        yield f"{where}：所附理由被换过"


def _anchor_faults() -> Iterator[str]:
    for kept in Anchor.objects.order_by("pk"):
        when = kept.at.strftime("%Y-%m-%d")
        if not signatures.is_signed(kept.digest.encode(), kept.signature, kept.key):
            yield f"{when}的锚：签名不对"
        elif _digest(_ends_at(kept)) != kept.digest:
            yield f"{when}的锚：当时的记录与现在的对不上，有记录被删去或替换"


def _ends_at(kept: Anchor) -> list[tuple[int, int, str]]:
    """Ends of all chains when the anchor was made, rebuilt from the acts that stood then."""
    ends: dict[int, tuple[int, int, str]] = {}
    rows = Act.objects.filter(pk__lte=kept.last_act).order_by("case_id", "number")
    for case, number, head in rows.values_list("case_id", "number", "hash").iterator(chunk_size=5000):
        ends[case] = (case, number, head)
    return [ends[case] for case in sorted(ends)]


def _digest(ends) -> str:
    return sha256("\n".join(f"{case} {length} {head}" for case, length, head in ends).encode()).hexdigest()
