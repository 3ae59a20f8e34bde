"""What can be counted of requests: how many came and how, how promptly they were registered and answered."""

from collections.abc import Callable

from django.db.models import F, Q

from gongkai.acts.facts import Counted, Fact, Span, listed
from gongkai.acts.models import Act, Due
from gongkai.catalogue.models import Contact
from gongkai.foi import channels
from gongkai.foi.models import Dispute
from gongkai.foi.vocabulary import Channel, DisputeSort, Outcome

SUITS = (DisputeSort.SUIT, DisputeSort.APPEAL)
RECEIPTS = ("file", "receive", "confirm", "split_off")
ANSWERED_BY = ("foi.reply", "foi.delayed_reply")


def received(units, span: Span) -> Counted:
    """Requests whose day of receipt lies in the period (条例-31)."""
    return listed(units, _received(units, span).values_list("case__unit_id", "case_id"))


def by_channel(*ways: Channel) -> Callable[..., Counted]:
    """Of these, the ones that came by some channels."""

    def counted(units, span: Span) -> Counted:
        some = _received(units, span).filter(case__request__channel__in=ways)
        return listed(units, some.values_list("case__unit_id", "case_id"))

    return counted


def registered_in_time(units, span: Span) -> Counted:
    """Of these, the ones registered within the limit (条例-45)."""
    keys = _received(units, span).values("case")
    dues = Due.objects.filter(case__in=keys, limit="foi.registration", done__lte=F("due"), done__lt=span.ends)
    return listed(units, dues.order_by("case_id").values_list("case__unit_id", "case_id"))


def replies(units, span: Span) -> Counted:
    """Requests answered in the period (条例-33)."""
    acts = Act.objects.filter(case__kind="request", step="deliver", case__unit__in=units, at__lt=span.as_of)
    acts = acts.filter(effective__gte=span.begins, effective__lt=span.ends).order_by("case_id")
    return listed(units, acts.values_list("case__unit_id", "case_id").distinct())


def late_replies(units, span: Span) -> Counted:
    """Requests whose last day for an answer lies in the period and that were not answered by then (KF-T1.12)."""
    return _overdue(units, span, ANSWERED_BY)


def unregistered(units, span: Span) -> Counted:
    """Received in the period and not in the register in time, or not yet (KF-T1.11, KF-T3.8)."""
    dues = Due.objects.filter(limit="foi.registration", case__in=_received(units, span).values("case"))
    dues = dues.filter(due__lt=span.ends).filter(Q(done=None) | Q(done__gt=F("due"))).order_by("case_id")
    return listed(units, dues.values_list("case__unit_id", "case_id"))


def ledger(units, span: Span) -> Counted:
    """Whether every request that came in the period stands in the register with its number (KF-T1.11, KF-T3.8)."""
    missing = _received(units, span).exclude(case__acts__step__in=("register", "split_off"))
    counted = listed(units, missing.values_list("case__unit_id", "case_id"))
    counted.values = {key: not many for key, many in counted.values.items()}
    return counted


def review_answers_late(units, span: Span) -> Counted:
    """Reconsiderations not answered within five working days of the notice (行政复议法-54)."""
    return _overdue(units, span, ("foi.review_answer",))


def _overdue(units, span: Span, limits: tuple[str, ...]) -> Counted:
    """Cases with a last day in the period by which nothing had ended the limit."""
    dues = Due.objects.filter(limit__in=limits, case__unit__in=units, started__lt=span.as_of)
    dues = dues.filter(due__gte=span.begins, due__lt=span.ends).filter(Q(done=None) | Q(done__gt=F("due")))
    return listed(units, dues.order_by("case_id").values_list("case__unit_id", "case_id").distinct())


def _received(units, span: Span):
    acts = Act.objects.filter(case__kind="request", step__in=RECEIPTS, case__unit__in=units, at__lt=span.as_of)
    acts = acts.exclude(case__request__in=Act.objects.filter(step="split", at__lt=span.as_of).values("case"))
    return acts.filter(effective__gte=span.begins, effective__lt=span.ends).order_by("case_id")


def dead_channels(units, span: Span) -> Counted:
    """Ways in to a unit that did not work and were not mended in time (BW-6.2.2): the cases stand at the office."""
    dues = Due.objects.filter(limit="foi.dead_channel", case__report__about__in=units)
    dues = dues.filter(due__gte=span.begins, due__lt=span.ends, started__lt=span.as_of)
    late = dues.filter(Q(done=None) | Q(done__gt=F("due"))).order_by("case_id")
    return listed(units, late.values_list("case__report__about", "case_id"))


def intake_missing(units, span: Span) -> Counted:
    """Of name, address, hours, phone, fax and e-mail, how many are not told at the end of the period (KF-T1.10).

    Undetermined where the contact was changed since, as no older wording of it is kept.
    """
    contacts = {one.unit_id: one for one in Contact.objects.filter(unit__in=units).select_related("case")}
    later = set(
        Act.objects.filter(case__contact__unit__in=units, at__gte=span.ends).values_list("case__unit_id", flat=True)
    )
    counted = Counted()
    for unit in units:
        contact = contacts.get(unit.pk)
        lacking = channels.missing(contact or Contact())
        counted.values[unit.pk] = None if unit.pk in later else len(lacking)
        if lacking and unit.pk not in later:
            counted.says[unit.pk].append(f"没有公布{'、'.join(lacking)}")
    return counted


def disputes(*sorts: DisputeSort) -> Callable[..., Counted]:
    """Reconsiderations or lawsuits accepted in the period (条例-51)."""

    def counted(units, span: Span) -> Counted:
        entered = Act.objects.filter(case__kind="dispute", step="enter", at__lt=span.as_of).values("case")
        dropped = Act.objects.filter(case__kind="dispute", step="drop", at__lt=span.as_of).values("case")
        rows = Dispute.objects.filter(case__unit__in=units, sort__in=sorts, filed__range=(span.first, span.last))
        rows = rows.filter(case__in=entered).exclude(case__in=dropped)
        return listed(units, rows.order_by("pk").values_list("case__unit_id", "case_id"))

    return counted


def lawsuits_lost(units, span: Span) -> Counted:
    """Lawsuits lost in the period after a request was handled badly, as a leader agreed (DY-F2.5)."""
    agreed = Act.objects.filter(case__kind="dispute", step="accept", at__lt=span.as_of).values("case")
    rows = Dispute.objects.filter(case__unit__in=units, sort__in=SUITS, decided__range=(span.first, span.last))
    lost = rows.filter(case__in=agreed, outcome=Outcome.CORRECTED, poor=True)
    return listed(units, lost.order_by("pk").values_list("case__unit_id", "case_id"))


FACTS: dict[str, Fact] = {
    "foi.received": received,
    "foi.received_online": by_channel(Channel.ONLINE),
    "foi.received_counter": by_channel(Channel.COUNTER),
    "foi.received_post": by_channel(Channel.SIGNED, Channel.LETTER),
    "foi.received_fax": by_channel(Channel.FAX),
    "foi.received_mail": by_channel(Channel.MAIL),
    "foi.registered_in_time": registered_in_time,
    "foi.replies": replies,
    "foi.late_replies": late_replies,
    "foi.unregistered": unregistered,
    "foi.ledger": ledger,
    "foi.review_answers_late": review_answers_late,
    "foi.dead_channels": dead_channels,
    "foi.intake_missing": intake_missing,
    "foi.reviews": disputes(DisputeSort.REVIEW),
    "foi.lawsuits": disputes(*SUITS),
    "foi.lawsuits_lost": lawsuits_lost,
}
