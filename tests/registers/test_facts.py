"""What is counted of lists, what the desk reminds of, and what ``gongkai verify`` catches."""

from datetime import date

import pytest

from gongkai.acts.facts import Span
from gongkai.assessment import facts
from gongkai.registers.models import Change, Register
from gongkai.revisions import verifying
from tests.county import moment
from tests.registers.conftest import FIRM, POWER, firm_code, row_of


def span(last, first="2025-01-01"):
    day = date.fromisoformat(last)
    return Span(date.fromisoformat(first), day, moment(f"{last} 23:59"))


@pytest.fixture
def powers(found, put, publish):
    """The power list, out since 4 March 2025: due again by 4 March 2026."""
    register = found()
    put(register, POWER | {"code": "JT-001", "name": "事项1"})
    return publish(register)


@pytest.mark.provision("BW-5.3", "SQ-2.1")
@pytest.mark.parametrize(("last", "late"), [("2026-03-04", 0), ("2026-03-05", 1)])
def test_a_list_that_nobody_looked_through_for_its_time_counts_as_overdue(county, powers, last, late):
    counted = facts.count("registers.overdue", [county.roads, county.town], span(last))
    assert counted.values == {county.roads.pk: late, county.town.pk: 0}
    assert counted.records.get(county.roads.pk, []) == [powers.pk] * late
    told = counted.says.get(county.roads.pk, [])
    assert told == ["权力清单：上次公布 2025-03-04，期限 2026-03-04"] * late


def test_lists_kept_and_revised_are_counted_as_the_trail_knew_them(county, powers, begin, put, publish):
    begin(powers)
    put(powers, POWER | {"code": "JT-002"})
    publish(powers, at="2025-05-03 15:00")
    units = [county.roads]
    assert facts.count("registers.kept", units, span("2025-03-02")).values == {county.roads.pk: 0}
    assert facts.count("registers.kept", units, span("2025-12-31")).values == {county.roads.pk: 1}
    assert facts.count("registers.revised", units, span("2025-04-30")).values == {county.roads.pk: 1}
    assert facts.count("registers.revised", units, span("2025-12-31")).values == {county.roads.pk: 2}


def test_a_list_keeps_its_column_fresh(county, powers):
    from gongkai.catalogue.models import TopicUnit

    county.topic.refresh = "catalogue.refresh_papers"
    county.topic.save()
    TopicUnit.objects.create(topic=county.topic, unit=county.roads, since=date(2025, 1, 1))
    assert facts.count("catalogue.stale", [county.roads], span("2025-08-01")).values == {county.roads.pk: 0}
    assert facts.count("catalogue.stale", [county.roads], span("2025-10-01")).values == {county.roads.pk: 1}


def test_the_desk_reminds_of_a_list_before_its_day_and_after(powers, sign_in, stand_at):
    for told, says in (("2025-06-01", ""), ("2026-02-20", "清单核对"), ("2026-04-01", "已超期")):
        stand_at(f"{told} 09:00")
        page = sign_in("xin").get("/staff/").content.decode()
        assert ("清单核对" in page) == bool(says) and (says in page)


def test_verify_finds_nothing_in_sound_lists_and_tells_each_planted_fault(county, powers, found, put, publish, begin):
    black = found("credit-black")
    put(black, FIRM | {"code": firm_code(6)})
    publish(black)
    begin(powers)
    put(powers, POWER | {"code": "JT-002"})
    assert list(verifying.faults(Register)) == []
    change = row_of(powers, "JT-001").live
    Change.objects.filter(pk=change.pk).update(values=change.values | {"department": "另一股"})
    [fault] = verifying.faults(Register)
    assert "第1次公布的内容与审定的不符" in fault
    Change.objects.filter(pk=change.pk).update(values=change.values)
    secret = row_of(black, firm_code(6)).live
    secret.private = secret.private.replace("王建国", "李建国")
    secret.save()
    [fault] = verifying.faults(Register)
    assert "里不公开的内容被改过" in fault and "李建国" not in fault
    Change.objects.filter(pk=change.pk).update(kind="cancelled")
    assert any("却对外可见" in fault for fault in verifying.faults(Register))
