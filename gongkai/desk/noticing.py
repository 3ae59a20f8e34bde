"""我的通知: what one was told, by what one wants to be told, and one's dates in one's own calendar."""

import re
from datetime import datetime

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.accounts import mails
from gongkai.accounts.models import Post
from gongkai.acts import steps
from gongkai.acts.clock import now
from gongkai.acts.pages import act_page, told
from gongkai.desk import feeds, wishing
from gongkai.desk import told as reminders
from gongkai.desk.models import Wishes
from gongkai.outbox import ways
from gongkai.outbox.models import Way

SHOWN, KIND = 100, "kind_"
PHONE, MEMBER = re.compile(r"1\d{10}"), re.compile(r"[A-Za-z0-9_.@-]{1,64}")
TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


class WishForm(forms.Form):
    """One's telephone, WeCom account, hours, and kinds of cases told otherwise than usual."""

    phone = forms.CharField(
        label="手机号码", required=False, max_length=20, help_text="只发马上要办的，不发每天的汇总；不要的清空"
    )
    wecom = forms.CharField(
        label="企业微信账号", required=False, max_length=64,
        help_text="单位通讯录里的账号，不知道的问系统管理员；每天早上一条汇总，马上要办的另发",
    )  # fmt: skip
    quiet_since = forms.TimeField(label="几点以后不打扰", required=False, widget=forms.TimeInput({"type": "time"}))
    quiet_until = forms.TimeField(label="到几点", required=False, widget=forms.TimeInput({"type": "time"}))
    nights = forms.BooleanField(label="时限按小时算的，不打扰的时段也发", required=False)

    def __init__(self, *args, kinds: list[steps.Kind], **kwargs):
        super().__init__(*args, **kwargs)
        for way, name in ((Way.SMS, "phone"), (Way.WECOM, "wecom")):
            if not ways.has(way):
                del self.fields[name]
        for kind in kinds:
            choices = [("", "照常"), *wishing.Manner.choices]
            self.fields[f"{KIND}{kind.name}"] = forms.ChoiceField(label=kind.label, required=False, choices=choices)

    def clean_phone(self) -> str:
        found = re.sub(r"[\s-]", "", self.cleaned_data["phone"])
        if found and not PHONE.fullmatch(found):
            raise forms.ValidationError("手机号码应当是 11 位数字，请核对")
        return found

    def clean_wecom(self) -> str:
        found = self.cleaned_data["wecom"].strip()
        if found and not MEMBER.fullmatch(found):
            raise forms.ValidationError("账号只有字母、数字和 _ - . @，请核对")
        return found

    def clean(self):
        said = super().clean()
        if (said.get("quiet_since") is None) != (said.get("quiet_until") is None) and not self.errors:
            self.add_error("quiet_until", "不打扰的时段，起止都要写，或者都不写")
        return said

    def kinds(self) -> dict[str, str]:
        rows = {name.removeprefix(KIND): said for name, said in self.cleaned_data.items() if name.startswith(KIND)}
        return {name: said for name, said in rows.items() if said}


@require_safe
def notices(request):
    """What one was told of and still stands; how one is told."""
    found, at = reminders.visible(reminders.standing(request.user), request.posts), now()
    address = mails.of(request.user)
    page = {
        "page_title": "我的通知",
        "up": reminders.lines([one for one in found if one.up][:SHOWN], at),
        "own": reminders.lines([one for one in found if not one.up][:SHOWN], at),
        "fresh": any(one.seen is None for one in found), "at": at.isoformat(),
        "mail": address.status if address else "没有登记", "wish": _said(request), "feed": feeds.of(request.user),
    }  # fmt: skip
    return render(request, "desk/notices.html", page)


@require_POST
def seen(request):
    """都知道了: everything up to the moment at which the page was made."""
    try:
        until = datetime.fromisoformat(request.POST.get("until", ""))
    except ValueError:
        until = now()
    reminders.see(request.user, min(until, now()) if until.tzinfo else now(), now())
    return told(request, reverse("desk:notices"), "已记下")


@require_http_methods(["GET", "POST"])
def wishes(request):
    """怎样提醒我: saved as a whole."""
    row = Wishes.objects.filter(pk=request.user.pk).first()
    kinds = _kinds(request.posts)
    form = WishForm(request.POST if request.method == "POST" else None, initial=_initial(row), kinds=kinds)
    back = reverse("desk:notices")

    def do():
        said = form.cleaned_data
        fields = {"quiet_since": said["quiet_since"], "quiet_until": said["quiet_until"], "nights": said["nights"]}
        fields |= {name: said[name] or None for name in ("phone", "wecom") if name in said}
        Wishes.objects.update_or_create(pk=request.user.pk, defaults={**fields, "kinds": form.kinds(), "at": now()})
        return told(request, back, "已保存")

    says = "超期和快到期的，每个工作日早上汇总成一条；时限按小时算的马上发。工作台上总是看得到，不受这里影响。"
    return act_page(request, "怎样提醒我", form, do, back=back, says=says, button="保存")


@require_http_methods(["GET", "POST"])
def calendar(request):
    """日历订阅: a new address, or none any more."""
    address = ""
    if request.method == "POST":
        if "end" in request.POST:
            feeds.end(request.user, now())
            return told(request, reverse("desk:calendar"), "已停用，原来的地址打不开了")
        token = feeds.make(request.user, now())
        address = request.build_absolute_uri(reverse("feed:file", args=[token]))
    page = {"page_title": "日历订阅", "feed": feeds.of(request.user), "address": address}
    return render(request, "desk/calendar.html", page)


@require_safe
def feed(request, token: str):
    """The file at a private address; an address that ended is none."""
    person = feeds.by(token) if TOKEN.fullmatch(token) else None
    if person is None:
        raise Http404
    made = HttpResponse(feeds.file(person, now()), content_type="text/calendar; charset=utf-8")
    made["Cache-Control"], made["X-Robots-Tag"] = "private, no-store", "noindex"
    return made


def _kinds(posts: list[Post]) -> list[steps.Kind]:
    """Kinds with clocks in which some post of the person has a hand."""
    roles = {post.role for post in posts}
    found = [kind for kind in steps.kinds() if kind.limits_of and any(kind.handled_by(role) for role in roles)]
    return sorted(found, key=lambda kind: kind.label)


def _initial(row: Wishes | None) -> dict:
    if row is None:
        return {}
    known = {name: getattr(row, name) for name in ("phone", "wecom", "quiet_since", "quiet_until", "nights")}
    return known | {f"{KIND}{name}": said for name, said in row.kinds.items()}


def _said(request) -> dict:
    """What holds for the person, in words."""
    wish = wishing.of([request.user.pk])[request.user.pk]
    quiet = wish.quiet
    return {
        "ways": "、".join(Way(way).label for way in wish.ways) or "只在工作台上",
        "quiet": f"{quiet.since:%H:%M} 到 {quiet.until:%H:%M}" if quiet.since != quiet.until else "没有",
        "nights": wish.nights,
    }  # fmt: skip
