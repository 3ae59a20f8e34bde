"""Forms of what goes out: which period's figures, or a question with its answer in words of nobody's."""

from datetime import date

from django import forms

from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Audience
from gongkai.hotline.bulletins import drafting
from gongkai.look.forms import ChoiceOfOne

TALL = {"rows": 6}


class TopicForm(forms.Form):
    topic = ChoiceOfOne(
        Topic.objects.filter(children=None, audience=Audience.PUBLIC), label="公布在", help_text="公开栏目"
    )


class FiguresForm(TopicForm):
    """One of the periods that are over."""

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        periods = [*drafting.periods(today, 3), *drafting.periods(today, 1)]
        choices = [("", "请选择"), *((f"{a}/{b}", drafting.named(a, b)) for a, b in periods)]
        self.fields["period"] = forms.ChoiceField(label="统计期", choices=choices)
        self.order_fields(["period", "topic"])

    @property
    def span(self) -> tuple[date, date]:
        first, last = self.cleaned_data["period"].split("/")
        return date.fromisoformat(first), date.fromisoformat(last)


class AnswerForm(TopicForm):
    """The question and the answer as they are to be read; what tells of a person is refused."""

    title = forms.CharField(label="标题", max_length=100, help_text="如 路灯坏了找谁修")
    asked = forms.CharField(
        label="问", max_length=1000, widget=forms.Textarea(attrs=TALL),
        help_text="改写成一般的问题，不写姓名、电话、住址和能认出本人的情节",
    )  # fmt: skip
    answer = forms.CharField(label="答", max_length=3000, widget=forms.Textarea(attrs=TALL))
    field_order = ("title", "asked", "answer", "topic")

    def clean(self):
        said = super().clean()
        for name in ("title", "asked", "answer"):
            for reason in drafting.tells_of_people(said.get(name, "")):
                self.add_error(name, reason)
        return said

    def told(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("title", "asked", "answer")}
