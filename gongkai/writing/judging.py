"""检查发现: each is a candidate until a named person confirms or rejects it; a judgement holds while the words stay."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from gongkai.accounts.models import Post
from gongkai.acts import rows
from gongkai.acts.models import Act, Case
from gongkai.acts.refusals import Unready
from gongkai.checks.finding import Finding as Seen
from gongkai.vault.sealed import digest
from gongkai.writing.models import FalseAlarm, Finding, Judgement

STOPS = ("block", "confirm")  # levels that hold a proposal until masked, cleaned or explained
NEAR = 20  # signs on either side that tell one marking from another


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the part it stands in (正文, 附件《…》); ``mark`` is of this place, ``word`` of its words."""

    part: str
    seen: Seen
    mark: str
    word: str

    @property
    def stops(self) -> bool:
        return self.seen.level in STOPS


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding and what was made of it; ``alarm``: this installation knows its words to be harmless."""

    found: Found
    row: Finding | None = None
    alarm: bool = False

    @property
    def judgement(self) -> str:
        return self.row.judgement if self.row else Judgement.CANDIDATE

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to look at it."""
        return self.judgement == Judgement.CANDIDATE and not self.alarm


def found(part: str, seen: Seen, text: str = "") -> Found:
    """A finding under its marks. Personal data is known by its own digest wherever it stands; a marking by the words
    around it too, for the same two signs may be harmless in one sentence and not in the next.
    """
    word = digest(f"{seen.kind}:{seen.digest or seen.excerpt}")
    if part.startswith("附件《"):
        place = part if seen.start == seen.end else part.partition("》")[0]
    elif seen.digest or not text:
        place = part if seen.start == seen.end else ""
    else:
        place = text[max(0, seen.start - NEAR) : seen.end + NEAR] if seen.level in STOPS else ""
    return Found(part, seen, digest(f"{word}:{place}"), word)


def weigh(case: Case | None, some: Iterable[Found]) -> list[Judged]:
    """What was made of each, in the given order; the same words told twice are one."""
    once: dict[str, Found] = {}
    for one in some:
        once.setdefault(one.mark, one)
    kept = {row.mark: row for row in case.findings.select_related("person")} if case else {}
    words = [one.word for one in once.values() if not one.stops]
    alarms = set(
        FalseAlarm.objects.filter(word__in=words, case__status="standing").values_list("word", flat=True)
    ) if words else set()  # fmt: skip
    return [Judged(one, kept.get(mark), not one.stops and one.word in alarms) for mark, one in once.items()]


def keep(case: Case, edition: int, some: Iterable[Judged], at: datetime) -> None:
    """Writes the candidates that have no row yet."""
    fresh = [_row(case, edition, one.found, at) for one in some if one.row is None and not one.alarm]
    Finding.objects.bulk_create(fresh, ignore_conflicts=True)


def judge(
    case: Case, edition: int, one: Found, judgement: str, why: str, by: Post, at: datetime, *, act: Act | None = None
) -> Finding:
    """A person's judgement of one finding. Rejecting needs a reason. Raises ``Unready``."""
    if judgement == Judgement.REJECTED and not why.strip():
        raise Unready(["认定“不是问题”要写明理由，请填写后再办"])
    said = _row(case, edition, one, at)
    row, _ = Finding.objects.get_or_create(
        case=case, mark=one.mark, defaults={name: getattr(said, name) for name in TOLD}
    )
    row.judgement, row.why, row.person_id, row.at, row.act = judgement, why.strip() or None, by.person_id, at, act
    row.save(update_fields=["judgement", "why", "person", "at", "act"])
    return row


TOLD = ("edition", "kind", "level", "part", "excerpt", "message", "met")


def explained(cases: Iterable[Case]) -> set[tuple[int, str]]:
    """(case, mark) of what was rejected with a reason."""
    return {(row.case_id, row.mark) for row in _rows(cases, Judgement.REJECTED)}


def confirmed(cases: Iterable[Case]) -> dict[int, dict[str, Finding]]:
    """What was confirmed and must be mended, by case and mark; in a batch of which nothing was, nothing."""
    held: dict[int, dict[str, Finding]] = {}
    for row in _rows(cases, Judgement.CONFIRMED):
        held.setdefault(row.case_id, {})[row.mark] = row
    return held


def explainers(cases: Iterable[Case]) -> dict[int, set[int]]:
    """Keys of the people who explained why something that stops a paper may go out, by case."""
    found: dict[int, set[int]] = {}
    for row in _rows(cases, Judgement.REJECTED):
        if row.level in STOPS and row.person_id:
            found.setdefault(row.case_id, set()).add(row.person_id)
    return found


def _rows(cases: Iterable[Case], judgement: str) -> Iterator[Finding]:
    """Rows of a judgement. By the range of their keys: a batch stands close together and few of its cases have any."""
    keys = {case.pk for case in cases}
    if keys:
        some = Finding.objects.filter(judgement=judgement, case__gte=min(keys), case__lte=max(keys))
        standing = some.select_related("person").defer("why")
        yield from (row for row in standing if row.case_id in keys)


def shortened(some: list[Judged], most: int) -> tuple[list[Judged], int]:
    """The first so many and how many are left; open ones and grave ones first."""
    rank = {"block": 0, "confirm": 1, "warn": 2}
    ordered = sorted(some, key=lambda one: (not one.is_open, rank[one.found.seen.level]))
    return ordered[:most], max(0, len(ordered) - most)


def _row(case: Case, edition: int, one: Found, at: datetime) -> Finding:
    seen = replace(one.seen, excerpt=one.seen.excerpt[:300], message=one.seen.message[:500])
    return rows.made(
        Finding,
        {"edition": edition, "kind": seen.kind, "level": seen.level, "part": one.part[:200], "excerpt": seen.excerpt,
         "message": seen.message, "mark": one.mark, "met": at},
        case=case,
    )  # fmt: skip
