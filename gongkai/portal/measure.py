"""How many questions one network address may ask: a bucket of tokens each, in the memory of a process, never stored.

A whole office may stand behind one address, so the measure is ample; files and pages are never counted.
"""

from collections import OrderedDict
from time import monotonic

from django.http import HttpRequest

from gongkai.accounts.locking import visitor

BURST = 60  # questions at once
A_SECOND = 2.0  # that come back
MOST = 20_000  # addresses kept in mind; the one longest unheard of makes room


class Buckets:
    """Tokens left by address. Times are seconds of a clock that never goes back."""

    def __init__(self) -> None:
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, asker: str, now: float) -> int:
        """Takes one token. 0 where there was one, else in how many seconds there will be."""
        left, since = self._left.pop(asker, (float(BURST), now))
        left = min(float(BURST), left + (now - since) * A_SECOND)
        self._left[asker] = (left - 1 if left >= 1 else left, now)
        if len(self._left) > MOST:
            self._left.popitem(last=False)
        return 0 if left >= 1 else max(1, round((1 - left) / A_SECOND + 0.5))


buckets = Buckets()


def wait(request: HttpRequest) -> int:
    """Seconds until whoever asks may ask again; 0 where they may now, which counts as asked."""
    asker = visitor(request)
    return buckets.take(asker, monotonic()) if asker else 0
