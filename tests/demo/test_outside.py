"""What readers of the demonstration meet: an emergency that is over, letters in a folder, words that found nothing."""

import pytest

from gongkai.demo import alerts, command, readers
from gongkai.outbox import sending
from gongkai.publication.models import Shown
from gongkai.search import synonyms, unmet
from gongkai.subscriptions import mailing
from gongkai.subscriptions.models import Subscription
from tests.county import moment

NOW = moment("2026-01-12 10:30")


@pytest.mark.told(NOW)
def test_the_emergency_is_over_and_its_log_stays(laid, client):
    alerts.play()
    alerts.play()
    row = Shown.objects.get(kind="emergency")
    page = client.get(f"/d/{row.address}/").content.decode()
    assert "已结束" in page and "第6条" in page and "这一条已撤回" in page and "城区学校停课" not in page
    assert alerts.TITLE in client.get("/now/").content.decode()
    assert alerts.TITLE not in client.get("/now.json").content.decode(), "on top of no page any more"


@pytest.mark.told(NOW)
def test_readers_follow_and_the_office_sees_what_they_did_not_find(laid, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    readers.subscribe()
    alerts.play()
    readers.ask()
    readers.ask()
    for item in mailing.due(NOW):
        mailing.gather(item, NOW)
    for message in sending.due(NOW):
        sending.send(message, NOW)
    letters = "".join(file.read_text() for file in (tmp_path / "mail").iterdir())
    assert "To: wangle-queren@example.cn" in letters and "To: jizhe@example.cn" in letters
    assert {row.address.split("@")[1] for row in Subscription.objects.all()} == {"example.cn"}
    assert unmet.lately(NOW.date().replace(day=1))[0]["question"] == "坐车优惠"
    assert [words for _, words in synonyms.others(["坐车优惠"])] == [["公交票价"], ["换乘优惠"]]


def test_a_fresh_start_leaves_nothing_of_the_former_behind(settings):
    assert {"mail", "dumps", "running"} <= set(command.MADE)
