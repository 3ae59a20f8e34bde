"""Silence in an emergency: one is on top of the site, and an account of the government says nothing (SQ-6.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.acts.clock import BEIJING
from gongkai.organisation.models import MediaAccount, MediaDay
from gongkai.publication.models import Shown


@dataclass(frozen=True)
class Silence:
    """An emergency that runs since a day, and the running accounts that have told of no post since."""

    title: str
    since: date
    accounts: list[MediaAccount]

    @property
    def says(self) -> str:
        names = "、".join(str(one) for one in self.accounts)
        return f"“{self.title}”{self.since} 起在网站顶部发布，未见这些账号发布：{names}"


def silences(accounts: Sequence[MediaAccount]) -> list[Silence]:
    """Of each emergency that is not over, the accounts that were silent."""
    rows = Shown.objects.live().filter(kind="emergency", fields__ended=None).order_by("-docid")
    found = []
    for title, moment in rows.values_list("title", "moment"):
        since = moment.astimezone(BEIJING).date()
        heard = set(
            MediaDay.objects.filter(account__in=accounts, day__gte=since, posts__gt=0).values_list("account", flat=True)
        )
        if silent := [one for one in accounts if one.pk not in heard]:
            found.append(Silence(title, since, silent))
    return found
