"""Points from the integers they are stored as."""

from decimal import Decimal

from gongkai.assessment.models import Campaign


def scaled(campaign: Campaign, total: int) -> Decimal:
    """Points from the stored integer."""
    return Decimal(total).scaleb(-campaign.places)
