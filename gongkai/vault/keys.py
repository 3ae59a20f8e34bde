"""Keys of an installation: files under $GONGKAI_DATA/keys, never in the database, made at first need."""

import base64
import contextlib
import os
import secrets
from functools import cached_property
from pathlib import Path

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class Keys:
    """The key files of one installation. ``folder`` is readable by its owner alone."""

    def __init__(self, folder: Path):
        self.folder = folder

    def secret(self) -> str:
        """Key of sessions and forms (text of 64 characters)."""
        return self._file("secret.key", lambda: secrets.token_urlsafe(48).encode()).decode()

    @cached_property
    def seal(self) -> MultiFernet:
        """Cipher of sealed fields. The first line of the file seals; older lines still open (rotation)."""
        lines = self._file("seal.key", Fernet.generate_key).split()
        return MultiFernet([Fernet(line) for line in lines])

    @cached_property
    def digest(self) -> bytes:
        """Key of lookup digests (32 bytes): a person can be found by exact match and never read from the index."""
        return base64.b64decode(self._file("digest.key", lambda: base64.b64encode(secrets.token_bytes(32))))

    @cached_property
    def signer(self) -> Ed25519PrivateKey:
        """Key that signs anchors and packages."""
        pem = self._file("sign.pem", _new_signing_key)
        key = serialization.load_pem_private_key(pem, password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError(f"{self.folder / 'sign.pem'} 不是 Ed25519 私钥，请从备份恢复密钥文件")
        return key

    def _file(self, name: str, make) -> bytes:
        path = self.folder / name
        with contextlib.suppress(FileNotFoundError):
            return path.read_bytes()
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self.folder / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
        try:
            _write_private(fresh, make())
            # Of several processes that start at once, one link wins and all read that one.
            with contextlib.suppress(FileExistsError):
                os.link(fresh, path)
        finally:
            fresh.unlink(missing_ok=True)
        return path.read_bytes()


def _write_private(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def _new_signing_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
