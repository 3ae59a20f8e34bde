"""Which limits run for a request: the law's own, and the days that an organ sets in one case (条例-30, 条例-35)."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from gongkai import shelf
from gongkai.acts.models import Due
from gongkai.foi.models import Correction, Request, Volume
from gongkai.foi.vocabulary import CONFIRMED, Channel
from gongkai.law.counting import day_of, reach
from gongkai.law.limits import Limit

REPLY, CORRECTION, DELAYED = "foi.reply", "foi.correction", "foi.delayed_reply"
EVERY = (REPLY, "foi.registration", "foi.third_party", "foi.organ", "foi.payment")
CONFIRMATION = {Channel.LETTER: "foi.letter_confirmation"}


def limits_of(cases) -> dict[int, list[Limit]]:
    known, keys = shelf.here(), [case.pk for case in cases]
    channels = dict(Request.objects.filter(case__in=keys).values_list("case_id", "channel"))
    own = _own(keys, [case.pk for case in cases if case.length > 2])
    return {key: [known[name] for name in _names(channels[key]) if name in known] + own[key] for key in keys}


def dues_of(cases, name: str = REPLY) -> dict[int, datetime]:
    """The last moment in time of a limit, by case; the newest round counts."""
    rows = Due.objects.filter(case__in=[case.pk for case in cases], limit=name).order_by("round")
    return dict(rows.values_list("case_id", "due"))


def last_day(name: str, start: date) -> date:
    """The last day of a limit that begins with what happened on ``start``."""
    return day_of(reach(shelf.here()[name].span, start, shelf.calendar()).due)


def _own(keys: list[int], old: list[int]) -> dict[int, list[Limit]]:
    """Limits of one case: by the day that its organ set. Nothing is set for a request that just came."""
    found: dict[int, list[Limit]] = defaultdict(list)
    known = shelf.here()
    if not old or CORRECTION not in known:
        return found
    for key, until in Correction.objects.filter(request__in=old).values_list("request_id", "until"):
        found[key].append(_by_day(known[CORRECTION], until))
    volumes = Volume.objects.filter(request__in=old).exclude(delayed_to=None)
    for key, later in volumes.values_list("request_id", "delayed_to"):
        if later:
            found[key].append(_delayed(known[REPLY], later))
    return found


@lru_cache(maxsize=2000)
def _by_day(limit: Limit, until: date) -> Limit:
    return replace(limit, within=None, by=until)


@lru_cache(maxsize=2000)
def _delayed(reply: Limit, until: date) -> Limit:
    done = tuple(step for step in reply.done if step != "delay_told")
    return replace(
        reply, name=DELAYED, title="延迟答复", cite=("条例-35",), within=None, by=until, after=("delay_told",),
        done=done, pause=(), extend=None,
    )  # fmt: skip


def _names(channel: str) -> list[str]:
    return [*EVERY, CONFIRMATION.get(Channel(channel), "foi.confirmation")] if channel in CONFIRMED else [*EVERY]
