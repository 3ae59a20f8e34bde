"""After the answer: what many ask for is published for all (条例-44); in time, what is kept of an applicant goes."""

from datetime import date

import pytest
from django.apps import apps

from gongkai.acts import verify
from gongkai.acts.models import Act, Case
from gongkai.acts.refusals import Unready
from gongkai.catalogue.models import TopicUnit
from gongkai.disclosures.models import Disclosure
from gongkai.foi import receiving
from gongkai.foi.afterwards import erasing, likening, publishing
from gongkai.foi.models import Enclosure, Erasure, Material, Proactive, Release, Request, Trait
from gongkai.foi.severing import keeping
from gongkai.vault import sealed_files
from gongkai.vault.sealed import SealedText
from tests.county import moment
from tests.foi.test_facts import SAID
from tests.foi.test_handling import decide, hand_over
from tests.papers import leaky

SECRET = "13912345678"


def take(county, token, **said):
    """Handed in at the counter of the road bureau."""
    wish = receiving.Wish(county.roads, "counter", SAID | said, token, came=date(2026, 1, 15), by=county.xin)
    return receiving.take_in(wish, moment("2026-01-15 10:00")).request


@pytest.fixture
def answered(county, told, contact):
    """Answered with a copy of one document."""
    request = take(county, "x")
    found = keeping.put_away(leaky.page("open words", SECRET), "名单.pdf", "pdf")
    material = keeping.add(request, [found], county.xin, told["now"])[0]
    keeping.make(material, county.xin, told["now"])
    material.case.take("check", by=county.mi, at=told["now"])
    decide(county, request, "opened", "2026-01-15 10:00", how="附后")
    hand_over(county, request, "2026-01-15 10:00")
    return request


@pytest.mark.provision("条例-44")
def test_an_answer_goes_out_for_all_by_the_ordinary_steps_and_says_nothing_of_who_asked(
    answered, sign_in, county, topic, publish, client
):
    TopicUnit.objects.create(topic=topic, unit=county.roads)
    url = f"/staff/foi/{answered.pk}/go_public/"
    said = {"title": "桥梁养护计划", "topic": topic.pk, "says": "2025年养护计划，已隐去个人信息。"}
    refused = sign_in("xin").post(url, said | {"says": f"请打{SECRET}"})
    assert "有个人信息" in refused.content.decode() and not Disclosure.objects.exists()
    assert sign_in("fen").get(url).status_code == 403

    assert sign_in("xin").post(url, said).status_code == 302
    record = Disclosure.objects.get()
    assert [file["name"] for file in record.edition.attachments] == ["材料1（区分处理）.pdf"]
    assert "桥梁养护计划" not in client.get("/apply/answers/").content.decode()  # not out yet
    publish(record, "2026-01-16 10:00")
    client.logout()
    shown = client.get("/apply/answers/").content.decode()
    assert "桥梁养护计划" in shown and answered.number not in shown
    assert Proactive.objects.get().record_id == record.pk
    assert "已转为主动公开" in sign_in("xin").get(f"/staff/foi/{answered.pk}/").content.decode()
    again = sign_in("xin").post(url, said)
    assert "已经转为主动公开" in sign_in("xin").get(url).content.decode() and again.status_code == 409


def test_what_gave_nothing_is_not_made_public(county, told, contact):
    request = take(county, "x")
    decide(county, request, "not_held", "2026-01-15 10:00", searched="查了档案室")
    hand_over(county, request, "2026-01-15 10:00")
    with pytest.raises(Unready, match="没有可以公开的内容"):
        request.case.take(publishing.STEP, by=county.xin, at=told["now"])


def test_the_same_wish_in_other_words_by_two_applicants_is_found_by_digests_alone(county, told, contact, sign_in):
    def ask(words, who):
        return take(county, words, described=words, paper_no=who, name=who)

    one = ask("申请公开河边桥加固工程2024年的施工合同和验收报告", "甲")
    two = ask("我想了解河边桥加固工程的施工合同以及验收报告，请提供复印件", "乙")
    ask("申请公开河边桥加固工程的施工合同和验收报告", "甲")
    ask("城乡公交补贴发放标准", "丙")
    ask("县道绕行方案", "丁")
    likening.keep(likening.due(told["now"]))
    assert likening.batches(told["now"]) == []
    found = likening.groups(county.xin, told["now"])
    assert [(one.applicants, len(one.requests)) for one in found] == [(2, 3)]
    assert {one.pk, two.pk} <= {row.pk for row in found[0].requests}
    page = sign_in("xin").get("/staff/foi/repeats/").content.decode()
    assert one.number in page and "河边桥" in page and "公交补贴" not in page
    assert not likening.groups(county.zhen, told["now"])  # of another unit
    held = " ".join(str(row) for row in Trait.objects.values_list("digest", flat=True))
    assert "河边" not in held


