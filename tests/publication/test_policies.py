"""政策服务: doors by whom a policy is for, at the door to the public and in the tree of files."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from gongkai import shelf
from gongkai.publication import door, feeds, pages
from gongkai.publication.models import ShownConcern
from gongkai.publication.records import Link, RecordFault
from gongkai.publication.tree import verifying
from tests.publication.samples import AT, column, document, entry, register, unit
from tests.publication.tree.conftest import on_disk, portal, stood, tree  # noqa: F401

pytestmark = pytest.mark.django_db


def policy(number=1, **changes):
    """A policy for old people, put out a day after the one before."""
    values = {
        "title": f"关于老年人优待第{number}号办法的通知", "genre": "通知", "doc_no": f"试府发〔2025〕{number}号",
        "concerns": ("elderly",), "published": AT - timedelta(days=500 - number), "validity": "valid",
    }  # fmt: skip
    return document(number, **{**values, **changes})


def explanation(number=900, of=1):
    return document(number, title=f"第{of}号办法解读", genre="解读", links=(Link("interprets", f"disclosure:{of}"),))


@pytest.fixture
def out():
    door.show_many([column(), unit()], at=AT)
    door.show_many([policy(1), policy(2, validity="repealed"), explanation()], at=AT)


def read(path):
    page = pages.at(path)
    return page.make().decode() if page else None


def test_a_door_shows_policies_in_force_with_number_date_and_explanation(out):
    page = read("/p/elderly/")
    address, explained = door.shown("disclosure:1").address, door.shown("disclosure:900").address
    assert (
        f'<a href="/d/{address}/">关于老年人优待第1号办法的通知</a> <span class="muted">试府发〔2025〕1号</span>'
        in page
    )
    assert f'<a href="/d/{explained}/">解读<span class="vh">：第1号办法解读</span></a>' in page
    assert "第2号办法" not in page and "共 1 条" in page
    assert 'href="/p/elderly/feed.xml"' in page and "第1号办法" in read("/p/elderly/feed.xml")


def test_all_doors_stand_in_three_groups_with_how_much_is_behind_each(out):
    door.show(document(3, title="残疾证办理办事指南", genre="信息", concerns=("disabled", "permits")), AT)
    page = read("/p/")
    for group in ("按人群", "按企业事项"):
        assert f"<h2>{group}</h2>" in page
    assert "<h2>按人生事项</h2>" not in page  # nothing stands there
    assert '<a href="/p/elderly/"><span>老年人<br><small>政策&nbsp;1</small></span></a>' in page
    assert "残疾人<br><small>指南&nbsp;1</small>" in page
    assert 'href="/p/"' in read("/") and 'href="/p/"' in read("/c/")


def test_a_document_names_whom_it_is_for(out):
    page = read(f"/d/{door.shown('disclosure:1').address}/")
    assert "<dt>适用对象</dt>" in page and '<a href="/p/elderly/">老年人</a>' in page


def test_a_document_that_names_nobody_stands_where_its_words_lead(db):
    door.show_many([column(), unit(), document(5, title="关于印发《高龄津贴发放办法》的通知", genre="通知")], at=AT)
    assert "高龄津贴" in read("/p/elderly/")
    door.show(document(5, title="关于印发《高龄津贴发放办法》的通知", genre="通知", concerns=("none",)), AT)
    assert "高龄津贴" not in read("/p/elderly/")


@pytest.mark.parametrize("genre", ["信息", "解读", "名单"])
def test_news_stands_behind_no_door(db, genre):
    door.show_many([column(), unit(), document(5, title="县领导走访慰问老年人", genre=genre)], at=AT)
    assert not ShownConcern.objects.exists()


def test_guides_items_and_lists_stand_beside_the_policies(out):
    door.show(document(3, title="老年优待证办事指南", genre="信息", concerns=("elderly", "permits")), AT)
    door.show_many([entry(1, concerns=("permits",)), register(register="licences", register_name="许可清单")], at=AT)
    page = read("/p/permits/")
    assert '<a href="/l/licences/">许可清单</a>' in page and "老年优待证办事指南" in page and ">事项1</a>" in page
    assert "老年优待证办事指南" in read("/p/permits/guides/") and read("/p/farmers/guides/") is None
    door.withdraw(["register:1"], at=AT, reason="清单已撤回")
    assert "许可清单" not in read("/p/permits/")


def test_what_is_withdrawn_leaves_the_door_at_once(out):
    door.withdraw(["disclosure:1"], at=AT, reason="内容有误")
    assert "第1号办法" not in read("/p/elderly/") + read("/p/elderly/feed.xml") + read("/p/")
    assert not ShownConcern.objects.filter(stands=True).exists()
    door.show(policy(1), AT)
    assert "第1号办法" in read("/p/elderly/")


def test_no_code_that_is_no_address_goes_out():
    with pytest.raises(RecordFault, match="适用对象"):
        policy(1, concerns=("../x",))


def test_pages_are_numbered_from_the_oldest_and_a_change_touches_its_page_alone(portal):  # noqa: F811
    door.show_many([policy(number) for number in range(101, 161)], at=AT)
    portal()
    assert {"/p/", "/p/elderly/", "/p/elderly/p1/", "/p/elderly/p3/", "/p/elderly/feed.xml"} <= on_disk()
    assert (
        "第101号" in read("/p/elderly/p1/") and "第160号" in read("/p/elderly/p3/") and read("/p/elderly/p4/") is None
    )
    assert list(verifying.faults()) == []
    first = read("/p/elderly/p2/")
    door.withdraw(["disclosure:101"], at=AT, reason="内容有误")
    changed = [path for path in portal() if path.startswith("/p/")]
    assert "/p/elderly/p1/" in changed and "/p/elderly/p2/" not in changed and read("/p/elderly/p2/") == first
    door.show(explanation(901, of=130), AT)
    assert "/p/elderly/p2/" in portal() and "第130号办法解读" in read("/p/elderly/p2/")
    door.show_many([policy(125, validity="lapsed"), policy(159, concerns=("farmers",))], at=AT)
    portal()
    assert "第125号" not in read("/p/elderly/p2/") and "第159号" in read("/p/farmers/")
    door.show(register(register="licences"), AT)
    portal()
    assert list(verifying.faults()) == []


def test_the_sitemap_leads_to_the_doors(out):
    assert "/p/</loc>" in feeds.sitemap_part("1").make().decode()


def test_after_an_upgrade_what_was_out_before_stands_behind_its_doors(out):
    door.show_many([document(5, title="高龄津贴发放办法", genre="通知"), register(register="licences")], at=AT)
    before = set(ShownConcern.objects.values_list("source", "code", "sort", "docid", "stands"))
    assert {sort for _, _, sort, _, _ in before} == {"policy", "list"}
    ShownConcern.objects.all().delete()
    import_module("gongkai.publication.migrations.0008_concerns").stand(apps, None)
    assert set(ShownConcern.objects.values_list("source", "code", "sort", "docid", "stands")) == before


def test_a_door_of_our_own_stands_once_its_lexicon_is_adopted(out, monkeypatch, tmp_path):
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    head = "lexicon: concerns\nversion: '1'\nsource: 本县\n"
    ours = head + "doors:\n- {code: fishers, name: 渔民, group: people, words: 渔民}\n"
    assert read("/p/fishers/") is None
    shelf.adopt("lexicons", "ours", {"ours.yaml": ours.encode()}, at=AT, by="县政务公开办")
    door.show(document(5, title="渔民转产补助办法", genre="通知"), AT)
    assert "渔民转产补助办法" in read("/p/fishers/") and "渔民<br>" in read("/p/")
