"""What the documentation claims of the provisions is what the tests prove."""

from gongkai import shelf
from tests.house import provisions


def test_the_page_of_provisions_is_made_from_the_marks():
    assert provisions.PAGE.read_text("utf-8") == provisions.page(), "运行 python -m tests.house.provisions 重新生成"


def test_every_mark_names_a_provision_of_the_register():
    known = {one.code for one in shelf.documents().provisions()}
    assert set(provisions.marks()) - known == set()
