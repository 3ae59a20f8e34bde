"""What the answers come to: per subject how many, how satisfied, how sure that is, what was left out (U19).

One definition for the staff's page, the public result, the fact and the sheet. Satisfied is who chose one of the two
best steps; the share is of those who answered that question; its interval is Wilson's, of 95 in 100. Where the sample
is smaller than the questionnaire's minimum there is no share at all.
"""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

from django.db.models import Count

from gongkai.participation.models import LEAST_LIKED, Answer, Basis, Question, Reply, Sort, Subject, Survey

Z = 1.959963984540054  # of the normal distribution, 95 in 100 between −Z and Z


@dataclass(frozen=True)
class Share:
    """``hits`` of ``n``; the interval in parts of one."""

    hits: int
    n: int

    @property
    def text(self) -> str:
        """87.50%, rounded half up; empty where nobody answered."""
        if not self.n:
            return ""
        return f"{(Decimal(self.hits * 100) / self.n).quantize(Decimal('0.01'), ROUND_HALF_UP)}%"

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval of 95 in 100; from nothing to all where nobody answered."""
        if not self.n:
            return 0.0, 1.0
        part, square = self.hits / self.n, Z * Z
        middle = (part + square / (2 * self.n)) / (1 + square / self.n)
        wide = Z / (1 + square / self.n) * sqrt(part * (1 - part) / self.n + square / (4 * self.n * self.n))
        return max(0.0, middle - wide), min(1.0, middle + wide)

    @property
    def between(self) -> str:
        """81.3%—92.1%, one place, as it is printed."""
        low, high = self.interval
        return f"{low * 100:.1f}%—{high * 100:.1f}%"


@dataclass
class Tally:
    """Of one subject: answers that count and those that do not, replies by question and what was chosen."""

    subject: Subject
    minimum: int
    measure: Question | None
    counted: int = 0
    beside: int = 0  # answers of volunteers, where only the invited count
    invited: int = 0  # letters sent
    replies: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def chosen(self) -> dict[int, int]:
        """Step of the scale → how many chose it, of the question that measures."""
        return self.replies.get(self.measure.number, {}) if self.measure else {}

    @property
    def share(self) -> Share:
        hits = sum(many for step, many in self.chosen.items() if step >= LEAST_LIKED)
        return Share(hits, sum(self.chosen.values()))

    @property
    def missing(self) -> int:
        """Answers that count and leave the question open."""
        return self.counted - self.share.n

    @property
    def enough(self) -> bool:
        return self.share.n >= self.minimum

    @property
    def mean(self) -> str:
        """Of the five steps, two places; empty where there is too little."""
        total = sum(step * many for step, many in self.chosen.items())
        return f"{Decimal(total) / self.share.n:.2f}" if self.enough and self.share.n else ""

    @property
    def says(self) -> str:
        """The result in one sentence, with its denominator and how sure it is; or why there is none."""
        n = self.share.n
        if not self.enough:
            return f"有效答卷 {n} 份，少于最少 {self.minimum} 份，样本不足，不计算满意度"
        left = f"，{self.missing} 份没有答这一题" if self.missing else ""
        share = self.share
        return f"有效答卷 {n} 份，满意 {share.hits} 份，满意度 {share.text}（95%区间 {share.between}）{left}"

    def figures(self) -> dict:
        """What the act that tells a unit keeps; plain data."""
        return {
            "n": self.share.n, "satisfied": self.share.hits, "missing": self.missing, "minimum": self.minimum,
            "says": self.says,
        }  # fmt: skip


def tallies(survey: Survey) -> list[Tally]:
    """One a subject, in the order of the units. Three queries for the whole survey."""
    measure = survey.questions.filter(measures=True).first()
    found = {one.pk: Tally(one, survey.minimum, measure) for one in survey.subjects.select_related("unit")}
    counts = survey.answers.order_by().values_list("subject", "invited").annotate(Count("pk"))
    for subject, invited, many in counts:
        if invited or survey.basis == Basis.ALL:
            found[subject].counted += many
        else:
            found[subject].beside += many
    for subject, many in survey.invitations.order_by().values_list("subject").annotate(Count("pk")):
        found[subject].invited = many
    replies = Reply.objects.filter(answer__in=counted(survey), choice__isnull=False).order_by()
    named = ("answer__subject", "question__number", "choice")
    for subject, question, choice, many in replies.values_list(*named).annotate(Count("pk")):
        found[subject].replies[question][choice] = many
    return list(found.values())


def counted(survey: Survey):
    """The answers that make the result."""
    found = Answer.objects.filter(survey=survey)
    return found if survey.basis == Basis.ALL else found.filter(invited=True)


def digest(found: list[Tally]) -> str:
    """Hash (64 hex) of every count, by which a result is the one that was evaluated."""
    said = sorted([one.subject.unit_id, one.counted, one.beside, _sorted(one.replies)] for one in found)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _sorted(replies: dict[int, dict[int, int]]) -> list:
    return sorted([question, sorted(chosen.items())] for question, chosen in replies.items())


def spread(survey: Survey, found: list[Tally]) -> list[tuple[Question, list[tuple[str, int, str]]]]:
    """Every question to choose in, over the subjects with answers enough: (word, how many, share of who answered).

    Empty where no subject has enough.
    """
    enough, shown = [one for one in found if one.enough], []
    for question in survey.questions.exclude(sort=Sort.LINE):
        chosen = [one.replies.get(question.number, {}) for one in enough]
        sums = {value: sum(one.get(value, 0) for one in chosen) for value, _ in question.choices}
        of = sum(sums.values())
        if of:
            words = [(word, sums[value], Share(sums[value], of).text) for value, word in question.choices]
            shown.append((question, words))
    return shown
