"""A county centre with a window of the road bureau, and an item that is handled there."""

from datetime import date

import pytest

from gongkai.acts.facts import Span
from gongkai.windows import facts
from gongkai.windows.centres import entering as centring
from gongkai.windows.items import entering
from gongkai.windows.models import Centre, Item
from gongkai.windows.staffing import serving
from tests.county import moment
from tests.registers.conftest import POWER, found, put

__all__ = ["found", "put"]
AT, SET_UP = moment("2026-01-12 10:00"), moment("2025-01-06 09:00")
HOME = "/staff/windows/"
LICENCE = POWER | {"code": "JT-002", "name": "涉路施工许可"}


def words(answer):
    return answer.content.decode()


def value(county, name, first="2025-01-01", last="2025-12-31", at="2026-01-13 00:00", unit=None):
    """What a fact of the room says of the road bureau, or of another unit."""
    span, unit = Span(date.fromisoformat(first), date.fromisoformat(last), moment(at)), unit or county.roads
    return facts.FACTS[f"windows.{name}"]([unit], span).values[unit.pk]


@pytest.fixture(autouse=True)
def now(stand_at):
    stand_at(AT)


@pytest.fixture
def powers(county, found, put, publish):
    """The road bureau's list of powers, published with two licences."""
    register = found()
    put(register, POWER, LICENCE)
    return publish(register)


def told(county, **said):
    known = {
        "level": "county", "name": "试县政务服务中心", "topic": county.topic, "sign": "政务服务", "place": "政务路1号",
        "hours": "工作日9:00—17:00", "phone": "0825-7000001", "supervision": "0825-7000002",
    }  # fmt: skip
    return centring.Told(**known | said)


@pytest.fixture
def centre(county, topic):
    """The county's centre, agreed to by a second hand of the office."""
    row = centring.open_many_centres([(county.top, told(county))], county.ban, SET_UP)[0]
    row.case.take("agree", by=county.he, at=SET_UP, read=row.case.content)
    return Centre.objects.select_related("case").get(pk=row.pk)


@pytest.fixture
def window(county, centre):
    """Where two people of the road bureau should serve."""
    return serving.set_up_many([serving.Setting(county.roads, centre, "A01", "交通运输窗口", 2)], county.ban, SET_UP)[0]


@pytest.fixture
def item(county, powers, window):
    """The first licence at the window, taken in and handled online, ten of its twenty days promised."""
    line = next(one for one in entering.unentered({county.roads.pk}) if one.key == "JT-001")
    row = entering.enter_many([line], county.xin, AT)[0]
    row.case.take("admit", by=county.ban, at=AT, detail={"window": window.pk})
    online(row, county, stages=["flow", "forms", "intake", "handling", "query", "result"], legal=20, promise=10)
    return Item.objects.select_related("case__unit", "window").get(pk=row.pk)


def online(item, county, **said):
    known = {"stages": [], "legal": None, "promise": None, "green": False, "partners": []}
    item.case.take("online", by=county.xin, at=AT, detail=known | said)


@pytest.fixture
def go(sign_in):
    """``go("xin", "cases/7/accept/", words="…")``: posts a form of the room as a person of the county."""
    return lambda who, path, **said: sign_in(who).post(HOME + path, said)


@pytest.fixture
def see(sign_in):
    return lambda who, path: words(sign_in(who).get(HOME + path))
