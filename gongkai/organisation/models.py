"""登记: the case under which all that is done to a unit or to a person stands in the trail."""

from django.db import models
from django.db.models import Q

from gongkai.accounts.models import Person, Unit
from gongkai.acts.models import Case


class Entry(models.Model):
    """Of one unit or of one person. What stood before it was first touched here gets its entry then."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="entry")
    unit = models.OneToOneField(Unit, models.PROTECT, null=True, related_name="entry")
    person = models.OneToOneField(Person, models.PROTECT, null=True, related_name="entry")

    class Meta:
        verbose_name = "登记"
        constraints = [
            models.CheckConstraint(
                condition=Q(unit=None, person__isnull=False) | Q(unit__isnull=False, person=None), name="entry_of_one"
            )
        ]
