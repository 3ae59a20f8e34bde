"""Whether the trail is whole: every act hashes the one before it, every case stands where its last act left it.

Knows the trail and its anchors alone; what a room keeps of its cases, the room holds against the trail itself.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby

from django.db import connection, transaction
from django.db.models import QuerySet

from gongkai.acts import chain, steps
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Anchor, Case, Remark
from gongkai.vault import signatures


def faults(progress: Callable[[int], None] = lambda done: None) -> Iterator[str]:
    """Sentences, one a fault: an act changed, missing, inserted, reordered, cut off; a case that stands elsewhere than
    its acts took it; foreign or vanished words; a broken, strange or missing anchor.
    """
    yield from _trail_faults(Case.objects.all(), Act.objects.all(), Remark.objects.all(), progress)
    yield from _anchor_faults()


def faults_of(cases: Collection[int]) -> Iterator[str]:
    """The same of these cases alone, without the anchors."""
    remarks = Remark.objects.filter(act__case__in=cases)
    yield from _trail_faults(Case.objects.filter(pk__in=cases), Act.objects.filter(case__in=cases), remarks)


def anchor(at: datetime) -> Anchor:
    """Signs what all chains end in now. To be published, so that nobody can cut them back unseen.

    Anchors are numbered without a gap and the number is signed: one taken out from among them is missed.
    """
    with transaction.atomic():
        _wait_for_writers()
        rows = list(Case.objects.order_by("pk").values_list("pk", "length", "head"))
        last = Act.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        number = (Anchor.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
        fresh = Anchor(
            pk=number, at=at, cases=len(rows), acts=sum(row[1] for row in rows), last_act=last, digest=_digest(rows)
        )
        fresh.signature, fresh.key = signatures.sign(_signed(fresh)), signatures.public_key()
        fresh.save(force_insert=True)
    return fresh


def _wait_for_writers() -> None:
    """On PostgreSQL an act may get its key before another's and be committed after it: none may be under way."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Case._meta.db_table}, {Act._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def _trail_faults(
    cases: QuerySet[Case], acts: QuerySet[Act], remarks: QuerySet[Remark],
    progress: Callable[[int], None] = lambda done: None,
) -> Iterator[str]:  # fmt: skip
    known = {case.pk: case for case in cases.only("kind", "status", "length", "head", "opened").iterator()}
    said = remarks.values_list("act_id", "text", "salt", "erased")
    words = {key: (text, salt, erased) for key, text, salt, erased in said.iterator()}
    ordered = acts.order_by("case_id", "number").iterator(chunk_size=2000)
    for case, trail in groupby(ordered, key=lambda act: act.case_id):
        yield from _case_faults(case, list(trail), known.pop(case, None), words)
        progress(1)
    for one in known.values():
        yield f"事项{one.pk}：应有{one.length}条办理记录，一条也没有"


def _case_faults(key: int, trail: list[Act], case: Case | None, words) -> Iterator[str]:
    before, stands = chain.FIRST, ""
    for number, act in enumerate(trail, start=1):
        where = f"事项{key}第{number}条"
        if act.number != number:
            yield f"{where}：缺少记录，接下来的编号是{act.number}"
            return
        if act.prev != before:
            yield f"{where}：与上一条接不上，前面的记录被换过或插入过"
        if chain.digest(act) != act.hash:
            yield f"{where}：内容被改过，与自身的校验值不符"
        if act.frm != stands:
            yield f"{where}：从“{act.frm}”开始，而上一条止于“{stands}”"
        yield from _word_faults(where, act, words)
        before, stands = act.hash, act.to
    yield from _row_faults(key, trail, case)


def _row_faults(key: int, trail: list[Act], case: Case | None) -> Iterator[str]:
    """The case's own row says what its trail says: where it ends, in which state, and when it was opened."""
    last = trail[-1]
    if case is None or (case.length, case.head) != (last.number, last.hash):
        yield f"事项{key}：末尾被截断或事项行被改过，应止于第{case.length if case else '?'}条"
        return
    if case.status != last.to:
        yield f"事项{key}：状态被改过，事项行写的是“{_state(case, case.status)}”，末条办到“{_state(case, last.to)}”"
    if case.opened != trail[0].at:
        yield f"事项{key}：建立时间被改过，与第一条办理记录不符"


def _state(case: Case, status: str) -> str:
    known = {kind.name: kind.states for kind in steps.kinds()}
    return known.get(case.kind, {}).get(status, status)


def _word_faults(where: str, act: Act, words) -> Iterator[str]:
    text, salt, erased = words.get(act.pk, (None, "", None))
    if act.words and act.pk not in words:
        yield f"{where}：所附理由不见了"
    elif text is None and act.pk in words and erased is None:
        yield f"{where}：所附理由被清空，却没有消除的记录"
    elif text is not None and chain.salted(text, salt) != act.words:
        yield f"{where}：所附理由被换过"


def _anchor_faults() -> Iterator[str]:
    own = signatures.public_key()
    for number, kept in enumerate(Anchor.objects.order_by("pk"), start=1):
        when = f"{kept.at.astimezone(BEIJING):%Y-%m-%d}的锚"
        if kept.pk != number:
            yield f"{when}：编号应为{number}，实为{kept.pk}，前面的锚被删过"
            return
        if kept.key != own:
            yield f"{when}：不是用本系统的密钥签的"
        elif not signatures.is_signed(_signed(kept), kept.signature, own):
            yield f"{when}：签名不对"
        elif _digest(_ends_at(kept)) != kept.digest:
            yield f"{when}：当时的记录与现在的对不上，有记录被删去或替换"


def _signed(kept: Anchor) -> bytes:
    """What the signature of an anchor covers: all of it."""
    when = kept.at.astimezone(UTC).isoformat()
    return f"{kept.pk} {when} {kept.cases} {kept.acts} {kept.last_act} {kept.digest}".encode()


def _ends_at(kept: Anchor) -> list[tuple[int, int, str]]:
    """Ends of all chains when the anchor was made, rebuilt from the acts that stood then."""
    ends: dict[int, tuple[int, int, str]] = {}
    rows = Act.objects.filter(pk__lte=kept.last_act).order_by("case_id", "number")
    for case, number, head in rows.values_list("case_id", "number", "hash").iterator(chunk_size=5000):
        ends[case] = (case, number, head)
    return [ends[case] for case in sorted(ends)]


def _digest(ends) -> str:
    return sha256("\n".join(f"{case} {length} {head}" for case, length, head in ends).encode()).hexdigest()
