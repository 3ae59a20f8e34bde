"""What can be counted of plans: approval, tasks and their days, checks, notices, returns, the three lists (BW-10)."""

from collections import defaultdict
from collections.abc import Callable

from django.db.models import F

from gongkai.acts.facts import Counted, Fact, Span, listed
from gongkai.acts.models import Act, Due
from gongkai.disclosures.models import Disclosure
from gongkai.plans.models import CheckSort, Look, Mend, Part, Party, Plan, Proof, Task, Verdict

NO_PLAN = "没有批准的{}年度计划"


def approved(units, span: Span) -> Counted:
    """Whether a plan of the unit's own for the year of the last day was approved by then (BW-6.1.3)."""
    known = _plans_of(units, span, "approve")
    return _one_a_unit(units, known, NO_PLAN.format(span.last.year))


def issued(units, span: Span) -> Counted:
    """Whether such a plan, with its goals and measures, was issued as tasks and published (BW-6.1.3, BW-10)."""
    return _one_a_unit(units, _plans_of(units, span, "issue"), f"没有下达并公布的{span.last.year}年度计划")


def tasks(units, span: Span) -> Counted:
    """Tasks that the unit leads and whose last day lies in the period; ended ones are not counted (SQ-6.6)."""
    return listed(units, _due(units, span, lambda due, done: True))


def done_in_time(units, span: Span) -> Counted:
    """Of these, the ones reported done by their last day, and not sent back (SQ-6.6)."""
    return listed(units, _due(units, span, lambda due, done: done is not None and done <= due))


def late(units, span: Span) -> Counted:
    """Of these, the ones reported done late, or not at all though their day is over (SQ-6.6)."""
    return listed(units, _due(units, span, lambda due, done: (done or span.as_of) > due))


def published_asked(units, span: Span) -> Counted:
    """Of the tasks due in the period, the ones that must publish what they did (BW-10)."""
    return listed(units, _must_publish(units, span))


def published(units, span: Span) -> Counted:
    """Of these, the ones whose column had a record of theirs by the end of the period (BW-10: complete)."""
    return listed(units, _published(units, span, lambda at, due: True))


def published_in_time(units, span: Span) -> Counted:
    """Of these, the ones that published by their last day (BW-10: timely)."""
    return listed(units, _published(units, span, lambda at, due: at <= due))


def proofs(units, span: Span) -> Counted:
    """Published records that prove tasks the unit leads; one that proves several is counted once (BW-5.5)."""
    rows = Proof.objects.filter(at__gte=span.begins, at__lt=span.ends, task__in=_led(units))
    leads = _leads(units)
    pairs = {(unit, record) for task, record in rows.values_list("task", "record") for unit in leads[task]}
    return listed(units, sorted(pairs))


def notices(units, span: Span) -> Counted:
    """Supervision notices sent to the unit in the period (SQ-4.1)."""
    acts = Act.objects.filter(case__kind="plan_notice", step="send", at__gte=span.begins, at__lt=span.ends)
    return listed(units, acts.filter(case__unit__in=units).values_list("case__unit_id", "case_id").order_by("case_id"))


def notices_late(units, span: Span) -> Counted:
    """Notices whose day lies in the period and that were answered late or not at all (SQ-4.1)."""
    return _late(units, span, "plan_notice")


def returns_late(units, span: Span) -> Counted:
    """Returns of progress whose day lies in the period, sent in late or not at all (SQ-6.6); a call that is closed ends
    the clock, but what was not sent in by its day stays missing."""
    rows = Due.objects.filter(limit="plans.return", case__unit__in=units, due__gte=span.begins, due__lt=span.ends)
    asked = Act.objects.filter(case__kind="plan_return", step="ask", at__lt=span.as_of).values("case")
    dues = list(rows.filter(case__in=asked).order_by("case_id").values_list("case__unit_id", "case_id", "due"))
    acts = Act.objects.filter(case__in=[key for _, key, _ in dues], step="send", at__lt=span.as_of)
    sent = dict(acts.values_list("case_id", "at"))
    return listed(units, [(unit, key) for unit, key, due in dues if key not in sent or sent[key] > due])


def checks_held(units, span: Span) -> Counted:
    """Checks and acceptances of the unit's plans that were concluded in the period (SQ-6.6)."""
    acts = Act.objects.filter(case__kind__in=_kinds(), step="conclude", at__gte=span.begins, at__lt=span.ends)
    return listed(units, acts.filter(case__unit__in=units).values_list("case__unit_id", "case_id").order_by("case_id"))


def checks_late(units, span: Span) -> Counted:
    """Checks and acceptances whose day lies in the period, concluded late or not at all (SQ-6.6)."""
    return _late(units, span, *_kinds())


def problems(units, span: Span) -> Counted:
    """Tasks that the unit leads and at which a check concluded in the period found a problem (SQ-6.6)."""
    concluded = Act.objects.filter(case__kind__in=_kinds(), step="conclude", at__gte=span.begins, at__lt=span.ends)
    rows = Look.objects.filter(check_of__in=concluded.values("case"), task__in=_led(units)).exclude(
        verdict=Verdict.FINE
    )
    leads, tasks = _leads(units), rows.order_by("task").values_list("task", flat=True).distinct()
    return listed(units, [(unit, key) for key in tasks for unit in leads[key]])


def mends(units, span: Span) -> Counted:
    """Lines on the list of problems by the end of the period (BW-10)."""
    return listed(units, [(row.case.unit_id, row.pk) for row in _listed_up(units, span)])


