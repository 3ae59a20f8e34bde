"""What is asked of the organisation behind openness, as data: a file that cannot be read says where."""

import pytest

from gongkai import shelf
from gongkai.law.backing import read_backing
from gongkai.law.reading import Refused, read

GOOD = "organisation: x\ntitle: 某县\nweight: {at_least: 4.5%, cite: SQ-6.1}\ngroup: {seats: [head], cite: TZ-5.1}\n"


def test_the_shipped_demands_are_the_documents():
    shipped = shelf.backing()
    assert (str(shipped.weight), "SQ-6.1" in shipped.weight_cite) == ("4", True)
    assert shipped.seats == ("head", "deputy", "member", "office_head")


@pytest.mark.parametrize(("good", "bad"), [("4.5%", "0.045"), ("[head]", "[组长]")])
def test_what_cannot_be_read_is_refused_with_its_line(good, bad):
    assert str(read_backing(read(GOOD, "x.yaml")).weight) == "4.5"
    with pytest.raises(Refused):
        read_backing(read(GOOD.replace(good, bad), "x.yaml"))
