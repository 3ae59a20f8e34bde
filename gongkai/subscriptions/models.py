"""邮件订阅: an address that asked for what is new, sealed; erased when it ends, and what is left tells of nobody."""

from django.db import models

from gongkai.vault.sealed import SealedText


class Subscription(models.Model):
    """``wants`` is JSON: columns, unit, words. ``reader`` and ``sender`` are keyed digests, of the address and of where
    it was asked from; ``seen`` is the turn of the door up to which it was mailed.
    """

    code = models.CharField(max_length=16, unique=True)
    address = SealedText(null=True)
    wants = SealedText(null=True)
    reader = models.CharField(max_length=64, blank=True, db_index=True)
    sender = models.CharField(max_length=64, blank=True, db_index=True)
    daily = models.BooleanField(default=True)
    asked = models.DateTimeField(db_index=True)
    confirmed = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    seen = models.BigIntegerField(default=0)
    mailed = models.DateField(null=True)

    class Meta:
        verbose_name = "邮件订阅"
