"""Django's forms in this skin.

With FORM_RENDERER = "gongkai.look.forms.Renderer" a bare {{ form }} prints what the tags error_summary and field do.
"""

from django import forms
from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Django's own widgets, our form and field templates."""

    form_template_name = "look/form.html"
    field_template_name = "look/field.html"


class DayInput(forms.DateInput):
    """A day, picked in the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A day and a minute, picked in the browser's own calendar."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class ChoiceOfOne(forms.ModelChoiceField):
    """One row of a table; before one is chosen it says so in words."""

    EMPTY = "请选择"

    def __init__(self, queryset, *, empty_label: str | None = EMPTY, **how) -> None:
        super().__init__(queryset, empty_label=empty_label, **how)

    def to_python(self, value):
        try:
            return super().to_python(value)
        except OverflowError:  # a key that no database can hold
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from None


class ChoiceOfMany(forms.ModelMultipleChoiceField):
    """Rows of a table."""

    def clean(self, value):
        try:
            return super().clean(value)
        except OverflowError:
            said = {"value": "…"}
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", said) from None


ASKS = {
    "checkbox": "请勾选“{}”。",
    "select": "请选择{}。",
    "selectmultiple": "请选择{}。",
    "radioselect": "请选择{}。",
    "checkboxselectmultiple": "请选择{}。",
    "file": "请上传{}。",
    "clearablefile": "请上传{}。",
}


def sentences(bound: forms.BoundField, named: bool = False) -> list[str]:
    """A field's faults in words that say what to do; ``named`` puts the field's label before those that lack it."""
    label = f"{bound.label}：" if named else ""
    missing = ASKS.get(bound.widget_type, "请填写{}。").format(bound.label)
    return [
        missing if error.code == "required" else f"{label}{sentence}"
        for error, sentence in zip(bound.errors.as_data(), bound.errors, strict=True)
    ]


def faults(form: forms.BaseForm) -> list[tuple[str, str]]:
    """Every fault of a form in the order of its fields: (sentence, id of the control to jump to, or "")."""
    found = [(str(error), "") for error in form.non_field_errors()]
    for bound in form:
        target = "" if bound.is_hidden else first_control(bound)
        found += [(sentence, target) for sentence in sentences(bound, named=True)]
    return found


def first_control(bound: forms.BoundField) -> str:
    """The id of a field's first control; a set of choices has none of its own."""
    return bound.id_for_label or f"{bound.auto_id}_0"
