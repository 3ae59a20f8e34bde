"""What a revision of a dossier must pass before a step; a check takes (cases, takes), returns reasons by case."""

from gongkai.acts.bound import still_holds
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.checks import plainness, privacy, secrecy
from gongkai.checks.finding import Finding
from gongkai.dossiers import content, progress
from gongkai.dossiers.models import Dossier, Revision
from gongkai.look.words import titled

Reasons = dict[int, list[str]]
STOPS = ("block", "confirm")


def on_the_table(cases: list[Case]) -> dict[int, Revision]:
    """The revision that staff read now, by case; its ``dossier`` comes along."""
    found = Dossier.objects.filter(pk__in=[case.pk for case in cases]).select_related("draft", "live", "case")
    stands = {}
    for dossier in found:
        revision = dossier.revision
        revision.dossier, stands[dossier.pk] = dossier, revision
    return stands


def findings(revision: Revision) -> list[tuple[str, Finding]]:
    """What the checks say about every word the public would read, with the place it stands in."""
    kind = revision.dossier.kind
    told = [("名称", revision.dossier.case.title), ("概况", revision.summary), ("变动说明", revision.note)]
    told += [(kind.particulars[name].name, text) for name, text in revision.particulars.items()]
    for name, said in revision.stages.items():
        place = kind.stages[name].name
        told += [(place, said.get("says", "")), *((place, link.get("title", "")) for link in said["links"])]
    checks = (privacy.find, secrecy.find, plainness.find)
    return [(place, one) for place, text in told if text for check in checks for one in check(text)]


def is_complete(cases, takes) -> Reasons:
    """Every stage is linked to what is public, promised for a day to come, or said not to apply (SQ-1, SQ-3.1)."""
    at, reasons = takes[0].at.astimezone(BEIJING).date(), {}
    stands = on_the_table(cases)
    known = progress.of_many([(one.dossier.kind, one) for one in stands.values()], at)
    for key, revision in stands.items():
        missing = [] if revision.summary else ["还没有写“概况”，请用几句话让群众看懂这是什么事"]
        for field in revision.dossier.kind.particulars.values():
            if field.required and not revision.particulars.get(field.id):
                missing.append(f"还缺“{field.name}”，请补填")
        missing += [one.lacks for one in known[revision.pk] if one.lacks]
        if not progress.cases_of(revision) and not any(one.outside for one in known[revision.pk]):
            missing.append("还没有连上任何一件公开的信息，至少要有一件")
        if missing:
            reasons[key] = missing
    return reasons


def holds_no_private_words(cases, takes) -> Reasons:
    """Blocking findings must be masked, or explained by an act bound to this very content."""
    explained, reasons = still_holds(cases, "override"), {}
    for key, revision in on_the_table(cases).items():
        blocking = [f"{place}：{one.message}" for place, one in findings(revision) if one.level in STOPS]
        if blocking and key not in explained:
            reasons[key] = [*blocking, "请改写上述内容，或用“说明检查疑点”写明为何可以公开"]
    return reasons


def is_what_was_read(cases, takes) -> Reasons:
    """The revision on the table still has the hash that the case keeps; a row changed behind the steps is caught."""
    stands = on_the_table(cases)
    return {
        case.pk: [f"{titled(case.title)}的内容与送审时不一致，请退回后重新提出"]
        for case in cases
        if content.digest(stands[case.pk].dossier, stands[case.pk]) != case.content
    }


def is_by_another_hand(cases, takes) -> Reasons:
    """Who wrote what stands now does not pass judgement on it, whoever pressed 提出."""
    by, stands = {take.case.pk: take.by.person_id for take in takes}, on_the_table(cases)
    return {
        case.pk: [f"{titled(case.title)}是您写的，须由另一人办理"]
        for case in cases
        if stands[case.pk].saved_by_id == by[case.pk]
    }


def is_public(cases, takes) -> Reasons:
    keys = [case.pk for case in cases]
    public = set(Dossier.objects.filter(pk__in=keys, live__isnull=False).values_list("pk", flat=True))
    return {case.pk: ["这一事项没有公布，没有可撤回的内容"] for case in cases if case.pk not in public}
