"""The gazette: an issue is gathered from papers that are out, numbered, reviewed, and told of on each of them."""

import pytest

from gongkai.acts.models import Act
from gongkai.disclosures.models import Disclosure
from gongkai.publication.models import Shown
from gongkai.workflow.models import Takedown
from tests.county import moment

ADDRESS = "/staff/disclosures/gazette/new/"

pytestmark = pytest.mark.told("2025-03-20 09:00")


@pytest.fixture
def papers(write, publish):
    numbers = (("关于防汛的通知", "试交发〔2025〕1号"), ("关于养路的意见", "试交发〔2025〕2号"))
    return [
        publish(write(title, kind=title[-2:], doc_no=number, html=f"<h2>一、要求</h2><p>{title}正文。</p>"))
        for title, number in numbers
    ]


def compiled(client, county, papers, number=1, **said):
    data = {"topic": county.topic.pk, "year": 2025, "number": number, "papers": [row.pk for row in papers]}
    return client.post(ADDRESS, data | said)


def public(client, record):
    return client.get(f"/d/{Shown.objects.get(key=f'disclosure:{record.pk}').address}/").content.decode()


@pytest.mark.provision("KF-3.2")
def test_an_issue_holds_contents_and_each_paper_in_full_and_each_paper_names_its_issue(
    county, papers, publish, sign_in
):
    client = sign_in("xin")
    page = client.get(ADDRESS).content.decode()
    assert "关于防汛的通知" in page and "试交发〔2025〕2号" in page and 'value="1"' in page
    assert compiled(client, county, papers).status_code == 302
    issue = Disclosure.objects.latest("pk")
    assert issue.case.title == "试县交通运输局公报2025年第1期" and issue.case.status == "draft"
    publish(issue, at="2025-03-21 10:00")
    shown = public(client, issue)
    assert all(word in shown for word in ("目录", "关于防汛的通知正文。", "关于养路的意见正文。", "试交发〔2025〕1号"))
    assert "本期刊登的文件" in shown
    for paper in papers:
        assert "公报2025年第1期" in public(client, paper)
        assert Act.objects.get(case=paper.case, step="gazette").detail["channel"] == "gazette"


@pytest.mark.provision("KF-3.2")
def test_issues_are_numbered_on_and_none_twice(county, papers, sign_in):
    client = sign_in("xin")
    compiled(client, county, papers[:1])
    page = client.get(ADDRESS).content.decode()
    assert "（已刊登过）" in page and 'name="number" value="2"' in page
    again = compiled(client, county, papers[1:])
    assert again.status_code == 200 and "2025年第1期已经有了" in again.content.decode()
    assert (
        "请选择要刊登的文件"
        in client.post(ADDRESS, {"topic": county.topic.pk, "year": 2025, "number": 2}).content.decode()
    )


def test_a_paper_taken_back_is_to_be_taken_out_of_the_gazette_too(county, papers, publish, sign_in):
    compiled(sign_in("xin"), county, papers)
    publish(Disclosure.objects.latest("pk"), at="2025-03-21 10:00")
    papers[0].case.refresh_from_db()
    papers[0].case.take(
        "withdraw", by=county.fa, at=moment("2025-03-22 09:00"), words="有误", detail={"cause": "error"}
    )
    assert [row.channel for row in Takedown.objects.filter(document=papers[0].case)] == ["gazette"]


def test_drafts_and_papers_of_another_time_are_not_offered(county, papers, write, sign_in):
    write("关于停运的通知", kind="通知")
    page = sign_in("xin").get(f"{ADDRESS}?first=2025-03-10&last=2025-03-20").content.decode()
    assert "关于防汛的通知" not in page and "关于停运的通知" not in page and "没有公开过公文" in page
