"""Forms: faults stand at the top as links and at the field, in words that say what to do."""

import re

import pytest
from django import forms
from django.template import Context, Template

from gongkai.look.forms import DayInput, faults


class Proposal(forms.Form):
    title = forms.CharField(label="标题", help_text="写全称。")
    formed = forms.DateField(label="成文日期", widget=DayInput)
    attribute = forms.ChoiceField(label="公开属性", widget=forms.RadioSelect, choices=[("a", "主动公开")])
    number = forms.CharField(label="发文字号", required=False)
    checked = forms.BooleanField(label="已核对")
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        if self.data.get("both"):
            raise forms.ValidationError("成文日期和发文字号对不上。")


def page(
    form, text="{% load look %}{% error_summary form %}{% for f in form.visible_fields %}{% field f %}{% endfor %}"
):
    return Template(text).render(Context({"form": form}))


def test_a_missing_field_is_asked_for_by_name():
    assert [said for said, _ in faults(Proposal({}))] == [
        "请填写标题。",
        "请填写成文日期。",
        "请选择公开属性。",
        "请勾选“已核对”。",
    ]


def test_other_faults_carry_the_label_in_the_summary_and_not_at_the_field():
    form = Proposal({"formed": "2026-02-30"})
    assert "成文日期：输入一个有效的日期。" in [said for said, _ in faults(form)]
    assert '<ul class="error" id="id_formed_error"><li>输入一个有效的日期。</li></ul>' in page(form)


def test_every_link_of_the_summary_leads_to_a_control_on_the_page():
    html = page(Proposal({}))
    targets = re.findall(r'href="#([^"]+)"', html)
    assert len(targets) == 4
    assert set(targets) <= set(re.findall(r'<input[^>]* id="([^"]+)"', html))


def test_a_fault_of_the_whole_form_is_told_without_a_link():
    assert ("成文日期和发文字号对不上。", "") in faults(Proposal({"both": "1"}))


def test_a_form_nobody_has_sent_shows_no_faults():
    html = page(Proposal())
    assert "error" not in html


def test_hint_and_fault_are_read_out_with_their_control():
    html = page(Proposal({}))
    control = re.search(r'<input[^>]* id="id_title"[^>]*>', html)[0]
    described = re.search(r'aria-describedby="([^"]+)"', control)[1].split()
    assert described == ["id_title_helptext", "id_title_error"]
    assert all(f'id="{each}"' in html for each in described)
    assert 'aria-invalid="true"' in control


def test_a_group_of_choices_has_a_legend_and_optional_fields_say_so():
    html = page(Proposal())
    assert "<legend>公开属性</legend>" in html
    assert '发文字号<span class="optional">（选填）</span>' in html
    assert "标题<span" not in html


def test_what_was_typed_is_never_lost_on_a_fault():
    assert 'value="关于&lt;b&gt;的通知"' in page(Proposal({"title": "关于<b>的通知"}))


def test_a_day_goes_out_and_comes_back_as_browsers_write_it():
    form = Proposal(initial={"formed": "2026-01-05"})
    assert 'type="date" name="formed" value="2026-01-05"' in str(form["formed"])


def test_djangos_own_printing_of_a_form_looks_the_same(settings):
    from django.forms.renderers import get_default_renderer

    get_default_renderer.cache_clear()
    settings.FORM_RENDERER = "gongkai.look.forms.Renderer"
    try:
        html = page(Proposal({}), "{{ form }}")
    finally:
        get_default_renderer.cache_clear()
    assert html.index("还有 4 处要改") < html.index('type="hidden"') < html.index("<legend>公开属性</legend>")


@pytest.mark.parametrize("label", ["<script>", "甲&乙"])
def test_labels_and_messages_are_never_markup(label):
    class Odd(forms.Form):
        odd = forms.CharField(label=label, help_text=label)

    html = page(Odd({}))
    assert label not in html
