"""Folded texts by document number, one table an index. The words themselves stand where each database keeps them."""

from django.db import models


class Text(models.Model):
    """What an index holds of one document: needed to take its words out again and to recheck a hit."""

    docid = models.BigIntegerField(primary_key=True)
    folded = models.TextField()
    facets = models.TextField(blank=True)  # words of grams.facet, separated by spaces

    class Meta:
        abstract = True


class PublicText(Text):
    """What the public may find."""


class StaffText(Text):
    """What staff may find; who may see which hit is the caller's to say."""


class PublicMark(models.Model):
    """Which combination of facets a document of the public index has: a few bytes a row, to count many soon."""

    docid = models.BigIntegerField(primary_key=True)
    combination = models.BigIntegerField()


class Combination(models.Model):
    """Facets that occur together, by a number made from them: it means the same for ever."""

    key = models.BigIntegerField(primary_key=True)
    facets = models.JSONField()


class Remaking(models.Model):
    """An index whose entries are put in anew, the newest first, because a release keeps more of them; ``below`` is the
    number of the last that was done."""

    name = models.CharField(max_length=12, primary_key=True)
    below = models.BigIntegerField()


class Synonyms(models.Model):
    """Words that mean the same to those who search here, beside the shipped ones; ``source`` names who keeps them,
    ``standing`` says whether they are offered."""

    source = models.CharField(max_length=60, primary_key=True)
    words = models.JSONField()
    standing = models.BooleanField(default=True)


class Unmet(models.Model):
    """A question that found nothing, and how often on that day (Beijing's). Who asked is not known."""

    day = models.DateField()
    question = models.CharField(max_length=60)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "question"], name="unmet_once_a_day")]


class Tidied(models.Model):
    """When an index was last tidied."""

    name = models.CharField(max_length=12, primary_key=True)
    at = models.DateTimeField()


MARKS: dict[str, type[PublicMark]] = {"public": PublicMark}
INDEXES: dict[str, type[PublicText] | type[StaffText]] = {"public": PublicText, "staff": StaffText}
