"""What the public is told of a document's editions: when, of what weight, why; and what changed (TZ-0.2)."""

from collections import Counter

from django.conf import settings

from gongkai.acts.models import Act
from gongkai.checks import privacy, secrecy
from gongkai.disclosures.models import Disclosure, Edition
from gongkai.disclosures.vocabulary import Weight
from gongkai.papers import clean, comparing
from gongkai.publication import records

RENOTE = "renote"
MOST = 200


def history(row: Disclosure) -> tuple[records.Edition, ...]:
    """Earlier editions and the present one; nothing while there is but one."""
    former = (records.Edition(row.formerly, "在原网站公开"),) if row.formerly else ()
    if row.live is None or row.live.number == 1:
        return former
    notes = _notes(row)
    editions = Edition.objects.filter(disclosure=row, published__isnull=False).order_by("number")
    told = editions.only("number", "published", "saved", "change_note", "weight")
    return former + tuple(records.Edition(one.published or one.saved, _words(one, notes)) for one in told)


def may_be_compared(before: Edition, after: Edition) -> bool:
    """Whether readers may see what stood there before: not where a change hid what should never have been public."""
    if after.weight == Weight.HIDES:
        return False
    return not _found(before) - _found(after)


def passages(row: Disclosure) -> list[comparing.Passage]:
    """For those who review a change: what it does to the text that is out."""
    if row.live is None or row.draft is None:
        return []
    return comparing.compare(clean.plain(row.live.html), clean.plain(row.draft.html))


def is_a_note(cases, takes) -> dict[int, list[str]]:
    """A corrected note names an edition that is out and holds nothing private or secret."""
    reasons = {}
    for take in takes:
        if not take.only_asks and (said := _faults(take.case.pk, take.detail)):
            reasons[take.case.pk] = said
    return reasons


def _faults(key: int, detail: dict) -> list[str]:
    note, number = str(detail.get("note", "")).strip(), detail.get("edition")
    if not Edition.objects.filter(disclosure=key, published__isnull=False, number=number).exists():
        return ["请选择更正哪一版的变更说明"]
    if not note or len(note) > MOST:
        return [f"变更说明不能为空，也不能超过 {MOST} 个字"]
    found = [*privacy.find(note, key=settings.KEYS.digest), *secrecy.find(note)]
    return [f"变更说明：{finding.message}" for finding in found]


def _notes(row: Disclosure) -> dict[int, str]:
    """Notes that were corrected since, by the number of their edition."""
    acts = Act.objects.filter(case=row.pk, step=RENOTE).order_by("number")
    return {detail["edition"]: detail["note"] for detail in acts.values_list("detail", flat=True)}


def _words(edition: Edition, notes: dict[int, str]) -> str:
    note = notes.get(edition.number, edition.change_note)
    said = note or ("首次公开" if edition.number == 1 else "" if edition.weight else "内容更新")
    weight = edition.get_weight_display() if edition.number > 1 else ""
    return "：".join(one for one in (weight, said) if one)


def _found(edition: Edition) -> Counter:
    """Sorts of what the checks find in all the words of an edition."""
    text = "\n".join([edition.title, edition.summary, clean.plain(edition.html)])
    found = [*privacy.find(text, key=settings.KEYS.digest), *secrecy.find(text)]
    return Counter(finding.kind for finding in found)
