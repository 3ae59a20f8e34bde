"""Sealed fields: text that the database holds only enciphered, and that can be erased."""

import hashlib
import hmac

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import models


class SealFault(Exception):
    """A sealed value cannot be opened with the keys of this installation."""


class SealedText(models.TextField):
    """Text enciphered at rest. Never indexed, never searched; ``None`` stands for erased."""

    def get_prep_value(self, value):
        return None if value is None else settings.KEYS.seal.encrypt(str(value).encode()).decode()

    def from_db_value(self, value, expression, connection):
        if value is None:
            return None
        try:
            return settings.KEYS.seal.decrypt(value.encode()).decode()
        except InvalidToken:
            raise SealFault("密封字段打不开：密钥文件与数据库不配套，请从备份恢复 keys/ 目录") from None

    def get_lookup(self, lookup_name):
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


def digest(text: str) -> str:
    """Keyed digest (64 hex) by which a sealed word can be found by exact match."""
    return hmac.new(settings.KEYS.digest, text.strip().encode(), hashlib.sha256).hexdigest()
