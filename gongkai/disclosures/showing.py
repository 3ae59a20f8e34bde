"""What happens with a step that reaches the public: editions change places and the door shows or withdraws."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Max
from django.utils.html import escape

from gongkai.accounts.models import Unit
from gongkai.acts import rows, sitting
from gongkai.acts.models import Case
from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Audience
from gongkai.disclosures import concerns, content, drafting, numbering, standing, telling
from gongkai.disclosures.models import Disclosure, Edition, EditionFile
from gongkai.disclosures.vocabulary import Attribute, WithdrawalCause
from gongkai.publication import door, formers, records


def publish(cases, takes, acts) -> None:
    """The draft edition becomes the live one and is shown, within the transaction of the step (TZ-4.3)."""
    at = {act.case_id: act.at for act in acts}
    found = _records(cases)
    wanting = [(row.pk, row.case.unit, _topic_now(row).code, at[row.pk]) for row in found if row.index_no is None]
    given = numbering.give(wanting)
    hidden = [row.pk for row in found if row.live and row.draft and not telling.may_be_compared(row.live, row.draft)]
    for row in found:
        row.index_no = row.index_no or given[row.pk]
        row.live, row.draft = row.draft, None
        row.topic = row.live.topic
        row.published = row.published or row.formerly or at[row.pk]
        row.live.published = at[row.pk]
    standing.settle(found, at)
    rows.update(
        Disclosure,
        ["live_id", "draft_id", "index_no", "published", "topic_id", "validity", "validity_note"],
        [
            (
                row.live_id, None, row.index_no, rows.moment(row.published), row.topic_id, row.validity,
                row.validity_note, row.pk,
            )
            for row in found
        ],
    )  # fmt: skip
    rows.update(Edition, ["published"], [(rows.moment(row.live.published), row.live_id) for row in found])
    public = [row for row in found if row.topic.audience == Audience.PUBLIC]
    door.show_many([record_of(row) for row in public], at={key_of(key): moment for key, moment in at.items()})
    if hidden:
        formers.forget([key_of(key) for key in hidden])
    inner = [key_of(row.pk) for row in found if row.topic.audience != Audience.PUBLIC]
    door.withdraw(inner, at=max(at.values()), reason="转为机关内部公开")
    _close_notices(found, max(at.values()))
    standing.cause(found, takes, at)


def stand(cases, takes, acts) -> None:
    """The page tells at once how the document stands now (BW-6.1.7)."""
    said = {take.case.pk: take.detail for take in takes}
    found = _records(cases)
    for row in found:
        row.validity, row.validity_note = said[row.pk]["validity"], said[row.pk]["note"]
    standing_now = [(row.validity, row.validity_note, row.pk) for row in found]
    rows.update(Disclosure, ["validity", "validity_note"], standing_now)
    tell_again(cases, takes, acts)


def tell_again(cases, takes, acts) -> None:
    """The page says anew what its record says now."""
    found = _records(cases)
    show_again([row for row in found if row.topic.audience == Audience.PUBLIC], max(act.at for act in acts))


def withdraw(cases, takes, acts) -> None:
    """Gone from the public at once; a tombstone with the cause stays (TZ-6.3)."""
    causes = {take.case.pk: WithdrawalCause(take.detail.get("cause", "other")) for take in takes}
    for act in acts:
        door.withdraw([key_of(act.case_id)], at=act.at, reason=causes[act.case_id].label)
    rows.update(Disclosure, ["live_id"], [(None, case.pk) for case in cases])
    sitting.forget(case.pk for case in cases)


def _topic_now(row: Disclosure) -> Topic:
    """The column that the edition about to go out is written for."""
    assert row.draft is not None
    return row.draft.topic


def withhold(cases, takes, acts) -> None:
    """A record that was public and is now judged otherwise leaves the public with that judgement (TZ-0.1)."""
    at = max(act.at for act in acts)
    door.withdraw([key_of(case.pk) for case in cases], at=at, reason="经审定不再主动公开")
    rows.update(Disclosure, ["live_id"], [(None, case.pk) for case in cases])
    _announce(_records(cases), at)
    sitting.forget(case.pk for case in cases)


def start_new_edition(cases, takes, acts) -> None:
    """A change begins as a copy of what is live; the live edition stays public until the new one is published."""
    by = {take.case.pk: take.by for take in takes}
    at = {act.case_id: act.at for act in acts}
    found = _records(cases)
    carried = _files_of([row.edition.pk for row in found])
    numbers = Edition.objects.filter(disclosure__in=found).values_list("disclosure").annotate(Max("number"))
    last = dict(numbers.order_by())
    for row in found:
        row.draft = drafting.next_edition(row.edition, last[row.pk] + 1, by[row.pk], at[row.pk])
        row.draft.disclosure = row
        row.draft.validity = standing.as_written(row)
        row.draft.hash = row.case.content = content.digest(row.draft)
    rows.insert([row.draft for row in found])
    rows.insert([EditionFile(edition=row.draft, file_id=file) for row in found for file in carried[row.live.pk]])
    rows.insert([pointer for row in found if row.draft for pointer in drafting.pointers(row.draft)])
    rows.update(Disclosure, ["draft_id"], [(row.draft.pk, row.pk) for row in found])
    rows.update(Case, ["content"], [(row.case.content, row.pk) for row in found])


def give_up(cases, takes, acts) -> None:
    """A change that is not wanted: what is out stays as it is, the draft stays among the editions."""
    found = _records(cases)
    for row in found:
        assert row.live is not None
        row.draft, row.case.content, row.case.title = None, row.live.hash, row.live.title
    rows.update(Disclosure, ["draft_id"], [(None, row.pk) for row in found])
    rows.update(Case, ["content", "title"], [(row.case.content, row.case.title, row.pk) for row in found])
    sitting.forget(case.pk for case in cases)


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


def notice_key(case_key: int) -> str:
    """The name under which the door keeps the notice of something that is not disclosed."""
    return f"notice:{case_key}"


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
        validity=row.validity,
        validity_note=row.validity_note,
        valid_from=edition.effective_on,
        valid_until=edition.expires_on,
        summary=edition.summary,
        source=edition.source,
        keywords=tuple(edition.keywords.split()),
        attachments=tuple(records.Attachment(**file) for file in edition.attachments),
        links=_links(row),
        history=telling.history(row),
        particulars=_particulars(edition),
        concerns=concerns.codes(edition.concerns),
    )


def show_again(found, at: datetime) -> None:
    """Shows live disclosures anew, e.g. after a unit was renamed; identical rows stay identical."""
    door.show_many([record_of(row) for row in found if row.live_id], at=at)


def _announce(found: list[Disclosure], at: datetime) -> None:
    """Where the law lets the public know that there is something, its catalogue title goes out, and nothing else."""
    told = [row for row in found if row.edition.public_title and row.topic.audience == Audience.PUBLIC]
    door.withdraw([notice_key(row.pk) for row in found if row not in told], at=at, reason="目录条目已撤销")
    door.show_many([_notice_of(row, at) for row in told], at=at)


def _close_notices(found: list[Disclosure], at: datetime) -> None:
    """What is out itself needs no notice; what was opened in this sitting had none."""
    keys = {row.pk for row in found}
    stale = [notice_key(key) for key in keys - sitting.rows(keys).keys()]
    if stale and door.any_out(stale):
        door.withdraw(stale, at=at, reason="已经主动公开")


def _notice_of(row: Disclosure, at: datetime) -> records.DocumentRecord:
    edition, unit = row.edition, row.case.unit
    on_request = edition.attribute == Attribute.ON_REQUEST
    apply = "需要的，可以向本单位申请公开。" if on_request else "认为应当公开的，可以投诉、举报，途径见公开指南。"
    says = f"本信息{edition.get_attribute_display()}，只公布目录。依据：{edition.attribute_ground}。{apply}"
    return records.DocumentRecord(
        key=notice_key(row.pk), title=edition.public_title, column=row.topic.code, unit=unit.code,
        unit_name=unit.full_name or unit.name, published=at, html=f"<p>{escape(says)}</p>", genre="目录",
    )  # fmt: skip


def _links(row: Disclosure) -> tuple[records.Link, ...]:
    edition = row.live
    found = [records.Link("interprets", key_of(edition.interprets_id))] if edition.interprets_id else []
    return (*found, *(_link(link) for link in edition.links))


def _link(link: dict) -> records.Link:
    if "to" in link:
        return records.Link(link["kind"], key_of(link["to"]))
    return records.Link(link["kind"], link.get("url", ""), drafting.outside_name(link))


def _particulars(edition: Edition) -> tuple[records.Term, ...]:
    """Elements of an official paper that its record tells besides (DY-5, KF-0)."""
    said = {
        "主送": edition.addressees, "抄送": edition.copied, "落款": edition.signed,
        "印发日期": edition.issued_on.isoformat() if edition.issued_on else "",
        "印发份数": str(edition.copies or ""), "主题词": edition.subject_words,
        "解读形式": "、".join(edition.forms.split()), "解读人": f"{edition.explainer_rank}{edition.explainer}",
    }  # fmt: skip
    return tuple(records.Term(name, meaning) for name, meaning in said.items() if meaning)


def _records(cases) -> list[Disclosure]:
    """The records of cases in their order, with what staff read; topics and units, which many share, are read once."""
    keys = [case.pk for case in cases]
    found = sitting.rows(keys)
    fresh = Disclosure.objects.select_related("draft", "live").in_bulk([key for key in keys if key not in found])
    written = {row.draft.topic_id for row in fresh.values() if row.draft}
    topics = Topic.objects.in_bulk({row.topic_id for row in fresh.values()} | written)
    units = Unit.objects.in_bulk({case.unit_id for case in cases if case.pk in fresh})
    for case in cases:
        if row := fresh.get(case.pk):
            case.unit, row.case, row.topic = units[case.unit_id], case, topics[row.topic_id]
            if row.draft:
                row.draft.topic = topics[row.draft.topic_id]
    found |= fresh
    return [found[case.pk] for case in cases]
