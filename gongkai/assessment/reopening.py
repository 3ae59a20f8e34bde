"""Which leaf is open again upon an appeal, and what people mark for it."""

from gongkai.assessment import items, rules
from gongkai.assessment.items import Item
from gongkai.assessment.models import Appeal, Campaign


def items_of(campaign: Campaign, indicator: str) -> list[Item]:
    """What people mark for a leaf."""
    book = rules.book(campaign)
    given = items.raw(book, book.indicators[indicator])
    return [item for item in rules.items(campaign) if item.leaf == indicator or item.name in given]


def reopened(campaign: Campaign, item: Item) -> set[int]:
    """Keys of the units for which an item may be marked anew, upon a ruling."""
    found = Appeal.objects.filter(campaign=campaign, case__status="reopened").values_list("unit", "indicator")
    return {unit for unit, indicator in found if item in items_of(campaign, indicator)}
