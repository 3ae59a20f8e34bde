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


class Tidied(models.Model):
    """When an index was last tidied."""

    name = models.CharField(max_length=12, primary_key=True)
    at = models.DateTimeField()


INDEXES: dict[str, type[PublicText] | type[StaffText]] = {"public": PublicText, "staff": StaffText}
