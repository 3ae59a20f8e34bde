"""Steps that stories about questionnaires share."""

from gongkai import tables
from gongkai.participation.surveys import inviting
from tests.county import moment

HOME = "/staff/participation/"
ENDED = moment("2025-11-29 00:10")


def letters(survey, by, many=4):
    """Codes by the name of the unit they ask about."""
    wanted = {one.pk: many for one in survey.subjects.all()}
    found = {}
    for one in inviting.invite(survey, wanted, by, moment("2025-11-04 09:00")):
        found.setdefault(one.subject.unit.name, []).append(one.shown)
    return found


def evaluated(county, survey, sweep):
    """Ended by itself the day after its last, and counted by the office."""
    sweep(ENDED)
    survey.case.refresh_from_db()
    assert survey.case.status == "closed"
    survey.case.take("evaluate", by=county.ban, at=moment("2025-12-01 09:00"))


def cells_of(workbook):
    """Every word of a workbook."""
    return str([row.values for sheet in tables.read(workbook).sheets for row in sheet.rows])


def taken(response):
    assert response.status_code == 200 and "已收到" in response.content.decode(), response.content.decode()
