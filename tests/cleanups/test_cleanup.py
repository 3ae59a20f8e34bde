"""文件清理: planned by the office, judged by each unit, checked, approved, announced as one list in one transaction."""

from datetime import date

import pytest

from gongkai.acts.models import Act, Case
from gongkai.cleanups.models import Cleanup, Part
from gongkai.disclosures import verifying
from gongkai.disclosures.models import Disclosure
from gongkai.publication import door
from tests.county import moment

pytestmark = pytest.mark.told("2025-06-05 09:00")


@pytest.fixture
def rules(county, write):
    """Four rules of the road bureau and one of the township, all out."""

    def out(title, who):
        record = write(title, by=who[0], kind="通知", validity="valid", effective_on=date(2025, 1, 1))
        for step, by in zip(("propose", "clear", "approve", "publish"), who, strict=True):
            record.case.take(step, by=by, at=moment("2025-03-04 10:00"))
        return record

    bureau = (county.xin, county.mi, county.fen, county.fa)
    town = (county.zhen, county.zhenmi, county.zhenfen, county.zhenfa)
    found = {name: out(name, bureau) for name in ("养护办法", "桥梁办法", "渡口办法", "停车办法")}
    return found | {"镇规民约": out("镇规民约", town)}


def planned(client, county, **more):
    said = {"title": "2025年文件清理", "until": "2025-06-01", "topic": county.topic.pk, **more}
    return client.post("/staff/cleanups/plan/", said)


def judged(client, part, decisions, **more):
    said = {"version": Case.objects.get(pk=part.pk).version, **more}
    for item in part.items.all():
        decision, reason = decisions.get(item.disclosure.case.title, ("", ""))
        said |= {f"decision-{item.pk}": decision, f"reason-{item.pk}": reason}
    return client.post(f"/staff/cleanups/parts/{part.pk}/", said)


def press(client, part, step, **more):
    read = Case.objects.get(pk=part.pk).content
    return client.post(f"/staff/cleanups/parts/{part.pk}/{step}/", {"read": read, **more})


def parts():
    return {part.case.unit.code: part for part in Part.objects.select_related("case__unit")}


BUREAU = {"养护办法": ("repeal", "已有新办法"), "桥梁办法": ("lapse", "任务完成"), "渡口办法": ("amend", "机构改革")}


@pytest.mark.provision("BW-6.1.7")
@pytest.mark.provision("SQ-6.3")
def test_a_clean_up_goes_from_the_office_to_the_public_list_and_every_document_says_so(county, rules, sign_in, client):
    assert planned(sign_in("ban"), county).status_code == 302
    found = parts()
    assert set(found) == {"jyj", "hbz"}
    assert "2025年文件清理：交运局" in sign_in("xin").get("/staff/").content.decode()
    judged(sign_in("xin"), found["jyj"], BUREAU)
    refused = press(sign_in("xin"), found["jyj"], "submit")
    assert refused.status_code == 409 and "《停车办法》还没有选清理意见" in refused.content.decode()
    judged(sign_in("xin"), found["jyj"], BUREAU, rest="keep", rest_reason="没有过时")
    judged(sign_in("zhen"), found["hbz"], {"镇规民约": ("keep", "仍然适用")})
    for code, writer, checker in (("jyj", "xin", "fen"), ("hbz", "zhen", "zhenfen")):
        assert press(sign_in(writer), found[code], "submit").status_code == 302
        assert press(sign_in(checker), found[code], "agree").status_code == 302
    cleanup = Cleanup.objects.get()
    url = f"/staff/cleanups/{cleanup.pk}/"
    assert "桥梁办法" in sign_in("ling").get(url).content.decode()
    assert sign_in("ling").post(url + "approve/").status_code == 302
    assert {row.validity for row in Disclosure.objects.all()} == {"valid"}
    assert sign_in("ban").post(url + "announce/").status_code == 302
    stands = {row.case.title: row.validity for row in Disclosure.objects.select_related("case")}
    assert stands == {
        "养护办法": "repealed", "桥梁办法": "lapsed", "渡口办法": "valid", "停车办法": "valid", "镇规民约": "valid",
    }  # fmt: skip
    shown = door.shown(f"cleanup:{cleanup.pk}")
    text = client.get(f"/d/{shown.address}/").content.decode()
    assert "共5件，继续有效2件，拟修改1件，废止1件，失效1件" in text and "已有新办法" in text
    ended = door.shown(f"disclosure:{rules['养护办法'].pk}")
    assert f'href="/d/{ended.address}/"' in text
    page = client.get(f"/d/{ended.address}/").content.decode()
    assert "已废止" in page and "经“2025年文件清理”，废止。已有新办法" in page
    assert set(Act.objects.filter(step="stand").values_list("person__username", flat=True)) == {"ban"}
    assert list(verifying.faults()) == []


