"""Answers to a questionnaire: each counts once, and none tells whose it was (KF-6.1)."""

import re

import pypdfium2
import pytest

from gongkai.acts.models import Act
from gongkai.acts.refusals import Unready
from gongkai.participation.models import Answer, Device, Invitation
from gongkai.participation.surveys import answering
from tests.county import moment
from tests.participation.surveyed import ENDED, HOME, cells_of, letters, taken


def test_every_code_form_and_device_counts_once(county, survey, answer, client):
    row = survey()
    code = letters(row, county.he, 1)["交运局"][0]
    assert "没有这个邀请码" in answer(row, code="AAAAA-22222", q1=5).content.decode()
    assert answer(row, code=code.lower().replace("-", " "), q1=5).status_code == 200
    assert "已经用过" in answer(row, code=code, q1=5).content.decode()
    first = answer(row, "10.9.9.9", subject=row.subjects.first().pk, q1=5)
    again = answer(row, "10.9.9.9", subject=row.subjects.first().pk, q1=1)
    assert first.status_code == 200 and again.status_code == 409 and "从这台设备" in again.content.decode()
    row.refresh_from_db()
    assert row.turned_away == 1
    page = client.get(f"/survey/{row.address}/").content.decode()
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)[1]
    same = {"ticket": ticket, "subject": row.subjects.first().pk, "q1": 4}
    assert answer(row, **same).status_code == 200
    assert "已经交过" in answer(row, **same).content.decode()
    assert answer(row, ticket="forged", subject=row.subjects.first().pk, q1=4).status_code == 409
    assert Answer.objects.filter(survey=row).count() == 3
    assert not client.cookies


def test_an_answer_must_say_what_is_measured_and_no_more_of_the_person_than_that(survey, answer):
    row = survey()
    subject = row.subjects.first().pk
    assert answer(row, subject=subject).status_code == 422
    assert answer(row, q1=5).status_code == 422  # about whom
    told = answer(row, subject=subject, q1=5, q3="请打13800138000找我")
    assert told.status_code == 422 and "个人信息" in told.content.decode()
    assert not Answer.objects.exists()


def test_only_those_invited_answer_where_the_form_is_not_open(county, draft, topic, stand_at, answer):
    row = draft(open_form=False)
    row.case.take("approve", by=county.he, at=moment("2025-10-21 09:00"))
    with pytest.raises(Unready, match="没有人能答"):
        row.case.take("open", by=county.ban, at=moment("2025-11-03 09:00"))
    code = letters(row, county.he, 1)["河边镇"][0]
    row.case.take("open", by=county.ban, at=moment("2025-11-04 09:00"))
    stand_at("2025-11-05 09:00")
    assert answer(row, q1=5).status_code == 422
    assert answer(row, code=code, q1=5).status_code == 200
    assert Answer.objects.get().subject.unit == county.town


def test_nothing_kept_tells_whose_answer_it_was(county, survey, answer, sweep):
    row = survey()
    codes = letters(row, county.he, 1)
    answer(row, code=codes["交运局"][0], q1=5, q3="多公开村里的账")
    answer(row, "10.7.7.7", subject=row.subjects.first().pk, q1=5)
    assert Device.objects.count() == 1
    stored = str([list(model.objects.values()) for model in (Answer, Invitation, Device, Act)])
    assert "10.7.7.7" not in stored and codes["交运局"][0].replace("-", "") not in stored
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT line FROM participation_reply")
        assert "村里的账" not in str(cursor.fetchall())
    sweep(ENDED)
    assert not Device.objects.exists()


def test_the_codes_are_given_once_in_a_workbook(county, survey, sign_in):
    row = survey()
    sent = sign_in("ban").post(f"{HOME}{row.pk}/invite/", {"many": "2", "apart": "河边镇 3", "manner": "xlsx"})
    codes = re.findall(r"[A-Z2-9]{5}-[A-Z2-9]{5}", cells_of(sent.content))
    assert len(set(codes)) == 5 and Invitation.objects.count() == 5
    assert not set(codes) & set(str(list(Invitation.objects.values())).split("'"))
    wrong = sign_in("ban").post(f"{HOME}{row.pk}/invite/", {"many": "2", "apart": "没有的局 3", "manner": "pdf"})
    assert "看不懂" in wrong.content.decode() and Invitation.objects.count() == 5
    assert sign_in("xin").get(f"{HOME}{row.pk}/invite/").status_code == 404


def test_the_letters_are_printed_a_page_each_and_their_codes_work(county, survey, sign_in, answer):
    row = survey()
    sent = sign_in("ban").post(f"{HOME}{row.pk}/invite/", {"many": "1", "apart": "", "manner": "pdf"})
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(sent.content)]
    assert len(pages) == 2 and "试县交通运输局" in pages[0] and f"/survey/{row.address}/" in pages[1]
    code = re.search(r"[A-Z2-9]{5}-[A-Z2-9]{5}", pages[1])[0]
    taken(answer(row, code=code, q1=4))
    assert Answer.objects.get().subject.unit == county.town


def test_one_place_cannot_fill_a_survey_by_changing_its_browser(survey, client, monkeypatch):
    row = survey(basis="all")
    monkeypatch.setattr(answering, "MOST_FROM", 2)
    monkeypatch.setattr(answering, "heard", answering.Heard())
    subject = row.subjects.first().pk
    answers = []
    for number in range(3):
        said = {"ticket": answering.ticket(row), "subject": subject, "q1": 5}
        answers.append(
            client.post(f"/survey/{row.address}/", said, REMOTE_ADDR="10.8.8.8", headers={"User-Agent": f"B{number}"})
        )
    assert [one.status_code for one in answers] == [200, 200, 409]
    assert "您这个网络" in answers[-1].content.decode()


@pytest.mark.parametrize(
    "said", [{"q1": "99"}, {"q1": "5\x00"}, {"q1": "5", "subject": "9" * 40}, {"q1": "5", "q3": "长" * 999}]
)
def test_what_no_form_would_send_is_refused_in_words(survey, answer, said):
    row = survey()
    refused = answer(row, **{"subject": row.subjects.first().pk, **said})
    assert refused.status_code == 422 and "error-summary" in refused.content.decode()
    assert not Answer.objects.exists()
