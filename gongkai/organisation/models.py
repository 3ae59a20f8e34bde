"""登记: the case under which all that is done to a unit, to a person or to the site stands in the trail."""

from django.db import models
from django.db.models import Q

from gongkai.accounts.models import Person, Unit
from gongkai.acts.models import Case
from gongkai.publication.models import Site


class Entry(models.Model):
    """Of one unit, of one person, or of the site. What stood before it was first touched here gets its entry then."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="entry")
    unit = models.OneToOneField(Unit, models.PROTECT, null=True, related_name="entry")
    person = models.OneToOneField(Person, models.PROTECT, null=True, related_name="entry")
    site = models.OneToOneField(Site, models.PROTECT, null=True, related_name="entry")

    class Meta:
        verbose_name = "登记"
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, person=None, site=None)
                | Q(unit=None, person__isnull=False, site=None)
                | Q(unit=None, person=None, site__isnull=False),
                name="entry_of_one",
            )
        ]
