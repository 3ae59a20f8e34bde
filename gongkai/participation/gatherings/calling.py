"""Calling a hearing or a talk: what it is about, when, for how many; who signs up; what is told once it was held."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.acts.refusals import NotYourRole, StaleDraft, WrongState
from gongkai.acts.steps import kind
from gongkai.acts.taking import Opening, ask_role, open_many
from gongkai.catalogue.models import Topic
from gongkai.participation import addresses
from gongkai.participation.addresses import Refused
from gongkai.participation.models import Consultation, Decision, Gathering, SignUp

OVER, MOST = timedelta(hours=1), 10  # sign-ups from one place within the hour
SALT = "报名"
HEAD = ("sort", "decision", "consultation", "topic", "about", "held_at", "place", "seats", "until", "selects")


@dataclass(frozen=True)
class Call:
    """What is announced; fields as in ``Gathering``."""

    title: str
    sort: str
    about: str
    held_at: datetime
    place: str
    seats: int
    until: date
    selects: str
    topic: Topic
    decision: Decision | None = None
    consultation: Consultation | None = None


def plan_many(calls: Sequence[tuple[Call, Post, datetime]]) -> list[Gathering]:
    """Opens the cases. All or none."""
    made: list[Gathering] = []

    def room(cases: list[Case]) -> None:
        for case, (call, by, _) in zip(cases, calls, strict=True):
            made.append(Gathering(case=case, address=addresses.drawn(), editor=by.person, **_fields(call)))
            case.content = digest(call)
            Case.objects.filter(pk=case.pk).update(content=case.content)
        Gathering.objects.bulk_create(made)

    open_many("gathering", "plan", [Opening(by.unit, call.title, by, at) for call, by, at in calls], room)
    return made


def save(row: Gathering, call: Call, version: int, by: Post) -> None:
    """Raises ``StaleDraft`` over somebody else's save or once it is agreed to."""
    with transaction.atomic():
        Gathering.objects.filter(pk=row.pk).update(editor=by.person_id, **_fields(call))
        known = Case.objects.filter(pk=row.pk, version=version, status="draft")
        if not known.update(version=F("version") + 1, title=call.title, content=digest(call)):
            raise StaleDraft("另一人在您打开以后保存过，或者已经审定，请看过现在保存的再改")


def ask_to_write(row: Gathering, by: Post) -> None:
    ask_role(kind("gathering").steps["plan"], by)
    keys = by.unit_keys()
    if keys is not None and row.case.unit_id not in keys:
        raise NotYourRole(f"这一场由{row.case.unit.name}组织")
    if row.case.status != "draft":
        raise WrongState(f"现在是“{row.case.status_label}”，不能改；要改的，请先退回修改")


@dataclass(frozen=True)
class Coming:
    """Who wants to come. ``ticket``: the digest of the form; ``sender``: of where it came from."""

    standing: str
    name: str
    phone: str
    reason: str
    ticket: str
    sender: str = ""


def takes_names(row: Gathering, now: datetime) -> bool:
    """Whether one can sign up at that moment."""
    return row.case.status == "announced" and now.astimezone(BEIJING).date() <= row.until


def sign_up(row: Gathering, coming: Coming, at: datetime) -> SignUp:
    """Keeps one sign-up. Raises ``Refused``; then nothing was written."""
    if not takes_names(row, at):
        raise Refused("报名时间已经过了，没有收下")
    lately = SignUp.objects.filter(sender=coming.sender, at__gt=at - OVER).count() if coming.sender else 0
    if lately >= MOST:
        raise Refused("您这里在一小时内报名太多次，请过一小时再报，或者打电话")
    try:
        return sign_up_many(row, [coming], at)[0]
    except IntegrityError:
        raise Refused("这份报名已经交过，不用再交") from None


def sign_up_many(row: Gathering, coming: Sequence[Coming], at: datetime) -> list[SignUp]:
    """Keeps sign-ups, numbered in the order they came."""
    with transaction.atomic():
        Gathering.objects.select_for_update().get(pk=row.pk)
        last = row.sign_ups.aggregate(last=Max("number"))["last"] or 0
        made = [SignUp(gathering=row, number=last + n, at=at, **vars(one)) for n, one in enumerate(coming, start=1)]
        return SignUp.objects.bulk_create(made)


def sent(cases, takes, acts) -> None:
    for take in takes:
        Gathering.objects.filter(pk=take.case.pk).update(sent=take.detail["day"])


def held(cases, takes, acts) -> None:
    for take in takes:
        said = {name: take.detail[name] for name in ("attended", "signed", "minutes", "papers")}
        Gathering.objects.filter(pk=take.case.pk).update(**said)


def digest(call: Call) -> str:
    said = [call.title, *(str(getattr(call, name)) for name in HEAD)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _fields(call: Call) -> dict:
    return {name: getattr(call, name) for name in HEAD}
