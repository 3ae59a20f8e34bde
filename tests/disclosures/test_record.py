"""Writing a disclosure and taking it to the public, as its people do it, page by page."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.accounts.models import Person, Post
from gongkai.acts.models import Act, Case
from gongkai.acts.refusals import SameHands, Unready
from gongkai.catalogue.models import Topic
from gongkai.disclosures import verifying
from gongkai.disclosures.models import Disclosure
from gongkai.publication import door
from tests.county import moment
from tests.files import samples

PDF = samples.pdf()


def press(client, record, name, **data):
    """Takes a step as its form does: with the hash of what is on the screen."""
    read = Case.objects.get(pk=record.pk).content
    return client.post(f"/staff/disclosures/{record.pk}/{name}/", {"read": read, **data})


def ticked(record):
    return f"{record.pk}:{Case.objects.get(pk=record.pk).content}"


pytestmark = pytest.mark.told("2025-03-05 09:00")


def written(county, **more):
    return {
        "unit": county.roads.pk, "topic": county.topic.pk, "title": "关于县道养护的通知", "formed_on": "2025-03-03",
        "kind": "通知", "html": "县道自即日起养护。\n\n请绕行。", "attribute": "proactive", **more,
    }  # fmt: skip


@pytest.mark.provision("TZ-4.1")
def test_a_document_goes_from_proposal_to_the_public_by_four_people(county, sign_in):
    page = sign_in("xin").post("/staff/disclosures/form/", written(county), follow=True)
    record = Disclosure.objects.get()
    assert "草稿已保存" in page.content.decode()
    for name, step in (("xin", "propose"), ("mi", "clear"), ("fen", "approve"), ("fa", "publish")):
        page = sign_in(name).get(f"/staff/disclosures/{record.pk}/")
        assert f"/staff/disclosures/{record.pk}/{step}/" in page.content.decode()
        assert press(sign_in(name), record, step).status_code == 302
    shown = door.shown(f"disclosure:{record.pk}")
    assert shown.withdrawn is None and "请绕行" in shown.html
    assert shown.fields["index_no"] == "jyj/2025-00001"


@pytest.mark.provision("TZ-4.2")
def test_the_deputy_returns_with_a_reason_that_the_writer_reads(county, write, sign_in):
    record = write()
    record.case.take("propose", by=county.xin, at=moment("2025-03-04 10:00"))
    refused = sign_in("mi").post(f"/staff/disclosures/{record.pk}/return/", {"words": ""})
    assert refused.status_code == 200 and Act.objects.filter(case_id=record.pk).count() == 2
    sign_in("mi").post(f"/staff/disclosures/{record.pk}/return/", {"words": "请补附件"})
    assert "请补附件" in sign_in("xin").get(f"/staff/disclosures/{record.pk}/").content.decode()


def test_the_page_says_what_is_missing_before_the_proposal(county, write, sign_in):
    record = write(html="")
    page = sign_in("xin").get(f"/staff/disclosures/{record.pk}/").content.decode()
    assert "还差 1 项" in page and "正文和附件都是空的" in page
    refused = press(sign_in("xin"), record, "propose")
    assert refused.status_code == 409 and "正文和附件都是空的" in refused.content.decode()


@pytest.mark.provision("TZ-0.1")
def test_not_disclosing_needs_a_ground_and_never_reaches_the_portal(county, write, sign_in):
    record = write(attribute="withheld")
    refused = press(sign_in("xin"), record, "propose")
    assert "写明依据" in refused.content.decode()
    record = write(attribute="withheld", attribute_ground="条例第十六条第一款")
    at = moment("2025-03-04 10:00")
    record.case.take("propose", by=county.xin, at=at)
    record.case.take("clear", by=county.mi, at=at)
    refused = press(sign_in("fen"), record, "approve")
    assert refused.status_code == 409 and "不能公开到门户" in refused.content.decode()
    record.case.take("withhold", by=county.fen, at=at, words="属于人事管理信息")
    assert door.shown(f"disclosure:{record.pk}") is None


ID_NUMBER = "11010519491231002X"  # the standard's own example


def test_personal_data_stops_the_proposal_until_masked_or_explained(county, write, sign_in):
    record = write(html=f"<p>张某，身份证号{ID_NUMBER}。</p>")
    refused = press(sign_in("xin"), record, "propose")
    text = refused.content.decode()
    assert refused.status_code == 409 and "身份证" in text and ID_NUMBER not in text
    press(sign_in("xin"), record, "override", words="法院要求公布")
    passed = press(sign_in("xin"), record, "propose")
    assert passed.status_code == 302


def test_an_explanation_falls_with_the_next_edit(county, write, sign_in):
    record = write(html=f"<p>张某，身份证号{ID_NUMBER}。</p>")
    press(sign_in("xin"), record, "override", words="法院要求公布")
    record.case.refresh_from_db()
    more = written(county, html=f"李某，身份证号{ID_NUMBER}。", version=record.case.version)
    assert sign_in("xin").post(f"/staff/disclosures/{record.pk}/edit/", more).status_code == 302
    assert press(sign_in("xin"), record, "propose").status_code == 409


def test_a_credit_code_is_public_and_not_flagged(county, write, sign_in):
    record = write(html="<p>某公司，统一社会信用代码11341702486344515H。</p>")
    assert press(sign_in("xin"), record, "propose").status_code == 302


def test_a_save_over_another_is_shown_beside_it_and_loses_nothing(county, write, sign_in):
    record = write()
    first = written(county, title="甲写的", version=record.case.version)
    second = written(county, title="乙写的", version=record.case.version)
    assert sign_in("xin").post(f"/staff/disclosures/{record.pk}/edit/", first).status_code == 302
    page = sign_in("xin").post(f"/staff/disclosures/{record.pk}/edit/", second)
    text = page.content.decode()
    assert page.status_code == 409 and "甲写的" in text and "乙写的" in text
    record.refresh_from_db()
    assert record.draft.title == "甲写的"
    record.case.refresh_from_db()
    again = second | {"version": record.case.version}
    assert sign_in("xin").post(f"/staff/disclosures/{record.pk}/edit/", again).status_code == 302


def test_what_is_under_review_cannot_be_edited(county, write, sign_in):
    record = write()
    record.case.take("propose", by=county.xin, at=moment("2025-03-04 10:00"))
    page = sign_in("xin").post(f"/staff/disclosures/{record.pk}/edit/", written(county, version=record.case.version))
    assert page.status_code == 409 and "撤回送审" in page.content.decode()


def test_an_attachment_is_for_those_who_may_see_the_record(county, sign_in):
    upload = SimpleUploadedFile("通知.pdf", PDF)
    sign_in("xin").post("/staff/disclosures/form/", written(county, uploads=upload), follow=True)
    record = Disclosure.objects.get()
    (file,) = record.draft.attachments
    url = f"/staff/disclosures/{record.pk}/files/{file['sha256']}/"
    answer = sign_in("mi").get(url)
    assert b"".join(answer.streaming_content) == PDF and "attachment" in answer["Content-Disposition"]
    assert sign_in("zhen").get(url).status_code == 404


def test_a_file_that_lies_about_its_kind_is_refused_and_the_text_kept(county, sign_in):
    upload = SimpleUploadedFile("通知.pdf", b"MZ\x90\x00 this is a program")
    page = sign_in("xin").post("/staff/disclosures/form/", written(county, uploads=upload))
    assert page.status_code == 200 and "县道自即日起养护" in page.content.decode()
    assert not Disclosure.objects.exists()


@pytest.mark.provision("TZ-6.3")
def test_a_wrong_disclosure_is_withdrawn_at_once_with_a_cause_the_public_reads(county, write, publish, sign_in):
    record = publish(write())
    sign_in("ban").post(f"/staff/disclosures/{record.pk}/withdraw/", {"words": "错发", "cause": "error"})
    shown = door.shown(f"disclosure:{record.pk}")
    assert shown.withdrawn is not None and shown.reason == "内容有误" and shown.html == ""
    assert "错发" not in str(vars(shown))
    page = sign_in("ban").get(f"/staff/disclosures/{record.pk}/")
    assert page.status_code == 200 and "已撤回" in page.content.decode()


@pytest.mark.provision("TZ-0.2")
def test_a_correction_is_a_new_edition_while_the_old_stays_public(county, write, publish, sign_in):
    record = publish(write())
    sign_in("xin").post(f"/staff/disclosures/{record.pk}/change/")
    record.refresh_from_db()
    assert record.draft.number == 2 and record.live.number == 1
    assert "对县道开展养护" in door.shown(f"disclosure:{record.pk}").html
    record.case.refresh_from_db()
    more = written(county, html="改为养护乡道。", change_note="更正范围", version=record.case.version)
    sign_in("xin").post(f"/staff/disclosures/{record.pk}/edit/", more)
    for name, step in (("xin", "propose"), ("mi", "clear"), ("fen", "approve"), ("fa", "publish")):
        assert press(sign_in(name), record, step).status_code == 302
    shown = door.shown(f"disclosure:{record.pk}")
    assert "乡道" in shown.html and "更正范围" in str(shown.fields["history"])


@pytest.mark.provision("TZ-4.4")
def test_feedback_is_recorded_on_the_record(county, write, publish, sign_in):
    record = publish(write())
    sign_in("xin").post(f"/staff/disclosures/{record.pk}/feedback/", {"words": "群众问绕行路线，已答复"})
    assert "群众问绕行路线" in sign_in("fa").get(f"/staff/disclosures/{record.pk}/").content.decode()


def test_another_unit_does_not_find_the_record(county, write, sign_in):
    record = write()
    assert sign_in("zhen").get(f"/staff/disclosures/{record.pk}/").status_code == 404
    assert "县道" not in sign_in("zhen").get("/staff/disclosures/").content.decode()


def test_an_opening_step_or_an_unknown_one_has_no_page(county, write, sign_in):
    record = write()
    assert sign_in("xin").post(f"/staff/disclosures/{record.pk}/import/").status_code == 404
    assert sign_in("xin").post(f"/staff/disclosures/{record.pk}/nonsense/").status_code == 404


def test_pasted_code_ends_as_harmless_text(county, sign_in):
    bad = '<p onclick="x()">好<script>alert(1)</script><a href="javascript:x()">链</a></p>'
    sign_in("xin").post("/staff/disclosures/form/", written(county, html=bad))
    html = Disclosure.objects.get().draft.html
    assert "好" in html and not any(word in html for word in ("script", "onclick", "javascript"))


def test_many_records_are_taken_a_step_further_at_once(county, write, sign_in):
    records = [write(f"通知{n}") for n in range(3)]
    sign_in("xin").post("/staff/disclosures/batch/", {"step": "propose", "key": [ticked(r) for r in records]})
    assert set(Act.objects.filter(step="propose").values_list("case_id", flat=True)) == {r.pk for r in records}
    answer = sign_in("xin").post("/staff/disclosures/batch/", {"step": "publish", "key": [ticked(records[0])]})
    assert answer.status_code == 404


def test_forms_need_their_token(county, write):
    from django.test import Client

    record = write()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(county.xin.person, backend="gongkai.accounts.backend.PersonBackend")
    assert strict.post(f"/staff/disclosures/{record.pk}/propose/").status_code == 403
    assert Act.objects.filter(case_id=record.pk).count() == 1


@pytest.mark.provision("DY-2.1")
def test_a_release_by_another_channel_is_told_on_the_record(county, write, publish, sign_in):
    record = publish(write())
    url = f"/staff/disclosures/{record.pk}/release/"
    assert "政务微信" in sign_in("xin").get(url).content.decode()
    refused = sign_in("xin").post(url, {"channel": "portal"})
    assert refused.status_code == 200
    sign_in("xin").post(url, {"channel": "wechat", "link": "https://mp.example.cn/a1", "words": "公众号推送"})
    act = Act.objects.get(case_id=record.pk, step="release")
    assert act.detail == {"channel": "wechat", "link": "https://mp.example.cn/a1"}
    assert "公众号推送" in sign_in("fa").get(f"/staff/disclosures/{record.pk}/").content.decode()


def test_a_number_cut_by_tags_or_written_in_entities_is_found_all_the_same(county, write, sign_in):
    for hidden in (f"{ID_NUMBER[:8]}<strong>{ID_NUMBER[8:]}</strong>", "".join(f"&#{ord(c)};" for c in ID_NUMBER)):
        record = write(html=f"<p>张某，身份证号{hidden}。</p>")
        assert press(sign_in("xin"), record, "propose").status_code == 409


def test_the_next_act_is_the_one_after_what_was_done(county, write, publish, sign_in):
    record = publish(write())
    page = sign_in("fa").get(f"/staff/disclosures/{record.pk}/").content.decode()
    assert page.count('class="panel panel-main next"') == 1 and f"/{record.pk}/archive/" in page


@pytest.mark.parametrize("role", ["assessor", "third_party", "leading_group", "admin"])
def test_those_with_no_part_in_the_work_read_what_is_settled_and_nothing_else(client, county, write, publish, role):
    draft, shown, gone, again = write(), publish(write()), publish(write()), publish(write())
    gone.case.take("withdraw", by=county.ban, at=moment("2025-07-01 10:00"), words="错", detail={"cause": "secret"})
    again.case.take("change", by=county.xin, at=moment("2025-07-01 10:00"))
    person = Person.objects.create(username="kan", name="看", password="!")
    Post.objects.create(person=person, unit=county.top, role=role)
    client.force_login(person, backend="gongkai.accounts.backend.PersonBackend")
    codes = {row.pk: client.get(f"/staff/disclosures/{row.pk}/").status_code for row in (draft, shown, gone, again)}
    assert codes == {draft.pk: 404, shown.pk: 200, gone.pk: 404, again.pk: 404}
    listed = client.get("/staff/disclosures/").content.decode()
    assert f"/staff/disclosures/{shown.pk}/" in listed and f"/staff/disclosures/{draft.pk}/" not in listed


@pytest.mark.provision("TZ-0.1")
def test_what_was_public_and_is_judged_otherwise_leaves_the_public(county, write, publish, sign_in):
    record = publish(write())
    press(sign_in("xin"), record, "change")
    record.case.refresh_from_db()
    more = written(county, attribute="withheld", attribute_ground="条例第十六条", version=record.case.version)
    assert sign_in("xin").post(f"/staff/disclosures/{record.pk}/edit/", more).status_code == 302
    press(sign_in("xin"), record, "propose")
    press(sign_in("mi"), record, "clear")
    assert press(sign_in("fen"), record, "withhold", words="属于内部事务").status_code == 302
    shown = door.shown(f"disclosure:{record.pk}")
    assert shown.withdrawn is not None and shown.html == "" and "内部事务" not in shown.reason


def test_a_public_record_moves_to_another_column_by_a_reviewed_change_alone(county, write, publish, sign_in):
    record = publish(write())
    other = Topic.objects.create(code="zcwj", name="政策文件", since="2025-01-02")
    press(sign_in("xin"), record, "change")
    record.case.refresh_from_db()
    more = written(county, topic=other.pk, version=record.case.version)
    assert sign_in("xin").post(f"/staff/disclosures/{record.pk}/edit/", more).status_code == 302
    record.refresh_from_db()
    assert record.topic == county.topic and door.shown(f"disclosure:{record.pk}").column == county.topic.code
    for name, step in (("xin", "propose"), ("mi", "clear"), ("fen", "approve"), ("fa", "publish")):
        assert press(sign_in(name), record, step).status_code == 302
    record.refresh_from_db()
    assert record.topic == other and door.shown(f"disclosure:{record.pk}").column == "zcwj"
    assert record.editions.get(number=1).topic == county.topic
    assert list(verifying.faults()) == []


def test_a_column_changed_behind_the_review_is_found(county, write):
    record = write()
    at = moment("2025-03-04 10:00")
    record.case.take("propose", by=county.xin, at=at)
    other = Topic.objects.create(code="zcwj", name="政策文件", since="2025-01-02")
    record.editions.update(topic=other)
    with pytest.raises(Unready, match="与送审时不一致"):
        record.case.take("clear", by=county.mi, at=at)


def test_nobody_judges_their_own_writing_or_explanation(county, write):
    at = moment("2025-03-04 10:00")
    writer = Post.objects.create(person=county.mi.person, unit=county.roads, role="proposer")
    record = write(by=writer)
    record.case.take("propose", by=county.xin, at=at)
    with pytest.raises(Unready, match="是您写的"):
        record.case.take("clear", by=county.mi, at=at)
    record = write(html=f"<p>身份证号{ID_NUMBER}。</p>")
    record.case.take("override", by=writer, at=at, words="可公开")
    record.case.take("propose", by=county.xin, at=at)
    with pytest.raises(SameHands, match="说明检查疑点"):
        record.case.take("clear", by=county.mi, at=at)


@pytest.mark.parametrize(
    "field", ["keywords", "change_note", "doc_no", "element", "addressees", "signed", "public_title"]
)
def test_personal_data_is_looked_for_in_every_field_the_public_reads(county, write, sign_in, field):
    record = write(**{field: f"经办{ID_NUMBER}"[:30]})
    assert press(sign_in("xin"), record, "propose").status_code == 409


def test_a_step_for_many_counts_only_for_what_was_on_the_screen(county, write, sign_in):
    record = write()
    before = ticked(record)
    press(sign_in("xin"), record, "propose")
    press(sign_in("xin"), record, "revise")
    record.case.refresh_from_db()
    more = written(county, html="改过的正文。", version=record.case.version)
    sign_in("xin").post(f"/staff/disclosures/{record.pk}/edit/", more)
    press(sign_in("xin"), record, "propose")
    refused = sign_in("mi").post("/staff/disclosures/batch/", {"step": "clear", "key": [before]})
    assert refused.status_code == 409 and "又改过" in refused.content.decode()
    assert sign_in("mi").post(f"/staff/disclosures/{record.pk}/clear/").status_code == 409
    for silly in ("²:" + "0" * 64, "9" * 30 + ":" + "0" * 64, "x"):
        assert sign_in("mi").post("/staff/disclosures/batch/", {"step": "clear", "key": [silly]}).status_code == 409


def test_odd_marks_from_a_word_processor_do_not_stop_publication(county, write, publish):
    record = publish(write("通知\x0b二", html="<p>网址中不得含有javascript:字样。\x0b</p>"))
    assert "javascript:字样" in door.shown(f"disclosure:{record.pk}").html


def test_onlookers_do_not_read_what_was_said_in_review(client, county, write, publish):
    record = write()
    record.case.take("override", by=county.xin, at=moment("2025-03-04 10:00"), words="内部说明一句")
    publish(record)
    person = Person.objects.create(username="kan", name="看", password="!")
    Post.objects.create(person=person, unit=county.top, role="third_party")
    client.force_login(person, backend="gongkai.accounts.backend.PersonBackend")
    page = client.get(f"/staff/disclosures/{record.pk}/").content.decode()
    assert "说明检查疑点" in page and "内部说明一句" not in page


def test_the_form_tells_the_limits_in_force_for_its_topic(county, monkeypatch, sign_in):
    from gongkai import shelf
    from gongkai.law.limits import read_limits
    from gongkai.law.reading import read_file

    client, url = sign_in("xin"), "/staff/disclosures/form/"
    page = client.get(url).content.decode()
    assert "及时公开信息的提出：7个工作日内" in page and "及时公开信息的公开：20个工作日内" in page
    assert "《泰州质监政务公开工作要求》" in page
    both = read_limits(read_file(shelf.SHIPPED / "limits" / "dy.yaml"), shelf.limits("national"))
    monkeypatch.setattr(shelf, "here", lambda: both)
    county.topic.limits = ["disclosures.notice"]
    county.topic.save()
    page = client.get(f"{url}?topic={county.topic.pk}").content.decode()
    assert "公示公告公开：当日内" in page and "7个工作日内" not in page


def test_a_refused_file_is_named_once(sign_in, county):
    upload = SimpleUploadedFile("空白清单.pdf", b"")
    html = sign_in("xin").post("/staff/disclosures/form/", written(county, uploads=upload)).content.decode()
    told = re.search(r'id="id_uploads_error"><li>(.*?)</li>', html)[1]
    assert told.count("空白清单.pdf") == 1 and "请核对后再上传" in told
