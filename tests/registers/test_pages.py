"""A list in the hands of its unit: opened, written row by row or by sheet, reviewed with old beside new, published."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai import tables
from gongkai.publication import door
from gongkai.registers import sheets
from gongkai.registers.models import Line, Register
from tests.county import moment
from tests.registers.conftest import POWER, change_of, row_of

AT = moment("2025-05-05 10:00")

pytestmark = pytest.mark.told(AT)


@pytest.fixture
def powers(found, put, publish):
    register = found()
    put(register, *(POWER | {"code": f"JT-00{n}", "name": f"事项{n}"} for n in (1, 2, 3)))
    return publish(register)


def post(client, path, **data):
    answer = client.post(f"/staff/registers/{path}", data, follow=True)
    return answer, answer.content.decode()


@pytest.mark.provision("BW-5.3")
def test_a_first_list_from_opening_to_the_public_by_four_people(client, county, topic, sign_in):
    sign_in("xin")
    answer, _ = post(client, "form/", type="powers", unit=county.roads.pk, topic=topic.pk, effective_on="2025-05-05")
    key = Register.objects.get().pk
    row = {**POWER, "change": "added"}
    assert "已保存：占用公路审批" in post(client, f"{key}/rows/new/", **row)[1]
    missing = post(client, f"{key}/rows/new/", **row | {"code": "JT-002", "name": "路产赔偿", "procedure": ""})[1]
    assert "已保存：路产赔偿" in missing
    answer, said = post(client, f"{key}/propose/", read=Register.objects.get().case.content)
    assert answer.status_code == 409 and "路产赔偿：缺“行使程序”，请填写" in said
    line = Line.objects.get(key="JT-002")
    seen = client.get(f"/staff/registers/{key}/rows/{line.pk}/").context["form"].initial["seen"]
    post(client, f"{key}/rows/{line.pk}/", **row | {"name": "路产赔偿", "seen": seen})
    for name, step in (("xin", "propose"), ("mi", "clear"), ("fen", "approve"), ("fa", "publish")):
        sign_in(name)
        read = Register.objects.get().case.content
        answer, said = post(client, f"{key}/{step}/", read=read)
        assert answer.status_code == 200 and "已办" in said
    public = client.get(f"/d/{door.shown(f'register:{key}').address}/").content.decode()
    assert "试县交通运输局权力清单" in public and "路产赔偿" in public and "占用公路审批" in public


@pytest.mark.provision("SQ-2.1")
def test_the_reviewer_reads_what_is_added_changed_and_cancelled_with_old_beside_new(powers, begin, put, sign_in):
    begin(powers)
    put(powers, POWER | {"code": "JT-004", "name": "新事项"})
    put(powers, POWER | {"code": "JT-001", "name": "事项1", "department": "法规股"}, kind="changed")
    put(powers, POWER | {"code": "JT-002", "name": "事项2"}, kind="cancelled", basis="国发〔2025〕1号")
    page = sign_in("fen").get(f"/staff/registers/{powers.pk}/").content.decode()
    assert "<del>公路股</del> → <ins>法规股</ins>" in page and "国发〔2025〕1号" in page
    assert 'tag-amber">取消' in page and 'tag-blue">新增' in page and "看现在的" not in page
    assert "/rows/new/" not in page


def test_of_two_people_on_one_row_the_second_sees_both_and_loses_nothing(client, county, powers, begin, put, sign_in):
    begin(powers)
    line = row_of(powers, "JT-001")
    sign_in("xin")
    seen = client.get(f"/staff/registers/{powers.pk}/rows/{line.pk}/").context["form"].initial["seen"]
    put(powers, POWER | {"code": "JT-001", "name": "事项1", "department": "先到股"}, kind="changed", basis="先到文件")
    mine = POWER | {"name": "事项1", "department": "后到股", "change": "changed", "seen": seen}
    answer, said = post(client, f"{powers.pk}/rows/{line.pk}/", **mine)
    assert answer.status_code == 409 and "先到股" in said and "后到股" in said and "先到文件" in said
    assert change_of(powers, "JT-001").values["department"] == "先到股"
    mine["seen"] = answer.context["seen"]
    assert post(client, f"{powers.pk}/rows/{line.pk}/", **mine)[0].status_code == 200
    assert change_of(powers, "JT-001").values["department"] == "后到股"


def test_the_head_of_a_revision_is_not_overwritten_unseen(client, county, powers, begin, sign_in):
    begin(powers)
    sign_in("xin")
    first = client.get(f"/staff/registers/{powers.pk}/head/").context["form"].initial
    post(client, f"{powers.pk}/head/", effective_on="2025-06-01", note="先写的", seen=first["seen"])
    answer, said = post(client, f"{powers.pk}/head/", effective_on="2025-07-01", note="后写的", seen=first["seen"])
    assert answer.status_code == 409 and "说明“先写的”" in said and "后写的" in said
    seen = answer.context["form"]["seen"].value()
    assert post(client, f"{powers.pk}/head/", effective_on="2025-07-01", note="后写的", seen=seen)[0].status_code == 200


def upload(client, register, rows, header=None):
    header = header or [*(f.name for f in register.kind.fields.values()), "变动", "变动依据", "不公开的依据", "校验"]
    data = tables.write_xlsx(None, [tables.OutSheet("表", [tables.OutColumn(h) for h in header], rows)])
    return post(client, f"{register.pk}/sheet/", file=SimpleUploadedFile("表.xlsx", data))


def test_a_sheet_is_fetched_filled_in_and_handed_back_and_bad_rows_come_back(client, powers, begin, sign_in):
    begin(powers)
    sign_in("xin")
    fetched = client.get(f"/staff/registers/{powers.pk}/sheet.xlsx").content
    rows = [list(row.values) for row in tables.read(fetched, name="a.xlsx").sheets[0].rows][1:4]
    rows = [row + [None] * (13 - len(row)) for row in rows]
    rows[1][5] = "法规股"
    rows[2][9], rows[2][10] = "取消", "国发〔2025〕1号"
    new = ["JT-004", "新事项", "行政许可", "《公路法》第一条", None, "公路股", "申请", None, "电话", *[None] * 4]
    bad = ["JT-005", "坏事项", "不知道", "《公路法》第一条", None, "公路股", "申请", None, "电话", *[None] * 4]
    answer, said = upload(client, powers, [*rows, new, bad])
    assert (
        answer.status_code == 422
        and "写入 3 行，1 行没有变动，1 行有问题" in said
        and "“权力类型”写的是“不知道”" in said
    )
    kinds = dict(powers.draft.changes.values_list("line__key", "kind"))
    assert kinds == {"JT-002": "changed", "JT-003": "cancelled", "JT-004": "added"}
    back = client.post(f"/staff/registers/{powers.pk}/sheet/", {"bad": answer.context["returned"]}).content
    returned = tables.read(back, name="b.xlsx").sheets[0].rows
    assert "坏事项" in returned[1].values and "不能导入的原因" in returned[0].values
    mended = [["行政检查" if value == "不知道" else value for value in row.values] for row in returned[1:]]
    header = ["" if value is None else str(value) for value in returned[0].values]
    answer, said = upload(client, powers, mended, header=header)
    assert answer.status_code == 200 and "写入 1 行" in said


def test_a_row_somebody_wrote_since_the_sheet_was_fetched_is_not_overwritten(county, powers, begin, put):
    begin(powers)
    fetched = sheets.write(powers)
    put(powers, POWER | {"code": "JT-001", "name": "事项1", "department": "先到股"}, kind="changed")
    rows = [list(row.values) for row in tables.read(fetched, name="a.xlsx").sheets[0].rows][:4]
    rows[1][5] = "后到股"
    columns = [tables.OutColumn(str(head)) for head in rows[0]]
    data = tables.write_xlsx(None, [tables.OutSheet("表", columns, rows[1:])])
    plan = sheets.look_through(data, "表.xlsx", powers)
    assert [why for _, why in plan.bad] == ["这一行在您下载之后有人改过，请重新下载后再改"] and not plan.good


def test_a_sheet_for_another_kind_of_list_is_refused_in_words(client, powers, begin, sign_in):
    begin(powers)
    sign_in("xin")
    answer, said = upload(client, powers, [["1", "2"]], header=["甲", "乙"])
    assert answer.status_code == 422 and "缺少列“事项编码”" in said


def test_a_row_is_taken_back_out_on_its_page(client, powers, begin, put, sign_in):
    begin(powers)
    put(powers, POWER | {"code": "JT-004", "name": "新事项"})
    sign_in("xin")
    line = row_of(powers, "JT-004")
    assert "已从这次变动中撤出：新事项" in post(client, f"{powers.pk}/rows/{line.pk}/out/")[1]
    assert not powers.draft.changes.exists()


def test_the_list_of_lists_tells_when_each_must_be_looked_through(powers, sign_in, stand_at):
    assert "2026-03-04" in sign_in("xin").get("/staff/registers/").content.decode()
    stand_at("2026-04-01 09:00")
    assert "超期" in sign_in("xin").get("/staff/registers/").content.decode()


def test_the_office_opens_the_list_a_unit_owes_and_does_not_write_it(client, county, topic, sign_in):
    sign_in("ban")
    post(client, "form/", type="duties", unit=county.town.pk, topic=topic.pk, effective_on="2025-05-05")
    key = Register.objects.get(unit=county.town).pk
    assert client.get(f"/staff/registers/{key}/rows/new/").status_code == 403
    assert sign_in("zhen").get(f"/staff/registers/{key}/rows/new/").status_code == 200
    assert sign_in("xin").get(f"/staff/registers/{key}/").status_code == 404


def test_a_list_without_a_usual_column_asks_for_one(client, county, sign_in):
    sign_in("xin")
    said = post(client, "form/", type="powers", unit=county.roads.pk, effective_on="2025-05-05")[1]
    assert "目录里没有权力清单通常的栏目，请选定一个" in said


def test_a_workbook_holds_every_cell_of_who_writes_it(powers, begin):
    begin(powers)
    sheet = tables.read(io.BytesIO(sheets.write(powers)).getvalue(), name="a.xlsx").sheets[0]
    assert sheet.rows[1].values[:3] == ("JT-001", "事项1", "行政许可")


@pytest.mark.parametrize(
    "bad", ["", "{", "[]", '{"header": 1, "rows": []}', '{"header": [], "rows": [[1]]}', "[" * 9999]
)
def test_refused_rows_that_cannot_be_read_are_no_fault_of_the_house(powers, begin, sign_in, bad):
    begin(powers)
    assert sign_in("xin").post(f"/staff/registers/{powers.pk}/sheet/", {"bad": bad}).status_code == 400
