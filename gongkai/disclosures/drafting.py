"""Writing a disclosure: opening records, saving drafts, one or many at a time by the same path."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import connection, transaction

from gongkai.accounts.models import Post, Unit
from gongkai.acts import rows, sitting
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Case
from gongkai.acts.refusals import NotYourRole, StaleDraft, WrongState
from gongkai.acts.taking import Opening, open_many
from gongkai.catalogue.models import Topic
from gongkai.disclosures import concerns, content, scanning
from gongkai.disclosures.models import Disclosure, Edition, EditionFile, EditionLink
from gongkai.files.models import StoredFile
from gongkai.look.words import titled
from gongkai.papers import clean
from gongkai.publication.records import UNPRINTABLE
from gongkai.writing.models import Original

EDITABLE = ("draft", "returned")


@dataclass
class Draft:
    """What somebody writes. ``html`` may be anything pasted; it is cleaned before it is kept.

    ``values`` are fields of ``Edition`` by name; ``files`` are stored files with their names here, in the order shown;
    ``texts`` are text versions of files by SHA-256.
    """

    unit: Unit
    topic: Topic
    title: str
    formed_on: date
    html: str = ""
    values: dict = field(default_factory=dict)
    files: list[tuple[StoredFile, str]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    batch: str = ""
    origin_key: str = ""
    formerly: datetime | None = None
    original: tuple[str, str, str] | None = None  # title and text as they came, and what was cleaned of them


@dataclass
class Writing:
    """Who opens a record, when; ``effective`` is when the information came to be (or was last changed)."""

    draft: Draft
    by: Post
    at: datetime
    effective: datetime


@dataclass
class Saving:
    """A draft written anew: who saves it over which version of the case, when."""

    record: Disclosure
    version: int
    draft: Draft
    by: Post
    at: datetime


def open_records(writings: list[Writing], step: str = "form") -> list[Disclosure]:
    """Opens records with their first edition. All or none; the same for one and for thousands."""
    records: list[Disclosure] = []
    openings = [Opening(w.draft.unit, w.draft.title, w.by, w.at, min(w.effective, w.at)) for w in writings]
    open_many("disclosure", step, openings, lambda cases: records.extend(_write(cases, writings)))
    return records


def save(record: Disclosure, version: int, draft: Draft, by: Post, at: datetime) -> Edition:
    """Saves the draft that was opened at ``version``; refusals as in ``save_many``."""
    return save_many([Saving(record, version, draft, by, at)])[0]


def save_many(savings: list[Saving]) -> list[Edition]:
    """Saves drafts anew. All or none; the same for one and for thousands.

    Raises ``StaleDraft`` if somebody saved meanwhile (nothing is written; the caller shows both), ``WrongState`` if
    the record is under review or public, ``NotYourRole`` for a post that does not
    write for this unit.
    """
    for saving in savings:
        ask_writer(saving.record, saving.by)
    with transaction.atomic():
        editions = [_rewritten(saving) for saving in savings]
        _move_on(savings, editions)
        rows.rewrite(editions)
        unseen = [(saving.draft.topic.pk, saving.record.pk) for saving in savings if not saving.record.published]
        rows.update(Disclosure, ["topic_id"], unseen)
        for carried in (EditionFile, EditionLink):
            carried.objects.filter(edition__in=editions).delete()
        _carry(editions, [saving.draft for saving in savings])
    return editions


def _rewritten(saving: Saving) -> Edition:
    edition = saving.record.edition
    _fill(edition, saving.draft)
    edition.saved_by_id, edition.saved = saving.by.person_id, saving.at
    edition.hash = content.digest(edition)
    return edition


def _move_on(savings: list[Saving], editions: list[Edition]) -> None:
    """One conditional UPDATE a case: a draft that was saved or sent off meanwhile changes no row."""
    with connection.cursor() as cursor:
        for saving, edition in zip(savings, editions, strict=True):
            cursor.execute(_MOVE_ON, [edition.hash, edition.title, saving.record.pk, saving.version, *EDITABLE])
            if not cursor.rowcount:
                raise _refusal(saving.record)
    for saving, edition in zip(savings, editions, strict=True):
        case = saving.record.case
        case.version, case.content, case.title = saving.version + 1, edition.hash, edition.title
        if not saving.record.published:
            saving.record.topic = saving.draft.topic


_MOVE_ON = (
    f"UPDATE {Case._meta.db_table} SET version = version + 1, content = %s, title = %s "
    "WHERE id = %s AND version = %s AND status IN (%s, %s)"
)


def next_edition(live: Edition, number: int, by: Post, at: datetime) -> Edition:
    """A draft that begins as what is live (an unsaved row); ``number`` is one that no edition bears."""
    fields = {f.attname: getattr(live, f.attname) for f in Edition._meta.concrete_fields if not f.primary_key}
    fields |= {
        "number": number,
        "published": None,
        "saved_by_id": by.person_id,
        "saved": at,
        "change_note": "",
        "weight": "",
    }
    return Edition(**fields)


def start_of_day(day: date) -> datetime:
    """The moment a day begins in Beijing; when information was formed on a day, its clocks run from there."""
    return datetime.combine(day, time(), BEIJING)


def _origin(draft: Draft) -> dict:
    return {"batch": draft.batch, "origin_key": draft.origin_key, "formerly": draft.formerly}


def not_editable(case: Case, more: str = "") -> WrongState:
    return WrongState(f"{titled(case.title)}现在是“{case.status_label}”，不能修改；要改请先“撤回送审”或“变更”{more}")


def unsaved(draft: Draft) -> Edition:
    """The edition a draft would become, for the checks to look at before there is a record."""
    edition = rows.made(Edition, {})
    _fill(edition, draft)
    return edition


def _edition(record: Disclosure, writing: Writing) -> Edition:
    edition = rows.made(Edition, {"saved_by_id": writing.by.person_id, "saved": writing.at}, disclosure=record)
    _fill(edition, writing.draft)
    edition.hash = content.digest(edition)
    return edition


def _fill(edition: Edition, draft: Draft) -> None:
    stood, chosen = edition.concerns, concerns.chosen(edition)
    for name, value in draft.values.items():
        setattr(edition, name, UNPRINTABLE.sub(" ", value) if isinstance(value, str) else value)
    edition.topic = draft.topic
    edition.title, edition.formed_on = UNPRINTABLE.sub(" ", draft.title).strip(), draft.formed_on
    edition.concerns = _concerns(edition, draft, stood, chosen)
    edition.html = clean.html(UNPRINTABLE.sub(" ", draft.html))
    edition.attachments = [
        {"sha256": file.sha256, "name": name, "size": file.size, "type": file.media_type} for file, name in draft.files
    ]
    for file in edition.attachments if draft.texts else ():
        if said := draft.texts.get(file["sha256"]):
            file["text"] = UNPRINTABLE.sub(" ", said).replace("\r\n", "\n")


def _concerns(edition: Edition, draft: Draft, stood: str, chosen: str) -> str:
    """What was settled by hand, now or before; else what the words of the edition suggest."""
    said = draft.values.get("concerns", chosen)
    untouched = said == stood and not chosen
    return said if said and not untouched else concerns.suggested(edition)


def _write(cases: list[Case], writings: list[Writing]) -> list[Disclosure]:
    """The rows of fresh cases: record, first edition, files; the case learns what its draft says."""
    records = [
        rows.made(Disclosure, _origin(w.draft), case=case, topic=w.draft.topic)
        for case, w in zip(cases, writings, strict=True)
    ]
    rows.insert(records)
    editions = [_edition(record, w) for record, w in zip(records, writings, strict=True)]
    rows.insert(editions)
    scanning.send(editions)
    _carry(editions, [w.draft for w in writings])
    rows.insert([_original(case, w) for case, w in zip(cases, writings, strict=True) if w.draft.original])
    for case, record, edition in zip(cases, records, editions, strict=True):
        case.content, record.draft = edition.hash, edition
    rows.update(Case, ["content"], [(case.content, case.pk) for case in cases])
    rows.update(Disclosure, ["draft_id"], [(record.draft_id, record.pk) for record in records])
    sitting.keep({record.pk: record for record in records})
    return records


def _original(case: Case, writing: Writing) -> Original:
    assert writing.draft.original is not None
    title, text, says = writing.draft.original
    return Original(case=case, person=writing.by.person, title=title[:300], text=text, says=says, at=writing.at)


def _carry(editions: list[Edition], drafts: list[Draft]) -> None:
    """That these editions carry their drafts' files, and what they point to."""
    rows.insert(
        [
            EditionFile(edition=edition, file=file)
            for edition, draft in zip(editions, drafts, strict=True)
            for file, _ in draft.files
        ]
    )
    rows.insert([pointer for edition in editions for pointer in pointers(edition)])


