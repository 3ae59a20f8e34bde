"""What happens with a step that reaches the public: the door shows, tells that an answer is in doubt, takes it back."""

from datetime import datetime

from gongkai.answers.models import Answer, Revision
from gongkai.catalogue.vocabulary import Audience
from gongkai.disclosures import showing as documents
from gongkai.publication import door
from gongkai.publication.records import AnswerRecord, Edition, Link
from gongkai.revisions.models import of_cases


def publish(answer: Answer, at: datetime) -> None:
    """It goes out as it was reviewed, over the paper as it stands now."""
    looked_at(answer)
    answer.save(update_fields=["doubt", "read_edition", "read_validity"])
    show(answer, at)


def withdraw(answer: Answer, at: datetime) -> None:
    answer.doubt = ""
    door.withdraw([answer.door_key], at=at, reason="政策问答已撤回")


def doubted(cases, takes, acts) -> None:
    """Why it is to be looked at again stands on its page at once (``then`` of the step)."""
    for answer, take, act in zip(of_cases(cases), takes, acts, strict=True):
        answer.doubt = take.detail["says"]
        answer.save(update_fields=["doubt"])
        show(answer, act.at)


def confirmed(cases, takes, acts) -> None:
    """It still holds, over the paper as it stands now (``then`` of the step)."""
    for answer, act in zip(of_cases(cases), acts, strict=True):
        looked_at(answer)
        answer.save(update_fields=["doubt", "read_edition", "read_validity"])
        show(answer, act.at)


def looked_at(answer: Answer) -> None:
    """Keeps how the paper stood when somebody said that the answer holds."""
    assert answer.live is not None and answer.live.paper is not None
    paper = answer.live.paper
    answer.doubt, answer.read_validity = "", paper.validity
    answer.read_edition = paper.live.number if paper.live else None


def show(answer: Answer, at: datetime) -> None:
    if answer.live and answer.topic.audience == Audience.PUBLIC:
        door.show(record_of(answer), at)


def record_of(answer: Answer, revision: Revision | None = None) -> AnswerRecord:
    """All that the public may see of an answer, and nothing else; ``revision``: a draft, to look at beforehand."""
    told = revision or answer.live
    assert told is not None
    unit = answer.case.unit
    return AnswerRecord(
        key=answer.door_key,
        title=answer.case.title,
        column=answer.topic.code,
        unit=unit.code,
        unit_name=unit.full_name or unit.name,
        published=told.published or told.saved,
        answer=answer.kind.id,
        answer_name=answer.kind.title,
        html=told.html,
        clause=told.clause,
        valid_until=told.expires_on,
        doubt=answer.doubt,
        links=(Link("answers", documents.key_of(told.paper_id)),) if told.paper_id else (),
        history=_history(answer, told),
    )


def _history(answer: Answer, told: Revision) -> tuple[Edition, ...]:
    """What the public is told of earlier rounds; nothing while there is but one."""
    if told.number == 1:
        return ()
    past = answer.revisions.filter(published__isnull=False, number__lte=told.number).order_by("number")
    return tuple(
        Edition(one.published or one.saved, one.note or ("首次公布" if one.number == 1 else "内容更新")) for one in past
    )
