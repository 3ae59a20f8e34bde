"""What a unit keeps of itself: how it is reached."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.accounts.models import Unit
from gongkai.acts.clock import now, today
from gongkai.acts.pages import act_page, tell
from gongkai.acts.panel import trail
from gongkai.acts.taking import ask_role
from gongkai.catalogue import contacts
from gongkai.catalogue.forms import ContactForm
from gongkai.catalogue.models import Contact
from gongkai.catalogue.steps import CONTACT

GET_OR_POST = require_http_methods(["GET", "POST"])


@GET_OR_POST
def contact(request):
    """The contact of the post's own unit, or of ``unit`` for those who keep the county's."""
    ask_role(CONTACT.steps["write"], request.post)
    unit = _unit(request)
    found = Contact.objects.filter(unit=unit).select_related("case").first()
    form = ContactForm(request.POST or None, instance=found or Contact(unit=unit))

    def do():
        written = form.save(commit=False)
        if found:
            contacts.amend(written, request.post, now())
        else:
            contacts.write_many([written], [request.post], now())
        tell(request, "已保存，机构页、公开指南都已按新的内容显示")
        return redirect(f"{reverse('catalogue:contact')}?unit={unit.pk}")

    says = f"{unit.full_name or unit.name}。填写的内容公众看得到，公开指南和机构页由它生成。"
    told = trail(found.case, request.post) if found else []
    return act_page(request, "联系方式", form, do, back=reverse("catalogue:list"), says=says, trail=told, button="保存")


def _unit(request) -> Unit:
    """The unit asked for, if the post may act for it, else its own."""
    asked, keys = request.GET.get("unit", ""), request.post.unit_keys()
    units = Unit.objects.standing_on(today())
    if asked.isdecimal() and len(asked) < 19:
        return get_object_or_404(units if keys is None else units.filter(pk__in=keys), pk=asked)
    return request.post.unit
