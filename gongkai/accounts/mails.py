"""工作邮箱: written by the administrator and confirmed by the person, or by the person, which confirms it."""

from datetime import datetime

from django import forms

from gongkai.accounts.models import Person, WorkMail


class MailForm(forms.Form):
    address = forms.EmailField(
        label="工作邮箱", required=False, max_length=120,
        help_text="工作日早上有超期或者快到期的事就发一封，只写几件、编号和链接。不用了的清空再保存",
    )  # fmt: skip


def of(person: Person) -> WorkMail | None:
    return WorkMail.objects.filter(pk=person.pk).first()


def write(person: Person, address: str, at: datetime, *, own: bool) -> None:
    """``own``: by the person, so that it is confirmed; the administrator's waits for that, and the same one again
    changes nothing. Empty: nothing is sent any more."""
    before = of(person)
    known = before.address if before else None
    if not own and before and known == (address or None):
        return
    said = {"address": address or None, "at": at, "confirmed": at if own and address else None}
    WorkMail.objects.update_or_create(person=person, defaults=said)