def pointers(edition: Edition) -> list[EditionLink]:
    """What an edition's links point to, as rows (unsaved) by which they are found from the other side."""
    return [
        EditionLink(edition=edition, kind=link["kind"], target_id=link.get("to"), outside=outside_name(link))
        for link in edition.links
    ]


def outside_name(link: dict) -> str:
    """《名称》（文号，发文机关） of a paper that is not here; empty for one that is."""
    if "to" in link:
        return ""
    told = "，".join(word for word in (link.get("number"), link.get("issuer")) if word)
    return titled(link["title"]) + (f"（{told}）" if told else "")


def ask_writer(record: Disclosure, by: Post) -> None:
    """Raises ``NotYourRole`` for a post that does not write for the record's unit."""
    keys = by.unit_keys()
    if by.role != "proposer" or (keys is not None and record.case.unit_id not in keys):
        raise NotYourRole(f"{titled(record.case.title)}由{record.case.unit.name}的信息员编写，您可以查看，不能修改")


def _refusal(record: Disclosure) -> Exception:
    stands = Case.objects.get(pk=record.pk)
    if stands.status not in EDITABLE:
        return not_editable(stands)
    last = Edition.objects.select_related("saved_by").get(pk=record.draft_id)
    who = last.saved_by.name if last.saved_by else "另一人"
    return StaleDraft(f"{who}在您打开以后保存过这份草稿。您写的还在，请对照两份内容后再保存")


def acts_of(record: Disclosure):
    """The trail of a record with people and words, oldest first."""
    return Act.objects.filter(case_id=record.pk).select_related("person", "post__unit", "remark").order_by("number")
