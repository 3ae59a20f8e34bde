"""Signatures of this installation over anchors and packages (Ed25519)."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings


def sign(message: bytes) -> str:
    """Signature in hex (128 characters)."""
    return settings.KEYS.signer.sign(message).hex()


def public_key() -> str:
    """This installation's public key in hex (64 characters); give it to whoever checks its anchors."""
    return settings.KEYS.signer.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def is_signed(message: bytes, signature: str, key: str) -> bool:
    """Whether ``signature`` is that of the holder of ``key`` (hex) over ``message``."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True
