"""An answer of every public template, by name: pages of the tree, live pages, forms, what stands in for a page."""

import re
from datetime import timedelta
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core import mail
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper

from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.catalogue import contacts
from gongkai.catalogue.models import Contact, Topic
from gongkai.corrections import receiving
from gongkai.foi import measure as measure_of_requests
from gongkai.hotline import taking_in
from gongkai.outbox import sending
from gongkai.participation import addresses
from gongkai.participation.consultations import drafting as consulting
from gongkai.participation.gatherings import calling
from gongkai.participation.surveys import answering, drafting
from gongkai.participation.surveys.drafting import Asked, Head
from gongkai.portal import measure
from gongkai.publication import door, notices
from gongkai.subscriptions import subscribing
from tests.foi.conftest import FILLED, photo, receipt
from tests.publication.samples import AT
from tests.publication.standing import stand

REPORT = {"sort": "content", "words": "第三条的里程写错了。", "contact": ""}
YES = {"useful": "yes"}
LIVE = {
    "search": "/search/",
    "search-hits": "/search/?q=公告", "search-none": "/search/?q=查无此词", "correct": "/correct/",
    "search-fault": "/search/?q=%00", "correct-status": "/correct/status/", "subscribe": "/subscribe/",
}  # fmt: skip


def answers(client, monkeypatch):
    """{name or path: answer}; the county's units are those of the pages. Mail leaves for ``mail.outbox``."""
    paths = stand()
    client.raise_request_exception = False
    found = {path: client.get(path) for path in paths}
    found |= {name: client.get(path) for name, path in LIVE.items()}
    found["correct-page"] = client.get(f"/correct/{door.shown('disclosure:1').address}/")
    found |= (
        _votes(client)
        | _corrections(client, monkeypatch)
        | _subscriptions(client, monkeypatch)
        | _requests(client, monkeypatch)
        | _surveys(client)
        | _consultations(client)
        | _pleas(client, monkeypatch)
        | _errors(client, monkeypatch)
    )
    return found


def stand_ins() -> dict[str, str]:
    """Pages that the web server alone answers with: {name: html}."""
    return {name: notices.notice(name).make().decode() for name in notices.TITLES}


def _votes(client):
    place = f"/correct/useful/{door.shown('disclosure:1').address}/"
    found = {"vote": client.get(place), "vote-fault": client.post(place), "vote-counted": client.post(place, YES)}
    return found | {"voted": client.post(place, {**YES, "line": "说得清楚"})}


def _corrections(client, monkeypatch):
    receipt = client.post("/correct/", REPORT)
    code, secret = re.findall(r"<strong>([a-z]{10}|\d{6})</strong>", receipt.content.decode())
    found = {
        "correct-receipt": receipt, "correct-fault": client.post("/correct/", {}),
        "correct-answer": client.post("/correct/status/", {"code": code, "secret": secret}),
        "correct-wrong": client.post("/correct/status/", {"code": code, "secret": "no"}),
    }  # fmt: skip
    with monkeypatch.context() as patch:
        patch.setattr(receiving, "MOST", 0)
        found["correct-refused"] = client.post("/correct/", REPORT)
    return found


def _requests(client, monkeypatch):
    """依申请公开: the two pages of its form, its receipt, its progress, a dead channel."""
    by = Post.objects.filter(unit__code="jyj", role="proposer").first()
    contact = Contact(unit=by.unit, office="办公室", address="试县大道1号", hours="工作日", phone="0825-1234567")
    contacts.write_many([contact], [by], AT)
    url, told = "/apply/u/jyj/", {**FILLED, "token": "one"}
    with TemporaryDirectory() as folder, monkeypatch.context() as patch:
        patch.setattr(settings, "DATA", folder)
        found = {"apply": client.get("/apply/"), "apply-status": client.get("/apply/status/")}
        found["apply-answers"] = client.get("/apply/answers/")
        found |= {
            "apply-begin": client.get(url),
            "apply-form": client.post(url, {"described": "请问公路养护的文件呢？"}),
        }
        found |= {"apply-nothing": client.post(url, {}), "apply-fault": client.post(url, {"send": "1"})}
        found["apply-receipt"] = client.post(url, {**told, "proof": photo()})
        number, code = receipt(found["apply-receipt"])
        found["apply-progress"] = client.post("/apply/status/", {"number": number, "code": code})
        found["apply-wrong"] = client.post("/apply/status/", {"number": number, "code": "aaaaaaaa"})
        patch.setitem(measure_of_requests.MOST_OF_ALL, "filed", 0)
        found["apply-refused"] = client.post(url, {**told, "token": "two", "proof": photo()})
    found |= {"apply-channel": client.get(f"{url}channel/"), "apply-channel-fault": client.post(f"{url}channel/", {})}
    found["apply-reported"] = client.post(f"{url}channel/", {"channel": "phone", "words": "没有人接"})
    Contact.objects.update(online=False)
    return {**found, "apply-closed": client.get(url)}


