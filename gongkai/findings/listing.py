"""Staff lists: findings with filters, rounds with their progress, a round's units and candidates."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Max
from django.urls import reverse

from gongkai.accounts.models import Post, Unit
from gongkai.findings import forms, loss_sheets
from gongkai.findings.loss_sheets import LossRow
from gongkai.findings.mending import ordering
from gongkai.findings.models import Finding, Rectification, Round, Standing
from gongkai.findings.steps import KIND
from gongkai.look.filters import Choice, Words
from gongkai.look.lists import Column, Listing


def findings(request) -> Listing:
    """Findings this post may see, the last seen on top."""
    rows = Finding.objects.visible_to(request.post).select_related("case", "unit")
    rows = rows.annotate(times=Count("sightings", distinct=True), last=Max("sightings__at"))
    return Listing(
        request,
        rows,
        columns=[
            Column("问题", "case.title", url=lambda row: reverse("findings:record", args=[row.pk])),
            Column("编号", "number", kind="word"),
            Column("单位", "unit.name", kind="word"),
            Column("状态", "case.status_label", kind="word"),
            Column("发现次数", "times", kind="number", sort="times"),
            Column("最近发现", "last", kind="day", sort="last"),
        ],
        filters=[
            Words("words", "字词", ("case__title", "problem")),
            Choice("unit", "单位", choices=lambda: units(request.post)),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
            Choice("code", "问题种类", choices=forms.problems),
            Choice("round", "轮次", choices=lambda: _rounds(request.post), path="sightings__round"),
        ],
        order=("-last", "-case"),
        title="问题",
        empty=("还没有问题", "考核公布以后，失分的项目到这里；日常检查发现的由政务公开办登记。", None),
    )


def units(post: Post) -> list[tuple[int, str]]:
    """Units this post sees that have findings."""
    rows = Unit.objects.filter(findings__isnull=False).distinct().order_by("order", "pk")
    keys = post.unit_keys()
    return list((rows if keys is None else rows.filter(pk__in=keys)).values_list("pk", "name"))


def _rounds(post: Post) -> list[tuple[int, str]]:
    return [(row.pk, row.title) for row in _seen(post)]


def _seen(post: Post):
    rows, keys = Round.objects.order_by("-at"), post.unit_keys()
    return rows if keys is None else rows.filter(standings__unit__in=keys).distinct()


def rounds(post: Post) -> list[dict]:
    """Rounds with counts of findings by state and of rectifications, as far as this post sees."""
    found = []
    for row in _seen(post):
        seen = Finding.objects.visible_to(post).filter(sightings__round=row).distinct()
        states = Counter(dict(seen.values_list("pk", "case__status")).values())
        mends = Counter(Rectification.objects.visible_to(post).filter(round=row).values_list("case__status", flat=True))
        found.append({
            "round": row, "findings": sum(states.values()), "open": states["candidate"],
            "standing": states["confirmed"], "mended": states["mended"],
            "mends": sum(mends.values()) - mends["cancelled"], "done": mends["mended"],
            "late": mends["late"] + mends["pursued"],
        })  # fmt: skip
    return found


@dataclass(frozen=True)
class UnitRow:
    """A unit in a round: its result, its losses, its rectification if there is one."""

    standing: Standing
    losses: int
    lost: Decimal
    mended: int
    mending: Rectification | None
    confirmed: int

    @property
    def may_be_asked(self) -> bool:
        return self.mending is None and self.confirmed > 0


def progress(found: Round, standings: list[Standing], known: dict[int, list[LossRow]]) -> list[UnitRow]:
    """Every unit of the round, as it stands now."""
    mends = {row.case.unit_id: row for row in ordering.standing(found).select_related("case__unit")}
    rows = []
    for one in standings:
        some = known.get(one.unit_id, [])
        states = Counter({row.finding.pk: row.finding.case.status for row in some}.values())
        rows.append(
            UnitRow(
                one, sum(states.values()), loss_sheets.lost(some), states["mended"], mends.get(one.unit_id),
                states["confirmed"],
            )
        )  # fmt: skip
    return rows


def candidates(known: dict[int, list[LossRow]]) -> list[LossRow]:
    """Losses whose finding waits for the office's word, a finding once."""
    found: dict[int, LossRow] = {}
    for some in known.values():
        for row in some:
            if row.finding.case.status == "candidate":
                found.setdefault(row.finding.pk, row)
    return list(found.values())
