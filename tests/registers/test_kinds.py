"""What each kind of list is for: inspections with their results, discretion with its decisions, licences, services …"""

import pytest

from gongkai.acts.refusals import Unready
from gongkai.publication import door, pages
from tests.county import moment
from tests.registers.conftest import POWER, row_of

AT = moment("2025-05-04 09:00")
MATTER = {
    "code": "CC-01", "name": "道路运输企业安全生产检查", "basis": "《道路运输条例》第五十八条", "body": "交通运输局",
    "subject": "道路运输企业", "content": "安全制度、车辆动态监控", "manner": "现场检查", "share": "每年一次，比例5%",
}  # fmt: skip
RESULT = {
    "code": "2025-001", "name": "试县顺达运输有限公司", "matter": "CC-01", "day": "2025-04-10",
    "inspectors": "张某、李某",
    "outcome": "发现问题已责令改正", "found": "监控平台无人值守", "handling": "责令五日内改正，已改正",
}  # fmt: skip


def page(key, part=""):
    shown = door.shown(key)
    return pages.at(f"/d/{shown.address}/{part}").make().decode() if shown else ""


def entry(register, key):
    return page(row_of(register, key).door_key)


@pytest.mark.provision("SQ-2.2", "TZ-1.2.3")
def test_inspection_matters_are_published_and_each_result_leads_to_its_matter_and_back(found, put, publish):
    matters = found("inspections")
    put(matters, MATTER)
    publish(matters)
    results = found("inspection-results", at="2025-04-11 09:00")
    put(results, RESULT)
    publish(results, at="2025-04-14 10:00")
    told, matter = entry(results, "2025-001"), entry(matters, "CC-01")
    assert "责令五日内改正" in told and "对应的清单事项" in told and "道路运输企业安全生产检查</a>" in told
    assert "据此公布的事项" in matter and "试县顺达运输有限公司</a>" in matter and "每年一次，比例5%" in matter
    assert "张某" not in told


def test_a_result_of_a_matter_that_is_not_listed_is_held_back(county, found, put):
    results = found("inspection-results")
    put(results, RESULT)
    with pytest.raises(Unready, match="“抽查事项”写的是“CC-01”，本单位已公布的清单里没有这个编号"):
        results.case.take("propose", by=county.xin, at=AT)


@pytest.mark.provision("TZ-1.2.1", "BW-5.3")
def test_a_decision_tells_basis_standard_reason_result_and_remedy_and_leads_to_the_standard(found, put, publish):
    standards = found("discretion")
    put(standards, {
        "code": "CL-01", "name": "超限运输处罚", "basis": "《公路安全保护条例》第六十四条",
        "circumstance": "初次超限不足一吨",
        "range": "警告", "reason": "危害轻微", "power": "",
    })  # fmt: skip
    publish(standards)
    decisions = found("enforcement", at="2025-04-11 09:00")
    put(decisions, {
        "code": "试交罚〔2025〕3号", "name": "超限运输", "category": "行政处罚", "party": "自然人",
        "person": "王建国",
        "basis": "《公路安全保护条例》第六十四条", "standard": "CL-01", "procedure": "立案、调查、告知、决定",
        "reason": "初次、危害轻微", "result": "警告", "decided": "2025-04-08", "until": "2026-04-08",
        "remedy": "六十日内申请复议",
    })  # fmt: skip
    publish(decisions, at="2025-04-14 10:00")
    told = entry(decisions, "试交罚〔2025〕3号")
    for word in ("初次、危害轻微", "六十日内申请复议", "立案、调查、告知、决定", "超限运输处罚</a>"):
        assert word in told
    assert "王**" in told and "王建国" not in told


@pytest.mark.provision("TZ-1.2.2")
def test_a_licence_without_a_basis_is_refused_and_a_withheld_one_keeps_its_ground(county, found, put, publish):
    licences = found("licences")
    row = {
        "code": "XK-01", "name": "道路客运经营许可", "category": "企业许可", "conditions": "有车辆",
        "procedure": "申请、受理",
        "limit": "20日", "fee": "不收费", "supervision": "年度检查",
    }  # fmt: skip
    put(licences, row)
    with pytest.raises(Unready, match="道路客运经营许可：缺“设定依据”，请填写"):
        licences.case.take("propose", by=county.xin, at=AT)
    with pytest.raises(ValueError, match="请写法律、法规、规章或者文件的名称和条款"):
        put(licences, row | {"basis": "按惯例"})
    basis = {"basis": "《道路运输条例》第十条"}
    put(licences, row | basis)
    put(licences, row | basis | {"code": "XK-02", "name": "涉密运输许可"}, withheld="条例第十四条：国家秘密")
    publish(licences)
    told = page(licences.door_key)
    assert "道路客运经营许可" in told and "涉密运输许可" not in told and "另有 1 项依法不公开" in told
    assert "涉密" not in page(licences.door_key, "history/")
    assert row_of(licences, "XK-02").live.withheld == "条例第十四条：国家秘密"


@pytest.mark.provision("KF-5.1", "BW-5.4")
def test_a_service_tells_basis_procedure_limit_promise_charge_and_supervision(county, found, put, publish):
    services = found("services")
    row = {
        "code": "FW-01", "name": "公交卡办理", "category": "办理", "audience": "市民",
        "basis": "《城市公共汽电车客运服务规定》",
        "procedure": "窗口申请", "promise": "当日办结", "fee": "不收费", "phone": "0825-7800002",
        "supervision": "0825-7800003",
    }  # fmt: skip
    put(services, row | {"promise": "", "fee": "", "supervision": ""})
    with pytest.raises(Unready) as refusal:
        services.case.take("propose", by=county.xin, at=AT)
    assert refusal.value.reasons == [
        f"公交卡办理：缺“{name}”，请填写" for name in ("承诺时限", "收费项目和标准", "监督渠道")
    ]
    put(services, row)
    publish(services)
    told = entry(services, "FW-01")
    for word in ("城市公共汽电车", "窗口申请", "当日办结", "不收费", "0825-7800003"):
        assert word in told


@pytest.mark.provision("BW-5.4", "SQ-2.1")
def test_intermediary_services_name_their_approval_basis_and_charge(found, put, publish):
    register = found("intermediaries")
    put(register, {
        "code": "ZJ-01", "name": "路基检测报告", "approval": "占用公路审批", "basis": "《公路法》第四十四条",
        "fee": "市场调节价",
    })  # fmt: skip
    told = page(publish(register).door_key)
    assert "占用公路审批" in told and "市场调节价" in told and "行政审批中介服务清单" in told


@pytest.mark.provision("BW-12.1")
def test_the_negative_list_gives_a_ground_for_each_class_and_is_due_again_in_a_year(
    found, put, publish, sign_in, stand_at
):
    negative = found("negative")
    put(negative, {
        "code": "1", "name": "执法案卷", "ground": "行政执法案卷", "basis": "《政府信息公开条例》第十六条",
        "decided": "2025-03-01", "review": "2026-03-01",
    })  # fmt: skip
    told = page(publish(negative).door_key)
    assert "行政执法案卷" in told and "第十六条" in told and "2026-03-01" in told
    stand_at("2026-03-05 09:00")
    assert "超期" in sign_in("xin").get("/staff/registers/").content.decode()


@pytest.mark.provision("TZ-1.2")
def test_a_power_tells_its_subject_basis_procedure_and_supervision(found, put, publish):
    powers = found()
    put(powers, POWER)
    told = entry(publish(powers), "JT-001")
    for word in ("施工单位", "《公路法》第四十四条", "申请、受理、审查、决定", "0825-7800001"):
        assert word in told
