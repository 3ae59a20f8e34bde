"""What came of the tests: beside the marks as a help, on the unit's sheet once that is out; nothing marks by itself."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Reader
from gongkai.acts.refusals import Unready
from gongkai.assessment import handing, recusing, rules
from gongkai.assessment.items import Item
from gongkai.assessment.models import Campaign, How, MysteryTask, Scoring
from gongkai.evidence import keeping, using
from gongkai.evidence.keeping import Keeping
from gongkai.evidence.models import Use
from gongkai.evidence.using import Place

SAID = (How.NOBODY, How.SILENT)


def record(task: MysteryTask, said: dict, upload, by: Post, at: datetime) -> None:
    """Keeps what came of a test, with a photo, recording or scan. Raises ``Unready`` or ``FileRefused`` in words."""
    if said["begun"] > at or said["begun"].astimezone(BEIJING).date() < task.day:
        raise Unready([f"开始时间应当在 {task.day} 以后、现在以前，请核对"])
    if said["answered"] == (said["how"] in SAID):
        raise Unready(["有没有答复和答复情况对不上，请核对"])
    if said["answered"] and said["took"] is None:
        raise Unready(["有答复的，请填写用时"])
    took = said["took"] if said["answered"] else None
    with transaction.atomic():
        told = {"answered": said["answered"], "took": took, "how": said["how"]}
        task.case.take("record", by=by, at=at, words=said["words"], detail=told)
        MysteryTask.objects.filter(pk=task.pk).update(begun=said["begun"], **told)
        if upload:
            _prove(task, upload, by, at)


def _prove(task: MysteryTask, upload, by: Post, at: datetime) -> None:
    content = keeping.paper(upload, at.astimezone(BEIJING).date(), by, at)
    row = keeping.keep([Keeping(by.unit, f"暗访记录 {task.day}", content)], by, at)[0]
    Reader.objects.create(case=row.case, person_id=by.person_id, since=at)
    using.rely([row], Place(task.case, task.script.item, task.unit, "暗访测试"), by, at)


def through(post: Post, use: Use) -> bool:
    """Evidence of a test is for those who see the test."""
    if use.case.kind != "mystery":
        return False
    return seen(MysteryTask.objects.filter(pk=use.case_id).get().script.part, post).filter(pk=use.case_id).exists()


def seen(part: Scoring, post: Post):
    """Tests of a part that exist for a post: all for the office, for who marks it all but those it keeps away from."""
    rows = MysteryTask.objects.filter(script__part=part).select_related("case__unit", "unit", "post__person", "script")
    if post.role == Role.OFFICE:
        return rows
    if part not in handing.mine(part.campaign, post):
        return rows.none()
    return rows.exclude(unit__in=recusing.refused(part.campaign, post))


def tally(rows: Iterable[MysteryTask]) -> dict:
    """{n, answered, in_time} with their shares in words."""
    done = list(rows)
    share = lambda number: f"{number}（{number * 100 // len(done)}%）" if done else "0"
    return {
        "n": len(done),
        "answered": share(sum(bool(one.answered) for one in done)),
        "in_time": share(sum(one.in_time for one in done)),
    }


def beside(part: Scoring | None, item: Item, post: Post) -> dict | None:
    """For the marking page: over all units and unit by unit; None where nothing was tested."""
    rows = seen(part, post).filter(case__status="recorded", script__item=item.name) if part else []
    by_unit: dict[str, list[MysteryTask]] = {}
    for one in rows:
        by_unit.setdefault(one.unit.name, []).append(one)
    if not by_unit:
        return None
    everything = [one for some in by_unit.values() for one in some]
    return {"all": tally(everything), "units": [(name, tally(some)) for name, some in by_unit.items()]}


def on_sheet(campaign: Campaign, unit: Unit) -> list[dict]:
    """For the unit's sheet: which leaf, how and when it was tested, what came of it; no word of who did it."""
    titles = {item.name: item.title for item in rules.items(campaign)}
    rows = MysteryTask.objects.filter(script__part__campaign=campaign, unit=unit, case__status="recorded")
    return [
        {"title": titles.get(one.script.item, one.script.item), "task": one, "sha256": hashes(one)}
        for one in rows.select_related("script", "case")
    ]


def hashes(task: MysteryTask) -> list[str]:
    """Digests of the evidence of a test."""
    return [use.version.file_id for use in using.of_case(task.case) if use.version.file_id]
