"""The workbooks that no link leads to: behind a form, a letter or a file handed in; asked for as a person would."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile

ROW = "标题,栏目,成文日期\n无栏目的一件,没有这个栏目,2025-13-40\n"
BAD = {"header": ["编号", "标题"], "rows": [[3, ["1", "河边桥有裂缝"], "没有写发现时间"]]}


def asked() -> None:
    """Each once, of a demonstration that may be spoilt by it."""
    for client, path in _looked_up():
        _whole(client.get(path), path)
    for client, path, said in _sent():
        _whole(client.post(path, said), path)


def _looked_up():
    from gongkai.assessment.models import Campaign
    from gongkai.catalogue.models import OutsideCatalogue
    from gongkai.plans.models import Return
    from gongkai.publication.models import Shown
    from gongkai.registers.models import Register

    office, editor = _client("gkb"), _client("jiaoyun-xinxi")
    yield office, "/c/catalogue.xlsx"
    yield office, f"/d/{Shown.objects.live().filter(kind='register').order_by('pk')[0].address}/list.xlsx"
    yield office, f"/staff/assessment/{_first(Campaign, rulebook='bw', case__status='announced')}/uses/1/"
    yield office, f"/staff/catalogue/office/outside/{_first(OutsideCatalogue)}/?export=xlsx"
    yield office, "/staff/disclosures/archives/2025/list/"
    yield office, "/staff/inspection/?export=xlsx"
    yield office, f"/staff/plans/returns/{_first(Return)}/sheet/"
    register = _first(Register, case__unit__name="交运局", case__status="published", draft=None)
    assert editor.post(f"/staff/registers/{register}/change/", {"words": "核对一遍"}).status_code == 302
    yield editor, f"/staff/registers/{register}/sheet.xlsx"


def _sent():
    from gongkai.organisation.models import Call, Return, ReturnSort
    from gongkai.participation.models import Survey

    office, editor = _client("gkb"), _client("jiaoyun-xinxi")
    contacts = {"sort": ReturnSort.CONTACTS}
    yield office, f"/staff/organisation/returns/calls/{_first(Call, **contacts)}/register/", {}
    row = _first(Return, call__sort=ReturnSort.CONTACTS, case__status="accepted")
    yield office, f"/staff/organisation/returns/{row}/sheet/", {}
    survey = _first(Survey, case__status="open")
    yield office, f"/staff/participation/{survey}/invite/", {"many": "3", "manner": "xlsx"}
    yield office, "/staff/opinion/import/", {"bad": json.dumps(BAD)}
    old = SimpleUploadedFile("旧信息.csv", ROW.encode())
    yield editor, "/staff/disclosures/import/", {"file": old, "bad": "1"}


def annex() -> None:
    """The annex of a rulebook that is kept as a workbook."""
    from gongkai.law.workbook import annex as annexes

    annexes._file("附表.xlsx", {"target": "目标任务数"}, {"target": {"交运局": 240, "民政局": 200}})


def _client(name: str):
    from django.test import Client

    from gongkai.accounts.models import Person

    client = Client()
    client.force_login(Person.objects.get(username=name), backend="gongkai.accounts.backend.PersonBackend")
    return client


def _first(model, **where) -> int:
    return model.objects.filter(**where).order_by("pk").values_list("pk", flat=True)[0]


def _whole(answer, path: str) -> None:
    if "spreadsheetml" not in answer.headers.get("Content-Type", ""):
        raise SystemExit(f"{path}: {answer.status_code}, no workbook")
