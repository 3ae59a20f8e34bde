"""Who may still try a password after wrong ones (等保 身份鉴别): a lock on account and address, a brake on the account.

Five wrong tries lock one account at one address for fifteen minutes, so nobody keeps a person out from afar. Whoever
has many addresses meets the brake: past a hundred wrong tries within a day, the account is tried only from where its
owner has signed in before. Neither lock nor brake tells whether the password was right.
"""

import ipaddress
from datetime import timedelta

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.utils import timezone

BRAKE_AT, BRAKE_OVER = 100, timedelta(days=1)
KNOWN_FOR = timedelta(days=90)
LOCAL = ("127.0.0.1", "::1", None)


class Handler(AxesDatabaseHandler):
    """The lock is the library's own (``AXES_LOCKOUT_PARAMETERS``); the brake stands beside it."""

    def is_locked(self, request, credentials=None):
        return super().is_locked(request, credentials) or is_braked(get_client_username(request, credentials), request)


def is_braked(username: str | None, request) -> bool:
    """Whether the account had too many wrong tries today and its owner is not known at this address."""
    wrong = AccessFailureLog.objects.filter(username=username, attempt_time__gte=timezone.now() - BRAKE_OVER)
    if wrong.count() < BRAKE_AT:
        return False
    known = AccessLog.objects.filter(username=username, attempt_time__gte=timezone.now() - KNOWN_FOR)
    return not known.filter(ip_address=address(request)).exists()


def release(username: str) -> None:
    """Takes lock and brake off an account, when it gets a new password."""
    AccessAttempt.objects.filter(username=username).delete()
    AccessFailureLog.objects.filter(username=username).delete()


def address(request) -> str | None:
    """Where a try comes from. Behind a proxy the proxy says it, else the connection; of IPv6 the network, for a
    subscriber has 2⁶⁴ addresses.
    """
    said = request.META.get("HTTP_X_REAL_IP", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return _plain(said) or _plain(request.META.get("REMOTE_ADDR", ""))


def visitor(request) -> str:
    """The address of one visitor among others; empty where a proxy does not say for whom it asks, as a measure by that
    address would shut out everybody."""
    found = address(request)
    return "" if found in LOCAL else str(found)


def _plain(said: str) -> str | None:
    try:
        found = ipaddress.ip_address(said.strip())
    except ValueError:
        return None
    if found.version == 6:
        found = found.ipv4_mapped or ipaddress.ip_network((int(found), 64), strict=False).network_address
    return str(found)
