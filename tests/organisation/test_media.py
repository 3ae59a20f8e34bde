"""政务新媒体: accounts registered and confirmed, what they did day by day, comments of readers, silence (SQ-6.4)."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai import tables
from gongkai.acts.facts import Span
from gongkai.acts.models import Act, Case, Due
from gongkai.acts.refusals import Unready
from gongkai.emergencies import running
from gongkai.organisation import facts
from gongkai.organisation.media import commenting, keeping
from gongkai.organisation.models import MediaAccount, MediaComment, MediaDay
from gongkai.publication.models import Shown
from tests.county import moment

HOME = "/staff/organisation/media/"
OPENED = {
    "name": "试县交通", "platform": "wechat", "ident": "shixian-jt", "opened": "2025-06-01",
    "url": "https://weixin.example.cn/r/jt",
}  # fmt: skip
HEADS = ["账号", "日期", "发帖数", "评论数", "转发数", "点赞数"]


@pytest.fixture
def account(county, topic, sign_in, stand_at):
    """An account of the road bureau that runs since the second of February."""
    stand_at("2026-02-02 09:00")
    assert sign_in("xin").post(f"{HOME}new/", OPENED).status_code == 302
    row = MediaAccount.objects.get()
    assert sign_in("ban").post(f"{HOME}{row.pk}/confirm/").status_code == 302
    stand_at("2026-03-02 10:00")
    row.refresh_from_db()
    return row


@pytest.fixture
def tell(sign_in):
    """Sends a table of a platform and takes it in; gives what the first look said."""

    def told(rows, heads=HEADS, by="xin", **more):
        client = sign_in(by)
        looked = client.post(f"{HOME}import/", {"file": csv(heads, rows), **more})
        page = looked.content.decode()
        token = page.partition('name="token" value="')[2].partition('"')[0]
        if 'name="token"' in page and "写入 " in page.partition('name="token"')[2]:
            assert client.post(f"{HOME}import/", {"token": token}).status_code == 302
        return page

    return told


def csv(heads, rows):
    lines = [",".join(map(str, row)) for row in (heads, *rows)]
    return SimpleUploadedFile("活动.csv", "\n".join(lines).encode("utf-8-sig"))


def days(first, last, *numbers, month=2):
    return [["试县交通", f"2026-{month:02}-{day:02}", *numbers] for day in range(first, last + 1)]


def test_an_account_is_registered_by_its_unit_and_confirmed_by_the_office_and_the_public_reads_it(
    client, county, topic, sign_in, stand_at
):
    stand_at("2026-02-02 09:00")
    sign_in("xin").post(f"{HOME}new/", OPENED)
    row = MediaAccount.objects.get()
    assert "试县交通" not in client.get("/media/").content.decode()
    assert sign_in("xin").post(f"{HOME}{row.pk}/confirm/").status_code == 403
    sign_in("ban").post(f"{HOME}{row.pk}/confirm/")
    page = client.get("/media/").content.decode()
    assert "试县交通运输局" in page and "试县交通" in page and "shixian-jt" in page and "运行" in page
    assert 'aria-label="试县交通的二维码"' in page and 'href="https://weixin.example.cn/r/jt"' in page
    assert "政务新媒体" in client.get("/u/").content.decode()  # led to from every page


def test_pausing_and_closing_are_asked_by_the_unit_and_settled_by_the_office(client, account, sign_in):
    for who, name, stands in (
        ("xin", "ask_pause", "运行"), ("ban", "keep", "运行"), ("xin", "ask_pause", "运行"),
        ("ban", "pause", "暂停更新"), ("xin", "ask_close", "暂停更新"), ("ban", "hold", "暂停更新"),
        ("xin", "ask_resume", "暂停更新"), ("ban", "rest", "暂停更新"), ("xin", "ask_close", "暂停更新"),
    ):  # fmt: skip
        assert sign_in(who).post(f"{HOME}{account.pk}/{name}/", {"words": "人手不足"}).status_code == 302, name
        assert stands in client.get("/media/").content.decode(), name
    assert sign_in("ban").post(f"{HOME}{account.pk}/close/").status_code == 302
    assert "试县交通" not in client.get("/media/").content.decode()
    row = Shown.objects.get(key=f"account:{account.pk}")
    assert row.withdrawn and row.reason == "账号已注销" and row.title == ""


def test_a_word_is_put_right_by_the_office_in_the_trail(client, account, sign_in):
    said = {**OPENED, "name": "试县交通运输", "opened": "2025-06-01"}
    assert sign_in("ban").post(f"{HOME}{account.pk}/correct/", said).status_code == 302
    assert "试县交通运输" in client.get("/media/").content.decode()
    assert "名称由“试县交通”改为“试县交通运输”" in Act.objects.get(step="correct").detail["says"]
    assert sign_in("ban").post(f"{HOME}{account.pk}/correct/", said).status_code == 409  # nothing new


def test_one_account_is_registered_once(county, account, sign_in):
    answer = sign_in("zhen").post(f"{HOME}new/", OPENED).content.decode()
    assert "已经登记过这个账号" in answer and MediaAccount.objects.count() == 1


@pytest.mark.provision("SQ-6.4")
def test_an_account_at_zero_for_two_weeks_is_told_to_its_unit_and_to_the_office(
    client, account, tell, sign_in, stand_at
):
    tell(days(2, 16, 1, 2, 3, 4) + days(17, 28, 0, 0, 0, 0) + days(1, 2, 0, 0, 0, 0, month=3))
    assert "发帖为零" not in sign_in("ban").get(HOME).content.decode()  # two weeks after the sixteenth end today
    assert "2026-02-16" in client.get("/media/").content.decode()  # the last post
    stand_at("2026-03-03 10:00")
    tell(days(3, 3, 0, 0, 0, 0, month=3))
    for who in ("ban", "xin"):
        home = sign_in(who).get("/staff/").content.decode()
        assert "政务新媒体" in home and "发帖为零：最近一次 2026-02-16" in home, who
    assert "发帖为零" in sign_in("ban").get(HOME).content.decode()
    tell([["试县交通", "2026-03-03", 1, 1, 1, 1]])  # somebody looked again: it did post
    assert "为零：" not in sign_in("ban").get("/staff/").content.decode()


@pytest.mark.parametrize(("place", "name"), [(1, "评论"), (2, "转发"), (3, "点赞")])
def test_posts_that_nobody_comments_on_shares_or_likes_are_zero_too(account, tell, sign_in, stand_at, place, name):
    numbers = [1, 1, 1, 1]
    numbers[place] = 0
    stand_at("2026-02-25 10:00")  # two weeks after the second end in the festival, so on the first working day
    tell(days(2, 25, *numbers))
    page = sign_in("ban").get(HOME).content.decode()
    assert f"{name}为零：运行以来没有" in page and "发帖为零" not in page


def test_days_nobody_told_of_are_unknown_and_not_zero(account, tell, sign_in):
    tell(days(2, 10, 1, 1, 1, 1) + days(20, 28, 0, 0, 0, 0) + days(1, 2, 0, 0, 0, 0, month=3))
    page = sign_in("xin").get(HOME).content.decode()
    assert "发帖待定：最近一次 2026-02-10" in page and "为零：" not in page
    sheet = days(10, 10, 1, 1, 1, 1)
    said = tell(sheet, first="2026-02-10", last="2026-03-02")  # a platform that leaves out days without activity
    assert "9 天表里没有" in said or "表里没有" in said
    assert "发帖为零：最近一次 2026-02-10" in sign_in("xin").get(HOME).content.decode()


def test_a_file_is_looked_through_first_and_may_come_twice(account, sign_in, tell):
    looked = sign_in("xin").post(f"{HOME}import/", {"file": csv(HEADS, days(2, 4, 1, 2, 3, 4))}).content.decode()
    assert "可以写入 3 天的活动" in looked and not MediaDay.objects.exists()
    tell(days(2, 4, 1, 2, 3, 4))
    assert MediaDay.objects.count() == 3 and Act.objects.filter(step="report").count() == 1
    assert "3 行以前导入过，不再重复" in tell(days(2, 4, 1, 2, 3, 4))
    said = tell(days(4, 5, 9, 2, 3, 4))
    assert "可以写入 2 天的活动" in said and "其中 1 天与以前登记的不同" in said
    assert [one.posts for one in MediaDay.objects.order_by("day")] == [1, 1, 9, 9]
    says = Act.objects.filter(step="report").latest("pk").detail["says"]
    assert says == "2026-02-04 至 2026-02-05，2 天：发帖 18、评论 4、转发 6、点赞 8"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (["没有这个号", "2026-02-03", 1, 1, 1, 1], "没有登记过账号“没有这个号”"),
        (["试县交通", "2026-13-03", 1, 1, 1, 1], "不是有效的日期"),
        (["试县交通", "2026-03-09", 1, 1, 1, 1], "还没有到，请改正日期"),
        (["试县交通", "2025-05-09", 1, 1, 1, 1], "早于账号的开设日期"),
        (["试县交通", "2026-02-03", "", 1, 1, 1], "缺“发帖”，没有的写 0"),
        (["试县交通", "2026-02-03", -1, 1, 1, 1], "应是不小于 0 的整数"),
        (["试县交通", "2026-02-03", "许多", 1, 1, 1], "不是数字"),
        (["试县交通", "2026-02-02", 1, 1, 1, 1], "出现了两次"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason_and_comes_back(account, sign_in, row, says):
    client = sign_in("xin")
    page = client.post(f"{HOME}import/", {"file": csv(HEADS, [*days(2, 2, 1, 1, 1, 1), row])}).content.decode()
    assert says in page and "可以写入 1 天的活动；1 行有问题" in page
    bad = page.partition('name="bad" value="')[2].partition('"')[0].replace("&quot;", '"')
    book = tables.read(client.post(f"{HOME}import/", {"bad": bad}).content, name="x.xlsx")
    assert any(says in str(cell) for line in book.sheets[0].rows for cell in line.values)


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"%PDF-1.7", "缺少列"), (b"", "空"), ("甲,乙\n1,2\n".encode(), "缺少列"), (b"\0\1\2", "只接受")],
)
def test_a_file_that_is_no_table_of_ours_is_refused_in_words(account, sign_in, content, says):
    answer = sign_in("xin").post(f"{HOME}import/", {"file": SimpleUploadedFile("x.csv", content)})
    assert says in answer.content.decode() and not MediaDay.objects.exists()


def test_what_was_looked_through_is_taken_in_by_nobody_else(account, sign_in):
    page = sign_in("xin").post(f"{HOME}import/", {"file": csv(HEADS, days(2, 3, 1, 1, 1, 1))}).content.decode()
    token = page.partition('name="token" value="')[2].partition('"')[0]
    assert sign_in("ban").post(f"{HOME}import/", {"token": token}).status_code == 400
    assert sign_in("xin").post(f"{HOME}import/", {"token": f"{token}x"}).status_code == 400
    assert not MediaDay.objects.exists()


def test_another_units_account_is_not_told_of(account, sign_in, tell):
    said = tell(days(2, 2, 1, 1, 1, 1), by="zhen")
    assert "不归您管理" in said and not MediaDay.objects.exists()


def test_a_day_is_told_by_hand_the_same_way(client, account, sign_in):
    said = {"day": "2026-03-01", "posts": 2, "comments": 0, "reposts": 1, "likes": 5}
    assert sign_in("fa").post(f"{HOME}{account.pk}/report/", said).status_code == 302
    assert MediaDay.objects.get().posts == 2 and "2026-03-01" in client.get("/media/").content.decode()
    late = sign_in("fa").post(f"{HOME}{account.pk}/report/", {**said, "day": "2026-03-03"})
    assert "还没有到" in late.content.decode() and MediaDay.objects.count() == 1


COMMENTED = ["账号", "留言时间", "留言内容", "答复内容", "答复时间"]


@pytest.mark.provision("SQ-6.4")
def test_comments_without_an_answer_stand_longest_first_and_their_answer_is_recorded(account, sign_in, tell):
    tell(
        [
            ["试县交通", "2026-02-26 09:00", "二号桥的路灯坏了", "", ""],
            ["试县交通", "2026-02-10 20:30", "客运站几点开门", "", ""],
            ["试县交通", "2026-02-11 08:00", "班线改了吗", "改了，见公告", "2026-02-11 10:00"],
        ],
        COMMENTED,
    )  # fmt: skip
    late, new = MediaComment.objects.filter(case__status="waiting").order_by("at")
    page = sign_in("xin").get(f"{HOME}comments/?status=waiting").content.decode()
    assert page.index(f"comments/{late.pk}/") < page.index(f"comments/{new.pk}/")
    assert "19 天" in page and "2 条网民留言待答复" in sign_in("xin").get(HOME).content.decode()
    home = sign_in("xin").get("/staff/").content.decode()
    assert home.count("“试县交通”的网民留言") == 2
    assert (
        Due.objects.get(case=late.case, done=None).due < moment("2026-03-02 10:00") < Due.objects.get(case=new.case).due
    )
    url = f"{HOME}comments/{late.pk}/"
    assert "客运站几点开门" in sign_in("xin").get(url).content.decode()
    assert sign_in("xin").post(f"{url}answer/").status_code == 200  # an answer has words
    assert sign_in("xin").post(f"{url}answer/", {"words": "每天六点半开门"}).status_code == 302
    assert "每天六点半开门" in sign_in("xin").get(url).content.decode()
    late.refresh_from_db()
    assert late.answered == moment("2026-03-02 10:00")


def test_comments_may_come_twice_and_bring_their_answers_later(account, tell):
    row = ["试县交通", "2026-02-26 09:00", "路灯坏了", "", ""]
    tell([row], COMMENTED)
    assert "1 行以前导入过" in tell([row], COMMENTED)
    tell([[*row[:3], "已修好", "2026-02-27 09:00"]], COMMENTED)
    kept = MediaComment.objects.get()
    assert kept.answered == moment("2026-02-27 09:00") and kept.case.status == "answered"


def test_a_comments_words_stand_sealed_and_in_no_trail_and_onlookers_do_not_read_them(county, account, sign_in, tell):
    tell([["试县交通", "2026-02-26 09:00", "我叫张三李四王五", "", ""]], COMMENTED)
    row = MediaComment.objects.get()
    told = [*Case.objects.values_list("title", flat=True), *map(str, Act.objects.values_list("detail", flat=True))]
    assert not any("张三李四" in one for one in told)
    row.case.take("answer", by=county.fa, at=moment("2026-03-02 10:00"), words="已经核实")
    assert "张三李四" not in sign_in("kao").get(f"{HOME}comments/{row.pk}/").content.decode()
    assert sign_in("zhen").get(f"{HOME}comments/{row.pk}/").status_code == 404


@pytest.mark.provision("SQ-6.4")
def test_an_account_that_says_nothing_in_an_emergency_is_told(county, account, sign_in, tell):
    running.start(
        running.Start("试县暴雨", county.topic, "县长", "水位上涨。", "应急局"), county.ban, moment("2026-03-01 08:00")
    )
    for who in ("ban", "xin"):
        page = sign_in(who).get("/staff/").content.decode()
        assert "失声" in page and "未见这些账号发布：试县交通（微信）" in page
    tell(days(1, 1, 1, 0, 0, 0, month=3))
    assert "失声" not in sign_in("ban").get("/staff/").content.decode()


def test_the_empty_workbook_is_one_that_the_import_reads(account, sign_in):
    client = sign_in("xin")
    book = tables.read(client.get(f"{HOME}sheet/").content, name="x.xlsx")
    assert [sheet.name for sheet in book.sheets] == ["活动", "留言"]
    said = client.post(f"{HOME}import/", {"file": SimpleUploadedFile("x.xlsx", client.get(f"{HOME}sheet/").content)})
    assert "没有可以写入的内容" in said.content.decode()


def test_a_workbook_of_both_sheets_is_read_at_once(account, sign_in):
    out = tables.OutColumn
    book = tables.write_xlsx(
        None,
        [
            tables.OutSheet("活动", [out(head) for head in HEADS], [("试县交通", "2026-02-03", 1, 2, 3, 4)]),
            tables.OutSheet("留言", [out(head) for head in COMMENTED[:3]], [("shixian-jt", "2026-02-03 10:00", "好")]),
        ],
    )
    page = sign_in("ban").post(f"{HOME}import/", {"file": SimpleUploadedFile("b.xlsx", io.BytesIO(book).read())})
    assert "可以写入 1 天的活动；可以写入 1 条留言" in page.content.decode()


def test_accounts_asleep_and_comments_unanswered_are_counted_and_missing_days_are_not_told(
    county, account, tell, stand_at
):
    units = [county.roads, county.town]
    span = Span(moment("2026-01-01").date(), moment("2026-03-31").date(), moment("2026-03-04 09:00"))
    assert facts.accounts(units, span).values == {county.roads.pk: 1, county.town.pk: 0}
    assert facts.asleep(units, span).values == {county.roads.pk: None, county.town.pk: 0}
    stand_at("2026-03-03 10:00")
    tell(days(2, 28, 0, 0, 0, 0) + days(1, 3, 0, 0, 0, 0, month=3))
    assert facts.asleep(units, span).values[county.roads.pk] == 1
    assert facts.asleep(units, Span(span.first, span.last, moment("2026-02-20"))).values[county.roads.pk] == 0
    tell([["试县交通", "2026-02-26 09:00", "路灯坏了", "", ""]], COMMENTED)
    assert facts.comments(units, span).values[county.roads.pk] == 1
    assert facts.unanswered(units, span).values[county.roads.pk] == 1
    MediaComment.objects.get().case.take("answer", by=county.fa, at=moment("2026-03-03 11:00"), words="已修")
    assert facts.unanswered(units, span).values[county.roads.pk] == 0


def test_of_two_who_take_in_the_same_comment_at_once_one_is_told(account, sign_in, monkeypatch):
    row = ["试县交通", "2026-02-26 09:00", "路灯坏了"]
    client = sign_in("xin")
    page = client.post(f"{HOME}import/", {"file": csv(COMMENTED[:3], [row])}).content.decode()
    token = page.partition('name="token" value="')[2].partition('"')[0]
    assert client.post(f"{HOME}import/", {"token": token}).status_code == 302
    monkeypatch.setattr(commenting, "known", lambda comments: {})  # looked before the other had written
    answer = client.post(f"{HOME}import/", {"token": token})
    assert answer.status_code == 409 and "刚刚有人导入过" in answer.content.decode()
    assert MediaComment.objects.count() == 1
    with pytest.raises(Unready, match="刚刚有人登记过"):
        again = keeping.Founding("另一个", "wechat", "shixian-jt", account.opened)
        keeping.register_accounts([again], account.case.acts.first().post, moment("2026-03-02 10:00"))
    assert MediaAccount.objects.count() == 1
