"""专题: policies of one theme in one place, each with its interpretation, as a page and from end to end (SQ-3.1)."""

import pytest

from gongkai.acts.refusals import Unready
from gongkai.publication import door
from tests.county import moment


@pytest.fixture
def policy(out):
    return out("促进消费若干措施", html="<p>发放消费券一百万元。</p>", kind="通知")


@pytest.fixture
def explain(write, publish):
    """Publishes the interpretation of a document."""

    def explained(record, title="一图读懂消费券", at="2025-03-05 10:00"):
        return publish(write(title, html="<p>每人可领三张。</p>", kind="解读", interprets=record, at=at), at=at)

    return explained


def address_of(dossier):
    return door.shown(dossier.door_key).address


@pytest.mark.provision("SQ-3.1")
def test_a_theme_goes_out_only_with_an_interpretation_for_each_policy_and_shows_it_beside(
    client, county, found, fill, pass_on, out, policy, explain
):
    theme = fill(found("themes", "促进消费"), policies=policy, guides=out("消费券申领指南"))
    with pytest.raises(Unready, match="《促进消费若干措施》还没有公开的解读"):
        theme.case.take("propose", by=county.xin, at=moment("2025-03-10 11:00"))
    explain(policy)
    pass_on(theme)
    page = client.get(f"/d/{address_of(theme)}/").content.decode()
    assert "促进消费若干措施" in page and "解读：一图读懂消费券" in page and "消费券申领指南" in page
    assert "实施方案和配套措施" not in page, "a part nobody filled is not shown"
    listed = client.get("/g/").content.decode()
    assert "促进消费" in listed and "政策专题" in listed
    assert "促进消费" in client.get("/search/", {"q": "促进消费"}).content.decode()


@pytest.mark.provision("SQ-3.1")
def test_a_theme_is_read_from_end_to_end_as_a_compilation(client, found, fill, pass_on, policy, explain):
    explain(policy)
    theme = pass_on(fill(found("themes", "促进消费"), policies=policy))
    page = client.get(f"/d/{address_of(theme)}/all/").content.decode()
    places = [page.find(words) for words in ("发放消费券一百万元。", "每人可领三张。")]
    assert -1 not in places and places == sorted(places), "the policy in full, then what explains it"
    assert f"/d/{address_of(theme)}/all/" in client.get(f"/d/{address_of(theme)}/").content.decode()


def test_an_interpretation_that_comes_later_stands_on_the_page_without_another_round(
    client, found, fill, pass_on, policy, explain
):
    explain(policy)
    theme = pass_on(fill(found("themes", "促进消费"), policies=policy))
    before = client.get(f"/d/{address_of(theme)}/")
    explain(policy, "消费券问答", at="2025-03-20 10:00")
    after = client.get(f"/d/{address_of(theme)}/", headers={"if-none-match": before.headers["ETag"]})
    assert after.status_code == 200 and "消费券问答" in after.content.decode()


def test_a_matter_has_no_compilation_and_a_stranger_address_none(client, limit):
    assert client.get(f"/d/{address_of(limit)}/all/").status_code == 404
    assert client.get("/g/nothing/").status_code == 404


@pytest.mark.provision("SQ-3.1")
def test_a_partnership_tells_manner_contract_return_and_progress(client, county, found, fill, pass_on, out):
    from gongkai.dossiers import drafting
    from gongkai.dossiers.drafting import Head

    ppp = found("ppp", "县城污水处理厂合作项目")
    told = {"agency": "县住建局", "manner": "建设、运营、移交，二十五年", "returns": "使用者付费和可行性缺口补助"}
    papers = {name: out(f"污水处理厂{name}") for name in ("identification", "procurement", "contract", "progress")}
    fill(ppp, **papers, payment="2026-01-31", service="不直接面向群众收费", evaluation="2028-03-31")
    with pytest.raises(Unready, match="还缺“参与方式”"):
        ppp.case.take("propose", by=county.xin, at=moment("2025-03-10 11:00"))
    drafting.save_head(ppp, Head("处理县城污水。", told), county.xin, moment("2025-03-10 12:00"))
    page = client.get(f"/d/{address_of(pass_on(ppp))}/").content.decode()
    for words in (
        "建设、运营、移交，二十五年",
        "使用者付费和可行性缺口补助",
        "污水处理厂contract",
        "污水处理厂progress",
    ):
        assert words in page
    assert "预计2028年3月31日公开" in page
