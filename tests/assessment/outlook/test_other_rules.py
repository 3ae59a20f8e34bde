"""如果规则这样改: effects on every unit, nothing written; before anything was marked over the round before."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.acts.models import Act
from gongkai.assessment import planning, rules
from gongkai.assessment.models import Campaign, Count, Mark, ResultSet
from gongkai.assessment.outlook import whatif
from gongkai.law import workbook
from tests.assessment.conftest import AT
from tests.county import RULES, moment


def sent_file(client, campaign, text, name="改.yaml"):
    data = text if isinstance(text, bytes) else text.encode()
    return client.post(f"/staff/assessment/{campaign.pk}/other-rules/", {"file": SimpleUploadedFile(name, data)})


def rows_of(answer):
    return [(row["name"], *row["totals"], row["change"], row["ranks"], row["grades"]) for row in answer.context["rows"]]


def standing():
    return [
        (Act.objects.count(), Count.objects.count(), Mark.objects.count(), ResultSet.objects.count()),
        list(Campaign.objects.values_list("text", "sha256")),
    ]


def test_every_unit_is_shown_under_the_changed_rules_and_nothing_is_written(county, sent, sign_in, write, publish):
    before = standing()
    answer = sent_file(sign_in("ling"), sent, RULES.replace("lose: 10", "lose: 20"))
    # 60 − 3 × 10 + 20 + 20 and 60 − 3 × 20 + 20 + 20
    assert rows_of(answer) == [
        ("交运局", "70.00", "40.00", "−30.00", "1", "合格 → 不合格"),
        ("河边镇", "62.50", "32.50", "−30.00", "2", "合格 → 不合格"),
    ]
    page = answer.content.decode()
    assert "每差1条扣20分" in page or "20分" in page
    assert "2 个单位中，2 个的得分、等次或名次有变化" in page
    assert standing() == before


def test_rules_that_ask_for_more_are_counted_where_the_house_counts_and_else_open(county, sent, sign_in):
    more = RULES.replace(
        "grades:", """  - {id: in_time, title: 按时公开, points: 0, floor: -5, cite: DY-3.1,
     rules: [{lose: 5, each: disclosures.late}]}
  - {id: extra, title: 实地, points: 10, source: office, cite: DY-F2.7, rules: [{earn: judged}]}
grades:""").replace("points: 100", "points: 110")  # fmt: skip
    answer = sent_file(sign_in("ban"), sent, more)
    assert answer.status_code == 200, answer.context["faults"]
    assert [row[2] for row in rows_of(answer)] == ["待定", "待定"]
    assert "还有 2 个待定" in answer.content.decode()


@pytest.mark.told("2026-02-08 09:00")
def test_before_anything_is_marked_the_round_before_gives_the_facts(county, sent, sign_in):
    sent.case.__class__.objects.filter(pk=sent.pk).update(status="announced")
    plan = planning.Plan(
        "试县2026年考核", "shi-2025", moment("2026-01-01").date(), moment("2026-12-31").date(),
        [county.roads, county.town], {"office": [county.top], "third": [county.top]},
    )  # fmt: skip
    found = planning.open_campaign(plan, county.ban, AT)
    answer = sent_file(
        sign_in("ban"), found, RULES.replace("points: 60", "points: 40").replace("points: 100", "points: 80")
    )
    assert "用上一次（《试县2025年考核》）的数和评分比较" in answer.content.decode()
    assert rows_of(answer)[0][:4] == ("交运局", "70.00", "50.00", "−20.00")


@pytest.mark.told("2026-02-08 09:00")
def test_without_a_round_before_what_can_be_counted_now_is(county, rulebook, sign_in):
    plan = planning.Plan(
        "试县2025年考核", "shi-2025", moment("2025-01-01").date(), moment("2025-12-31").date(),
        [county.roads, county.town], {"office": [county.top], "third": [county.top]},
    )  # fmt: skip
    found = planning.open_campaign(plan, county.ban, AT)
    compared = whatif.compare(found, whatif.shelved(found, "shi-2025"), AT)
    assert compared.changes == [] and compared.effects == [] and compared.open == 2
    answer = sign_in("ling").post(f"/staff/assessment/{found.pk}/other-rules/", {"rulebook": "dy-2018"})
    assert answer.status_code == 200, answer.context["faults"]
    assert "规则改了什么" in answer.content.decode()


def test_a_workbook_is_taken_as_well(county, sent, sign_in):
    changed = rules.ready(RULES.replace("lose: 10", "lose: 20"), sent.annexes)[0]
    answer = sent_file(sign_in("ban"), sent, workbook.write(changed), "改.xlsx")
    assert answer.status_code == 200, answer.context["faults"]
    assert rows_of(answer)[0][3] == "−30.00"


@pytest.mark.parametrize(
    ("text", "told"),
    [("不是规则", "第1行"), (RULES.replace("lose: 10", "lose: ten"), "ten"), (b"\xff\xfe", "UTF-8"), ("", "")],
)
def test_a_file_that_is_no_rulebook_is_refused_with_its_place(county, sent, sign_in, text, told):
    answer = sent_file(sign_in("ban"), sent, text)
    assert answer.status_code == (422 if text else 200)
    assert told in answer.content.decode()


def test_one_of_both_is_asked_for(county, sent, sign_in):
    page = sign_in("ban").post(f"/staff/assessment/{sent.pk}/other-rules/", {}).content.decode()
    assert "请选一个规则，或者上传一份修改稿" in page
    assert sign_in("kao").get(f"/staff/assessment/{sent.pk}/other-rules/").status_code == 404
