"""What an applicant can do by number and code: correct, explain, confirm a fee, withdraw, fetch the answer."""

from datetime import datetime

from django import forms

from gongkai.acts.clock import BEIJING
from gongkai.foi.handling import charging, correcting, explaining, parting
from gongkai.foi.handling.steps import OPEN
from gongkai.foi.models import Delivery, Enclosure, Request
from gongkai.foi.vocabulary import Route


class WordsForm(forms.Form):
    """Words of the applicant's."""

    words = forms.CharField(
        label="您的补正", min_length=2, max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"min_length": "请写得具体一些"},
    )  # fmt: skip


class ReasonsForm(WordsForm):
    words = forms.CharField(label="您的理由", min_length=2, max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))


class SureForm(forms.Form):
    """A thing that is not done by a slip of the finger."""

    sure = forms.BooleanField(label="我确定不要了", help_text="撤回以后这件申请不再办理；还要的，可以重新申请")


class FeeForm(forms.Form):
    """That the notice was received."""


FORMS = {"correct": WordsForm, "explain": ReasonsForm, "confirm_fee": FeeForm, "withdraw": SureForm}


def ways(row: Request) -> dict[str, forms.Form]:
    """What is open to the applicant now, by name, each with an empty form."""
    status, open_to = row.case.status, []
    if status == "correcting":
        open_to.append("correct")
    if status == "explaining":
        open_to.append("explain")
    if status == "charged" and row.fee.received_on is None:
        open_to.append("confirm_fee")
    if status in OPEN:
        open_to.append("withdraw")
    return {name: FORMS[name](auto_id=f"{name}_%s") for name in open_to}


def act(row: Request, name: str, form: forms.Form, at: datetime) -> str:
    """Does it, and says what is so now. Raises ``Refused`` where somebody was faster."""
    today = at.astimezone(BEIJING).date()
    if name == "correct":
        correcting.supply_many([correcting.Supplied(row, form.cleaned_data["words"], today)], at)
        return "已收到您的补正，答复期限从今天重新起算"
    if name == "explain":
        explaining.give_many([explaining.Given(row, form.cleaned_data["words"], today)], at)
        return "已收到您的理由"
    if name == "confirm_fee":
        charging.reach_many([charging.Reached(row, today)], at)
        return "已记下您今天收到收费通知；缴费以后，答复期限重新起算"
    parting.withdraw_many([parting.Withdrawn(row, today)], at)
    return "已撤回"


def answers(row: Request) -> list[Enclosure]:
    """What the applicant may download: the answer that was given by that way, and what came with it."""
    handed = Delivery.objects.filter(request=row, route=Route.ONLINE)
    return list(Enclosure.objects.filter(delivery__in=handed, proof=False, erased=None).order_by("pk"))


def fetched(row: Request, at: datetime) -> None:
    """Keeps the first time."""
    Delivery.objects.filter(request=row, fetched=None).update(fetched=at)
