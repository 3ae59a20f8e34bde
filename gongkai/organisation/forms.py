"""Forms of the register."""

from django import forms
from django.core.validators import RegexValidator

from gongkai.accounts.models import Person, Post, Unit
from gongkai.look.forms import ChoiceOfOne, DayInput
from gongkai.organisation import site
from gongkai.publication import index_pattern
from gongkai.publication.models import Site

# A unit's code stands in its public address.
CODE = RegexValidator(r"^[0-9A-Za-z_-]+$", "机构代码只用数字和字母，请核对")
DOMAIN = RegexValidator(r"^[a-z0-9.-]+(:[0-9]+)?$", "域名只写主机名，不带 https:// 和斜杠，请改正")
ID_CODE = RegexValidator(r"^[0-9]{10}$", "网站标识码是十位数字，请核对")
USERNAME = RegexValidator(r"^[a-z0-9][a-z0-9._-]*$", "账号只用小写字母、数字、点和短横，请改正")


class UnitForm(forms.ModelForm):
    """A new unit; ``day`` is today: what is entered stands already."""

    parent = ChoiceOfOne(Unit.objects.none(), label="上级", required=False)

    class Meta:
        model = Unit
        fields: tuple[str, ...] = ("name", "full_name", "code", "kind", "parent", "order", "since")
        widgets = {"since": DayInput}
        help_texts = {
            "name": "平时用的简称，如 交运局",
            "full_name": "如 大英县交通运输局",
            "code": "统一社会信用代码，不超过十八位。它出现在网址里，登记后不能再改",
            "order": "数字小的排在前面",
        }
        error_messages = {"code": {"unique": "已有单位用这个代码，请核对"}}

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.day = day
        self.fields["parent"].queryset = Unit.objects.standing_on(day).exclude(pk=self.instance.pk)
        self.fields["full_name"].required = True
        if "code" in self.fields:
            self.fields["code"].validators.append(CODE)

    def clean_since(self):
        since = self.cleaned_data["since"]
        if since and since > self.day:
            raise forms.ValidationError("设立之日在今天以后，请到那天再登记")
        return since


class AmendForm(UnitForm):
    """What may be put right of a unit: all but its code."""

    class Meta(UnitForm.Meta):
        fields = ("name", "full_name", "kind", "parent", "order", "since")


class EndForm(forms.Form):
    until = forms.DateField(label="末日", widget=DayInput, help_text="这一天还在，第二天起不再存在")
    successor = ChoiceOfOne(Unit.objects.none(), label="承接业务的单位", required=False)
    words = forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 3}), help_text="如 机构改革文件的文号")

    def __init__(self, *args, unit, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = Unit.objects.standing_on(day).exclude(pk=unit.pk)


class SiteForm(forms.ModelForm):
    class Meta:
        model = Site
        fields = site.FIELDS
        help_texts = {
            "section": "接在网站名称后面",
            "domain": "不带 https://，如 www.example.gov.cn",
            "id_code": "十位数字，全国政府网站信息报送系统里的标识码",
            "notice": "显示在每一页的上方，没有的不填",
            "index_pattern": "可用 {机构代码}、{单位}、{栏目代码}、{年}、{流水号5}；只管以后公开的，给过的不变",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["domain"].validators.append(DOMAIN)
        self.fields["id_code"].validators.append(ID_CODE)

    def clean_index_pattern(self) -> str:
        pattern = self.cleaned_data["index_pattern"].strip() or index_pattern.STANDARD
        if says := index_pattern.fault(pattern):
            raise forms.ValidationError(says)
        return pattern


class PostForm(forms.ModelForm):
    unit = ChoiceOfOne(Unit.objects.none(), label="单位")

    class Meta:
        model = Post
        fields: tuple[str, ...] = ("unit", "role", "title", "since", "until")
        widgets = {"since": DayInput, "until": DayInput}
        help_texts = {"title": "如 办公室主任", "until": "不知道的不填，离岗时再写"}

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.standing_on(day)
        self.fields["role"].choices = [("", ChoiceOfOne.EMPTY), *Post._meta.get_field("role").choices]


class PersonForm(PostForm):
    """A new person with a first post."""

    username = forms.CharField(
        label="账号", max_length=40, validators=[USERNAME], help_text="登录用，如 jy-wang，登记后不能再改"
    )
    name = forms.CharField(label="姓名", max_length=40)
    field_order = ("username", "name", "unit", "role", "title", "since")

    class Meta(PostForm.Meta):
        fields = ("unit", "role", "title", "since")

    def clean_username(self):
        username = self.cleaned_data["username"]
        if Person.objects.filter(username=username).exists():
            raise forms.ValidationError("已有这个账号，请换一个")
        return username


class RenameForm(forms.Form):
    name = forms.CharField(label="姓名", max_length=40)


class RelieveForm(forms.Form):
    until = forms.DateField(label="末日", widget=DayInput, help_text="这一天还能办理，第二天起不能")


class WordsForm(forms.Form):
    words = forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 3}))
