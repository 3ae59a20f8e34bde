"""The form on the desk: what was posted, what was kept of it, the edition it would make, and what is said beside it."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.http import QueryDict

from gongkai.disclosures import gates
from gongkai.disclosures.authoring.draft_form import DraftForm, initial_of
from gongkai.disclosures.elements import paper_gates
from gongkai.disclosures.interpretation import proving
from gongkai.disclosures.models import Disclosure, Edition
from gongkai.disclosures.proofs import proofing, texts
from gongkai.files.models import StoredFile
from gongkai.papers import clean
from gongkai.papers.tidy import tidied
from gongkai.writing import unfinished
from gongkai.writing.judging import Judged, shortened
from gongkai.writing.models import Judgement, Unfinished

Carried = list[tuple[StoredFile, str]]
MASKED = (proofing.BODY, *proofing.PARTS)  # parts in which a mask can be put at one press
NOT_KEPT = ("csrfmiddlewaretoken", "token", "then", "mask", "reject", "drop", "over", "clean", "tidy", "record")
MOST = 30  # findings told beside a form


def posted(data: QueryDict) -> QueryDict:
    """What was posted, its text cleaned where it is HTML: what comes back into the form is what would be kept."""
    said = data.copy()
    if "<" in said.get("html", ""):
        said["html"] = clean.html(clean.as_html(str(said["html"])))
    return said


def kept_fields(data: QueryDict) -> dict:
    """The words of a form, as it sends them; of several boxes of one name each."""
    return {
        name: " ".join(map(str, data.getlist(name)))
        for name in data
        if name not in NOT_KEPT and not name.startswith("why-")
    }


def initial(record: Disclosure | None, row: Unfinished | None, begun: dict) -> dict:
    """What the form shows first: the draft, or the unsaved text that is fetched back."""
    first = initial_of(record) if record else begun
    if row is None:
        return first
    links = first.get("links"), first.get("kept_links", [])
    return {**first, **row.fields, "links": links[0], "kept_links": links[1], "version": row.version}


def carried_by(record: Disclosure | None) -> Carried:
    """Files of a record's draft with what they are called there."""
    if record is None or record.draft is None:
        return []
    called = {file["sha256"]: file["name"] for file in record.draft.attachments}
    return [(one.file, called[one.file_id]) for one in record.draft.files.select_related("file").order_by("pk")]


def brought(row: Unfinished | None, but: Iterable[tuple[StoredFile, str]] = ()) -> Carried:
    """Files that came with an unsaved text (pictures of a paper, uploads of a save that came too late)."""
    if row is None:
        return []
    have = {file.sha256 for file, _ in but}
    found = StoredFile.objects.in_bulk([sha256 for sha256, _ in row.files])
    return [(found[key], name) for key, name in row.files if key in found and key not in have]


def edition_of(bound: DraftForm, record: Disclosure | None, files: Carried) -> Edition:
    """The edition that would come of the form as it stands; fields that do not fit yet are empty."""
    said = {name: _fitting(bound, name) for name in (*DraftForm.VALUES, "topic", "title", "formed_on", "html")}
    said["html"] = clean.html(clean.as_html(said["html"] or ""))
    attachments = [
        {"sha256": file.sha256, "name": name, "size": file.size, "type": file.media_type} for file, name in files
    ]
    typed = texts.asked(record.draft if record else None, bound.data)
    for kept in attachments:
        if text := typed.get(str(kept["sha256"])):
            kept["text"] = text
    edition = Edition(disclosure=record, attachments=attachments, **said)
    edition.links = bound.initial.get("kept_links", [])
    if record is not None and record.draft is not None:
        edition.number, edition.saved_by_id = record.draft.number, record.draft.saved_by_id
    return edition


def beside(edition: Edition, now: datetime, *, asks: bool = True) -> dict:
    """Context of ``disclosures/proofs.html``: what is missing, what is to be looked at, what was settled."""
    judged = proofing.judged(edition, now, asks=asks)
    told, more = shortened([one for one in judged if one.is_open or one.judgement == Judgement.CONFIRMED], MOST)
    return {
        "missing": _missing(edition),
        "quality": proofing.quality(edition),
        "untold": proving.lacking(edition),
        "open": [row_of(one, edition.html) for one in told],
        "more": more,
        "settled": [row_of(one, edition.html) for one in judged if one.alarm or one.judgement == Judgement.REJECTED],
    }


def row_of(one: Judged, html: str) -> dict:
    """A finding as the page shows it."""
    seen, block = one.found.seen, proofing.place(one.found, html)
    other = seen.excerpt if seen.kind == "alike" else ""  # the address of the page it is like
    where = one.found.part if block is None else f"{one.found.part}第{block + 1}段"
    return {
        "mark": one.found.mark, "level": "stop" if one.found.stops else "warn", "text": seen.message,
        "where": f"{where}：{seen.excerpt}" if seen.excerpt and not other else where, "block": block,
        "url": f"/d/{other}/" if other else "",
        "stops": one.found.stops, "can_mask": bool(seen.hidden) and one.found.part in MASKED, "settled": _settled(one),
        "confirmed": one.judgement == Judgement.CONFIRMED,
        "changes": tidied(html).changes[:40] if seen.kind == "noise" else (),
    }  # fmt: skip


def _settled(one: Judged) -> str:
    if one.alarm:
        return "已记为误报，不再提示"
    if one.row is None or one.row.person is None:
        return ""
    why = f"：{one.row.why}" if one.row.why else ""
    return f"{one.row.person.name} {one.row.at:%Y-%m-%d} {one.row.get_judgement_display()}{why}"


def _missing(edition: Edition) -> list[str]:
    """What 提出公开 will ask for."""
    if not edition.formed_on:
        return ["还缺“成文或变更日期”，请补填"]
    stands = {0: edition}
    checks = (gates.is_complete, gates.names_its_attribute, paper_gates.is_numbered_well,
              paper_gates.agrees_with_its_mark, paper_gates.says_when_it_holds)  # fmt: skip
    return [reason for check in checks for reason in check([], stands).get(0, ())]


def _fitting(bound: DraftForm, name: str):
    """A field's value if it is one by itself."""
    field = bound.fields[name]
    try:
        return field.clean(bound[name].value())
    except ValidationError:
        return field.empty_value if hasattr(field, "empty_value") else None


def put_aside(
    name: str, post, record: Disclosure | None, data: QueryDict, files: Carried, at: datetime, *, why: str
) -> Unfinished | None:
    """Keeps what the form holds under its token."""
    version = data.get("version", "")
    return unfinished.put(
        name, post.person, record.case if record else None, kept_fields(data),
        [(file.sha256, called) for file, called in files], at,
        version=int(version) if version.isdecimal() and len(version) < 10 else None, why=why,
    )  # fmt: skip
