"""Drawing a questionnaire up: its head, whom it is about, its questions; every save is one of a version."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import SystemRandom

from django.db import transaction
from django.db.models import F

from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Case
from gongkai.acts.refusals import NotYourRole, StaleDraft, WrongState
from gongkai.acts.taking import Opening, ask_role, open_many
from gongkai.catalogue.models import Topic
from gongkai.participation.models import Question, Subject, Survey
from gongkai.participation.surveys.steps import SURVEY

LETTERS, DICE = "abcdefghijkmnopqrstuvwxyz", SystemRandom()
HEAD = ("purpose", "population", "size", "minimum", "basis", "open_form", "opens", "closes", "topic")


@dataclass(frozen=True)
class Head:
    """What is said of a questionnaire as a whole; fields as in ``Survey``. No units: the county, by its government."""

    title: str
    purpose: str
    population: str
    size: int | None
    minimum: int
    basis: str
    open_form: bool
    opens: date
    closes: date
    topic: Topic
    units: Sequence[Unit] = ()


@dataclass(frozen=True)
class Asked:
    """One question; fields as in ``Question``."""

    sort: str
    text: str
    options: Sequence[str] = ()
    measures: bool = False


def begin(head: Head, questions: Sequence[Asked], by: Post, at: datetime) -> Survey:
    """Opens the case with its head and the questions there are already."""
    made: list[Survey] = []

    def room(cases: list[Case]) -> None:
        address = "".join(DICE.choices(LETTERS, k=10))
        survey = Survey.objects.create(case=cases[0], address=address, editor=by.person, **_fields(head))
        _put_subjects(survey, head)
        for number, asked in enumerate(questions, start=1):
            _put(survey, number, asked)
        cases[0].content = digest(survey, head.title)
        Case.objects.filter(pk=survey.pk).update(content=cases[0].content)
        made.append(survey)

    open_many("survey", "draft", [Opening(by.unit, head.title, by, at)], room)
    return made[0]


def save_head(survey: Survey, head: Head, version: int, by: Post) -> None:
    """Raises ``StaleDraft`` over somebody else's save or once it is agreed to."""
    with transaction.atomic():
        Survey.objects.filter(pk=survey.pk).update(**_fields(head))
        _put_subjects(survey, head)
        _saved(survey, version, by, head.title)


def save_question(survey: Survey, number: int, asked: Asked | None, version: int, by: Post) -> None:
    """Puts a question in its place, or takes it out (``asked`` None); those after it move up."""
    with transaction.atomic():
        survey.questions.filter(number=number).delete()
        if asked is not None:
            _put(survey, number, asked)
        else:
            for one in survey.questions.filter(number__gt=number).order_by("number"):
                Question.objects.filter(pk=one.pk).update(number=one.number - 1)
        _saved(survey, version, by, survey.case.title)


def ask_to_write(survey: Survey, by: Post) -> None:
    """Raises ``NotYourRole`` where the post does not draw questionnaires up, ``WrongState`` where it is agreed to."""
    ask_role(SURVEY.steps["draft"], by)
    keys = by.unit_keys()
    if keys is not None and survey.case.unit_id not in keys:
        raise NotYourRole(f"这份问卷由{survey.case.unit.name}拟定")
    if survey.case.status != "draft":
        raise WrongState(f"问卷现在是“{survey.case.status_label}”，不能改；要改的，请先退回修改")


def digest(survey: Survey, title: str) -> str:
    """Hash (64 hex) of everything a second person agrees to."""
    row = Survey.objects.get(pk=survey.pk)
    said: list = [title, *(str(getattr(row, name if name != "topic" else "topic_id")) for name in HEAD)]
    said.append(list(row.subjects.order_by("unit").values_list("unit", flat=True)))
    said += [[one.number, one.sort, one.text, one.options, one.measures] for one in row.questions.all()]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _fields(head: Head) -> dict:
    return {name: getattr(head, name) for name in HEAD}


def _put_subjects(survey: Survey, head: Head) -> None:
    units = list(head.units) or list(Unit.objects.filter(kind=Unit.Kind.GOVERNMENT)[:1]) or [survey.case.unit]
    survey.subjects.exclude(unit__in=units).delete()
    known = set(survey.subjects.values_list("unit", flat=True))
    Subject.objects.bulk_create(Subject(survey=survey, unit=unit) for unit in units if unit.pk not in known)


def _put(survey: Survey, number: int, asked: Asked) -> None:
    Question.objects.create(
        survey=survey, number=number, sort=asked.sort, text=asked.text, options=list(asked.options),
        measures=asked.measures,
    )  # fmt: skip


def _saved(survey: Survey, version: int, by: Post, title: str) -> None:
    """One conditional UPDATE: whoever comes second is told."""
    Survey.objects.filter(pk=survey.pk).update(editor=by.person_id)
    row = Case.objects.filter(pk=survey.pk, version=version, status="draft")
    if not row.update(version=F("version") + 1, title=title, content=digest(survey, title)):
        raise StaleDraft("另一人在您打开以后保存过这份问卷，或者已经审定，请返回看过新的再改")
