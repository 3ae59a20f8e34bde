"""窗口记事: praise, banners, stars and faults of windows, confirmed with proof by another hand (KF-T2.1, KF-T2.3)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.acts.models import Due
from gongkai.windows.models import WindowEvent
from tests.files import samples
from tests.windows.conftest import value, words


def enter(go, who, window, sort, day="2025-12-30", proof=True, **said):
    file = {"file": SimpleUploadedFile("照片.pdf", samples.pdf(sort))} if proof else {}
    known = {"window": window.pk, "sort": sort, "day": day, "says": "办事群众送来"}
    return go(who, "events/new/", **known | said, **file)


@pytest.mark.provision("KF-T2.3")
def test_praise_and_banners_count_once_they_are_confirmed_with_proof_by_another(county, window, go):
    for sort in ("praise", "praise", "banner", "star", "title", "reform"):
        assert enter(go, "xin", window, sort).status_code == 302
    rows = list(WindowEvent.objects.order_by("pk"))
    assert value(county, "banners") == 0
    for row in rows[1:]:
        assert go("xin", f"events/{row.pk}/confirm/").status_code == 403
        assert go("ban", f"events/{row.pk}/confirm/").status_code == 302
    found = {name: value(county, name) for name in ("praises", "banners", "stars", "titles", "approval_reforms")}
    assert found == {"praises": 1, "banners": 1, "stars": 1, "titles": 1, "approval_reforms": 1}
    assert value(county, "banners", first="2025-12-31") == 0 and value(county, "banners", last="2025-12-29") == 0


def test_without_proof_nothing_is_confirmed(county, window, go):
    assert enter(go, "ban", window, "banner", proof=False).status_code == 302
    row = WindowEvent.objects.get()
    answer = go("he", f"events/{row.pk}/confirm/")
    assert answer.status_code == 409 and "还没有凭证" in words(answer)
    assert go("ban", f"events/{row.pk}/add/", file=SimpleUploadedFile("锦旗.pdf", samples.pdf("x"))).status_code == 302
    assert go("ban", f"events/{row.pk}/confirm/").status_code == 403  # who entered it does not confirm it
    assert go("he", f"events/{row.pk}/confirm/").status_code == 302


@pytest.mark.provision("KF-T2.1")
def test_a_breach_that_is_not_dealt_with_in_five_working_days_is_ignored(county, window, go):
    assert enter(go, "xin", window, "breach").status_code == 200  # a unit enters no fault of others
    assert enter(go, "ban", window, "breach").status_code == 302
    row = WindowEvent.objects.get()
    go("he", f"events/{row.pk}/confirm/")
    due = Due.objects.get(case=row.pk)
    assert due.due.isoformat().startswith("2026-01-19T15:59:59")  # five working days after Monday 12 January
    assert value(county, "breaches", first="2025-12-01") == 1
    assert ignored(county, "2026-01-19 23:59") == 0
    assert ignored(county, "2026-01-20 00:00") == 1
    assert go("fen", f"events/{row.pk}/deal/", words="已调离窗口并通报").status_code == 302
    assert ignored(county, "2026-01-20 00:00") == 0


def ignored(county, at):
    return value(county, "breaches_ignored", first="2026-01-01", last="2026-01-31", at=at)


def test_what_tells_of_a_person_is_refused(county, window, go):
    answer = enter(go, "xin", window, "praise", says="王建国，身份证510923199001011234，电话13800138000")
    assert answer.status_code == 200 and not WindowEvent.objects.exists()
