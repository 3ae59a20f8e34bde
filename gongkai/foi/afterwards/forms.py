"""What is asked where an answer is made public for all."""

from django import forms

from gongkai.accounts.models import Post
from gongkai.acts.clock import now
from gongkai.catalogue.models import Topic
from gongkai.checks import privacy
from gongkai.foi.afterwards import publishing
from gongkai.look.forms import ChoiceOfOne

PRIVATE = "里面有个人信息（{}），请改掉：公开的是信息，不是谁申请的"


class PublicForm(forms.Form):
    """Under what name, where, with what words."""

    title = forms.CharField(label="信息名称", max_length=120, help_text="写信息本身的名称，不写是谁申请的")
    topic = ChoiceOfOne(Topic.objects.none(), label="公开栏目")
    says = forms.CharField(
        label="说明", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000,
        help_text="这份信息是什么、形成于何时。起草以后还可以改，保密审查和审核照常办",
    )  # fmt: skip

    def __init__(self, *args, post: Post, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"] = ChoiceOfOne(publishing.columns(post, now()), label="公开栏目")

    def clean_title(self) -> str:
        return _plain(self.cleaned_data["title"])

    def clean_says(self) -> str:
        return _plain(self.cleaned_data["says"])

    def wish(self) -> publishing.Wish:
        said = self.cleaned_data
        return publishing.Wish(said["topic"], said["title"], said["says"])


def _plain(words: str) -> str:
    if found := privacy.find(words):
        raise forms.ValidationError(PRIVATE.format("、".join(sorted({privacy.NAMES[one.kind] for one in found}))))
    return words
