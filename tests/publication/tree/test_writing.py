"""The tree of files: the live bytes at each path, and of each change exactly the files it touches."""

from datetime import timedelta

import pytest

from gongkai.publication import door, folder, pages, stale
from gongkai.publication.models import Shown, Site, Stale
from gongkai.publication.records import Edition, Link
from gongkai.publication.tree import putting, verifying, writing
from tests.publication.samples import AT, column, document, full_document, result, unit
from tests.publication.tree.conftest import NOW, on_disk, said

pytestmark = pytest.mark.django_db


def address(number):
    return f"/d/{door.shown(f'disclosure:{number}').address}/"


def new(number, **said):
    return document(number, published=AT + timedelta(minutes=number), **said)


def test_every_page_stands_in_the_tree_byte_for_byte(portal):
    paths = list(verifying.public())
    assert {"/", "/c/", "/c/gsgg/", "/c/gsgg/p1/", "/c/gsgg/p2/", "/u/jyj/p2/", "/t/guide/"} <= set(paths)
    assert {"/feed.xml", "/c/gsgg/feed.xml", "/sitemap-1.xml", "/robots.txt", address(7)} <= set(paths)
    for path in paths:
        page = pages.at(path)
        assert page is None or folder.place(path).read_bytes() == page.make(), path
    assert list(verifying.faults()) == []
    assert Stale.objects.count() == 0


def test_one_publication_touches_its_page_its_lists_and_what_stands_above(portal):
    door.show(new(46), AT)
    assert sorted(path for path in portal() if not path.startswith("/data/")) == sorted(
        [
            address(46), "/", "/c/", "/c/gsgg/", "/c/gsgg/p2/", "/c/zcwj/", "/c/zcwj/p1/", "/u/jyj/", "/u/jyj/p2/",
            *(f"{one}feed.{form}" for one in ("/", "/c/gsgg/", "/c/zcwj/", "/u/jyj/") for form in ("xml", "json")),
            "/sitemap-1.xml",
        ]
    )  # fmt: skip
    assert portal() == []
    assert list(verifying.faults()) == []


def test_the_page_of_a_list_that_is_parted_is_written_with_the_new_one(portal):
    door.show_many([new(number) for number in range(46, 61)], at=AT)
    changed = portal()
    assert {"/c/gsgg/", "/c/gsgg/p2/", "/c/gsgg/p3/"} <= set(changed) and "/c/gsgg/p1/" not in changed
    assert list(verifying.faults()) == []


def test_a_new_wording_touches_the_page_of_the_list_that_holds_it_and_its_neighbours(portal):
    door.show(document(30, links=(Link("interprets", "disclosure:3"),)), AT)
    assert {address(30), address(3)} <= set(portal())
    door.show(document(3, title="改过的题目"), AT)
    changed = portal()
    assert {address(3), address(30), "/c/gsgg/p1/", "/u/jyj/p1/"} <= set(changed)
    assert "/c/gsgg/p2/" not in changed and len(changed) < 15
    assert list(verifying.faults()) == []


@pytest.mark.parametrize("change", [{"column": "other"}, {"unit": "swj"}, {"published": AT}])
def test_what_moves_leaves_no_list_behind(portal, change):
    door.show(document(4, **change), AT)
    portal()
    assert list(verifying.faults()) == []


def test_an_old_paper_that_comes_late_moves_the_pages_after_it(portal):
    door.show(document(99, published=AT - timedelta(days=2000)), AT)
    assert {"/c/gsgg/p1/", "/c/gsgg/p2/"} <= set(portal())
    assert list(verifying.faults()) == []


def test_a_withdrawn_page_is_gone_before_anybody_is_answered(portal, django_capture_on_commit_callbacks):
    where = address(20)
    before = on_disk()
    with django_capture_on_commit_callbacks(execute=True):
        door.withdraw(["disclosure:20"], at=AT, reason="内容有误")
        assert where in on_disk(), "until it is certain"
    assert {path for path in before - on_disk() if not path.startswith("/data/")} == {where}
    changed = portal()
    assert f"/gone{where}" in changed and "内容有误" in said(f"/gone{where}")
    assert "/c/gsgg/p1/" in changed and "第20号事项" not in said("/c/gsgg/p1/")
    assert list(verifying.faults()) == []
    door.show(document(20), AT)
    portal()
    assert where in on_disk() and f"/gone{where}" not in on_disk()


