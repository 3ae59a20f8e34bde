"""What a revision of a dossier must pass before a step; a check takes (cases, takes), returns reasons by case."""

from gongkai.acts.clock import BEIJING
from gongkai.checks import plainness, privacy, secrecy
from gongkai.dossiers import progress
from gongkai.dossiers.models import Dossier
from gongkai.revisions.gates import Found, Reasons, on_the_table


def findings(dossier: Dossier) -> Found:
    """What the checks say about every word the public would read, with the place it stands in."""
    kind, revision = dossier.kind, dossier.revision
    told = [("名称", dossier.case.title), ("概况", revision.summary), ("变动说明", revision.note)]
    told += [(kind.particulars[name].name, text) for name, text in revision.particulars.items()]
    for name, said in revision.stages.items():
        place = kind.stages[name].name
        told += [(place, said.get("says", "")), *((place, link.get("title", "")) for link in said["links"])]
    checks = (privacy.find, secrecy.find, plainness.find)
    return [(place, one) for place, text in told if text for check in checks for one in check(text)]


def is_complete(cases, takes) -> Reasons:
    """Every stage is linked to what is public, promised for a day to come, or said not to apply (SQ-1, SQ-3.1)."""
    found = on_the_table(cases)
    known = progress.of_many([(one.kind, one.revision) for one in found], takes[0].at.astimezone(BEIJING).date())
    return {one.pk: _missing(one, known[one.revision.pk]) for one in found}


def _missing(dossier: Dossier, states: list[progress.StageState]) -> list[str]:
    revision = dossier.revision
    missing = [] if revision.summary else ["还没有写“概况”，请用几句话让群众看懂这是什么事"]
    for field in dossier.kind.particulars.values():
        if field.required and not revision.particulars.get(field.id):
            missing.append(f"还缺“{field.name}”，请补填")
    missing += [one.lacks for one in states if one.lacks]
    if not progress.cases_of(revision) and not any(one.outside for one in states):
        missing.append("还没有连上任何一件公开的信息，至少要有一件")
    return missing
