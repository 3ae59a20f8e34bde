"""What every page of a plan asks first: whether it is there for the reader, and whether they may write it."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from gongkai.plans import drafting
from gongkai.plans.models import Plan, Task


def visible(request, key: int) -> Plan:
    """The plan; 404 for whom it is not there."""
    rows = Plan.objects.visible_to(request.post).select_related("case__unit", "topic")
    return get_object_or_404(rows, pk=key)


def writable(request, key: int) -> Plan:
    """The plan for who writes it, or a refusal in words."""
    plan = visible(request, key)
    drafting.ask_writer(plan, request.post)
    return plan


def task(request, key: int) -> Task:
    rows = Task.objects.visible_to(request.post)
    return get_object_or_404(rows.select_related("case__unit", "plan__case", "line__topic", "change"), pk=key)


def one_of(found, key: int):
    """A row of a plan by its key in the address; 404 for any other."""
    row = found.filter(pk=key).first()
    if row is None:
        raise Http404
    return row
