"""The county's template goes to the townships by level; a township may add or narrow, and the difference is told."""

import io

import openpyxl
import pytest

from gongkai.accounts.models import Unit
from gongkai.acts import clock, verify
from gongkai.acts.models import Installation
from gongkai.catalogue import keeping, loading
from gongkai.catalogue.models import Tailoring, Topic, TopicUnit
from tests.county import moment

pytestmark = pytest.mark.django_db
NOW = moment("2026-03-02 10:00")
TEMPLATE = {
    "cunwu": ("村务", "township"), "dibao": ("低保", "both"), "tudi": ("土地", "both"), "xian": ("县级事项", "county"),
}  # fmt: skip
WORDS = {"words": "本镇没有这项事务"}


@pytest.fixture
def house(county):
    """A template of three topics for townships and one of the county alone."""
    Installation.objects.create(born=NOW, told=NOW, label="试")
    clock.forget()
    Topic.objects.all().delete()
    for code, name, level in (
        ("cunwu", "村务", "township"),
        ("dibao", "低保", "both"),
        ("tudi", "土地", "both"),
        ("xian", "县级事项", "county"),
    ):
        values = {"code": code, "name": name, "says": name, "phase": "result", "column_type": "其他", "level": level}
        values |= {"by": ["township", "department"], "elements": ["条件", "标准", "名单"], "channels": ["portal"]}
        keeping.enter(values, NOW.date().replace(month=1), county.ban, NOW)
    yield county
    clock.forget()


def keepers(code):
    return {row.unit.name for row in TopicUnit.objects.standing_on(NOW.date()).filter(topic__code=code)}


def ask(client, code, manner, elements=""):
    said = {"topic": Topic.objects.get(code=code).pk, "manner": manner, "elements": elements} | WORDS
    return client.post("/staff/catalogue/units/tailoring/", said)


def step(name):
    return f"/staff/catalogue/tailorings/{Tailoring.objects.order_by('-pk').first().pk}/{name}/"


def report(client, unit):
    page = client.get(f"/staff/catalogue/units/townships/?unit={unit.pk}")
    return [(one.kind, one.topic.name, one.says) for one in page.context["chosen"].differences]


@pytest.mark.provision("BW-6.1.5")
def test_a_township_inherits_by_level_and_so_does_one_that_comes_later(house, sign_in):
    assert keepers("cunwu") == {"河边镇"} and keepers("dibao") == {"河边镇", "交运局"}
    assert keepers("xian") == {"交运局"}
    fresh = Unit.objects.create(name="山上乡", code="ssx", kind="township", parent=house.top)
    loading.assign(fresh, on=NOW.date())
    assert {code for code in ("cunwu", "dibao", "tudi", "xian") if "山上乡" in keepers(code)} == {
        "cunwu",
        "dibao",
        "tudi",
    }
    assert report(sign_in("ban"), fresh) == []


def test_what_a_township_leaves_out_takes_on_and_narrows_is_agreed_and_stands_in_the_report(house, sign_in):
    for code, manner, elements in (
        ("tudi", "leave", ""),
        ("xian", "take", ""),
        ("dibao", "elements", "条件\n名单\n监督电话"),
    ):
        ask(sign_in("zhen"), code, manner, elements)
        assert "河边镇" in sign_in("ban").get("/staff/").content.decode()
        sign_in("ban").post(step("agree"))
    assert "河边镇" not in keepers("tudi") and "河边镇" in keepers("xian")
    told = report(sign_in("zhen"), house.town)
    assert sorted(told) == [
        ("增加", "县级事项", "政务公开办已同意"),
        ("缺少", "土地", "政务公开办已同意"),
        ("调整", "低保", "不公开标准；另公开监督电话"),
    ]
    loading.assign(house.town, on=NOW.date())
    assert "河边镇" not in keepers("tudi") and "河边镇" in keepers("xian"), (
        "what was agreed outlives the next assignment"
    )
    answer = sign_in("ban").get("/staff/catalogue/units/townships/?export=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    rows = list(book["差异"].iter_rows(values_only=True))
    assert ("河边镇", "缺少", "tudi", "土地", "政务公开办已同意") in rows
    assert not list(verify.faults())


def test_a_duty_that_ended_without_agreement_shows_as_lacking_without_a_word(house, sign_in):
    TopicUnit.objects.filter(topic__code="tudi", unit=house.town).update(until=NOW.date().replace(day=1))
    assert report(sign_in("ban"), house.town) == [("缺少", "土地", "没有说明，请核对")]


def test_what_was_refused_changes_nothing_and_what_was_undone_comes_back(house, sign_in):
    ask(sign_in("zhen"), "tudi", "leave")
    sign_in("ban").post(step("refuse"), {"words": "乡镇也有土地事务"})
    assert "河边镇" in keepers("tudi")
    ask(sign_in("zhen"), "tudi", "leave")
    sign_in("ban").post(step("agree"))
    assert "河边镇" not in keepers("tudi")
    sign_in("ban").post(step("undo"), {"words": "恢复"})
    assert "河边镇" in keepers("tudi")
    ask(sign_in("zhen"), "tudi", "leave")
    sign_in("ban").post(step("agree"))
    sign_in("ban").post(step("undo"), {"words": "同一天里反复"})
    assert "河边镇" in keepers("tudi") and report(sign_in("ban"), house.town) == []


@pytest.mark.parametrize(
    ("code", "manner", "elements", "says"),
    [
        ("cunwu", "take", "", "已经负责“村务”"),
        ("xian", "leave", "", "没有负责“县级事项”"),
        ("dibao", "elements", "", "请逐行写明"),
        ("dibao", "elements", "条件\n标准\n名单", "没有改动"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(house, sign_in, code, manner, elements, says):
    assert says in ask(sign_in("zhen"), code, manner, elements).content.decode()
    assert not Tailoring.objects.exists()


def test_roles_and_strangers(house, sign_in, client):
    ask(sign_in("zhen"), "tudi", "leave")
    assert sign_in("zhen").post(step("agree")).status_code == 403
    assert sign_in("xin").get(step("agree")).status_code == 404
    assert ask(sign_in("zhenfen"), "tudi", "leave").status_code == 403
    client.logout()
    assert client.get("/staff/catalogue/units/townships/").status_code == 302
