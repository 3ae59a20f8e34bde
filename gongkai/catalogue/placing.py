"""What every form asks that opens a thing to be published: whose it is, and in which column it stands."""

from collections.abc import Iterable

from django import forms

from gongkai.accounts.models import Role, Unit
from gongkai.catalogue.models import Topic
from gongkai.look.forms import ChoiceOfOne


def usual_topic(columns: Iterable[str]) -> Topic | None:
    """The first of these columns, by code, that stands here and holds items."""
    codes = list(columns)
    known = {topic.code: topic for topic in Topic.objects.filter(code__in=codes, children=None, until=None)}
    return next((known[code] for code in codes if code in known), None)


class PlacedForm(forms.Form):
    """A unit among those the post may open for, and a column; the kind's usual one where none is chosen."""

    unit = ChoiceOfOne(Unit.objects.none(), label="单位", empty_label=None)
    topic = ChoiceOfOne(Topic.objects.none(), label="公开栏目", required=False, empty_label="这一种类通常的栏目")

    def __init__(self, *args, post, **kwargs):
        super().__init__(*args, **kwargs)
        units = Unit.objects.exclude(kind=Unit.Kind.SECTION)
        if post.role != Role.OFFICE:
            units = units.filter(pk__in=post.unit_keys() or ())
            self.fields["unit"].initial = post.unit_id
        self.fields["unit"].queryset = units
        if units.count() == 1:
            self.fields["unit"].widget = forms.HiddenInput()
        self.fields["topic"].queryset = Topic.objects.filter(children=None, until=None).order_by("order")

    def place(self, said: dict, columns: Iterable[str], title: str) -> None:
        """Fills in the usual column, or asks for one where the catalogue has none."""
        said["topic"] = said.get("topic") or usual_topic(columns)
        if said["topic"] is None:
            self.add_error("topic", f"目录里没有{title}通常的栏目，请选定一个")
