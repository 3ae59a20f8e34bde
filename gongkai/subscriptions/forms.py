"""What a reader chooses: address, columns, unit, words, how often."""

from django import forms

from gongkai.search.index import QueryFault, asked
from gongkai.subscriptions.subscribing import Wants

MOST_WORDS = 10


class SubscribeForm(forms.Form):
    address = forms.EmailField(label="邮箱", max_length=200, help_text="只用来发订阅的信息；退订以后立即清除")
    columns = forms.MultipleChoiceField(
        label="栏目", required=False, widget=forms.CheckboxSelectMultiple, help_text="不选的，所有栏目都发"
    )
    unit = forms.ChoiceField(label="机构", required=False)
    words = forms.CharField(
        label="字词",
        max_length=200,
        required=False,
        help_text="只要含有其中一个字词的信息；几个之间用逗号隔开，可以不填",
    )
    daily = forms.ChoiceField(
        label="什么时候发", choices=[("daily", "每天早上八点发一次"), ("once", "公开以后马上发")],
        widget=forms.RadioSelect, initial="daily",
    )  # fmt: skip

    def __init__(self, *args, around, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.initial.get("columns") or (self.data.getlist("columns") if self.is_bound else [])
        tops = [*around.tops, *(around.columns[code] for code in chosen if code in around.columns)]
        self.fields["columns"].choices = list(dict.fromkeys((one.code, one.name) for one in tops))
        self.fields["unit"].choices = [("", "全部机构"), *((one.code, one.name) for one in around.units.values())]

    def clean_words(self) -> list[str]:
        said = self.cleaned_data["words"].replace("，", ",").replace("、", ",").split(",")
        words = [one.strip() for one in said if one.strip()]
        if len(words) > MOST_WORDS:
            raise forms.ValidationError(f"最多写 {MOST_WORDS} 个字词，请减少")
        for one in words:
            try:
                asked(one)
            except QueryFault as fault:
                raise forms.ValidationError(f"“{one[:20]}”：{fault}") from None
        return words

    def wants(self) -> Wants:
        said = self.cleaned_data
        return Wants(said["columns"], said["unit"], said["words"])
