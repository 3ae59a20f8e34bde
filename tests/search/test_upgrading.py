"""An index made by an earlier release is made anew by what runs by itself, while readers go on finding."""

import pytest

from gongkai.publication import door, remaking
from gongkai.search import index
from gongkai.search.models import PublicMark, Remaking
from tests.publication.samples import AT, document

pytestmark = pytest.mark.django_db


def test_what_an_earlier_release_put_in_gets_its_marks_part_by_part(monkeypatch):
    door.show_many([document(number) for number in range(1, 8)], at=AT)
    PublicMark.objects.all().delete()
    Remaking.objects.create(name="public", below=(1 << 63) - 1)
    monkeypatch.setattr(remaking, "PART", 3)
    assert index.find("public", "农村公路", count=True).facets == {}
    parts = 0
    while due := remaking.due():
        remaking.go_on(due[0])
        parts += 1
        assert index.find("public", "农村公路").count == 7
    assert parts == 4 and PublicMark.objects.count() == 7
    assert index.find("public", "农村公路", count=True).facets["unit"] == {"jyj": 7}
