"""Kinds of list as data: the shipped ones are sound, and what is wrong in a file is said where it stands."""

import pytest

from gongkai import shelf
from gongkai.law.reading import Refused, read
from gongkai.law.register_types import read_register_type
from tests.conftest import moment

SOUND = """
register: trees
title: 古树名木清单
says: 县里的古树
genre: list
cite: [BW-5.3]
columns: [gonggao]
refresh: registers.yearly
key: code
name: name
changes: [added, changed, ended]
fields:
  code: {name: 编号, kind: text, required: true}
  name: {name: 树名, kind: text, required: true}
  keeper: {name: 养护人, kind: text, shown: masked}
"""


@pytest.mark.parametrize("name", shelf.names("registers"))
def test_a_shipped_kind_is_sound_and_stands_on_registered_articles(name):
    path = shelf.SHIPPED / "registers" / f"{name}.yaml"
    known = read_register_type(read(path.read_text("utf-8"), path.name), shelf.documents())
    assert known.id == name and known.refresh in shelf.limits()
    for field in known.fields.values():
        assert not field.of or field.of in shelf.names("registers")


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ("key: code", "key: keeper", "作为编号的字段应当是必填、公开的文字或信用代码"),
        ("name: name", "name: nobody", "没有名为“nobody”的字段"),
        ("genre: list", "genre: tree", "不认识“tree”；可以写：list、credit、result"),
        ("cite: [BW-5.3]", "cite: [XX-1]", "XX-1"),
        ("changes: [added, changed, ended]", "changes: [changed]", "至少要有“新增”"),
        ("shown: masked", "shown: hidden", "不认识“hidden”"),
        ("kind: text, shown: masked", "kind: date, shown: masked", "只有文字可以遮盖后公开"),
        ("kind: text, shown: masked", "kind: choice", "要写 choices"),
        ("kind: text, shown: masked", "kind: entry", "要用 of 写明是哪种清单"),
    ],
)
def test_a_fault_is_told_where_it_stands(wrong, right, says):
    assert wrong in SOUND
    with pytest.raises(Refused, match=r"trees\.yaml 第") as refusal:
        read_register_type(read(SOUND.replace(wrong, right), "trees.yaml"), shelf.documents())
    assert says in str(refusal.value)


def test_an_installation_adopts_a_kind_of_its_own(monkeypatch, tmp_path):
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    at = moment("2025-03-03 10:00")
    with pytest.raises(Refused, match=r"文件名是woods\.yaml，里面写的是trees"):
        shelf.adopt("registers", "woods", {"woods.yaml": SOUND.encode()}, at=at, by="县政府办")
    shelf.adopt("registers", "trees", {"trees.yaml": SOUND.encode()}, at=at, by="县政府办")
    assert shelf.register_type("trees").fields["keeper"].sealed
    assert "trees" in shelf.names("registers")