def test_former_wordings_and_files_go_with_the_page(portal, attachment, django_capture_on_commit_callbacks):
    one, shared = attachment("附表.docx"), attachment("共用.docx", "两件都列的")
    first, second = Edition(AT, "首次公开"), Edition(AT + timedelta(days=1), "更正")
    door.show(document(50, attachments=(one, shared), history=(first,)), AT)
    door.show(document(50, html="<p>改过</p>", attachments=(one, shared), history=(first, second)), second.at)
    door.show(document(51, attachments=(shared,)), AT)
    portal()
    where = address(50)
    files = {f"/f/{file.sha256[:16]}/{file.name}" for file in (one, shared)}
    assert {where, f"{where}e2/"} | files <= on_disk() and list(verifying.faults()) == []
    with django_capture_on_commit_callbacks(execute=True):
        door.withdraw(["disclosure:50"], at=AT, reason="内容有误")
    left = on_disk()
    assert not [path for path in left if path.startswith(where)]
    assert files & left == {f"/f/{shared.sha256[:16]}/共用.docx"}
    portal()
    assert "该文件已撤回" in said(f"/gone/f/{one.sha256[:16]}/")
    assert list(verifying.faults()) == []


def test_a_file_replaced_by_a_new_edition_goes(portal, attachment, django_capture_on_commit_callbacks):
    one = attachment("附表.docx")
    door.show(document(50, attachments=(one,)), AT)
    portal()
    with django_capture_on_commit_callbacks(execute=True):
        door.show(document(50), AT)
    portal()
    assert not [path for path in on_disk() if path.startswith("/f/")]
    assert list(verifying.faults()) == []


def test_what_a_crash_left_marked_is_written_at_the_next_start(portal):
    where = address(20)
    door.withdraw(["disclosure:20"], at=AT, reason="内容有误")  # nobody ran what follows the commit
    assert where in on_disk() and Stale.objects.exists()
    portal()
    assert where not in on_disk() and not Stale.objects.exists()


@pytest.mark.parametrize("where", ["/c/gsgg/p2/", "/c/gsgg/p3/", "/c/gsgg/p4/"])
@pytest.mark.parametrize("grows", [True, False])
def test_wherever_a_crash_cuts_a_list_that_gains_or_loses_pages_the_next_start_makes_it_whole(
    portal, monkeypatch, grows, where
):
    door.show_many([new(number) for number in range(46, 81)], at=AT)
    if not grows:
        portal()
        door.show_many([new(number, column="other") for number in range(1, 81)], at=AT)
    honest = putting.page

    def cut(path):
        changed = honest(path)
        if path == where:
            raise KeyboardInterrupt
        return changed

    with monkeypatch.context() as patch:
        patch.setattr(putting, "page", cut)
        with pytest.raises(KeyboardInterrupt):
            portal()
    portal()
    assert list(verifying.faults()) == []


def test_a_mark_made_while_pages_are_written_is_kept(portal, monkeypatch):
    made, once = writing.putting.page, []

    def interrupted(path):
        done = made(path)
        if path == address(46) and not once:
            once.append(True)
            door.show(document(46, title="又改了"), AT)
        return done

    door.show(new(46), AT)
    monkeypatch.setattr(writing.putting, "page", interrupted)
    portal()
    assert once and "又改了" in said(address(46)) and list(verifying.faults()) == []


def test_a_page_made_before_a_withdrawal_is_not_put_back_after_it(portal, monkeypatch):
    where, whole, once = address(46 - 1), pages.at, []

    def late(path):
        page = whole(path)
        if path == where and not once:
            once.append(True)
            body = page.make()
            door.withdraw(["disclosure:45"], at=AT, reason="内容有误")
            return pages.Page(page.etag, lambda: body)
        return page

    door.show(document(45, title="新题目"), AT)
    monkeypatch.setattr(pages, "at", late)
    portal()
    assert once and where not in on_disk()


def test_a_change_of_the_navigation_writes_every_page_the_newest_first(portal):
    site = Site.objects.get()
    site.notice = "全县防汛一级响应"
    site.save()
    changed = portal()
    items = [path for path in changed if path.startswith("/d/")]
    assert items[0] in (address(45), f"/d/{door.shown('text:guide').address}/") and len(items) == 46
    assert all("防汛一级" in said(path) for path in on_disk() if path.endswith("/"))
    assert list(verifying.faults()) == []


