"""What happens with a step that reaches the public: editions change places and the door shows or withdraws."""

from collections import defaultdict
from datetime import datetime

from gongkai.accounts.models import Unit
from gongkai.acts import rows, sitting
from gongkai.acts.models import Case
from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Audience
from gongkai.disclosures import content, numbering
from gongkai.disclosures.drafting import next_edition
from gongkai.disclosures.models import Disclosure, Edition, EditionFile
from gongkai.disclosures.vocabulary import WithdrawalCause
from gongkai.publication import door, records


def publish(cases, takes, acts) -> None:
    """The draft edition becomes the live one and is shown, within the transaction of the step (TZ-4.3)."""
    at = {act.case_id: act.at for act in acts}
    found = _records(cases)
    wanting = [(row.pk, row.case.unit_id, row.case.unit.code, at[row.pk]) for row in found if row.index_no is None]
    given = numbering.give(wanting)
    for row in found:
        row.index_no = row.index_no or given[row.pk]
        row.live, row.draft = row.draft, None
        row.published = row.published or row.formerly or at[row.pk]
        row.live.published = at[row.pk]
    rows.update(
        Disclosure,
        ["live_id", "draft_id", "index_no", "published"],
        [(row.live_id, None, row.index_no, rows.moment(row.published), row.pk) for row in found],
    )
    rows.update(Edition, ["published"], [(rows.moment(row.live.published), row.live_id) for row in found])
    public = [row for row in found if row.topic.audience == Audience.PUBLIC]
    door.show_many([record_of(row) for row in public], at={key_of(key): moment for key, moment in at.items()})
    inner = [key_of(row.pk) for row in found if row.topic.audience != Audience.PUBLIC]
    door.withdraw(inner, at=max(at.values()), reason="转为机关内部公开")


def withdraw(cases, takes, acts) -> None:
    """Gone from the public at once; a tombstone with the cause stays (TZ-6.3)."""
    causes = {take.case.pk: WithdrawalCause(take.detail.get("cause", "other")) for take in takes}
    for act in acts:
        door.withdraw([key_of(act.case_id)], at=act.at, reason=causes[act.case_id].label)
    rows.update(Disclosure, ["live_id"], [(None, case.pk) for case in cases])
    sitting.forget(case.pk for case in cases)


def withhold(cases, takes, acts) -> None:
    """A record that was public and is now judged otherwise leaves the public with that judgement (TZ-0.1)."""
    at = max(act.at for act in acts)
    door.withdraw([key_of(case.pk) for case in cases], at=at, reason="经审定不再主动公开")
    rows.update(Disclosure, ["live_id"], [(None, case.pk) for case in cases])
    sitting.forget(case.pk for case in cases)


def start_new_edition(cases, takes, acts) -> None:
    """A change begins as a copy of what is live; the live edition stays public until the new one is published."""
    by = {take.case.pk: take.by for take in takes}
    at = {act.case_id: act.at for act in acts}
    found = _records(cases)
    carried = _files_of([row.edition.pk for row in found])
    for row in found:
        row.draft = next_edition(row.edition, by[row.pk], at[row.pk])
        row.draft.disclosure = row
        row.draft.hash = row.case.content = content.digest(row.draft, row.topic_id)
    rows.insert([row.draft for row in found])
    rows.insert([EditionFile(edition=row.draft, file_id=file) for row in found for file in carried[row.live.pk]])
    rows.update(Disclosure, ["draft_id"], [(row.draft.pk, row.pk) for row in found])
    rows.update(Case, ["content"], [(row.case.content, row.pk) for row in found])


def _files_of(editions: list[int]) -> dict[int, list[str]]:
    """Keys of the files that editions carry, in their order."""
    files: dict[int, list[str]] = defaultdict(list)
    carried = EditionFile.objects.filter(edition__in=editions).order_by("pk")
    for edition, file in carried.values_list("edition_id", "file_id"):
        files[edition].append(file)
    return files


def key_of(case_key: int) -> str:
    """The name under which the door keeps a disclosure."""
    return f"disclosure:{case_key}"


def record_of(row: Disclosure) -> records.DocumentRecord:
    """All that the public may see of a live disclosure, and nothing else."""
    edition, unit = row.live, row.case.unit
    assert edition is not None and row.published is not None and row.index_no is not None
    return records.DocumentRecord(
        key=key_of(row.pk),
        title=edition.title,
        column=row.topic.code,
        unit=unit.code,
        unit_name=unit.full_name or unit.name,
        published=row.published,
        html=edition.html,
        index_no=row.index_no,
        doc_no=edition.doc_no,
        genre=edition.kind,
        subject=edition.subject,
        formed=edition.formed_on,
        validity=edition.validity,
        valid_from=edition.effective_on,
        valid_until=edition.expires_on,
        summary=edition.summary,
        source=edition.source,
        keywords=tuple(edition.keywords.split()),
        attachments=tuple(records.Attachment(**file) for file in edition.attachments),
        links=_links(row),
        history=_history(row),
    )


def show_again(found, at: datetime) -> None:
    """Shows live disclosures anew, e.g. after a unit was renamed; identical rows stay identical."""
    door.show_many([record_of(row) for row in found if row.live_id], at=at)


def _links(row: Disclosure) -> tuple[records.Link, ...]:
    interpreted = row.live.interprets_id
    return (records.Link("interprets", key_of(interpreted)),) if interpreted else ()


def _history(row: Disclosure) -> tuple[records.Edition, ...]:
    """What the public is told of earlier editions; nothing while there is but one."""
    former = (records.Edition(row.formerly, "在原网站公开"),) if row.formerly else ()
    if row.live.number == 1:
        return former
    editions = Edition.objects.filter(disclosure=row, published__isnull=False).order_by("number")
    return former + tuple(records.Edition(one.published or one.saved, _what_changed(one)) for one in editions)


def _what_changed(edition: Edition) -> str:
    return edition.change_note or ("首次公开" if edition.number == 1 else "内容更新")


def _records(cases) -> list[Disclosure]:
    """The records of cases in their order, with what staff read; topics and units, which many share, are read once."""
    keys = [case.pk for case in cases]
    found = sitting.rows(keys)
    fresh = Disclosure.objects.select_related("draft", "live").in_bulk([key for key in keys if key not in found])
    topics = Topic.objects.in_bulk({row.topic_id for row in fresh.values()})
    units = Unit.objects.in_bulk({case.unit_id for case in cases if case.pk in fresh})
    for case in cases:
        if row := fresh.get(case.pk):
            case.unit, row.case, row.topic = units[case.unit_id], case, topics[row.topic_id]
    found |= fresh
    return [found[case.pk] for case in cases]
