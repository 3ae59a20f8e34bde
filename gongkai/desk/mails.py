"""工作邮箱: one's own work mail address, written, confirmed or taken away."""

from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.accounts import mails
from gongkai.acts.clock import now
from gongkai.acts.pages import act_page, told


@require_http_methods(["GET", "POST"])
def mail(request):
    """Saving is confirming: whoever is signed in says that the address is theirs."""
    row = mails.of(request.user)
    known = row.address if row else None
    form = mails.MailForm(request.POST if request.method == "POST" else None, initial={"address": known or ""})
    home = reverse("desk:notices")

    def do():
        address = form.cleaned_data["address"]
        mails.write(request.user, address, now(), own=True)
        return told(request, home, "已保存，工作日有到期的事就发到这个邮箱" if address else "已保存，不再发提醒邮件")

    waits = bool(known and row and not row.confirmed)
    says = "系统管理员给您登记了下面的邮箱。核对以后保存，就是确认。" if waits else row.status if row else ""
    return act_page(request, "登记工作邮箱", form, do, back=home, says=says, button="保存")
