"""Forms of what is kept in revisions: opening it, and parts of a draft that may be saved before all is there."""

from collections.abc import Iterable

from django import forms

from gongkai.accounts.models import Post
from gongkai.catalogue.placing import PlacedForm
from gongkai.revisions.writing import Founding


class OpeningForm(PlacedForm):
    """Which kind, whose, where it stands. A room gives the kinds that are ``known``, and words to group them by."""

    type = forms.ChoiceField(label="种类")
    genres: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = [("", "请选择"), *grouped(self.known().values(), self.genres)]
        self.fields["topic"].help_text = "在门户上列在哪个栏目"

    def known(self) -> dict:
        raise NotImplementedError

    def clean(self):
        said = super().clean()
        if said.get("type"):
            kind = self.known()[said["type"]]
            self.place(said, kind.columns, kind.title)
        return said

    def founding(self, by: Post, at) -> Founding:
        said = self.cleaned_data
        return Founding(said["unit"], said["type"], said["topic"], by, at, said.get("title", ""))


class DraftForm(forms.Form):
    """Part of a draft: what is compulsory may be missing, that is said at 提出. ``seen`` is the stamp of what stood
    there when it was opened; ``must``: fields without which nothing can be saved.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    must: tuple[str, ...] = ()

    def clean(self):
        said = super().clean()
        for name in [name for name in self.errors if name not in self.must]:
            if self.has_error(name, "required"):
                del self.errors[name]
                said[name] = ""
        return said


def grouped(kinds: Iterable, genres: dict[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Kinds as choices, under the words of their genres."""
    known = list(kinds)
    return [(label, [(one.id, one.title) for one in known if one.genre == genre]) for genre, label in genres.items()]
