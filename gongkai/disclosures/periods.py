"""What the public could read at the end of a period, and what of it was first published then, as the trail tells."""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from gongkai.acts.facts import Span
from gongkai.acts.models import Act
from gongkai.catalogue.vocabulary import Audience
from gongkai.disclosures.models import Disclosure
from gongkai.disclosures.vocabulary import GOES_BACK, GOES_OUT


def published_in(units, span: Span):
    """Disclosures of these units whose first publication, here or on an older site, fell in the period and that were
    public at its end."""
    first = Act.objects.filter(case=OuterRef("pk"), step__in=GOES_OUT).order_by("number").values("at")[:1]
    rows = public_at(units, span).annotate(first_at=Coalesce("formerly", Subquery(first)))
    return rows.filter(first_at__gte=span.begins, first_at__lt=span.ends)


def public_at(units, span: Span):
    """Disclosures of these units that the public could see at the end of the period, as the trail tells."""
    last = (
        Act.objects.filter(case=OuterRef("pk"), step__in=(*GOES_OUT, *GOES_BACK), at__lt=span.ends)
        .order_by("-number")
        .values("step")[:1]
    )
    rows = Disclosure.objects.filter(case__unit__in=units, topic__audience=Audience.PUBLIC)
    return rows.annotate(last_step=Subquery(last)).filter(last_step__in=GOES_OUT).order_by("pk")
