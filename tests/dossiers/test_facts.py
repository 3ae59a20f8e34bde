"""What is counted of matters, by phase and by unit, what verify catches, and that nothing else gets out."""

import re
from datetime import date

import pytest

from gongkai.acts.facts import Span
from gongkai.acts.models import Act
from gongkai.assessment import facts
from gongkai.disclosures.models import Disclosure
from gongkai.dossiers import drafting, progress
from gongkai.dossiers.drafting import Head
from gongkai.dossiers.models import Dossier, Revision
from gongkai.revisions import verifying
from tests.county import moment
from tests.dossiers.conftest import TOLD
from tests.house.test_leaks import crawl, marker


def span(last):
    return Span(date(2025, 1, 1), date.fromisoformat(last), moment(f"{last} 23:59"))


def count(county, last):
    units = [county.roads, county.town]
    return [facts.count(f"dossiers.{name}", units, span(last)).values[county.roads.pk] for name in ("kept", "complete")]


@pytest.mark.provision("BW-5.2", "BW-5.5")
def test_the_share_of_matters_whose_stages_are_all_told_is_counted_as_the_trail_knew_it(county, limit):
    assert count(county, "2025-03-10") == [0, 0], "not published yet"
    assert count(county, "2025-06-01") == [1, 1], "the promised day itself is still in time"
    assert count(county, "2025-06-02") == [1, 0]
    [paper] = progress.of(limit, limit.live, date(2025, 3, 12))[1].papers
    Disclosure.objects.get(pk=paper.case).case.take("withdraw", by=county.fa, at=moment("2025-04-01 10:00"), words="误")
    assert count(county, "2025-03-31") == [1, 1] and count(county, "2025-04-01") == [1, 0]
    told = facts.count("dossiers.complete", [county.roads], span("2025-04-01")).says[county.roads.pk]
    assert told == ["城区货车限行：缺事前公告"]
    limit.case.take("withdraw", by=county.fa, at=moment("2025-05-01 10:00"), words="误")
    assert count(county, "2025-05-01") == [0, 0] and count(county, "2025-04-30") == [1, 0]


@pytest.mark.provision("SQ-1")
def test_what_each_unit_opened_of_the_five_opennesses_is_told_by_year(county, out, sign_in):
    from gongkai.catalogue.models import Topic

    out("管理一"), out("管理二")
    county.topic = Topic.objects.create(
        code="juece", name="决策", says="决策", phase="decision", column_type="其他", catalogue="test"
    )
    out("决策一")
    page = sign_in("xin").get("/staff/dossiers/phases/?year=2025").content.decode()
    row = re.search(r"<tr><th scope=\"row\">交运局</th>(.*?)</tr>", page)[1]
    assert re.findall(r'class="num">(\d+)<', row) == ["1", "0", "2", "0", "0", "3"]
    assert row.endswith("<td>执行公开、服务公开、结果公开</td>")
    assert "还没有公开信息" in sign_in("xin").get("/staff/dossiers/phases/?year=2024").content.decode()


def test_verify_finds_nothing_in_sound_matters_and_tells_a_planted_fault(limit, begin):
    begin(limit)
    assert list(verifying.faults(Dossier)) == []
    Revision.objects.filter(pk=limit.live_id).update(summary="换过")
    [fault] = verifying.faults(Dossier)
    assert "第1次公布的内容与审定的不符" in fault


def test_no_word_that_was_not_published_reaches_any_public_page(client, county, limit, found, fill, begin, out, write):
    for post in (county.xin, county.mi, county.fen, county.fa):
        post.person.name = marker(f"姓名{post.pk}")
        post.person.save()
    begin(limit)
    at = moment("2025-05-03 10:00")
    drafting.save_head(limit, Head(marker("新概况"), TOLD["acts"] | {"subject": marker("对象")}), county.xin, at)
    fill(limit, result=marker("新理由"), at="2025-05-03 11:00")
    limit.case.take("override", by=county.xin, at=at, words=marker("疑点"))
    fill(found("acts", marker("没有公布的事项")), basis=out("依据"), changes=marker("理由"))
    write(marker("草稿"))
    pages = crawl(client)
    assert "/g/" in pages and any("城区货车限行" in body for body in pages.values())
    assert {path: re.findall('密语[^<"&]*外传', body) for path, body in pages.items() if "密语" in body} == {}
    assert "密语" not in str(list(Act.objects.values("ground", "detail", "words", "content")))


@pytest.mark.provision("BW-5.5")
def test_evaluation_appraisal_and_opinion_poll_stand_with_the_policy_they_judge(
    client, county, found, fill, out, pass_on
):
    from gongkai.publication import door

    policy = found("policies", "农村客运补贴政策落实")
    drafting.save_head(policy, Head("补贴怎样落实。", {"lead": "县交通运输局"}), county.xin, moment("2025-03-09 10:00"))
    effect, third, expert, poll = (
        out(title) for title in ("补贴发放结果", "第三方评估报告", "会计师鉴定意见", "乘客满意度调查")
    )
    told = {
        "measures": out("实施方案"),
        "progress": "2025-09-30",
        "supervision": "由县财政局监督",
        "service": out("申领指南"),
    }
    explained = out("补贴办法解读", kind="解读", interprets=(rule := out("补贴办法")))
    fill(policy, policy=rule, effect=effect, third_party=third, appraisal=expert, survey=poll, **told)
    address = door.shown(pass_on(policy).door_key).address
    page = client.get(f"/d/{address}/").content.decode()
    for words in (
        "补贴发放结果",
        "第三方评估报告",
        "会计师鉴定意见",
        "乘客满意度调查",
        f"解读：{explained.case.title}",
    ):
        assert words in page


@pytest.mark.provision("BW-5.1")
def test_a_decision_is_open_from_its_announcement_to_its_papers(
    client, county, found, fill, out, pass_on, publish, write
):
    from gongkai.publication import door

    draft = out("公交调价方案（征求意见稿）")
    heard = publish(write("征求意见情况", links=[{"kind": "consults", "to": draft.pk}]))
    decision = found("decisions", "公交票价调整")
    head = Head("票价为什么调、怎样定。", {"body": "县人民政府", "undertaker": "县交通运输局"})
    drafting.save_head(decision, head, county.xin, moment("2025-03-09 10:00"))
    papers = {"announced": out("决策事项目录"), "draft": draft, "opinions": heard, "decided": out("调价的决定")}
    no = dict.fromkeys(
        ("explained", "progress", "supervision", "service", "third_party", "appraisal", "survey"), "不涉及"
    )
    wait = {"experts": out("论证意见"), "risk": out("风险评估结果"), "legality": out("集体讨论情况")}
    fill(decision, **papers, **no, **wait, measures="2025-05-31", effect="2026-03-31")
    pass_on(decision)
    page = client.get(f"/d/{door.shown(decision.door_key).address}/").content.decode()
    words = ("决策事项目录", "公交调价方案", "征求意见情况", "论证意见", "风险评估结果", "集体讨论情况", "调价的决定")
    body = page.partition("最近更新")[2]
    words += ('id="执行"', 'id="结果"')
    places = [body.find(word) for word in words]
    assert -1 not in places and places == sorted(places)
