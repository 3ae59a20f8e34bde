"""A file on its way through the reader's browser between looking and writing: nothing of it is kept before."""

import base64
import json
import zlib

from cryptography.fernet import InvalidToken
from django.conf import settings


def sealed(data: bytes, name: str, person: int, **more) -> str:
    """The file as a form can carry it, for this person alone; ``more`` is plain data that goes with it."""
    told = {"name": name, "person": person, "data": base64.b85encode(zlib.compress(data)).decode()} | more
    return settings.KEYS.seal.encrypt(json.dumps(told).encode()).decode()


def opened(token: str, person: int) -> dict | None:
    """What was sealed for this person; None for anything else."""
    try:
        told = json.loads(settings.KEYS.seal.decrypt(token.encode()))
    except (InvalidToken, ValueError):
        return None
    if told.get("person") != person:
        return None
    return told | {"data": zlib.decompress(base64.b85decode(told["data"]))}
