"""Kinds of list, matter and theme as data: shipped ones are sound, what is wrong in a file is said where it stands."""

import pytest

from gongkai import shelf
from gongkai.law.dossier_types import PHASES, read_dossier_type
from gongkai.law.reading import Refused, read
from gongkai.law.register_types import read_register_type
from tests.county import moment

TREES = """
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
FAIRS = """
dossier: fairs
title: 大型活动
says: 一次大型活动的全过程
genre: matter
cite: [SQ-1]
columns: [gonggao]
particulars:
  host: {name: 主办单位, required: true}
stages:
  plan: {name: 方案, phase: decision, says: 活动方案, compulsory: true}
  safety: {name: 安全检查, phase: management, says: 检查结果, elements: [检查结果]}
  result: {name: 总结, phase: result, says: 活动总结}
"""
FILES = {"registers": ("trees", TREES, read_register_type), "dossiers": ("fairs", FAIRS, read_dossier_type)}


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind in FILES for name in shelf.names(kind)])
def test_a_shipped_kind_is_sound_and_stands_on_registered_articles(kind, name):
    path = shelf.SHIPPED / kind / f"{name}.yaml"
    known = FILES[kind][2](read(path.read_text("utf-8"), path.name), shelf.documents())
    assert known.id == name
    if kind == "dossiers":
        assert any(stage.compulsory for stage in known.stages.values())
    else:
        assert known.refresh in shelf.limits()
        assert all(not field.of or field.of in shelf.names("registers") for field in known.fields.values())


@pytest.mark.provision("SQ-1")
@pytest.mark.parametrize("name", ["decisions", "policies", "reforms", "projects", "ppp", "tasks"])
def test_a_matter_goes_through_decision_execution_management_service_and_result(name):
    phases = dict.fromkeys(PHASES[stage.phase] for stage in shelf.dossier_type(name).stages.values())
    assert list(phases) == ["决策", "执行", "管理", "服务", "结果"]


@pytest.mark.parametrize(
    ("kind", "wrong", "right", "says"),
    [
        ("registers", "key: code", "key: keeper", "作为编号的字段应当是必填、公开的文字或信用代码"),
        ("registers", "name: name", "name: nobody", "没有名为“nobody”的字段"),
        ("registers", "genre: list", "genre: tree", "不认识“tree”；可以写：list、credit、result"),
        ("registers", "genre: list", "genre: list\nplace: first", "先后（place）写 1 到 99 的整数"),
        ("registers", "cite: [BW-5.3]", "cite: [XX-1]", "XX-1"),
        ("registers", "changes: [added, changed, ended]", "changes: [changed]", "至少要有“新增”"),
        ("registers", "shown: masked", "shown: hidden", "不认识“hidden”"),
        ("registers", "kind: text, shown: masked", "kind: date, shown: masked", "只有文字可以遮盖后公开"),
        ("registers", "kind: text, shown: masked", "kind: choice", "要写 choices"),
        ("registers", "kind: text, shown: masked", "kind: entry", "要用 of 写明是哪种清单"),
        ("registers", "keeper:", "Keeper-1:", "只能用小写字母、数字和下划线"),
        ("registers", "refresh: registers.yearly\n", "", "缺少“refresh”"),
        ("dossiers", "genre: matter", "genre: tree", "不认识“tree”；可以写：matter、theme"),
        ("dossiers", "cite: [SQ-1]", "cite: [XX-1]", "XX-1"),
        ("dossiers", "phase: decision", "phase: result",
         "环节要按决策、执行、管理、服务、结果、事前、事中、事后的先后排列"),
        ("dossiers", "phase: decision", "phase: dreaming", "不认识“dreaming”"),
        ("dossiers", "compulsory: true", "compulsory: true, optional: true", "不能既必须有"),
        ("dossiers", "safety:", "Safety-1:", "只能用小写字母、数字和下划线"),
        ("dossiers", "dossier: fairs", "dossier: FAIRS", "只能用小写字母、数字和连字符"),
        ("dossiers", "required: true", "required: maybe", "只能写 true 或 false"),
        ("dossiers", "title:", "titel:", "不认识“titel”，是不是“title”"),
    ],
)  # fmt: skip
def test_a_fault_is_told_where_it_stands(kind, wrong, right, says):
    name, sound, reader = FILES[kind]
    assert wrong in sound
    with pytest.raises(Refused, match=rf"{name}\.yaml 第") as refusal:
        reader(read(sound.replace(wrong, right), f"{name}.yaml"), shelf.documents())
    assert says in str(refusal.value)


@pytest.mark.parametrize("kind", FILES)
def test_an_installation_adopts_a_kind_of_its_own(monkeypatch, tmp_path, kind):
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    at, (name, sound, _) = moment("2025-03-03 10:00"), FILES[kind]
    with pytest.raises(Refused, match=rf"文件名是woods\.yaml，里面写的是{name}；请改成一致"):
        shelf.adopt(kind, "woods", {"woods.yaml": sound.encode()}, at=at, by="县政府办")
    shelf.adopt(kind, name, {f"{name}.yaml": sound.encode()}, at=at, by="县政府办")
    if kind == "registers":
        assert shelf.register_types()[name].fields["keeper"].sealed
    else:
        assert shelf.dossier_types()[name].stages["safety"].elements == ("检查结果",)
