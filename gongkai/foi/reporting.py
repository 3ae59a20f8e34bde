"""打不通、找不到: a citizen tells that a way in to a unit is dead; the office mends it under a clock (BW-6.2.2)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from gongkai.accounts.locking import address
from gongkai.acts.clock import now
from gongkai.acts.models import Due
from gongkai.corrections import receiving
from gongkai.corrections.forms import ChannelForm
from gongkai.corrections.models import Sort
from gongkai.foi import visiting
from gongkai.look.views import length, too_large

MOST_BYTES = 16 * 1024


@require_http_methods(["GET", "POST"])
def channel(request: HttpRequest, unit: str) -> HttpResponse:
    """Which way does not work; the answer is read where answers to readers' reports are."""
    contact = visiting.contact_of(unit)
    if length(request) > MOST_BYTES:
        return too_large(request, MOST_BYTES)
    bound = ChannelForm(request.POST if request.method == "POST" else None)
    if request.method == "GET" or not bound.is_valid():
        context = {"form": bound, "contact": contact}
        return visiting.answer("channel", context, contact.unit, status=422 if bound.errors else 200)
    said = receiving.Said(
        Sort.CHANNEL, bound.cleaned_data["words"], "", address(request) or "",
        channel=bound.cleaned_data["channel"], about=contact.unit,
    )  # fmt: skip
    try:
        receipt = receiving.receive(said, now())
    except receiving.TooMany as refusal:
        return visiting.answer("refused", {"says": str(refusal), "contact": contact}, contact.unit, status=429)
    open_dues = Due.objects.filter(case__report__code=receipt.code, done=None).order_by("due")
    due = open_dues.values_list("due", flat=True).first()
    return visiting.answer("reported", {"receipt": receipt, "due": due, "contact": contact}, contact.unit)
