"""What can be counted of the intake of requests: how many came, by which channel, how promptly they were registered."""

from collections.abc import Callable

from django.db.models import F, Q

from gongkai.acts.facts import Counted, Fact, Span, listed
from gongkai.acts.models import Act, Due
from gongkai.catalogue.models import Contact
from gongkai.foi import channels
from gongkai.foi.models import Dispute
from gongkai.foi.vocabulary import Channel, DisputeSort, Outcome

SUITS = (DisputeSort.SUIT, DisputeSort.APPEAL)
RECEIPTS = ("file", "receive", "confirm")


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


def _received(units, span: Span):
    acts = Act.objects.filter(case__kind="request", step__in=RECEIPTS, case__unit__in=units, at__lt=span.as_of)
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
    "foi.dead_channels": dead_channels,
    "foi.intake_missing": intake_missing,
    "foi.reviews": disputes(DisputeSort.REVIEW),
    "foi.lawsuits": disputes(*SUITS),
    "foi.lawsuits_lost": lawsuits_lost,
}
