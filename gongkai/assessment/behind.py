"""The very records behind a number that was counted, as a page shows them."""

from django.shortcuts import get_object_or_404

from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Case
from gongkai.assessment import facts, rules, sheets
from gongkai.assessment.models import Campaign, Count


def page(campaign: Campaign, unit: Unit, fact: str, post: Post) -> dict:
    """Context of ``assessment/records.html``; 404 for what was not counted of this unit."""
    counted = get_object_or_404(Count, campaign=campaign, unit=unit, fact=fact)
    about = rules.book(campaign).facts[fact]
    cases = Case.objects.filter(pk__in=counted.records)
    return {
        "campaign": campaign, "unit": unit, "counted": counted, "fact": about,
        "value": sheets.value_of(about, counted), "rest": fact in facts.TELLS_REST,
        "cases": cases.select_related("unit").order_by("pk"),
        "open": set(cases.filter(pk__in=Case.objects.visible_to(post)).values_list("pk", flat=True)),
        "page_title": "数字背后的记录",
    }  # fmt: skip
