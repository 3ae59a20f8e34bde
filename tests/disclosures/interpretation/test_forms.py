"""解读形式: written down with each interpretation, seen by the public, counted by unit and year (BW-7.6, BW-7.4)."""

import pytest

from gongkai.acts.facts import Span
from gongkai.disclosures import facts, showing
from gongkai.disclosures.models import Disclosure
from gongkai.files import store
from gongkai.publication import items
from tests.county import by_four_hands, moment
from tests.files import samples

FORM = "/staff/disclosures/form/"
NOW = moment("2025-12-31 10:00")
pytestmark = pytest.mark.told("2025-12-31 10:00")


@pytest.fixture
def policy(write, publish):
    return publish(write("货车通行办法", kind="通知"))


@pytest.fixture
def explain(county, policy, sign_in):
    """An interpretation written in the form and taken to the public by its four hands."""

    def explained(*forms, html="<p>为什么限行：主城区拥堵。</p>", of=None, **more):
        said = {
            "unit": county.roads.pk, "topic": county.topic.pk, "title": "货车通行办法解读", "formed_on": "2025-03-04",
            "kind": "解读", "html": html, "attribute": "proactive", "interprets": (of or policy).pk, "forms": forms,
        } | more  # fmt: skip
        assert sign_in("xin").post(FORM, said).status_code == 302
        return by_four_hands(county, Disclosure.objects.latest("pk"), "2025-03-05 10:00")

    return explained


def count(name, units):
    return facts.FACTS[f"disclosures.{name}"](
        units, Span(moment("2025-01-01").date(), moment("2025-12-31").date(), NOW)
    )


@pytest.mark.provision("BW-7.6")
def test_forms_are_written_with_the_interpretation_shown_and_counted_by_unit(county, explain, write, publish, sign_in):
    units = [county.roads, county.town]
    first = explain("文字", "图表图解")
    second = explain("文字", of=publish(write("驾校收费通知", kind="通知")))
    assert count("interpretations", units).values == {county.roads.pk: 2, county.town.pk: 0}
    rich = count("rich_interpretations", units)
    assert rich.values == {county.roads.pk: 1, county.town.pk: 0} and rich.records[county.roads.pk] == [first.pk]
    assert count("interpretation_forms", units).values == {county.roads.pk: 2, county.town.pk: 0}
    plain = count("text_only_policies", units)
    assert plain.records[county.roads.pk] == [second.live.interprets_id]
    page = sign_in("ban").get("/staff/disclosures/interpretations/forms/?year=2025").content.decode()
    assert "驾校收费通知" in page and "货车通行办法" not in page
    row = page[page.index('<th scope="row">交运局') :]
    assert row[: row.index("</tr>")].count('<td class="num">2</td>') == 1  # both have words, one a chart
    public = items.preview(showing.record_of(first), NOW).decode()
    assert "解读形式" in public and "文字、图表图解" in public


@pytest.mark.provision("BW-7.6")
def test_a_chart_that_comes_later_takes_its_document_off_the_list_of_words_alone(county, explain):
    explain("文字")
    assert count("text_only_policies", [county.roads]).values[county.roads.pk] == 1
    explain("视频")
    assert count("text_only_policies", [county.roads]).values[county.roads.pk] == 0


def test_an_interpretation_that_names_no_form_counts_for_none_and_is_told_of(county, explain, sign_in):
    row = explain()
    assert count("interpretation_forms", [county.roads]).values[county.roads.pk] == 0
    row.case.take("change", by=county.xin, at=NOW)
    assert "没有勾选解读形式" in sign_in("xin").get(f"/staff/disclosures/{row.pk}/").content.decode()


def test_a_form_of_which_nothing_is_seen_is_told_of(county, explain, write, policy, sign_in):
    seen = write("图解", kind="解读", interprets=policy, forms="图表图解", files=[picture(county)])
    unseen = write("视频解读", kind="解读", interprets=policy, forms="视频")
    page = "/staff/disclosures/{}/"
    assert "没有看到图片附件" not in sign_in("xin").get(page.format(seen.pk)).content.decode()
    assert "解读形式勾选了视频，没有看到视频链接" in sign_in("xin").get(page.format(unseen.pk)).content.decode()


def picture(county):
    file = store.keep(samples.png(), name="一图读懂.png", at=moment("2025-03-03 10:00"), by=county.xin.person)
    return file, "一图读懂.png"


@pytest.mark.provision("BW-7.4")
def test_who_gave_an_interpretation_is_counted_by_its_own_record_before_the_plan(county, explain, policy):
    policy.case.take("change", by=county.xin, at=moment("2025-03-04 11:00"))
    policy.case.take("plan", by=county.xin, at=moment("2025-03-04 12:00"), detail=PLAN)
    led = explain("文字", explainer="张某", explainer_rank="主要负责人")
    explain("文字", explainer="李某", explainer_rank="专家学者")
    said_nothing = explain("文字")
    found = count("led_interpretations", [county.roads])
    assert sorted(found.records[county.roads.pk]) == [led.pk, said_nothing.pk]
    assert "主要负责人张某" in items.preview(showing.record_of(led), NOW).decode()


PLAN = {
    "mode": "draft", "speaker": "张某", "rank": "主要负责人", "forms": ["文字", "问答"],
    "channels": ["portal", "wechat"],
}  # fmt: skip


def test_the_form_of_an_interpretation_begins_with_what_its_plan_says(county, write, sign_in):
    paper = write("收费办法", kind="通知")
    paper.case.take("plan", by=county.xin, at=moment("2025-03-04 10:00"), detail=PLAN)
    page = sign_in("xin").get(f"{FORM}?interprets={paper.pk}").content.decode()
    assert 'value="问答" id="id_forms_4" checked' in page and 'value="视频" id="id_forms_3" checked' not in page
    assert '<option value="主要负责人" selected>' in page
