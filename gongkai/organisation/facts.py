"""What can be counted of 组织: groups, 政务新媒体, training, returns and meetings, with the records behind it."""

from collections.abc import Callable
from datetime import date, timedelta

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.acts.facts import Counted, Fact, Span, listed
from gongkai.acts.models import Act
from gongkai.organisation.appraisals import entering as appraisals
from gongkai.organisation.groups import counting as groups
from gongkai.organisation.media import counting
from gongkai.organisation.media.counting import Seen, State
from gongkai.organisation.models import (
    EXCHANGES,
    MediaAccount,
    MediaComment,
    Meeting,
    MeetingSort,
    Return,
    ReturnSort,
    Training,
)

AGENDA = (ReturnSort.PLAN, ReturnSort.DEPLOYMENT, ReturnSort.STATISTICS, ReturnSort.SUMMARY)  # KF-T1.2
PLANS = (ReturnSort.PLAN, ReturnSort.HALF_SUMMARY, ReturnSort.SUMMARY)  # KF-T3.2


def accounts(units, span: Span) -> Counted:
    """Accounts that ran at the end of the period (SQ-6.4)."""
    return listed(units, [(one.case.unit_id, one.pk) for one in _running(units, span)])


def asleep(units, span: Span) -> Counted:
    """Of these, the ones of which posts, comments, reposts or likes stood at zero (SQ-6.4)."""
    seen = _seen(units, span)
    counted = listed(units, [(one.account.case.unit_id, one.account.pk) for one in seen if one.state is State.ZERO])
    for one in seen:
        if one.state is State.UNKNOWN:  # days nobody told of: not to be told
            counted.values[one.account.case.unit_id] = None
        if one.state in (State.UNKNOWN, State.ZERO):
            counted.says[one.account.case.unit_id].append(f"{one.account}：{one.says}")
    return counted


def comments(units, span: Span) -> Counted:
    """Comments of readers that came in the period (SQ-6.4)."""
    rows = _comments(units, span).filter(at__gte=span.begins)
    return listed(units, rows.values_list("case__unit_id", "case_id"))


def unanswered(units, span: Span) -> Counted:
    """Comments that waited for an answer at the end of the period (SQ-6.4)."""
    settled = Act.objects.filter(case__kind="media_comment", step__in=("answer", "leave"), at__lt=span.ends)
    rows = _comments(units, span).exclude(case__in=settled.values("case"))
    return listed(units, rows.values_list("case__unit_id", "case_id"))


def trainings(units, span: Span) -> Counted:
    """Sessions held in the period and agreed to (BW-12.2, SQ-6.5)."""
    return listed(units, _trainings(units, span).values_list("case__unit_id", "case_id"))


def exchanges(units, span: Span) -> Counted:
    """Exchanges between units, studies and visits of the period, held and agreed to (TZ-6.2)."""
    return listed(units, _held(units, span).filter(sort__in=EXCHANGES).values_list("case__unit_id", "case_id"))


def training_hours(units, span: Span) -> Counted:
    """Their hours together."""
    rows = list(_trainings(units, span).values_list("case__unit_id", "case_id", "hours"))
    counted = listed(units, [(unit, case) for unit, case, _ in rows])
    counted.values = {unit.pk: sum(hours for key, _, hours in rows if key == unit.pk) for unit in units}
    return counted


def trained(units, span: Span) -> Counted:
    """People of each unit who were at a session of the period, whoever held it."""
    agreed = Act.objects.filter(case__kind="training", step="accept", at__lt=span.as_of).values("case")
    found = Training.objects.filter(case__in=agreed, held__range=(span.first, span.last)).exclude(sort__in=EXCHANGES)
    rows = list(found.filter(attendance__unit__in=units).values_list("attendance__unit", "pk", "attendance__people"))
    counted = listed(units, [(unit, case) for unit, case, _ in rows])
    counted.values = {unit.pk: sum(people for key, _, people in rows if key == unit.pk) for unit in units}
    return counted


