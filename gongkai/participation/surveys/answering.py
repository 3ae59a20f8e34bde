"""Taking in answers: each form once, each code once, each device once; nothing that tells who it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from secrets import token_hex

from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import F

from gongkai.participation.models import Answer, Device, Invitation, Question, Reply, Sort, Subject, Survey
from gongkai.participation.surveys.inviting import mark
from gongkai.vault.sealed import digest
from gongkai.writing.votes import Heard

SALT, OPEN_FOR = "survey", 24 * 3600  # seconds in which a form that was opened may be sent
MOST_A_DAY, MOST_FROM = 20_000, 20  # answers to one survey a day: in all, and of volunteers from one place
BATCH = 400


heard = Heard()


class Refused(Exception):
    """An answer that was not taken; ``str()`` says why and what to do."""


@dataclass(frozen=True)
class Given:
    """One filled-in form. ``replies``: question's number → what was chosen, or a line. ``code`` empty: a volunteer;
    ``place``: the network address, and ``device`` the browser there; empty where that cannot be told."""

    subject: Subject | None
    replies: Mapping[int, int | str]
    ticket: str
    code: str = ""
    place: str = ""
    device: str = ""


def ticket(survey: Survey) -> str:
    """What a form carries so that it counts once."""
    return signing.dumps([survey.pk, token_hex(12)], salt=SALT)


def take_in(survey: Survey, given: Given, day: date) -> Answer:
    """Keeps one answer. Raises ``Refused``; then nothing was written."""
    if survey.case.status != "open" or not survey.opens <= day <= survey.closes:
        raise Refused("这次调查不在填写时间里，没有收下")
    if Answer.objects.filter(survey=survey, day=day).count() >= MOST_A_DAY:
        raise Refused("今天收到的答卷太多，没有收下，请明天再填")
    try:
        with transaction.atomic():
            subject = _by_letter(survey, given) if given.code else _by_device(survey, given, day)
            return keep(survey, [(given, subject)], day)[0]
    except SecondAnswer as refusal:
        Survey.objects.filter(pk=survey.pk).update(turned_away=F("turned_away") + 1)
        raise Refused(str(refusal)) from None
    except IntegrityError:
        raise Refused("这份问卷已经交过，不用再交") from None


class SecondAnswer(Refused):
    """A device that answered before."""


def keep(survey: Survey, taken: Sequence[tuple[Given, Subject]], day: date) -> list[Answer]:
    """Writes answers with their replies, in few statements however many they are."""
    answers = [
        Answer(survey=survey, subject=subject, invited=bool(one.code), day=day, ticket=_used(survey, one.ticket))
        for one, subject in taken
    ]
    Answer.objects.bulk_create(answers, batch_size=BATCH)
    questions = {one.number: one for one in survey.questions.all()}
    Reply.objects.bulk_create(
        [
            _reply(answer, questions[number], said)
            for answer, (one, _) in zip(answers, taken, strict=True)
            for number, said in one.replies.items()
            if said not in ("", None)
        ],
        batch_size=BATCH,
    )
    return answers


def _reply(answer: Answer, question: Question, said: int | str) -> Reply:
    if question.sort == Sort.LINE:
        return Reply(answer=answer, question=question, line=str(said))
    return Reply(answer=answer, question=question, choice=int(said))


def _used(survey: Survey, given: str) -> str:
    """The digest of a form's ticket; a form of another survey, of yesterday or of nobody is refused."""
    try:
        of, nonce = signing.loads(given, salt=SALT, max_age=OPEN_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        raise Refused("这一页打开得太久，没有收下，请重新打开问卷再填") from None
    if of != survey.pk:
        raise Refused("这一页不是这份问卷的，没有收下，请重新打开问卷再填")
    return digest(f"答卷 {nonce}")


def _by_letter(survey: Survey, given: Given) -> Subject:
    """Whom the letter asks about; of two who send one code at once one is told."""
    found = Invitation.objects.filter(survey=survey, code=mark(survey, given.code)).select_related("subject").first()
    if found is None:
        raise Refused("没有这个邀请码，请照信上写的再填一遍")
    if not Invitation.objects.filter(pk=found.pk, used=False).update(used=True):
        raise Refused("这个邀请码已经用过，每个码只能填一份")
    return found.subject


def _by_device(survey: Survey, given: Given, day: date) -> Subject:
    if not survey.open_form:
        raise Refused("这次调查只请收到邀请函的人填写，请填信上的邀请码")
    if given.subject is None:
        raise Refused("请选择评议哪个单位")
    if given.place:
        if heard.often(day, (given.place, str(survey.pk)))[0] >= MOST_FROM:
            raise SecondAnswer("今天从您这个网络收到的答卷太多，没有收下，请明天再填，或者向政务公开办要一个邀请码")
        kept = Device(survey=survey, mark=digest(f"设备 {survey.pk} {given.place} {given.device}"))
        if Device.objects.filter(survey=survey, mark=kept.mark).exists():
            raise SecondAnswer(
                "从这台设备，或者同一网络里同样的设备，已经收到一份。您没有填过的，请换一个网络，或者向政务公开办要一个邀请码"
            )
        kept.save()
    return given.subject