def _surveys(client):
    """问卷调查: its form, what is wrong with it, its receipt, a second answer, one whose days are over."""
    by, topic = Post.objects.filter(role="office").first(), Topic.objects.get(code="tzgg")
    asked, day = (Asked("scale", "总的评价", measures=True), Asked("line", "最应当改的")), AT.date()
    rows = []
    for title, status in (("满意度调查", "open"), ("去年的调查", "closed")):
        head = Head(title, "听取意见", "群众", None, 30, "all", True, day, day, topic)
        rows.append(drafting.begin(head, asked, by, AT))
        Case.objects.filter(pk=rows[-1].pk).update(status=status)
    url = f"/survey/{rows[0].address}/"
    found = {"surveys": client.get("/survey/"), "survey": client.get(url), "survey-fault": client.post(url)}
    said = {"q1": "5", "ticket": answering.ticket(rows[0])}
    return found | {
        "survey-received": client.post(url, said), "survey-refused": client.post(url, said),
        "survey-closed": client.get(f"/survey/{rows[1].address}/"),
    }  # fmt: skip


def _pleas(client, monkeypatch):
    """12345网上受理: its form, what is wrong with it, its receipt, how far it is, too many."""
    said = {"sort": "help", "words": "滨江路的路灯坏了", "token": "one"}
    found = {"hotline": client.get("/hotline/"), "hotline-fault": client.post("/hotline/", {})}
    found["hotline-receipt"] = client.post("/hotline/", said)
    number, code = re.findall(
        r"<strong>([0-9-]{10}|[a-z]{4}-[a-z]{4})</strong>", found["hotline-receipt"].content.decode()
    )
    url = "/hotline/status/"
    found |= {"hotline-status": client.get(url), "hotline-wrong": client.post(url, {"number": number, "code": "x"})}
    found["hotline-progress"] = client.post(url, {"number": number, "code": code})
    with monkeypatch.context() as patch:
        patch.setattr(taking_in, "MOST_OF_ALL", 0)
        found["hotline-refused"] = client.post("/hotline/", {**said, "token": "two"})
    return found


def _consultations(client):
    """征求意见 and 报名: the drafts, one, an opinion, its faults and answer, what waits; signing up."""
    by, topic = Post.objects.filter(unit__code="jyj", role="proposer").first(), Topic.objects.get(code="tzgg")
    day, later = AT.date(), AT.date() + timedelta(days=30)
    head = consulting.Head("关于路灯的征求意见", "听取意见", ["路灯由单位管护。"], "来信", day, later, topic)
    call = calling.Call("听证会公告", "hearing", "路灯", AT + timedelta(days=40), "会议室", 2, later, "抽取", topic)
    row, hearing = consulting.begin_many([(head, by, AT)])[0], calling.plan_many([(call, by, AT)])[0]
    Case.objects.filter(pk=row.pk).update(status="open")
    Case.objects.filter(pk=hearing.pk).update(status="announced")
    url, join = f"/consult/{row.address}/", f"/consult/join/{hearing.address}/"
    found = {"consult": client.get("/consult/"), "consult-draft": client.get(url), "join": client.get(join)}
    found |= {"consult-say": client.get(f"{url}say/1/"), "consult-fault": client.post(f"{url}say/")}
    said = {"words": "路灯太暗，请多装几盏", "ticket": addresses.ticket("意见", row.pk)}
    found["consult-received"] = client.post(f"{url}say/", said)
    code, secret = re.findall(r"<strong>([a-z]{10}|\d{6})</strong>", found["consult-received"].content.decode())
    found["consult-refused"] = client.post(f"{url}say/", said)
    found |= {"consult-status": client.get("/consult/status/"), "consult-waiting": client.get("/consult/waiting/")}
    found["consult-answer"] = client.post("/consult/status/", {"code": code, "secret": secret})
    coming = {"standing": "expert", "name": "某", "phone": "13800000000", "agrees": "on"}
    coming["ticket"] = addresses.ticket("报名", hearing.pk)
    found |= {"join-fault": client.post(join), "join-received": client.post(join, coming)}
    found["join-refused"] = client.post(join, coming)
    Case.objects.filter(pk=hearing.pk).update(status="drawn")
    return found | {"join-closed": client.get(join)}


def _subscriptions(client, monkeypatch):
    found = {"subscribe-fault": client.post("/subscribe/", {"address": "不是邮箱"})}
    found["subscribe-said"] = client.post("/subscribe/", {"address": "a@example.cn", "daily": "once"})
    for item in sending.due(AT):
        sending.send(item, AT)
    link = mail.outbox[-1].body.split("https://www.shixian.gov.cn")[1].split()[0]
    found["subscribe-confirm"] = client.get(link)
    found["subscribe-confirmed"] = client.post(link)
    found["subscribe-end"] = client.get(link.replace("/confirm/", "/end/"))
    found["subscribe-ended"] = client.post(link.replace("/confirm/", "/end/"))
    found["subscribe-gone"] = client.get(link)
    with monkeypatch.context() as patch:
        patch.setattr(subscribing, "MOST_FROM", 0)
        found["subscribe-refused"] = client.post("/subscribe/", {"address": "b@example.cn", "daily": "once"})
    return found


def _errors(client, monkeypatch):
    found = {
        "400": client.post("/correct/", b"x", content_type="multipart/form-data"), "404": client.get("/nowhere/"),
        "413": client.post("/correct/", {"words": "字" * 20_000}),
    }  # fmt: skip
    with monkeypatch.context() as patch:
        patch.setattr(measure, "wait", lambda request: 9)
        found["429"] = client.get("/search/?q=公告")
        patch.setattr(CursorWrapper, "execute", _fail)
        found["500"] = client.get("/c/")
    return found


def _fail(self, sql, params=None):
    raise OperationalError("unable to open database file")
