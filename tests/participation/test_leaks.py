"""A marker in every sealed word of opinions and sign-ups: in no page, list, feed, index, act, file or export that tells
of them to others, at no stage of theirs."""

import re

from gongkai.acts.models import Act
from gongkai.participation.consultations import running, treating
from gongkai.participation.models import Opinion, SignUp
from tests.county import moment
from tests.house import planting
from tests.participation.conftest import receipt
from tests.participation.test_gathering import announced, join, planned
from tests.participation.test_opinions import cells

__all__ = ["announced", "join", "planned"]
MARK = re.compile("密语[一二三四五六七]")
SPOKE = {"words": "密语一在这里", "name": "密语二", "phone": "13800000000", "email": "a@example.cn"}


def seen(client, stage):
    """Everything a stranger can fetch and the door keeps holds no marker and no number."""
    found = planting.answers(client) | planting.stores()
    assert {path for path, body in found.items() if MARK.search(body) or "13800000000" in body} == set(), stage
    return found


def test_no_sealed_word_comes_out_at_any_stage(county, out, speak, announced, join, client, sign_in):
    row = out(identity="real")
    for _ in range(2):
        receipt(speak(row, 1, **SPOKE))
    hearing = announced(seats=1)
    for number in range(3):
        join(hearing, f"密语{'三四五'[number]}", reason="密语六")
    assert f"/consult/{row.address}/" in seen(client, "out")
    running.close(row, moment("2025-04-03 00:00"))
    seen(client, "closed")
    at = moment("2025-04-04 09:00")
    one, two = row.opinions.select_related("case").order_by("number")
    two.case.take("set_aside", by=county.xin, at=at, detail={"ground": "advert", "says": "广告"}, words="密语七")
    treating.treat(row, [one], treating.Said("公开资金", "wholly"), county.xin, at)
    treating.agree([one], {one.pk: one.case.content}, county.fen, at)
    row.case.refresh_from_db()
    for step, by in (("summarize", county.xin), ("announce", county.fen)):
        row.case.take(step, by=by, at=at)
    assert any("公开资金" in body for body in seen(client, "announced").values())
    assert not MARK.search(str(list(Act.objects.values())))
    book = sign_in("ban").get(f"/staff/participation/consultations/{row.pk}/opinions.xlsx")
    assert not MARK.search(cells(book))
    assert Opinion.objects.filter(words__isnull=False).count() == 2 and SignUp.objects.count() == 3


def test_only_those_drawn_are_named_in_public(county, announced, join, client, stand_at):
    hearing = announced(seats=1)
    for name in ("密语三", "密语四"):
        join(hearing, name, reason="密语六")
    hearing.case.take("draw", by=county.xin, at=moment("2025-03-15 09:00"), detail={"seed": "0" * 32})
    hearing.case.take("name", by=county.fen, at=moment("2025-03-15 10:00"))
    drawn = hearing.sign_ups.get(place=1).name
    told = {mark for body in planting.answers(client).values() for mark in MARK.findall(body)}
    assert told == {drawn}
