"""An old site is taken over whole: looked through, agreed to, brought in once, and nothing private with it."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai import schedule, tables
from gongkai.acts import verify
from gongkai.acts.facts import Span
from gongkai.acts.models import Act
from gongkai.acts.refusals import NotReviewed, Overtaken, Refused, SameHands
from gongkai.disclosures import facts
from gongkai.disclosures.importing.plans import Unreadable
from gongkai.disclosures.models import Disclosure
from gongkai.intake import bringing, looking
from gongkai.intake.models import Intake
from gongkai.publication import door
from gongkai.publication.found import url_of
from gongkai.search import index
from tests.county import moment
from tests.intake.old_site import AT, agree, lines, page

IDENTITY = "11010519491231002X"


def proposed(path, county, **how):
    return bringing.propose(looking.look_through(path, county.xin, AT, **how), county.xin, AT)


def by_itself():
    """What the schedule does of intakes in one round."""
    [line] = [line for line in schedule.LINES if line.do is bringing.bring_some]
    for item in line.due(AT):
        line.do(item, AT)


@pytest.mark.provision("BW-6.1.6")
def test_an_agreed_file_comes_in_published_with_its_old_moment_and_four_names(county, tmp_path, client):
    intake = proposed(lines(tmp_path / "旧站.jsonl", [page(n) for n in range(3)]), county)
    assert not Disclosure.objects.exists()
    agree(intake, county)
    by_itself()
    row = Disclosure.objects.select_related("case").order_by("pk").first()
    acts = list(Act.objects.filter(case=row.case).order_by("number").values_list("step", "person__username"))
    assert acts == [("import", "xin"), ("propose", "xin"), ("clear", "mi"), ("approve", "fen"), ("publish", "fa")]
    assert row.published == moment("2019-05-07 09:30")
    shown = door.shown(f"disclosure:{row.pk}")
    assert "第0座桥" in client.get(url_of(shown)).content.decode()
    assert index.find("public", "座桥").ids
    intake.refresh_from_db()
    intake.case.refresh_from_db()
    assert (intake.brought, intake.case.status) == (3, "finished")
    assert list(verify.faults()) == []


def test_what_was_public_before_counts_in_the_year_in_which_it_was(county, tmp_path):
    agree(
        intake := proposed(lines(tmp_path / "a.jsonl", [page(1), page(2, 原公开时间="2025-02-01 08:00")]), county),
        county,
    )
    bringing.bring(intake.pk, AT)
    year = Span(moment("2025-01-01 00:00"), moment("2026-01-01 00:00"), moment("2026-01-01 00:00"))
    assert facts.published([county.roads], year).values == {county.roads.pk: 1}


def test_a_page_with_an_identity_number_stays_a_draft_and_so_does_one_that_never_was_public(county, tmp_path):
    rows = [page(1), page(2, 正文=f"<p>{IDENTITY}</p>"), page(3, 原公开时间="")]
    intake = proposed(lines(tmp_path / "a.jsonl", rows), county)
    assert (intake.good, intake.held) == (3, 2)
    assert "身份证" in intake.stopped[0][2] and IDENTITY not in str(intake.stopped)
    agree(intake, county)
    bringing.bring(intake.pk, AT)
    states = dict(Disclosure.objects.values_list("origin_key", "case__status"))
    assert states == {"p1": "published", "p2": "draft", "p3": "draft"}


def test_bad_rows_come_back_with_reasons_and_can_be_mended(county, tmp_path):
    rows = [
        page(1),
        "{没有引号",
        "[1]",
        page(2, 栏目="没有这栏"),
        page(3, 成文日期="2019-02-30"),
        page(1),
        page(4, 标题=""),
    ]
    look = looking.look_through(lines(tmp_path / "a.jsonl", rows), county.xin, AT, bad_rows=tmp_path / "bad.csv")
    assert (look.good, look.bad) == (1, 6)
    told = {number: says for number, _, says in look.faults}
    assert "JSON" in told[2] and "{…}" in told[3] and "没有这栏" in told[4] and "2019-02-30" in told[5]
    assert "两次" in told[6] and "缺标题" in told[7]
    returned = list(csv.DictReader((tmp_path / "bad.csv").open(encoding="utf-8-sig")))
    assert [row["原行号"] for row in returned] == ["2", "3", "4", "5", "6", "7"]
    assert returned[0]["原文"] == "{没有引号" and returned[2]["标题"] == page(2)["标题"]
    mended = (tmp_path / "bad.csv").read_text("utf-8-sig").replace("没有这栏", "通知公告")
    (tmp_path / "mended.csv").write_text(mended, "utf-8")
    assert looking.look_through(tmp_path / "mended.csv", county.xin, AT).good == 2  # the doubled one stands alone now


def test_a_list_a_workbook_and_a_folder_say_the_same(county, tmp_path):
    heads = list(page(1))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([heads, *(list(page(n).values()) for n in range(2))])
    (tmp_path / "a.csv").write_bytes(text.getvalue().encode("gb18030"))
    sheet = tables.OutSheet(
        "一", [tables.OutColumn(head) for head in heads], [list(page(n).values()) for n in range(2)]
    )
    (tmp_path / "a.xlsx").write_bytes(tables.write_xlsx(None, [sheet]))
    folder = tmp_path / "站" / "通知公告"
    folder.mkdir(parents=True)
    for number in range(2):
        (folder / f"2019-05-06 关于第{number}座桥养护的通知.html").write_text(page(number)["正文"], "utf-8")
    found = [
        looking.look_through(path, county.xin, AT) for path in (tmp_path / "a.csv", tmp_path / "a.xlsx", folder.parent)
    ]
    assert [(look.good, look.bad) for look in found] == [(2, 0)] * 3
    assert [look.held for look in found] == [0, 0, 2]  # a folder tells no public moment


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", b"%PDF-1.7", "不是能接收的文件"),
        ("a.csv", "名,字\n1,2\n".encode(), "缺“标题”“栏目”“成文日期”"),
        (
            "a.csv",
            b'\xe6\xa0\x87\xe9\xa2\x98,\xe6\xa0\x8f\xe7\x9b\xae,\xe6\x88\x90\xe6\x96\x87\xe6\x97\xa5\xe6\x9c\x9f\n"a',
            "读不下去",
        ),
        ("a.xlsx", b"PK\x03\x04nonsense", ""),
    ],
)
def test_a_file_that_cannot_be_read_says_why(county, tmp_path, name, content, says):
    (tmp_path / name).write_bytes(content)
    try:
        look = looking.look_through(tmp_path / name, county.xin, AT)
    except Unreadable as refusal:
        assert says in str(refusal) and str(refusal)
    else:
        assert look.good == 0 and look.bad  # an open quote swallows the rest: one bad row


def test_the_same_hand_agrees_to_nothing_twice_and_no_step_is_left_out(county, tmp_path):
    intake = proposed(lines(tmp_path / "a.jsonl", [page(1)]), county)
    with pytest.raises(Refused):
        intake.case.take("agree", by=county.fa, at=AT, read=intake.case.content)
    county.mi.person = county.xin.person
    with pytest.raises(SameHands):
        intake.case.take("clear", by=county.mi, at=AT, read=intake.case.content)
    with pytest.raises(NotReviewed):
        intake.case.take("clear", by=county.mi.__class__.objects.get(pk=county.mi.pk), at=AT, read="0" * 64)
    assert bringing.bring_some(intake.pk, AT) == 0 and not Disclosure.objects.exists()


def test_cut_off_anywhere_and_run_again_no_page_is_doubled_or_missing(county, tmp_path, monkeypatch):
    monkeypatch.setattr(bringing, "CHUNK", 2)
    agree(intake := proposed(lines(tmp_path / "a.jsonl", [page(n) for n in range(7)]), county), county)
    whole, calls = bringing.take_many, []

    def dies(kind, step, takes):
        calls.append(step)
        if len(calls) in (3, 9, 14):
            raise MemoryError
        return whole(kind, step, takes)

    monkeypatch.setattr(bringing, "take_many", dies)
    deaths = 0
    while Intake.objects.get().case.status != "finished":
        try:
            bringing.bring(intake.pk, AT)
        except MemoryError:
            deaths += 1
    assert deaths == 3
    assert sorted(Disclosure.objects.values_list("origin_key", flat=True)) == [f"p{n}" for n in range(7)]
    assert set(Disclosure.objects.values_list("case__status", flat=True)) == {"published"}
    again = looking.look_through(tmp_path / "a.jsonl", county.xin, AT)
    assert (again.good, again.known) == (0, 7)


def test_of_two_workers_one_is_told(county, tmp_path, monkeypatch):
    agree(intake := proposed(lines(tmp_path / "a.jsonl", [page(1)]), county), county)
    held = looking.next_rows

    def slow(row, most):
        found = held(row, most)
        Intake.objects.filter(pk=row.pk).update(offset=found[1])
        return found

    monkeypatch.setattr(looking, "next_rows", slow)
    with pytest.raises(Overtaken, match="另一个进程"):
        bringing.bring_some(intake.pk, AT)
    assert not Disclosure.objects.exists()


def test_a_column_that_ended_meanwhile_leaves_its_rows_told(county, tmp_path):
    agree(intake := proposed(lines(tmp_path / "a.jsonl", [page(1), page(2)]), county), county)
    county.topic.name, county.topic.code = "公告", "gg"
    county.topic.save()
    bringing.bring(intake.pk, AT)
    intake.refresh_from_db()
    assert intake.brought == 0 and [row for row, _ in intake.left] == [1, 2]
    assert "没有名为“通知公告”的栏目" in intake.left[0][1]


@pytest.mark.provision("DY-4")
def test_four_people_do_it_in_the_browser(county, tmp_path, client, settings):
    settings.DATA = tmp_path
    text = lines(tmp_path / "旧站.jsonl", [page(1), page(2, 标题="")]).read_bytes()
    client.force_login(county.xin.person)
    looked = client.post(reverse("intake:new"), {"file": SimpleUploadedFile("旧站.jsonl", text)})
    assert "可以接收 1 件" in looked.content.decode() and "缺标题" in looked.content.decode()
    returned = b"".join(client.post(reverse("intake:new"), {"bad": "1"}).streaming_content)
    assert "缺标题" in returned.decode("utf-8-sig")
    assert client.post(reverse("intake:new"), {"take": "1"}).status_code == 302
    intake = Intake.objects.get()
    for name, post in (("clear", county.mi), ("approve", county.fen), ("agree", county.fa)):
        client.force_login(post.person)
        page_of = client.get(reverse("intake:intake", args=[intake.pk])).content.decode()
        assert "第1座桥封闭三天" in page_of
        done = client.post(reverse("intake:step", args=[intake.pk, name]), {"read": intake.case.content})
        assert done.status_code == 302
    by_itself()
    assert door.shown(f"disclosure:{Disclosure.objects.get().pk}") is not None
    listed = client.get(reverse("intake:list")).content.decode()
    assert "旧站.jsonl" in listed and "已接收" in listed


def test_files_that_nobody_proposed_go_after_a_day(county, tmp_path, settings):
    settings.DATA = tmp_path
    kept = proposed(lines(tmp_path / "a.jsonl", [page(1)]), county)
    left = looking.look_through(lines(tmp_path / "b.jsonl", [page(2)]), county.xin, AT)
    future = moment("2099-01-01 00:00")
    assert [path.stem for path in looking.forgotten(future)] == [left.sha256]
    assert looking.path_of(kept.sha256).exists()