def test_a_wish_like_two_earlier_ones_makes_them_one(county, told, monkeypatch):
    """Digests are given here, as whether two wishes share some is a matter of likelihood."""
    bridge, road, both = "河边桥加固工程施工合同", "工程施工合同县道养护经费", "河边桥加固工程施工合同县道养护经费"
    shared = {bridge: [1], road: [2], both: [1, 2]}
    monkeypatch.setattr(likening, "traits", lambda words: shared[words])
    asked = [take(county, words, described=words, paper_no=words, name=words) for words in (bridge, road)]
    likening.keep([one.pk for one in asked])
    assert likening.groups(county.xin, told["now"]) == []
    asked.append(take(county, "两样", described=both, paper_no="丙", name="丙"))
    likening.keep([asked[2].pk])
    (found,) = likening.groups(county.xin, told["now"])
    assert (found.applicants, found.times, found.requests) == (3, 3, asked)


def test_all_of_a_group_follow_an_older_wish_that_turns_out_to_be_the_same(county, told, monkeypatch):
    bridge, road, both = "河边桥加固工程施工合同", "工程施工合同县道养护经费", "河边桥加固工程施工合同县道养护经费"
    shared = {bridge: [1], road: [2], both: [1, 2]}
    monkeypatch.setattr(likening, "traits", lambda words: shared[words])
    asked = [
        take(county, who, described=words, paper_no=who, name=who)
        for who, words in (("甲", bridge), ("乙", road), ("丙", road), ("丁", both))
    ]
    for one in asked:
        likening.keep([one.pk])
    (found,) = likening.groups(county.xin, told["now"])
    assert (found.applicants, found.requests) == (4, asked)


def test_a_wish_that_is_looked_at_after_a_younger_one_is_joined_with_it(county, told):
    said = {"described": "申请公开河边桥加固工程的施工合同和验收报告"}
    asked = [take(county, who, **said, paper_no=who, name=who) for who in ("甲", "乙", "丙")]
    for nth in (1, 2, 0):
        likening.keep([asked[nth].pk])
    (found,) = likening.groups(county.xin, told["now"])
    assert (found.applicants, found.requests) == (3, asked)


def test_a_wish_is_joined_though_it_came_before_one_with_a_lesser_number(county, told):
    said = SAID | {"described": "申请公开河边桥加固工程的施工合同和验收报告"}
    asked = []
    for token, at in (("先登记", "2026-01-15 10:00"), ("补登记", "2026-01-14 10:00")):
        wish = receiving.Wish(
            county.roads, "counter", said | {"paper_no": token}, token, date(2026, 1, 14), by=county.xin
        )
        asked.append(receiving.take_in(wish, moment(at)).request)
    likening.keep([one.pk for one in asked])
    (found,) = likening.groups(county.xin, told["now"])
    assert found.requests == asked


@pytest.mark.provision("个人信息保护法-19")
def test_words_and_files_go_when_their_time_has_come_and_the_chain_stays_whole(answered, county, told, sign_in):
    answered.case.take("archive", by=county.xin, at=told["now"])
    likening.keep([answered.pk])
    assert erasing.due(moment("2031-01-15 23:59")) == []
    assert erasing.due(moment("2031-01-16 00:00")) == [answered.pk]
    later = moment("2031-01-16 00:00")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("django.db.transaction.on_commit", lambda do, **how: do())
        erasing.erase(answered.pk, later)
        erasing.erase(answered.pk, later)

    tomb = Erasure.objects.get()
    assert tomb.words > 5 and tomb.files == 2  # the original, and the copy by both its names
    for model in apps.get_app_config("foi").get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedText):
                assert not model.objects.exclude(**{f"{field.name}__isnull": True}).exists(), (model, field.name)
    places = [*Material.objects.values_list("place", flat=True), *Release.objects.values_list("place", flat=True)]
    assert not any(sealed_files.holds(place) for place in places) and Enclosure.objects.get().erased == later
    request = Request.objects.get()
    assert (request.by_name, request.by_paper, request.sender) == ("", "", "") and not Trait.objects.exists()
    assert Act.objects.filter(step="erase_applicant").count() == 1 and list(verify.faults()) == []
    assert Case.objects.get(pk=request.pk).status == "archived" and erasing.due(later) == []
    page = sign_in("xin").get(f"/staff/foi/{request.pk}/").content.decode()
    assert request.number in page and "保存期满" in page
