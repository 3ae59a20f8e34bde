"""What readers of the demonstration do: they subscribe, they look for what is not there; the office adds a synonym.

Addresses are made up, at a domain that nobody can have; what is sent to them is laid into the folder ``mail``.
"""

from datetime import date, timedelta

from django.db import transaction

from gongkai.demo import hours
from gongkai.demo.assessing import post
from gongkai.demo.papers import moment
from gongkai.search import unmet
from gongkai.search.folding import terms
from gongkai.search.models import Unmet
from gongkai.subscriptions import subscribing
from gongkai.subscriptions.models import Subscription
from gongkai.subscriptions.subscribing import Wants
from gongkai.writing import synonyms

READERS = (
    # address, what of, every day or at once, whether it was confirmed
    ("cun-kuaiji@example.cn", Wants(["gonggao", "wenjian"], "", []), True, True),
    ("jizhe@example.cn", Wants([], "", ["公交", "公路"]), False, True),
    ("wangle-queren@example.cn", Wants([], "", []), True, False),
)
ASKED = (
    # what found nothing, how often in a day, on which days before today
    ("坐车优惠", 7, (1, 2, 3, 5)),
    ("长者食堂", 5, (1, 4, 8)),
    ("充电桩补贴", 4, (2, 6)),
    ("二胎补助怎么领", 3, (1, 9)),
    ("摇号", 2, (3,)),
    ("农家书屋开放时间", 1, (7, 8)),
)
ALIKE = ("坐车优惠", "公交票价", "换乘优惠")


def subscribe() -> None:
    """Once, before what is to be mailed to them comes out."""
    if Subscription.objects.exists():
        return
    asked = moment(2026, 1, 7, 20)
    with transaction.atomic():
        for address, wants, daily, confirmed in READERS:
            at = asked if confirmed else hours.NOW - timedelta(hours=2)
            subscribing.ask(address, wants, daily, address, at)
            if confirmed:
                subscribing.confirm(Subscription.objects.latest("pk"), at + timedelta(minutes=9))


def ask() -> None:
    """Once: counted before, it stays as it is."""
    if Unmet.objects.exists():
        return
    today = hours.day_of(hours.NOW)
    with transaction.atomic():
        for words, times, days in ASKED:
            for day in days:
                _ask(words, times, today - timedelta(days=day))
        synonyms.keep(ALIKE, post("gkb"), moment(2026, 1, 12, 9))


def _ask(words: str, times: int, day: date) -> None:
    for _ in range(times):
        unmet.note(terms(words), day)