def test_while_all_is_written_anew_the_web_server_is_told_to_ask(portal):
    Site.objects.get().save()
    assert portal() == [] and (folder.root() / ".on").exists(), "nothing on the pages changed"
    site = Site.objects.get()
    site.notice = "新的说明"
    site.save()
    writer = writing.Writer()
    writer.step(NOW)
    assert not (folder.root() / ".on").exists()
    assert "新的说明" not in said(address(1))
    assert writing.Writer().catch_up(NOW) and "新的说明" in said(address(1)), "begun again where it was cut off"
    assert (folder.root() / ".on").exists()


def test_a_column_renamed_touches_its_own_items_and_no_others(portal):
    door.show(document(80, column="other"), AT)
    portal()
    door.show(column("other", "改名的栏目"), AT)
    items = [path for path in portal() if path.startswith("/d/")]
    assert items == [address(80)]
    assert list(verifying.faults()) == []


def test_a_unit_that_moves_house_is_told_on_each_of_its_pages(portal):
    door.show(unit(address="新地址9号"), AT)
    changed = portal()
    assert {"/u/jyj/", "/u/jyj/p1/", "/u/jyj/p2/"} <= set(changed) and address(5) not in changed
    assert list(verifying.faults()) == []


def test_pages_that_count_days_are_written_after_midnight(portal, monkeypatch):
    asked, made = [], writing.putting.page
    monkeypatch.setattr(writing.putting, "page", lambda path: asked.append(path) or made(path))
    portal()
    assert asked == []
    portal(NOW + timedelta(hours=13, minutes=29))
    assert asked == []
    portal(NOW + timedelta(hours=13, minutes=30))
    assert {"/", "/c/", "/c/gsgg/", "/u/jyj/"} <= set(asked)


def test_verifying_finds_what_is_missing_wrong_or_a_stranger(portal):
    folder.place(address(3)).write_text("改了")
    folder.drop(address(4))
    folder.put("/d/zzzzzzzzzz/", b"nobody's")
    folder.put("/gone/d/zzzzzzzzzz/", b"nobody's")
    faults = list(verifying.faults())
    assert sorted(fault.split("：")[0] for fault in faults) == sorted(
        [address(3), address(4), "/d/zzzzzzzzzz/", "/gone/d/zzzzzzzzzz/"]
    )


def test_a_page_that_cannot_be_made_leaves_its_place_to_the_application(portal, monkeypatch, caplog):
    made = pages.rendered

    def broken(name, *args, **how):
        if how.get("title") == "坏的":
            raise ValueError("broken")
        return made(name, *args, **how)

    monkeypatch.setattr("gongkai.publication.items.rendered", broken)
    door.show(document(3, title="坏的"), AT)
    portal()
    assert address(3) not in on_disk() and "页面写不成文件" in caplog.text


def test_every_kind_of_page_that_can_be_made_has_a_place_in_the_tree(portal, attachment):
    """A new address in ``pages`` that nobody writes would be missing from the tree: add it to ``tree.paths``."""
    from tests.publication.tree.kinds import everything

    everything(attachment)
    portal()
    paths = list(verifying.public())
    missing = [one.pattern for one, _ in pages._makers() if not any(map(one.fullmatch, paths))]
    assert missing == [] and list(verifying.faults()) == []


def test_no_leftover_of_a_thousand_withdrawals(portal, django_capture_on_commit_callbacks):
    many = [full_document(f"蓝鲸{n}", key=f"disclosure:{n}", column="gsgg", attachments=()) for n in range(1001, 2001)]
    door.show_many(many, at=AT)
    portal()
    assert len([path for path in on_disk() if "蓝鲸" in said(path)]) > 1000
    with django_capture_on_commit_callbacks(execute=True):
        door.withdraw([one.key for one in many], at=AT, reason="整批撤回")
    assert not [path for path in on_disk() if path.startswith("/d/") and "蓝鲸" in said(path)]
    portal()
    assert [path for path in on_disk() if "蓝鲸" in said(path)] == []
    assert Stale.objects.count() == 0


def test_marks_of_a_bulk_are_few(portal):
    door.show_many([new(number) for number in range(100, 1100)], at=AT)
    assert Stale.objects.exclude(scope__startswith="data:").count() <= 5
    row = Shown.objects.get(key="disclosure:100")
    assert Stale.objects.filter(scope=stale.ITEM, low__lte=row.pk, high__gte=row.pk).exists()


def test_a_result_names_its_units(portal):
    door.show(result(), AT)
    portal()
    assert list(verifying.faults()) == []
