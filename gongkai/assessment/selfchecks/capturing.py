"""A page kept at the moment of marking: what an assessor saw stays, whatever the site says later (U6)."""

from datetime import datetime

from gongkai.accounts.models import Post, Unit
from gongkai.acts.refusals import Unready
from gongkai.assessment import marking, recusing
from gongkai.assessment.items import Item
from gongkai.assessment.models import Campaign
from gongkai.evidence import capturing, keeping, using
from gongkai.evidence.keeping import Keeping
from gongkai.evidence.using import Place
from gongkai.look.words import titled


def units(campaign: Campaign, item: Item, post: Post):
    """Units whose rows of the item this post may mark now."""
    rows = marking.open_rows(campaign, campaign.case.status, item, post)
    shut = recusing.refused(campaign, post)
    keys = [] if rows is None else [row.unit_id for row in rows if row.unit_id not in shut]
    return Unit.objects.filter(pk__in=keys)


def capture(
    campaign: Campaign, item: Item, unit: Unit, title: str, address: str, by: Post, at: datetime, *, drawn: bool = True
) -> None:
    """Keeps the page and relies on it for the item's leaf of that unit. Raises ``Unready`` in words."""
    if not units(campaign, item, by).filter(pk=unit.pk).exists():
        raise Unready([f"{titled(campaign.case.title)}现在不能评{unit.name}的这一项"])
    content = keeping.page(capturing.capture(address, at, drawn=drawn), by, at)
    row = keeping.keep([Keeping(by.unit, title, content)], by, at)[0]
    using.rely([row], Place(campaign.case, item.leaf, unit, item.title), by, at)