def _running(units, span: Span) -> list[MediaAccount]:
    """As the trail knew it: by the last act that moved each account before the end of the period."""
    acts = Act.objects.filter(case__kind="media_account", case__unit__in=units, at__lt=span.ends).order_by("at", "pk")
    stood = dict(acts.values_list("case_id", "to"))
    keys = [key for key, status in stood.items() if status in counting.RUNNING]
    return list(MediaAccount.objects.filter(pk__in=keys, since__isnull=False).select_related("case").order_by("pk"))


def _seen(units, span: Span) -> list[Seen]:
    last = min(span.last, (span.as_of - timedelta(microseconds=1)).astimezone(BEIJING).date())
    return counting.look(_running(units, span), last, span.as_of)


def _comments(units, span: Span):
    known = Act.objects.filter(case__kind="media_comment", step="arrive", at__lt=span.as_of).values("case")
    return MediaComment.objects.filter(case__unit__in=units, at__lt=span.ends, case__in=known).order_by("pk")


def _trainings(units, span: Span):
    return _held(units, span).exclude(sort__in=EXCHANGES)


def _held(units, span: Span):
    agreed = Act.objects.filter(case__kind="training", step="accept", at__lt=span.as_of).values("case")
    rows = Training.objects.filter(case__unit__in=units, held__range=(span.first, span.last))
    return rows.filter(case__in=agreed).order_by("pk")


def returns_asked(units, span: Span) -> Counted:
    """Returns of any sort whose last day lies in the period (KF-T1.3, KF-T3.3)."""
    return _returns(units, span, lambda due, sent: True)


def returns_late(units, span: Span) -> Counted:
    """Of these, the ones sent in late, or not at all though their day is over (KF-T1.3, KF-T3.3)."""
    looked = span.as_of.astimezone(BEIJING).date()
    return _returns(units, span, lambda due, sent: (sent or looked) > due)


def agenda_missing(units, span: Span) -> Counted:
    """Of plan, deployment, business returns and summary, the ones asked and never sent in (KF-T1.2)."""
    return _missing(units, span, AGENDA)


def agenda_kinds_missing(units, span: Span) -> Counted:
    """How many of these four a unit lacks something of: the table counts papers of a kind once (KF-T1.2)."""
    counted = agenda_missing(units, span)
    keys = [key for some in counted.records.values() for key in some]
    sorts = dict(Return.objects.filter(pk__in=keys).values_list("pk", "call__sort"))
    counted.values = {unit.pk: len({sorts[key] for key in counted.records.get(unit.pk, ())}) for unit in units}
    return counted


def agenda_late(units, span: Span) -> Counted:
    """Of the four, what came, but after its day (KF-T1.2)."""
    return _returns(units, span, lambda due, sent: sent is not None and sent > due, AGENDA)


def plans_missing(units, span: Span) -> Counted:
    """Of plan and summaries, half-yearly and yearly, the ones asked and never sent in (KF-T3.2)."""
    return _missing(units, span, PLANS)


def statistics_late(units, span: Span) -> Counted:
    """Business returns sent in late, or not at all though their day is over (KF-T3.11)."""
    looked = span.as_of.astimezone(BEIJING).date()
    return _returns(units, span, lambda due, sent: (sent or looked) > due, (ReturnSort.STATISTICS,))


def _missing(units, span: Span, sorts: tuple) -> Counted:
    looked = span.as_of.astimezone(BEIJING).date()
    return _returns(units, span, lambda due, sent: sent is None and looked > due, sorts)


def contacts_in_time(units, span: Span) -> Counted:
    """Whether the contact sheets asked in the period came sealed and in time (DY-F3); nobody asked: undetermined."""
    late = _returns(units, span, lambda due, sent: sent is None or sent > due, (ReturnSort.CONTACTS,))
    asked = _returns(units, span, lambda due, sent: True, (ReturnSort.CONTACTS,))
    asked.values = {unit: not late.values[unit] if number else None for unit, number in asked.values.items()}
    return asked


