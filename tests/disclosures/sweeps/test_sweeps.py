"""批量办理: seen before it is done, done to all or none, taken back where that can be."""

import re

import pytest

from gongkai.accounts.models import Person, Post
from gongkai.acts.models import Act
from gongkai.catalogue.models import Topic
from gongkai.disclosures.models import Disclosure, Edition, Sweep
from gongkai.publication.models import Shown
from tests.county import moment

AT = moment("2025-03-06 09:00")

pytestmark = pytest.mark.told(AT)


def look(client, what, **said):
    return client.post(f"/staff/disclosures/sweeps/new/{what}/", {"look": "1", **said})


def do(client, what, page, **said):
    """Presses the button under the list, every row ticked."""
    keys = re.findall(r'name="key" value="([^"]+)"', page.content.decode())
    return client.post(f"/staff/disclosures/sweeps/new/{what}/", {"do": "1", "key": keys, **said})


REPLACE = {"find": "质监局", "put": "市场监管局", "note": "机构更名", "weight": "minor"}


@pytest.fixture
def three(county, write, publish):
    """A draft, something public, something under review; all name the former bureau. And one that does not."""
    draft = write("质监局年检", html="<p>到质监局<strong>办理</strong>。</p><p>质监局A&amp;B窗口。</p>")
    public = publish(write("公开的", html="<p>由质监局负责。</p>"))
    under = write("在审的", html="<p>质监局。</p>")
    under.case.take("propose", by=county.xin, at=AT)
    write("无关的", html='<p><a href="https://example.org/质监局">链接</a></p>')
    return draft, public, under


def fresh(*rows):
    return [Disclosure.objects.select_related("case", "draft", "live").get(pk=row.pk) for row in rows]


def test_words_are_replaced_only_after_the_list_was_seen(county, three, sign_in):
    client = sign_in("xin")
    page = look(client, "replace", **REPLACE)
    said = page.content.decode()
    assert [line.record.case.title for line in page.context["lines"]] == ["公开的", "质监局年检"]
    assert "正文 2 处" in said and "标题 1 处" in said and "<ins>" in said and "无关的" not in said
    assert "退回或审结以后才能改" in said and not Sweep.objects.exists()
    assert not Edition.objects.filter(html__contains="市场监管局").exists()
    assert do(client, "replace", page, **REPLACE).status_code == 302
    draft, public, under = fresh(*three)
    assert draft.case.title == "市场监管局年检" and draft.draft.number == 1
    assert draft.draft.html == "<p>到市场监管局<strong>办理</strong>。</p><p>市场监管局A&amp;B窗口。</p>"
    assert public.case.status == "draft" and public.draft.number == 2 and "市场监管局" in public.draft.html
    assert (public.draft.change_note, public.draft.weight) == ("机构更名", "minor")
    assert "质监局" in Shown.objects.get(key=f"disclosure:{public.pk}").html
    assert "质监局" in under.edition.html


def test_a_replacement_goes_through_review_before_the_public_reads_it(county, three, sign_in, publish, client):
    client = sign_in("xin")
    do(client, "replace", look(client, "replace", **REPLACE), **REPLACE)
    public = publish(fresh(three[1])[0], at="2025-03-07 10:00")
    row = Shown.objects.get(key=f"disclosure:{public.pk}")
    assert "市场监管局" in row.html and "机构更名" in client.get(f"/d/{row.address}/").content.decode()


def test_a_replacement_is_taken_back_save_where_somebody_went_on(county, three, sign_in, write):
    other = write("另一件质监局", html="<p>质监局。</p>")
    client = sign_in("xin")
    do(client, "replace", look(client, "replace", **REPLACE), **REPLACE)
    fresh(other)[0].case.take("propose", by=county.xin, at=AT)
    sweep = Sweep.objects.get()
    page = client.post(f"/staff/disclosures/sweeps/{sweep.pk}/undo/", follow=True).content.decode()
    assert "已撤销 2 件" in page and "《另一件市场监管局》后来改过或者已经送审" in page
    draft, public, other = fresh(three[0], three[1], other)
    assert draft.case.title == "质监局年检" and "到质监局" in draft.draft.html
    assert public.case.status == "published" and public.draft is None
    assert "市场监管局" in other.draft.html
    again = client.post(f"/staff/disclosures/sweeps/{sweep.pk}/undo/", follow=True).content.decode()
    assert "已经撤销过了" in again


def test_what_was_changed_since_the_list_was_seen_stops_the_whole(county, three, sign_in):
    from gongkai.disclosures import drafting

    client = sign_in("xin")
    page = look(client, "replace", **REPLACE)
    row = fresh(three[0])[0]
    draft = drafting.Draft(county.roads, county.topic, "改过", AT.date(), "<p>质监局，改过。</p>")
    drafting.save(row, row.case.version, draft, county.xin, AT)
    assert do(client, "replace", page, **REPLACE).status_code == 409
    assert not Sweep.objects.exists() and fresh(three[1])[0].case.status == "published"


