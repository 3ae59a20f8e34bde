"""What an organ published stays marked when it ends or takes another name: by whom then, by whom now."""

import pytest

from gongkai.accounts.models import Unit
from gongkai.catalogue import units
from gongkai.publication.models import Shown
from tests.county import moment

AT = moment("2025-03-05 09:00")


@pytest.fixture
def said(county, write, publish, client):
    """The public page of something the road bureau published; read again at each call."""
    units.show_units(AT)
    record = publish(write())

    def page():
        row = Shown.objects.get(key=f"disclosure:{record.pk}")
        return client.get(f"/d/{row.address}/").content.decode()

    return page


def end(unit, successor, day):
    Unit.objects.filter(pk=unit.pk).update(until=day, successor=successor)
    units.show_units(moment(f"{day} 09:00").replace(day=28))


def test_nothing_is_said_while_the_organ_stands(said):
    assert "发布时的机构" not in said()


@pytest.mark.provision("KF-3.1.1")
def test_a_merged_organ_s_documents_name_it_and_lead_to_its_successor(said, county):
    end(county.roads, county.town, "2025-03-06")
    page = said()
    assert "发布时的机构“试县交通运输局”已经撤销或合并" in page
    assert 'href="/u/hbz/"' in page and "现在的机构：试县河边镇人民政府" in page


def test_the_line_is_followed_over_several_mergers(said, county):
    last = Unit.objects.create(name="新镇", full_name="试县新镇人民政府", code="xinzhen", parent=county.top)
    end(county.roads, county.town, "2025-03-06")
    end(county.town, last, "2025-03-10")
    assert "现在的机构：试县新镇人民政府" in said()


def test_an_organ_that_ended_without_a_successor_is_named_by_nobody(said, county):
    end(county.roads, None, "2025-03-06")
    assert "发布时的机构" not in said()


def test_a_renamed_organ_s_documents_tell_the_present_name(said, county):
    Unit.objects.filter(pk=county.roads.pk).update(full_name="试县交通局")
    units.show_units(moment("2025-03-06 09:00"))
    page = said()
    assert "发布时的机构“试县交通运输局”已经更名" in page and "现在的机构：试县交通局" in page


def test_a_directory_of_the_former_version_is_brought_up_to_date_by_itself(said, county):
    end(county.roads, county.town, "2025-03-06")
    assert not units.out_of_step(moment("2025-03-29 09:00"))
    row = Shown.objects.get(key="unit:hbz")
    del row.fields["carries_on"]
    row.save(update_fields=["fields"])
    assert units.out_of_step(moment("2025-03-29 09:00"))