def test_nothing_moves_where_one_document_cannot(county, rules, sign_in, monkeypatch):
    from gongkai.cleanups import announcing

    planned(sign_in("ban"), county, unit=county.roads.pk)
    (part,) = parts().values()
    judged(sign_in("xin"), part, BUREAU, rest="keep", rest_reason="没有过时")
    press(sign_in("xin"), part, "submit")
    press(sign_in("fen"), part, "agree")
    cleanup = Cleanup.objects.get()
    sign_in("ling").post(f"/staff/cleanups/{cleanup.pk}/approve/")

    def broken(*_):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(announcing.door, "show", broken)
    with pytest.raises(RuntimeError):
        sign_in("ban").post(f"/staff/cleanups/{cleanup.pk}/announce/")
    assert set(Disclosure.objects.values_list("validity", flat=True)) == {"valid"}
    assert Case.objects.get(pk=cleanup.pk).status == "approved"


def test_nobody_checks_what_they_judged_and_a_changed_judgement_is_checked_anew(county, rules, sign_in):
    planned(sign_in("ban"), county, unit=county.roads.pk)
    (part,) = parts().values()
    assert judged(sign_in("fen"), part, BUREAU).status_code == 403
    assert sign_in("zhen").get(f"/staff/cleanups/parts/{part.pk}/").status_code == 404
    judged(sign_in("xin"), part, BUREAU, rest="keep", rest_reason="没有过时")
    read = Case.objects.get(pk=part.pk).content
    press(sign_in("xin"), part, "submit")
    assert press(sign_in("fen"), part, "return", words="渡口办法请再议").status_code == 302
    changed = BUREAU | {"渡口办法": ("keep", "再议后保留"), "停车办法": ("keep", "没有过时")}
    judged(sign_in("xin"), part, changed)
    press(sign_in("xin"), part, "submit")
    stale = sign_in("fen").post(f"/staff/cleanups/parts/{part.pk}/agree/", {"read": read})
    assert stale.status_code == 409 and "又改过" in stale.content.decode()
    assert press(sign_in("fen"), part, "agree").status_code == 302


def test_a_save_over_another_is_refused_and_what_is_sent_off_is_shut(county, rules, sign_in):
    planned(sign_in("ban"), county, unit=county.roads.pk)
    (part,) = parts().values()
    judged(sign_in("xin"), part, BUREAU)
    late = judged(sign_in("xin"), part, {}, version=1)
    assert late.status_code == 409 and part.items.get(disclosure=rules["养护办法"]).decision == "repeal"


def test_approval_waits_for_every_unit(county, rules, sign_in):
    planned(sign_in("ban"), county)
    cleanup = Cleanup.objects.get()
    answer = sign_in("ling").post(f"/staff/cleanups/{cleanup.pk}/approve/")
    assert answer.status_code == 409 and "交运局的清理意见待清理" in answer.content.decode()


def test_where_nothing_holds_there_is_nothing_to_clean(county, sign_in):
    answer = planned(sign_in("ban"), county)
    assert answer.status_code == 200 and "不用清理" in answer.content.decode() and not Cleanup.objects.exists()


def test_a_unit_is_not_led_to_a_page_it_may_not_see(county, rules, sign_in):
    planned(sign_in("ban"), county)
    part = parts()["jyj"]
    whole, own = f"/staff/cleanups/{part.cleanup_id}/", f"/staff/cleanups/parts/{part.pk}/"
    assert whole in sign_in("ban").get(own).content.decode()
    assert whole not in sign_in("xin").get(own).content.decode()
    assert sign_in("xin").get(whole).status_code == 404
