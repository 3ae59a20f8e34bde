"""What can be counted of 全过程公开和专题: set-based, as of a moment, with the records behind it."""

from collections.abc import Iterable

from gongkai.acts.clock import BEIJING
from gongkai.acts.facts import Counted, Span, listed
from gongkai.acts.models import Act
from gongkai.acts.taking import CHUNK
from gongkai.disclosures.models import Edition
from gongkai.disclosures.vocabulary import GOES_BACK, GOES_OUT
from gongkai.dossiers import progress
from gongkai.dossiers.models import Dossier, Revision


def kept(units, span: Span) -> Counted:
    """Matters and themes that the public could read at the end of the period (SQ-1, BW-5.2)."""
    return listed(units, [(one.dossier.case.unit_id, one.dossier_id) for one in _standing(units, span)])


def complete(units, span: Span) -> Counted:
    """Of these, the ones whose every stage was linked to what was public then, promised, or said not to apply."""
    revisions = _standing(units, span)
    lacking = _lacking(revisions, span)
    counted = listed(units, [(one.dossier.case.unit_id, one.dossier_id) for one in revisions if one.pk not in lacking])
    for one in revisions:
        if one.pk in lacking:
            counted.says[one.dossier.case.unit_id].append(f"{one.dossier.case.title}：缺{'、'.join(lacking[one.pk])}")
    return counted


def _standing(units, span: Span) -> list[Revision]:
    """What was public of each dossier at the end of the period, as the trail tells."""
    keys = _public(span, Dossier.objects.filter(case__unit__in=units).values_list("pk", flat=True))
    revisions = Revision.objects.filter(dossier__in=keys, published__lt=span.ends).order_by("number")
    last = {one.dossier_id: one for one in revisions.select_related("dossier__case")}
    return [last[key] for key in sorted(last)]


def _lacking(revisions: list[Revision], span: Span) -> dict[int, list[str]]:
    """Names of the stages that were not settled, by the revision's key."""
    linked = {case for one in revisions for case in progress.cases_of(one)}
    public = _public(span, linked)
    explained = _explained(span, linked)
    day = min(span.last, span.as_of.astimezone(BEIJING).date()).isoformat()
    found: dict[int, list[str]] = {}
    for one in revisions:
        for name, stage in one.dossier.kind.stages.items():
            said = one.stages.get(name)
            if not (
                stage.optional if said is None else _settled(said, public, explained if stage.explained else None, day)
            ):
                found.setdefault(one.pk, []).append(stage.name)
    return found


def _settled(said: dict, public: set[int], explained: set[int] | None, day: str) -> bool:
    cases = {link["case"] for link in said["links"] if "case" in link}
    if said["state"] == "shown":
        return bool(said["links"]) and cases <= public and (explained is None or cases <= explained)
    return said["state"] == "never" or said["due"] >= day


def _public(span: Span, cases: Iterable[int]) -> set[int]:
    """Of these cases, the ones whose last word to the public before the end of the period let them be read."""
    keys, last = list(cases), dict[int, str]()
    for start in range(0, len(keys), CHUNK):
        acts = Act.objects.filter(case__in=keys[start : start + CHUNK], step__in=(*GOES_OUT, *GOES_BACK))
        last |= dict(acts.filter(at__lt=span.ends).order_by("case_id", "number").values_list("case_id", "step"))
    return {case for case, step in last.items() if step in GOES_OUT}


def _explained(span: Span, cases: set[int]) -> set[int]:
    """Documents whose interpretation was public then, interpretations themselves, and lists."""
    told = Edition.objects.filter(published__lt=span.ends, interprets__isnull=False)
    pairs = set(told.filter(interprets__in=cases).values_list("disclosure_id", "interprets_id"))
    public = _public(span, {interpretation for interpretation, _ in pairs})
    own = set(told.filter(disclosure__in=cases).values_list("disclosure_id", flat=True))
    lists = cases - set(Edition.objects.filter(disclosure__in=cases).values_list("disclosure_id", flat=True))
    return {document for one, document in pairs if one in public} | own | lists


FACTS = {"dossiers.kept": kept, "dossiers.complete": complete}
