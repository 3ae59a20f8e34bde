"""Where mail goes, read from one address: smtp://user:password@host:587, smtps://…; without one, into a folder."""

from pathlib import Path
from urllib.parse import unquote, urlsplit


def settings_of(url: str, folder: Path) -> dict:
    """Django's settings for mail. Raises ValueError with a sentence for an address that is none."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": str(folder)}
    said = urlsplit(url)
    if said.scheme not in ("smtp", "smtps") or not said.hostname:
        raise ValueError("GONGKAI_SMTP 应当形如 smtp://账号:密码@邮件服务器:587 或者 smtps://…:465，请改正")
    closed = said.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": said.hostname,
        "EMAIL_PORT": said.port or (465 if closed else 587 if said.username else 25),
        "EMAIL_HOST_USER": unquote(said.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(said.password or ""),
        "EMAIL_USE_SSL": closed,
        "EMAIL_USE_TLS": not closed and bool(said.username),
        "EMAIL_TIMEOUT": 20,
    }
