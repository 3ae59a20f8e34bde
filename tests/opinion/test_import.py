"""监测表格: looked through first; the same thing is one event, with its reason; a file may come twice."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai import tables
from gongkai.opinion.models import Event, Mention

HEAD = "编号,平台,标题,网址,发现时间,责任单位,类别,等级,原文,发布者"
ROWS = [
    "1,微博,客运站春运排长队,https://w.example.com/1,2025-03-05 08:00,交运局,涉及群众切身利益,一般,排了两小时,甲某",
    "2,论坛,春运客运站排长队没人管,https://b.example.com/2,2025-03-05 08:20,交运局,,,没人管,乙某",
    "3,短视频,公交线路取消,https://v.example.com/3,2025-03-05 08:30,试县交通运输局,,较大,,",
    "4,微博,,https://w.example.com/4,2025-03-05 08:30,交运局,,,,",
    "5,微博,桥面破损,,2025-03-05 09:30,交运局,,,,",
    "6,微博,桥面破损,,2025-03-05 08:30,没有的局,,,,",
    "7,微博,桥面破损,,2025-03-05 08:30,交运局,怪事,,,",
    "8,微博,桥面破损,javascript:alert(1),2025-03-05 08:30,交运局,,,,",
]


@pytest.fixture
def send(desk):
    def sent(rows=ROWS, who="xin", name="监测.csv"):
        data = "\n".join([HEAD, *rows]).encode()
        return desk.sign_in(who).post("/staff/opinion/import/", {"file": SimpleUploadedFile(name, data)})

    return sent


def test_a_table_is_looked_through_and_taken_in_by_a_second_word(desk, send):
    answer = send()
    page = answer.content.decode()
    assert "将新建 2 个事件；5 行有问题。" in page and not Event.objects.exists()
    for reason in ("缺标题", "在现在以后", "没有名为“没有的局”的单位", "类别“怪事”认不出", "应以 http:// 或者"):
        assert reason in page
    assert desk.send("xin", "import/", token=answer.context["token"]).status_code == 302
    events = Event.objects.order_by("pk")
    assert [(one.case.title, one.mentions.count()) for one in events] == [("客运站春运排长队", 2), ("公交线路取消", 1)]
    assert events[1].grade == "larger" and events[0].sort == "vital"
    assert "近似" in events[0].mentions.get(outside="2").why


def test_the_same_table_again_changes_nothing_and_a_like_row_joins_the_event_that_stands(desk, send):
    desk.send("xin", "import/", token=send().context["token"])
    again = send()
    assert "3 条以前导入过，不再重复" in again.content.decode()
    desk.send("xin", "import/", token=again.context["token"])
    assert Mention.objects.count() == 3
    more = send(
        [
            "9,头条,公交线路取消引热议,,2025-03-05 08:50,交运局,,,,",
            "10,头条,别的事,http://v.example.com/3/,2025-03-05 08:50,交运局,,,,",
        ]
    )
    assert "2 条归入已有事件" in more.content.decode() and "网址相同" in more.content.decode()
    desk.send("xin", "import/", token=more.context["token"])
    event = Event.objects.get(case__title="公交线路取消")
    assert event.mentions.count() == 3
    assert event.case.acts.filter(step="mention").count() == 1


def test_refused_rows_come_back_with_their_reasons(desk, send):
    answer = desk.send("xin", "import/", bad=send().context["returned"])
    assert answer.status_code == 200
    rows = tables.read(answer.content, name="a.xlsx").sheets[0].rows
    assert len(rows) >= 5


@pytest.mark.parametrize("who", ["fen", "fa", "kao", "guan"])
def test_others_bring_no_table(send, who):
    assert send(who=who).status_code == 403


def test_a_file_that_is_no_table_is_refused_in_words(desk):
    file = SimpleUploadedFile("a.xlsx", b"\x00\x01")
    assert desk.sign_in("xin").post("/staff/opinion/import/", {"file": file}).status_code == 422
    assert desk.send("xin", "import/", token="x").status_code == 400


def test_the_empty_form_is_read_again(desk):
    answer = desk.sign_in("xin").get("/staff/opinion/import/sheet/")
    sheet = tables.read(answer.content, name="a.xlsx").sheets[0]
    assert "编号" in [str(value) for row in sheet.rows for value in row.values]


def test_what_only_looks_alike_is_made_an_event_of_its_own(desk, send):
    desk.collect(title="公交线路取消")
    answer = send(["9,头条,公交线路取消引热议,,2025-03-05 08:50,交运局,,,,"])
    assert "1 条归入已有事件" in answer.content.decode()
    mark = answer.context["plan"].groups[0].mark
    desk.send("xin", "import/", token=answer.context["token"], apart=mark)
    assert Event.objects.filter(case__title="公交线路取消引热议").exists()
