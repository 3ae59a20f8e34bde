"""办理统计 (KF-2.2): what came, what was in time, how it was liked; one definition for staff and public."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from django.db.models import F, Max, Q

from gongkai.acts.facts import Span
from gongkai.acts.models import Act, Due
from gongkai.hotline.limiting import REPLIES
from gongkai.hotline.models import Plea
from gongkai.hotline.vocabulary import RATED, Channel, Rating, Sort

LEAST = 10  # ratings, below which no share is told: one voice would move it by more than ten in a hundred
RECEIPTS = ("enter", "file", "bring")
DEFINITIONS = (
    ("收到", "统计期内收到的诉求，按收到时间算，撤回的也算。"),
    ("应答复", "答复期限的最后一日在统计期内的诉求。同意延长的按延长后的最后一日算。"),
    ("按期答复", "应答复的里面，在最后一日以前答复的。期限还没有到的不算在应答复里。"),
    ("按期率", "按期答复除以应答复。"),
    ("参评", "统计期内回访或者来电人自己评价的；没有联系上的不算参评。重新办理后又评价的，以最后一次为准。"),
    ("满意率", f"满意和基本满意除以参评。参评少于{LEAST}件的不计算，只列件数。"),
)


@dataclass
class Figures:
    """Of one unit, or of all: counts, and the two shares as they are printed (empty where they are not told)."""

    unit: str = ""
    received: int = 0
    due: int = 0
    in_time: int = 0
    rated: int = 0
    satisfied: int = 0
    basic: int = 0

    @property
    def punctual(self) -> str:
        return share(self.in_time, self.due) if self.due else ""

    @property
    def liked(self) -> str:
        return share(self.satisfied + self.basic, self.rated) if self.rated >= LEAST else ""

    @property
    def disliked(self) -> int:
        return self.rated - self.satisfied - self.basic

    @property
    def liked_says(self) -> str:
        return self.liked or ("样本不足" if self.rated else "—")


@dataclass
class Told:
    """What a period comes to."""

    whole: Figures
    rows: list[Figures] = field(default_factory=list)
    sorts: list[tuple[str, int]] = field(default_factory=list)
    channels: list[tuple[str, int]] = field(default_factory=list)

    def plain(self) -> dict:
        """As it is kept and agreed to."""
        return {
            "whole": asdict(self.whole), "rows": [asdict(one) for one in self.rows],
            "sorts": [list(one) for one in self.sorts], "channels": [list(one) for one in self.channels],
        }  # fmt: skip


def of_plain(said: dict) -> Told:
    pairs = [[(name, many) for name, many in said[which]] for which in ("sorts", "channels")]
    return Told(Figures(**said["whole"]), [Figures(**one) for one in said["rows"]], *pairs)


def figures(units: Sequence, span: Span) -> Told:
    """Each unit that has anything to tell, in the order given, and all together; counted as the trail knew it then."""
    keys = {unit.pk: Figures(unit.name) for unit in units}
    pleas = received(span).filter(case__unit__in=keys)
    for unit in pleas.values_list("case__unit", flat=True):
        keys[unit].received += 1
    for unit, on_time in replies_due(span).filter(case__unit__in=keys).values_list("case__unit", "kept"):
        keys[unit].due += 1
        keys[unit].in_time += bool(on_time)
    for unit, rating in ratings(span, list(keys)):
        keys[unit].rated += 1
        keys[unit].satisfied += rating == Rating.SATISFIED
        keys[unit].basic += rating == Rating.BASIC
    rows = [one for one in keys.values() if one.received or one.due or one.rated]
    sorts, channels = (Counter(pleas.values_list(name, flat=True)) for name in ("sort", "channel"))
    return Told(
        _sum(rows), rows, [(one.label, sorts[one.value]) for one in Sort if sorts[one.value]],
        [(one.label, channels[one.value]) for one in Channel if channels[one.value]],
    )  # fmt: skip


def received(span: Span):
    """Cases told in the period."""
    acts = Act.objects.filter(case__kind="plea", step__in=RECEIPTS, at__lt=span.as_of)
    acts = acts.filter(effective__gte=span.begins, effective__lt=span.ends)
    return Plea.objects.filter(case__in=acts.values("case"))


def replies_due(span: Span):
    """Dates of replies in the period, each with whether it was ``kept``; what is not over yet is left out."""
    dues = Due.objects.filter(limit__in=REPLIES, case__kind="plea", started__lt=span.as_of)
    dues = dues.exclude(case__status="withdrawn").filter(due__gte=span.begins, due__lt=span.ends)
    return dues.annotate(kept=Q(done__isnull=False, done__lte=F("due"))).order_by("case_id", "round")


def ratings(span: Span, units: Sequence[int]) -> list[tuple[int, str]]:
    """(unit, rating) of what was rated in the period, the last word of each; who was not reached gave none."""
    acts = Act.objects.filter(case__kind="plea", step__in=("call_back", "rate"), case__unit__in=units)
    acts = acts.filter(effective__gte=span.begins, effective__lt=span.ends)
    last = acts.order_by().values("case").annotate(last=Max("pk")).values("last")
    rows = Act.objects.filter(pk__in=last).values_list("case__unit", "detail")
    return [(unit, said["rating"]) for unit, said in rows if said.get("rating") in RATED]


def share(part: int, of: int) -> str:
    """87.5%, rounded half up to one place."""
    tenths = (part * 2000 + of) // (2 * of)
    return f"{tenths // 10}.{tenths % 10}%"


def _sum(rows: Sequence[Figures]) -> Figures:
    whole = Figures("合计")
    for one in rows:
        for name in ("received", "due", "in_time", "rated", "satisfied", "basic"):
            setattr(whole, name, getattr(whole, name) + getattr(one, name))
    return whole
