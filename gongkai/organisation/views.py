"""组织: units, people, posts and passwords, for the system administrator; the auditor reads along."""

from collections.abc import Callable

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts import mails
from gongkai.accounts.models import Person, Post, Role, Unit
from gongkai.acts.clock import now, today
from gongkai.acts.pages import act_page
from gongkai.acts.refusals import NotYourRole
from gongkai.acts.taking import ask_role
from gongkai.organisation import forms, showing
from gongkai.organisation import people as persons
from gongkai.organisation import site as sites
from gongkai.organisation import units as organs
from gongkai.organisation.steps import PERSON, READERS, SITE, UNIT
from gongkai.organisation.tabs import tabs
from gongkai.publication.models import Site

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_safe
def units(request):
    _read(request)
    page = {"listing": showing.units(request, today()), "tabs": tabs(request, "units"), "page_title": "单位"}
    return render(request, "organisation/units.html", page | _may(request))


@require_safe
def unit(request, key: int):
    _read(request)
    found, day = get_object_or_404(Unit, pk=key), today()
    page = {
        "unit": found, "facts": showing.unit_facts(found, day), "posts": showing.posts_of_unit(found, day),
        "trail": showing.trail_of(found, request.post), "page_title": found.name,
        "breadcrumbs": [("单位", reverse("organisation:units")), (found.name, "")],
        "stands": found.until is None or found.until >= day,
    }  # fmt: skip
    return render(request, "organisation/unit.html", page | _may(request))


@GET_OR_POST
def new_unit(request):
    ask_role(UNIT.steps["enter"], request.post)
    top = Unit.objects.filter(kind=Unit.Kind.GOVERNMENT).first()
    form = forms.UnitForm(request.POST or None, day=today(), initial={"parent": top})

    def do():
        said = organs.enter(form.save(commit=False), request.post, now())
        _tell(request, f"已登记“{form.instance.name}”，门户的机构名录里已有它", said)
        return redirect("organisation:unit", form.instance.pk)

    return act_page(request, "登记单位", form, do, back=reverse("organisation:units"))


@GET_OR_POST
def amend_unit(request, key: int):
    ask_role(UNIT.steps["amend"], request.post)
    found = get_object_or_404(Unit, pk=key)
    form = forms.AmendForm(request.POST or None, day=today(), instance=found)

    def do():
        said = organs.amend(form.save(commit=False), request.post, now())
        _tell(request, "已更正", said)
        return redirect("organisation:unit", key)

    return act_page(request, "更正单位", form, do, back=_unit_page(found))


@GET_OR_POST
def end_unit(request, key: int):
    ask_role(UNIT.steps["end"], request.post)
    found = get_object_or_404(Unit, pk=key)
    form = forms.EndForm(request.POST or None, unit=found, day=today(), initial={"until": today()})

    def do():
        organs.end(found, organs.Ending(**form.cleaned_data), request.post, now())
        _tell(request, f"已登记“{found.name}”的撤销")
        return redirect("organisation:unit", key)

    ending = len(organs.posts_after(found, today()))
    says = f"撤销“{found.name}”。单位的记录都留着，末日以后不能再办理，门户的机构名录里不再有它。"
    says += f"在任的 {ending} 个岗位同时结束。" if ending else ""
    return act_page(request, "撤销单位", form, do, back=_unit_page(found), says=says)


@require_safe
def people(request):
    _read(request)
    page = {"listing": showing.people(request, today()), "tabs": tabs(request, "people"), "page_title": "人员"}
    return render(request, "organisation/people.html", page | _may(request))


@require_safe
def person(request, key: int):
    _read(request)
    found = get_object_or_404(Person, pk=key)
    page = {
        "person_shown": found, "posts": showing.posts(found.posts, today()), "status": showing.status_of(found),
        "mail": mails.of(found),
        "trail": showing.trail_of(found, request.post), "page_title": found.name,
        "breadcrumbs": [("人员", reverse("organisation:people")), (found.name, "")],
    }  # fmt: skip
    return render(request, "organisation/person.html", page | _may(request))


@GET_OR_POST
def new_person(request):
    ask_role(PERSON.steps["enter"], request.post)
    unit = Unit.objects.filter(pk=request.GET["unit"]) if request.GET.get("unit", "").isdecimal() else None
    initial = {"since": today(), "unit": unit.first() if unit else None}
    form = forms.PersonForm(request.POST or None, day=today(), initial=initial)

    def do():
        fresh = Person(username=form.cleaned_data["username"], name=form.cleaned_data["name"])
        password = persons.enter(fresh, form.save(commit=False), request.post, now())
        return _password(request, fresh, password)

    return act_page(request, "登记人员", form, do, back=reverse("organisation:people"))


