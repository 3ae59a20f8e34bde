"""What is known already is not typed again: a Word paper's own number, day and kind; a policy's interpretation."""

import pytest

from gongkai.catalogue.models import Topic, TopicUnit
from gongkai.disclosures.authoring import recognising
from gongkai.disclosures.interpretation import interpreting
from tests.county import moment
from tests.disclosures.authoring.test_authoring import CLEANING, docx, line

PAPER = (
    "大交运发〔2026〕3号", "关于印发《农村客运补贴发放办法》的通知", "各乡镇人民政府：", "依照川府发〔2025〕1号执行。",
    "试县交通运输局", "2026年1月9日", "附件：发放标准", "2026年2月1日",
)  # fmt: skip


def test_a_word_paper_fills_in_its_number_day_and_kind(county, sign_in):
    told = sign_in("xin").post(CLEANING, {"file": docx(*map(line, PAPER))}).json()
    assert told["fields"] == {"doc_no": "大交运发〔2026〕3号", "formed_on": "2026-01-09", "kind": "通知"}


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("县道养护情况", "<p>依照川府发〔2025〕1号，自2026年1月9日起养护。</p>"),
        ("", ""),
        ("县道养护情况", "<p>2026年2月30日</p>"),
        ("县道养护情况", "<p>2026-01-09</p>"),
    ],
)
def test_what_a_paper_only_mentions_is_not_taken_for_its_own(title, html):
    assert recognising.fields(title, html) == {}


def test_the_columns_a_unit_keeps_stand_first(county, sign_in):
    Topic.objects.create(code="qita", name="预算决算", says="", phase="result", column_type="其他", catalogue="t")
    TopicUnit.objects.create(topic=county.topic, unit=county.roads)
    page = sign_in("xin").get("/staff/disclosures/form/").content.decode()
    places = [page.index(words) for words in ("本单位负责的栏目", "通知公告", "其他栏目", "预算决算")]
    assert places == sorted(places)


def test_a_policy_leads_its_writer_to_the_plan_and_then_to_an_interpretation_that_is_begun(county, write, sign_in):
    column = {"says": "", "phase": "decision", "catalogue": "t"}
    county.topic = Topic.objects.create(code="guifan", name="规范性文件", column_type="政策文件", **column)
    explains = Topic.objects.create(code="jiedu", name="政策解读", column_type="政策解读", **column)
    interpreting.lay_routes(county.ban, moment("2025-01-02 09:00"))
    paper = write("关于印发《农村客运补贴发放办法》的通知", kind="通知")
    client, address = sign_in("xin"), f"/staff/disclosures/{paper.pk}/"
    assert f'href="{address}plan/"' in client.get(address).content.decode()
    said = {
        "mode": "draft",
        "speaker": "李某",
        "rank": "分管负责人",
        "forms": ["文字"],
        "channels": ["portal", "wechat"],
    }
    assert client.post(address + "plan/", said).status_code == 302
    begin = f"/staff/disclosures/form/?interprets={paper.pk}"
    assert begin in client.get(address).content.decode()
    first = client.get(begin).context["form"].initial
    assert first["title"] == "《关于印发〈农村客运补贴发放办法〉的通知》政策解读"
    assert (first["topic"], first["kind"], first["formed_on"].isoformat()) == (explains.pk, "解读", "2025-03-03")
    assert begin not in sign_in("ban").get(address).content.decode()


def test_another_unit_s_policy_gives_nothing_away_to_who_explains_it(county, write, sign_in):
    theirs = write("镇里的办法", by=county.zhen)
    first = sign_in("xin").get(f"/staff/disclosures/form/?interprets={theirs.pk}").context["form"].initial
    assert "title" not in first
