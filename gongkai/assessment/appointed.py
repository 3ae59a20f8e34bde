"""指定评分人: of two sources that one unit was given, each person speaks for theirs and sees nothing of the other."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.accounts.models import Person, Post, Unit
from gongkai.assessment.models import Appointee, Assessor, Campaign, Scoring


def kept_from(rows: QuerySet, person: int) -> QuerySet:
    """Of parts, or of assignments to units, those that are others' of the same unit: it names who speaks for them and
    this person is not among these, or it names this person for another."""
    named = Appointee.objects.filter(
        assessor__campaign=OuterRef("campaign"), assessor__unit=OuterRef("unit"), assessor__own=False
    )
    here = named.filter(assessor__source=OuterRef("source"))
    named_here, named_elsewhere = Exists(here), Exists(named.filter(person=person))
    return rows.filter(Q(named_here) | Q(named_elsewhere)).exclude(Exists(here.filter(person=person)))


def sources(campaign: Campaign, rows: QuerySet[Assessor], person: int) -> set[str]:
    """Sources that these assignments of a campaign leave to a person."""
    found: dict[int, str] = dict(rows.values_list("pk", "source"))
    if found and Appointee.objects.filter(assessor__campaign=campaign).exists():
        for other in kept_from(rows, person).values_list("pk", flat=True):
            del found[other]
    return set(found.values())


def apart(post: Post) -> QuerySet:
    """Keys of the parts at a post's unit that are not for its person."""
    return kept_from(Scoring.objects.filter(unit=post.unit_id), post.person_id).values("pk")


def people(campaign: Campaign, source: str, unit: Unit) -> set[int]:
    """Keys of who was named for a source; empty where it is the whole unit's."""
    rows = Appointee.objects.filter(
        assessor__campaign=campaign, assessor__source=source, assessor__unit=unit, assessor__own=False
    )
    return set(rows.values_list("person", flat=True))


def eligible_at(key: str, roles: frozenset[str]) -> QuerySet[Person]:
    """The same for a unit as a form sends it."""
    unit = Unit.objects.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 18 else None
    return eligible(unit, roles) if unit else Person.objects.none()


def eligible(unit: Unit, roles: frozenset[str]) -> QuerySet[Person]:
    """People who hold a post at the unit from which marks are given."""
    posts = Post.objects.filter(unit=unit, role__in=roles, until=None)
    return Person.objects.filter(pk__in=posts.values("person")).order_by("pk")