def meetings(units, span: Span) -> Counted:
    """Meetings on openness of the period, entered and agreed to (KF-T3.3)."""
    return listed(units, _meetings(units, span).values_list("case__unit_id", "case_id"))


def meetings_of(sort: MeetingSort) -> Fact:
    """Of these, the ones of a sort: of the leading group (KF-T3.3), to hear a report (BW-12.3, SQ-6.1)."""

    def counted(units, span: Span) -> Counted:
        return listed(units, _meetings(units, span).filter(sort=sort).values_list("case__unit_id", "case_id"))

    return counted


def agenda_meetings(units, span: Span) -> Counted:
    """Meetings of the unit's leaders that had openness on their agenda, the principal there (DY-1)."""
    rows = _meetings(units, span).filter(sort=MeetingSort.AGENDA, principal=True)
    return listed(units, rows.values_list("case__unit_id", "case_id"))


def weight_enough(units, span: Span) -> Counted:
    """Whether the weight of the year of the period's last day is agreed to and enough (SQ-6.1)."""
    found, least, counted = appraisals.in_force(units, span.last.year, span.as_of), shelf.backing().weight, Counted()
    for unit in units:
        row = found.get(unit.pk)
        counted.values[unit.pk] = row is not None and row.weight >= least
        if row is None:
            counted.says[unit.pk].append(f"没有登记{span.last.year}年的权重")
        else:
            counted.records[unit.pk].append(row.pk)
    return counted


def _returns(units, span: Span, holds: Callable[[date, date | None], bool], sorts: tuple = ()) -> Counted:
    """Returns due in the period that were asked by then; ``holds(last day, day it was first sent in)``."""
    asked = Act.objects.filter(case__kind="return", step="ask", at__lt=span.as_of).values("case")
    rows = Return.objects.filter(case__in=asked, case__unit__in=units, call__due__range=(span.first, span.last))
    rows = rows.filter(call__sort__in=sorts) if sorts else rows
    known = list(rows.order_by("pk").values_list("case__unit_id", "pk", "call__due"))
    acts = Act.objects.filter(case__in=[key for _, key, _ in known], step="stamp", at__lt=span.as_of)
    sent = dict(acts.order_by("-number").values_list("case_id", "at"))
    days = {key: at.astimezone(BEIJING).date() for key, at in sent.items()}
    return listed(units, [(unit, key) for unit, key, due in known if holds(due, days.get(key))])


def _meetings(units, span: Span):
    agreed = Act.objects.filter(case__kind="work_meeting", step="accept", at__lt=span.as_of).values("case")
    rows = Meeting.objects.filter(case__unit__in=units, held__range=(span.first, span.last), case__in=agreed)
    return rows.order_by("pk")


FACTS = {
    "organisation.media_accounts": accounts, "organisation.media_asleep": asleep,
    "organisation.media_comments": comments, "organisation.media_unanswered": unanswered,
    "organisation.trainings": trainings, "organisation.training_hours": training_hours,
    "organisation.trained": trained,
    "organisation.returns_asked": returns_asked, "organisation.returns_late": returns_late,
    "organisation.agenda_missing": agenda_missing, "organisation.contacts_in_time": contacts_in_time,
    "organisation.agenda_kinds_missing": agenda_kinds_missing, "organisation.agenda_late": agenda_late,
    "organisation.plans_missing": plans_missing, "organisation.statistics_late": statistics_late,
    "organisation.meetings": meetings, "organisation.group_meetings": meetings_of(MeetingSort.GROUP),
    "organisation.reports_heard": meetings_of(MeetingSort.REPORT), "organisation.agenda_meetings": agenda_meetings,
    "organisation.weight_enough": weight_enough, "organisation.exchanges": exchanges,
    "organisation.group_sound": groups.sound, "organisation.group_late": groups.late,
    "organisation.people_named": groups.people_named, "organisation.places_unnamed": groups.places_unnamed,
}  # fmt: skip
