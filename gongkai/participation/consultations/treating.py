"""What becomes of each opinion: like ones answered together, reasons where not adopted, a second person agrees."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max

from gongkai.accounts.models import Person, Post
from gongkai.acts.models import Act, Case
from gongkai.acts.refusals import Unready, WrongState
from gongkai.acts.taking import Take, take_many
from gongkai.participation.models import Adopted, Consultation, Opinion, Treatment

OPEN = ("received", "treated")  # taken up and not answered for good
OUT = ("aside", "upheld", "appealed")  # not taken up


@dataclass(frozen=True)
class Said:
    """What becomes of an opinion; fields as in ``Treatment``."""

    gist: str
    adopted: str
    reason: str = ""
    paragraph: int | None = None

    def lacks(self) -> list[str]:
        if self.adopted != Adopted.WHOLLY and not self.reason.strip():
            return ["不采纳、部分采纳的，要写明理由"]
        return []


def treat(row: Consultation, opinions: Sequence[Opinion], said: Said | Treatment, by: Post, at: datetime) -> Treatment:
    """Answers opinions together, with a new answer or with one that others got. All or none."""
    with transaction.atomic():
        one = said if isinstance(said, Treatment) else _new(row, said)
        Opinion.objects.filter(pk__in=[opinion.pk for opinion in opinions]).update(treatment=one)
        detail = {"treatment": one.pk, "says": f"第{one.number}条：{Adopted(one.adopted).label}"}
        take_many("consult_opinion", "treat", [Take(opinion.case, by, at, detail=detail) for opinion in opinions])
        _bind(one, opinions)
    return one


def change(one: Treatment, said: Said, by: Post) -> None:
    """Writes an answer anew; refused while an opinion got it for good, and bound anew for who is to agree."""
    if reasons := said.lacks():
        raise Unready(reasons)
    with transaction.atomic():
        if one.opinions.exclude(case__status__in=OPEN).exists():
            raise WrongState("这条处理意见已经复核，不能改；要改的，请先把意见退回重办")
        Treatment.objects.filter(pk=one.pk).update(**vars(said))
        one.refresh_from_db()
        _bind(one, list(one.opinions.all()))


def agree(opinions: Sequence[Opinion], read: Mapping[int, str], by: Post, at: datetime) -> None:
    """The second person's agreement to the answers that stood on the screen: ``read``, their hash by the case's key."""
    takes = [Take(one.case, by, at, read=read.get(one.pk, "")) for one in opinions]
    take_many("consult_opinion", "review", takes)


def assign(opinions: Sequence[Opinion], worker: Person, by: Post, at: datetime) -> None:
    """Gives opinions to one person to treat."""
    detail = {"says": f"由{worker.name}办理"}
    with transaction.atomic():
        take_many("consult_opinion", "assign", [Take(one.case, by, at, detail=detail) for one in opinions])
        Opinion.objects.filter(pk__in=[one.pk for one in opinions]).update(worker=worker)


def is_reasoned(cases, takes) -> dict[int, list[str]]:
    """重大决策条例-18: what is not adopted, or not wholly, says why."""
    keys = {take.case.pk: take.detail["treatment"] for take in takes if not take.only_asks}
    known = Treatment.objects.in_bulk(set(keys.values()))
    return {
        case: ["不采纳、部分采纳的，要写明理由"]
        for case, key in keys.items()
        if known[key].adopted != Adopted.WHOLLY and not known[key].reason.strip()
    }


def is_being_treated(cases, takes) -> dict[int, list[str]]:
    """Answers are given until the summary is drawn up; while the draft is out already."""
    rows = Opinion.objects.select_related("consultation__case").in_bulk([case.pk for case in cases])
    says = "采纳情况已经拟定，要改处理意见的，请先退回采纳情况"
    late = [key for key, one in rows.items() if one.consultation.case.status not in ("open", "treating")]
    return {key: [says] for key in late}


def waiting(row: Consultation):
    """Opinions that still await an answer agreed to, the oldest first."""
    return row.opinions.filter(case__status__in=OPEN).order_by("came", "number")


@dataclass(frozen=True)
class Figures:
    """How many came, by each way; how many were taken up, answered, adopted."""

    came: int
    aside: int
    answered: int
    by_channel: dict[str, int]
    by_adopted: dict[str, int]

    @property
    def counted(self) -> int:
        return self.came - self.aside

    @property
    def waits(self) -> int:
        return self.counted - self.answered

    @property
    def share(self) -> str:
        """How much is answered, in whole per cent rounded down, so that 100% means all."""
        return f"{self.answered * 100 // self.counted}%" if self.counted else "—"


def figures(row: Consultation) -> Figures:
    """Counts of one consultation; what was not taken up is in no count but the first two."""
    found = row.opinions.order_by().values_list("case__status", "channel", "treatment__adopted").annotate(Count("pk"))
    taken = [one for one in found if one[0] not in OUT]
    settled = [one for one in taken if one[0] == "settled"]
    came, kept = sum(one[3] for one in found), sum(one[3] for one in taken)
    return Figures(came, came - kept, sum(one[3] for one in settled), _sums(taken, 1), _sums(settled, 2))


@dataclass(frozen=True)
class Answered:
    """An answer that was agreed to, and the numbers of the opinions that got it."""

    said: Treatment
    numbers: list[int]

    @property
    def many(self) -> int:
        return len(self.numbers)


def answers(row: Consultation) -> list[Answered]:
    """The answers that were agreed to, in their order."""
    numbers: dict[int, list[int]] = {}
    settled = row.opinions.filter(case__status="settled").order_by("number")
    for key, number in settled.values_list("treatment", "number"):
        numbers.setdefault(key, []).append(number)
    rows = row.treatments.filter(pk__in=numbers).order_by("number")
    return [Answered(one, numbers[one.pk]) for one in rows]


def digest(row: Consultation) -> str:
    """Hash (64 hex) over every answer, whose opinions it answers, and the changed draft."""
    said = [f"{one.said.number} {one.numbers} {one.said.content}" for one in answers(row)]
    said += [str(figures(row)), *row.newest.paragraphs]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def summary(case: Case, take) -> dict:
    """What the act of drawing the summary up keeps."""
    row = Consultation.objects.get(pk=case.pk)
    told = figures(row)
    return {"sha256": digest(row), "says": f"收到 {told.came} 条，收录 {told.counted} 条，答复 {told.answered} 条"}


def last_summary(row: Consultation) -> str:
    act = Act.objects.filter(case=row.pk, step="summarize").order_by("-number").first()
    return act.detail.get("sha256", "") if act else ""


def _new(row: Consultation, said: Said) -> Treatment:
    if reasons := said.lacks():
        raise Unready(reasons)
    last = row.treatments.aggregate(last=Max("number"))["last"] or 0
    return Treatment.objects.create(consultation=row, number=last + 1, **vars(said))


def _bind(one: Treatment, opinions: Iterable[Opinion]) -> None:
    """A second person agrees to the answer as it stands: its hash is the content of each opinion's case."""
    content = hashlib.sha256(one.content.encode()).hexdigest()
    Case.objects.filter(pk__in=[opinion.pk for opinion in opinions]).update(content=content)
    for opinion in opinions:
        opinion.case.content = content


def _sums(rows, place: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in rows:
        found[one[place]] = found.get(one[place], 0) + one[3]
    return found
