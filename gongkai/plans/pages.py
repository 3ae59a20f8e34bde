"""What every page of a plan asks first: whether it is there for the reader, and whether they may write it."""

from django.http import Http404

from gongkai.acts import light
from gongkai.plans import drafting
from gongkai.plans.models import Plan, Task


def visible(request, key: int) -> Plan:
    """The plan; 404 for whom it is not there."""
    return light.visible(request, Plan, key, "topic")


def writable(request, key: int) -> Plan:
    """The plan for who writes it, or a refusal in words."""
    plan = visible(request, key)
    drafting.ask_writer(plan, request.post)
    return plan


def task(request, key: int) -> Task:
    return light.visible(request, Task, key, "plan__case", "line__topic", "change")


def one_of(found, key: int):
    """A row of a plan by its key in the address; 404 for any other."""
    row = found.filter(pk=key).first()
    if row is None:
        raise Http404
    return row