def mends_complete(units, span: Span) -> Counted:
    """Of these, the ones that had measure, post and day by then: the three lists are whole (BW-10)."""
    rows = _listed_up(units, span)
    acts = Act.objects.filter(case__in=[row.pk for row in rows], step="measure", at__lt=span.ends)
    measured = set(acts.values_list("case_id", flat=True))
    return listed(units, [(row.case.unit_id, row.pk) for row in rows if row.pk in measured])


def mends_late(units, span: Span) -> Counted:
    """Lines whose day lies in the period, mended late or not at all (BW-10)."""
    return _late(units, span, "plan_mend")


def _plans_of(units, span: Span, step: str) -> dict[int, list[int]]:
    """Plans of the year by unit, which had this step by the end of the period."""
    acts = Act.objects.filter(case__kind="plan", step=step, at__lt=span.ends).values("case")
    rows = Plan.objects.filter(pk__in=acts, year=span.last.year, case__unit__in=units).order_by("pk")
    found: dict[int, list[int]] = {}
    for unit, key in rows.values_list("case__unit_id", "pk"):
        found.setdefault(unit, []).append(key)
    return found


def _one_a_unit(units, known: dict[int, list[int]], says: str) -> Counted:
    counted = Counted()
    for unit in units:
        counted.values[unit.pk] = unit.pk in known
        counted.records[unit.pk] += known.get(unit.pk, [])
        if unit.pk not in known:
            counted.says[unit.pk].append(says)
    return counted


def _due(units, span: Span, holds: Callable) -> list[tuple[int, int]]:
    """(unit, task) of the tasks due in the period, as the trail knew them: the last round's day and when it was met."""
    gone = Act.objects.filter(case__kind="plan_task", step="end", at__lt=span.as_of).values("case")
    known = Act.objects.filter(case__kind="plan_task", step="issue", at__lt=span.as_of).values("case")
    rows = Due.objects.filter(limit="plans.task", case__in=_led(units), due__gte=span.begins, due__lt=span.ends)
    rows = rows.filter(case__in=known).exclude(case__in=gone).order_by("case_id", "round")
    last = {key: (due, done) for key, due, done in rows.values_list("case_id", "due", "done")}
    met = {key: (due, done if done and done < span.as_of else None) for key, (due, done) in last.items()}
    leads = _leads(units)
    return [(unit, key) for key, (due, done) in met.items() if holds(due, done) for unit in leads[key]]


def _must_publish(units, span: Span) -> list[tuple[int, int]]:
    rows = _due(units, span, lambda due, done: True)
    asked = Task.objects.filter(pk__in=[key for _, key in rows]).exclude(line__topic=None)
    keys = set(asked.values_list("pk", flat=True))
    return [(unit, key) for unit, key in rows if key in keys]


def _published(units, span: Span, holds: Callable) -> list[tuple[int, int]]:
    """Tasks that have a record in their column, public since a moment for which ``holds``."""
    rows = _must_publish(units, span)
    dues = dict(Due.objects.filter(limit="plans.task", case__in=[key for _, key in rows]).values_list("case_id", "due"))
    proved = Proof.objects.filter(task__in=[key for _, key in rows], at__lt=span.ends)
    topics = dict(Task.objects.filter(pk__in=dues).values_list("pk", "line__topic"))
    found = Disclosure.objects.filter(pk__in=proved.values("record"), live__isnull=False, published__lt=span.ends)
    days = {row.pk: (row.topic_id, row.published) for row in found}
    kept = {
        task
        for task, record in proved.values_list("task", "record")
        if record in days and days[record][0] == topics[task] and holds(days[record][1], dues[task])
    }
    return [(unit, key) for unit, key in rows if key in kept]


def _late(units, span: Span, *kinds: str) -> Counted:
    """Cases of the units whose last day lies in the period and was not kept."""
    rows = Due.objects.filter(case__kind__in=kinds, case__unit__in=units, due__gte=span.begins, due__lt=span.ends)
    opened = Act.objects.filter(case__kind__in=kinds, number=1, at__lt=span.as_of).values("case")
    rows = rows.filter(case__in=opened).exclude(done__lte=F("due")).order_by("case_id")
    return listed(units, dict.fromkeys(rows.values_list("case__unit_id", "case_id")))


def _listed_up(units, span: Span) -> list[Mend]:
    known = Act.objects.filter(case__kind="plan_mend", step="list", at__lt=span.ends).values("case")
    return list(Mend.objects.filter(pk__in=known, case__unit__in=units).select_related("case").order_by("pk"))


def _led(units):
    """Tasks that one of the units leads."""
    lines = Party.objects.filter(unit__in=units, sort=Part.LEAD).values("line")
    return Task.objects.filter(line__in=lines).values("pk")


def _leads(units) -> dict[int, list[int]]:
    """Which of the units lead a task, by its key."""
    rows = Party.objects.filter(unit__in=units, sort=Part.LEAD, line__task__isnull=False)
    found: dict[int, list[int]] = defaultdict(list)
    for task, unit in rows.values_list("line__task", "unit").order_by("pk"):
        found[task].append(unit)
    return found


def _kinds() -> list[str]:
    return [f"plan_{sort}" for sort in CheckSort.values]


FACTS: dict[str, Fact] = {
    "plans.approved": approved, "plans.issued": issued,
    "plans.tasks": tasks, "plans.tasks_done_in_time": done_in_time, "plans.tasks_late": late,
    "plans.publish_asked": published_asked, "plans.published": published,
    "plans.published_in_time": published_in_time, "plans.proofs": proofs,
    "plans.notices": notices, "plans.notices_late": notices_late, "plans.returns_late": returns_late,
    "plans.checks_held": checks_held, "plans.checks_late": checks_late, "plans.problems": problems,
    "plans.mends": mends, "plans.mends_complete": mends_complete, "plans.mends_late": mends_late,
}  # fmt: skip
