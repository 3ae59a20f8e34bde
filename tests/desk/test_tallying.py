"""群机器人: the county's numbers on working mornings, once a day, units and numbers and no case."""

import pytest

from gongkai.outbox.models import Message
from tests.outbox import web

ROBOT = """
gateway: 群机器人
url: {url}/cgi-bin/webhook/send?key=x
as: json
body: {{msgtype: text, text: {{content: "{{text}}"}}}}
success: {{field: errcode, is: [0]}}
"""


@pytest.fixture
def robot(settings, tmp_path):
    def use(url):
        (tmp_path / "robot.yaml").write_text(ROBOT.format(url=url), "utf-8")
        settings.ROBOT = str(tmp_path / "robot.yaml")

    return use


def test_on_a_working_morning_the_group_reads_how_much_is_late_and_where(county, unknown, robot, swept):
    for due in ("2025-03-28 23:59:59", "2025-03-28 23:59:59", "2025-04-02 23:59:59", "2025-04-20 23:59:59"):
        unknown(county.roads, "asked", due)
    unknown(county.town, "asked", "2025-03-28 23:59:59")
    with web.server(lambda _: {"errcode": 0}) as server:
        robot(server.url)
        for at in ("2025-03-30 09:00", "2025-03-31 07:59", "2025-03-31 08:00", "2025-03-31 08:01", "2025-03-31 17:00"):
            swept(at)
    (one,) = (came.json["text"]["content"] for came in server.came)
    assert one.endswith("政务公开：时限已超期 3 件，今天和三天内到期 1 件。超期多的单位：交运局 2 件、河边镇 1 件。")


def test_where_nothing_is_due_nothing_is_said(county, robot, swept):
    with web.server(lambda _: {"errcode": 0}) as server:
        robot(server.url)
        swept("2025-03-31 08:00")
    assert server.came == [] and Message.objects.get().outcome == "void"
