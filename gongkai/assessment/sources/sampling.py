"""Samples of a part: the frame as it stands, the draw kept with its seed, replacements with their reason (H17)."""

import secrets
from datetime import datetime

from django.db import transaction

from gongkai.accounts.models import Post, Role
from gongkai.acts.models import Act, Case
from gongkai.acts.refusals import Overtaken, Unready
from gongkai.assessment import handing, rules
from gongkai.assessment.models import Replacement, Sample, Scoring
from gongkai.assessment.sources import drawing
from gongkai.assessment.sources.drawing import Drawn

UNITS = ""


def choices(part: Scoring) -> list[tuple[str, str]]:
    """What can be drawn: the units, or the records behind a counted fact."""
    book = rules.book(part.campaign)
    counted = part.campaign.counts.exclude(records=[]).values_list("fact", flat=True).distinct()
    return [("units", "单位"), *((name, f"“{book.facts[name].name}”的记录") for name in sorted(set(counted)))]


def frame(part: Scoring, fact: str) -> list[list[str]]:
    """[key, title, stratum] of all that can be drawn: units by their class, records by their unit."""
    if not fact:
        rows = part.campaign.entrants.select_related("unit")
        return [[str(one.unit_id), one.unit.name, one.klass] for one in rows]
    counts = list(part.campaign.counts.filter(fact=fact).select_related("unit").order_by("unit__order", "unit_id"))
    titles = dict(Case.objects.filter(pk__in=[key for one in counts for key in one.records]).values_list("pk", "title"))
    return [[str(key), titles[key], one.unit.name] for one in counts for key in sorted(one.records) if key in titles]


def seed() -> str:
    """A fresh one; whoever draws by lot in public gives his own."""
    return secrets.token_hex(8)


def draw(cases, takes, acts) -> None:
    """Keeps the sample the act tells of."""
    for take in takes:
        said, part = take.detail, Scoring.objects.select_related("campaign").get(pk=take.case.pk)
        found = frame(part, said["fact"])
        shared = said["fact"] == UNITS
        picks = [one.key for one in drawing.draw(said["seed"], found, said["size"], shared=shared)]
        if said["frame"] != drawing.fingerprint(found):
            raise Overtaken("抽样的时候名单有变动，没有抽成，请再抽一次")
        if not picks:
            raise Unready(["没有可以抽的：这一事实背后没有记录"])
        Sample.objects.create(
            part=part, item=said["item"], fact=said["fact"], seed=said["seed"], size=said["size"], shared=shared,
            frame=found, picks=picks, by=take.by, at=take.at,
        )  # fmt: skip


def replace(sample: Sample, key: str, why: str, by: Post, at: datetime) -> Drawn:
    """One drawn thing gives way to the next of its stratum, which is returned.

    Raises ``Unready`` without a reason, for what is not drawn, or where nothing is left to stand in.
    """
    if not why.strip():
        raise Unready(["请写明为什么看不了，要换一件"])
    here = {one.key for one in picked(sample)}
    if key not in here:
        raise Unready(["要替换的不在这次抽中的里面，请重新选"])
    with transaction.atomic():
        Replacement.objects.create(sample=sample, key=key, why=why.strip(), by=by, at=at)
        fresh = [one for one in picked(sample) if one.key not in here]
        if not fresh:
            raise Unready(["这一层已经没有可以替补的，请另抽一次，或者少看一件"])
        detail = {"sample": sample.pk, "out": key, "in": fresh[0].key}
        sample.part.case.take("replace", by=by, at=at, detail=detail, words=why, follows=True)
    return fresh[0]


def speaks_or_organises(cases, takes) -> dict[int, list[str]]:
    """Samples are drawn by who marks the part, and by the office for them."""
    return handing.speaks_for_it(cases, [take for take in takes if take.by.role != Role.OFFICE])


def picked(sample: Sample) -> list[Drawn]:
    """What is to be looked at now, drawn anew from what was kept."""
    gone = list(sample.replacements.values_list("key", flat=True))
    return drawing.draw(sample.seed, sample.frame, sample.size, shared=sample.shared, gone=gone)


def is_whole(sample: Sample) -> bool:
    """Whether seed and frame are those of the act, and drawing again from them gives what was kept."""
    first = drawing.draw(sample.seed, sample.frame, sample.size, shared=sample.shared)
    kept = Act.objects.filter(case=sample.part_id, step="draw", at=sample.at).values_list("detail", flat=True)
    known = {"seed": sample.seed, "frame": drawing.fingerprint(sample.frame)}
    return [one.key for one in first] == sample.picks and any(said == said | known for said in kept)