def test_documents_move_to_another_column_drafts_at_once_public_ones_by_review(county, three, sign_in, publish):
    topic = Topic.objects.create(
        code="zcwj", name="政策文件", says="政策", phase="management", column_type="政策文件", catalogue="test"
    )
    client, said = sign_in("xin"), {"to": topic.pk, "note": "栏目调整", "weight": "minor"}
    page = look(client, "move", **said)
    assert "栏目由“通知公告”改为“政策文件”" in page.content.decode()
    do(client, "move", page, **said)
    draft, public, _ = fresh(*three)
    assert draft.topic == topic and public.topic == county.topic
    assert publish(public, at="2025-03-07 10:00").topic == topic
    sweep = Sweep.objects.get()
    client.post(f"/staff/disclosures/sweeps/{sweep.pk}/undo/")
    assert fresh(draft)[0].topic == county.topic and fresh(public)[0].topic == topic


def test_all_that_one_person_keeps_passes_to_another_and_back(county, three, sign_in):
    person = Person.objects.create(username="xin2", name="接任某", password="!")
    Post.objects.create(person=person, unit=county.roads, role="proposer")
    client, said = sign_in("fen"), {"keeper": person.pk, "of": county.xin.person_id}
    page = look(client, "hand", **said)
    assert len(page.context["lines"]) == 4 and "责任人由xin某改为接任某" in page.content.decode()
    do(client, "hand", page, **said)
    assert Disclosure.objects.filter(keeper=person).count() == 4
    assert Act.objects.filter(step="hand_over").count() == 4
    assert look(client, "hand", **said).context["lines"] == []
    client.post(f"/staff/disclosures/sweeps/{Sweep.objects.get().pk}/undo/")
    assert not Disclosure.objects.filter(keeper=person).exists()


def test_a_day_for_the_next_look_is_set_for_many_and_taken_back(county, three, sign_in):
    client, said = sign_in("xin"), {"next": "2026-03-01"}
    page = look(client, "look", **said)
    assert [line.record.case.title for line in page.context["lines"]] == ["公开的"]
    do(client, "look", page, **said)
    assert str(fresh(three[1])[0].look_again) == "2026-03-01"
    client.post(f"/staff/disclosures/sweeps/{Sweep.objects.get().pk}/undo/")
    assert fresh(three[1])[0].look_again is None


def test_a_withdrawal_of_many_is_seen_first_and_cannot_be_taken_back(county, three, sign_in, client):
    client, said = sign_in("fa"), {"cause": "error", "words": "数字有误"}
    page = look(client, "withdraw", **said)
    assert [line.record.case.title for line in page.context["lines"]] == ["公开的"]
    do(client, "withdraw", page, **said)
    sweep = Sweep.objects.get()
    row = Shown.objects.get(key=f"disclosure:{three[1].pk}")
    assert client.get(f"/d/{row.address}/").status_code == 410
    assert "这一种办理不能撤销" in client.get(f"/staff/disclosures/sweeps/{sweep.pk}/").content.decode()
    assert client.post(f"/staff/disclosures/sweeps/{sweep.pk}/undo/").status_code == 403


def test_nobody_reaches_documents_of_another_unit(county, three, sign_in):
    client = sign_in("zhen")
    page = look(client, "replace", **REPLACE)
    assert page.context["lines"] == [] and page.context["barred"] == []
    key = f"{three[0].pk}:{three[0].case.content}"
    assert (
        client.post("/staff/disclosures/sweeps/new/replace/", {"do": "1", "key": [key], **REPLACE}).status_code == 409
    )
    assert not Sweep.objects.exists()


def test_five_hundred_documents_cost_no_query_each(county, write, sign_in, django_assert_max_num_queries):
    from gongkai.disclosures.drafting import Draft, Writing, open_records, start_of_day

    texts = [Draft(county.roads, county.topic, f"第{n}件", AT.date(), "<p>质监局。</p>") for n in range(120)]
    open_records([Writing(draft, county.xin, AT, start_of_day(AT.date())) for draft in texts])
    client = sign_in("xin")
    page = look(client, "replace", **REPLACE)
    with django_assert_max_num_queries(120 + 60):  # one conditional UPDATE a draft, and what is done once
        do(client, "replace", page, **REPLACE)
    assert Edition.objects.filter(html__contains="市场监管局").count() == 120


def test_an_identity_number_that_is_replaced_stands_in_no_list_of_what_was_done(county, write, sign_in):
    number = "510923199003077658"
    write("名单", html=f"<p>身份证号{number}。</p>")
    said = REPLACE | {"find": number, "put": "（略）"}
    client = sign_in("xin")
    do(client, "replace", look(client, "replace", **said), **said)
    done = Sweep.objects.get()
    assert len(done.rows) == 1 and number not in done.says and "改为“（略）”" in done.says
    assert number not in client.get("/staff/disclosures/sweeps/").content.decode()
