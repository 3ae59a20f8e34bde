"""Kinds of matter and theme as data: shipped ones are sound, and what is wrong in a file is said where it stands."""

import pytest

from gongkai import shelf
from gongkai.law.dossier_types import PHASES, read_dossier_type
from gongkai.law.reading import Refused, read
from tests.conftest import moment

SOUND = """
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


@pytest.mark.parametrize("name", shelf.names("dossiers"))
def test_a_shipped_kind_is_sound_and_stands_on_registered_articles(name):
    path = shelf.SHIPPED / "dossiers" / f"{name}.yaml"
    known = read_dossier_type(read(path.read_text("utf-8"), path.name), shelf.documents())
    assert known.id == name and any(stage.compulsory for stage in known.stages.values())


@pytest.mark.provision("SQ-1")
@pytest.mark.parametrize("name", ["decisions", "policies", "reforms", "projects", "ppp", "tasks"])
def test_a_matter_goes_through_decision_execution_management_service_and_result(name):
    phases = dict.fromkeys(PHASES[stage.phase] for stage in shelf.dossier_type(name).stages.values())
    assert list(phases) == ["决策", "执行", "管理", "服务", "结果"]


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ("genre: matter", "genre: tree", "不认识“tree”；可以写：matter、theme"),
        ("cite: [SQ-1]", "cite: [XX-1]", "XX-1"),
        ("phase: decision", "phase: result", "环节要按决策、执行、管理、服务、结果、事前、事中、事后的先后排列"),
        ("phase: decision", "phase: dreaming", "不认识“dreaming”"),
        ("compulsory: true", "compulsory: true, optional: true", "不能既必须有"),
        ("safety:", "Safety-1:", "只能用小写字母、数字和下划线"),
        ("dossier: fairs", "dossier: FAIRS", "只能用小写字母、数字和连字符"),
    ],
)
def test_a_fault_is_told_where_it_stands(wrong, right, says):
    assert wrong in SOUND
    with pytest.raises(Refused, match=r"fairs\.yaml 第") as refusal:
        read_dossier_type(read(SOUND.replace(wrong, right), "fairs.yaml"), shelf.documents())
    assert says in str(refusal.value)


def test_an_installation_adopts_a_kind_of_its_own(monkeypatch, tmp_path):
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    at = moment("2025-03-03 10:00")
    with pytest.raises(Refused, match="请改成一致"):
        shelf.adopt("dossiers", "feasts", {"feasts.yaml": SOUND.encode()}, at=at, by="县政府办")
    shelf.adopt("dossiers", "fairs", {"fairs.yaml": SOUND.encode()}, at=at, by="县政府办")
    assert shelf.dossier_type("fairs").stages["safety"].elements == ("检查结果",)