@GET_OR_POST
def rename(request, key: int):
    ask_role(PERSON.steps["rename"], request.post)
    found = get_object_or_404(Person, pk=key)
    form = forms.RenameForm(request.POST or None, initial={"name": found.name})
    return _act(
        request, "更正姓名", form, found, lambda: persons.rename(found, form.cleaned_data["name"], *_by(request))
    )


@GET_OR_POST
def appoint(request, key: int):
    ask_role(PERSON.steps["appoint"], request.post)
    found = get_object_or_404(Person, pk=key)
    form = forms.PostForm(request.POST or None, day=today(), initial={"since": today()})
    return _act(request, "任岗", form, found, lambda: persons.appoint(found, form.save(commit=False), *_by(request)))


@GET_OR_POST
def relieve(request, key: int):
    ask_role(PERSON.steps["relieve"], request.post)
    held = get_object_or_404(Post.objects.select_related("person", "unit"), pk=key)
    form = forms.RelieveForm(request.POST or None, initial={"until": today()})
    says = f"{held.person.name}不再任{held.place}。办过的事都留着，账号不删除。"
    return _act(
        request, "离岗", form, held.person,
        lambda: persons.relieve(held, form.cleaned_data["until"], *_by(request)), says=says,
    )  # fmt: skip


@GET_OR_POST
def mail(request, key: int):
    ask_role(PERSON.steps["mail"], request.post)
    found = get_object_or_404(Person, pk=key)
    row = mails.of(found)
    form = mails.MailForm(request.POST or None, initial={"address": row.address or "" if row else ""})
    says = "本人登录以后确认了才发；系统不向没有确认的邮箱发任何信。"
    return _act(
        request, "登记工作邮箱", form, found,
        lambda: persons.write_mail(found, form.cleaned_data["address"], *_by(request)), says=says,
    )  # fmt: skip


@GET_OR_POST
def reset(request, key: int):
    ask_role(PERSON.steps["reset"], request.post)
    found = get_object_or_404(Person, pk=key)
    says = f"{found.name}现在的密码作废，已经登录的全部退出，锁定同时解除。系统给出一个一次性密码，只显示这一次。"

    def do():
        return _password(request, found, persons.reset(found, *_by(request)))

    return act_page(request, "重设密码", None, do, back=_person_page(found), says=says)


@GET_OR_POST
def stop(request, key: int):
    ask_role(PERSON.steps["stop"], request.post)
    found = get_object_or_404(Person, pk=key)
    form = forms.WordsForm(request.POST or None)
    says = f"{found.name}马上退出，不能再登录，直到重新启用。"
    return _act(
        request, "停用账号", form, found,
        lambda: persons.stop(found, form.cleaned_data["words"], *_by(request)), says=says,
    )  # fmt: skip


@GET_OR_POST
def resume(request, key: int):
    ask_role(PERSON.steps["resume"], request.post)
    found = get_object_or_404(Person, pk=key)
    says = f"{found.name}可以用原来的密码登录。"
    return _act(request, "启用账号", None, found, lambda: persons.resume(found, *_by(request)), says=says)


@GET_OR_POST
def site(request):
    ask_role(SITE.steps["amend"], request.post)
    found = Site.objects.first() or Site(name="")
    form = forms.SiteForm(request.POST or None, instance=found)

    def do():
        sites.amend(form.save(commit=False), request.post, now())
        _tell(request, "已更正，网站每一页都已按新的内容显示")
        return redirect("organisation:site")

    extra = {"tabs": tabs(request, "site"), "trail": showing.trail_of(found, request.post) if found.pk else []}
    back = reverse("organisation:units")
    return act_page(request, "更正网站信息", form, do, back=back, template="organisation/act.html", **extra)


def _act(request, title: str, form: BaseForm | None, of: Person, do: Callable, says: str = "") -> HttpResponse:
    """A step on a person that leads back to their page."""

    def done():
        do()
        _tell(request, f"已办：{title}")
        return redirect("organisation:person", of.pk)

    return act_page(request, title, form, done, back=_person_page(of), says=says or of.name)


def _password(request, person: Person, password: str) -> HttpResponse:
    """Shown in the very answer and kept nowhere."""
    page = {"person_shown": person, "password": password, "page_title": "一次性密码"}
    return render(request, "organisation/password.html", page)


def _read(request) -> None:
    if request.post.role not in READERS:
        raise NotYourRole(f"单位和人员由系统管理员登记，您的岗位是{request.post.get_role_display()}")


def _may(request) -> dict:
    return {"may_act": request.post.role == Role.ADMIN}


def _by(request) -> tuple:
    return request.post, now()


def _tell(request, *sentences: str) -> None:
    levels = ("done", "warn")
    request.session["notices"] = [(level, said) for level, said in zip(levels, sentences, strict=False) if said]


def _unit_page(unit: Unit) -> str:
    return reverse("organisation:unit", args=[unit.pk])


def _person_page(person: Person) -> str:
    return reverse("organisation:person", args=[person.pk])
