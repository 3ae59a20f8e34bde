"""Forms of what units send in: the office's call, a unit's contact sheet, any other return."""

from collections.abc import Iterator

from django import forms
from django.core.validators import RegexValidator

from gongkai import shelf
from gongkai.accounts.models import Unit
from gongkai.look.forms import DayInput
from gongkai.organisation.models import ContactPerson, Return, ReturnSort
from gongkai.organisation.returns.asking import Filled

PHONE = RegexValidator(r"^[0-9+()（）\- ]{5,30}$", "电话只写数字和短横，如 0825-7821000，请改正")
MOBILE = RegexValidator(r"^1[0-9]{10}$", "手机号是 11 位数字，请核对")
QQ = RegexValidator(r"^[1-9][0-9]{4,11}$", "QQ 号是 5 至 12 位数字，请核对")
Rank = ContactPerson.Rank
PEOPLE = (("d1", Rank.DEPUTY, "分管领导"), ("s1", Rank.STAFF, "信息员"), ("s2", Rank.STAFF, "第二名信息员"))
NEEDED = ("d1", "s1")
CONTACTS_LIMIT = "organisation.contacts"


class CallForm(forms.Form):
    title = forms.CharField(label="名称", max_length=120, help_text="如 2026年政务公开联络表")
    sort = forms.ChoiceField(label="类别", choices=[("", "请选择"), *ReturnSort.choices])
    due = forms.DateField(label="报送期限", widget=DayInput, help_text="这一天之内报送的都算按时")
    asks = forms.CharField(label="要求", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label="报送单位", widget=forms.CheckboxSelectMultiple, help_text="默认是全部在册单位"
    )

    def __init__(self, *args, day, **kwargs):
        units = Unit.objects.standing_on(day).exclude(kind__in=(Unit.Kind.GOVERNMENT, Unit.Kind.SECTION))
        usual = {"units": units, "due": _usual_due(day)}
        super().__init__(*args, initial=usual | kwargs.pop("initial", {}), **kwargs)
        self.day = day
        self.fields["units"].queryset = units

    def clean_due(self):
        if self.cleaned_data["due"] < self.day:
            raise forms.ValidationError("报送期限已经过去，请改正")
        return self.cleaned_data["due"]


def _usual_due(day):
    """The day of the year that the county's notice gives for contact sheets, where its limits have one."""
    known = shelf.here()
    by = known[CONTACTS_LIMIT].by if CONTACTS_LIMIT in known else None
    if by is None:
        return None
    return by.replace(year=day.year if (by.month, by.day) >= (day.month, day.day) else day.year + 1)


class ReturnForm(forms.Form):
    """Words and papers."""

    says = forms.CharField(label="说明", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    file = forms.FileField(label="材料", required=False, help_text="可以多次填写，每次加一份")

    def __init__(self, *args, row: Return, **kwargs):
        super().__init__(*args, initial={"says": row.says}, **kwargs)
        self.kept = list(row.files)

    def filled(self) -> Filled:
        return Filled(says=self.cleaned_data["says"], files=self.kept)


class ContactsForm(ReturnForm):
    """The contact sheet of DY-F3: the unit's phone and office, its deputy and its information officers."""

    phone = forms.CharField(label="单位电话", max_length=40, validators=[PHONE])
    office = forms.CharField(label="承办科室", max_length=80)

    def __init__(self, *args, row: Return, **kwargs):
        super().__init__(*args, row=row, **kwargs)
        self.initial.update({"phone": row.phone, "office": row.office})
        for key, _, label in PEOPLE:
            needed = key in NEEDED
            for name, word, checks, must in (
                ("name", "姓名", [], needed), ("duty", "职务", [], needed),
                ("office_phone", "办公电话", [PHONE], needed),
                ("mobile", "手机", [MOBILE], needed), ("qq", "QQ", [QQ], False),
            ):  # fmt: skip
                field = forms.CharField(label=f"{label}：{word}", max_length=60, required=must, validators=checks)
                self.fields[f"{key}_{name}"] = field
        self._begin_with(row)
        self.fields["file"].label = "盖章的扫描件"
        self.order_fields(["phone", "office", *(name for name in self.fields if "_" in name), "says", "file"])

    def _begin_with(self, row: Return) -> None:
        known = {rank: [one for one in row.people.order_by("pk") if one.rank == rank] for rank in Rank}
        for key, rank, _ in PEOPLE:
            if known[rank]:
                one = known[rank].pop(0)
                for name in ("name", "duty", "office_phone", "mobile", "qq"):
                    self.initial[f"{key}_{name}"] = getattr(one, name)

    def clean(self):
        said = super().clean()
        if not said.get("s2_name") and any(said.get(f"s2_{name}") for name in ("duty", "office_phone", "mobile", "qq")):
            self.add_error("s2_name", "请写明第二名信息员的姓名，没有第二名的都不填")
        return said

    def filled(self) -> Filled:
        said = self.cleaned_data
        return Filled(said["phone"], said["office"], said["says"], self.kept, list(self._people()))

    def _people(self) -> Iterator[dict[str, str]]:
        for key, rank, _ in PEOPLE:
            one = {
                name: self.cleaned_data[f"{key}_{name}"] for name in ("name", "duty", "office_phone", "mobile", "qq")
            }
            if one["name"]:
                yield {"rank": rank.value} | one


def form_for(row: Return) -> type[ReturnForm]:
    return ContactsForm if row.call.sort == ReturnSort.CONTACTS else ReturnForm
