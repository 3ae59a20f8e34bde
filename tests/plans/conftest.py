"""A county plan on its way: drafted by the office, approved by the leading group, issued, and the form a unit sends."""

import pytest

from gongkai.accounts.models import Person, Post, Unit
from gongkai.plans.models import Plan, Task

HOME = "/staff/plans/"
HEAD = {
    "title": "试县2026年政务公开工作要点", "year": "2026", "goal": "重点领域信息公开齐全及时",
    "measure": "每季度调度一次",
    "inspection": "2026-10-31", "acceptance": "2027-01-31", "seen": "",
}  # fmt: skip
KEY_POINTS = """一、推进重点领域公开
（一）做好道路施工信息公开。9月底前建立施工公告专栏，提前公布绕行路线和封闭时段。（交运局牵头，河边镇配合）
（二）做好惠民资金公开。发放名单按月在村务公开栏和网站公布，接受群众监督。（河边镇负责落实）
"""
CHAIN = (("ban", "submit"), ("bao", "clear"), ("ling", "approve"), ("ban", "issue"))


@pytest.fixture(autouse=True)
def bao(county):
    """Who reads for secrets what the county itself is to publish."""
    person = Person.objects.create(username="bao", name="包某", password="!")
    county.bao = Post.objects.create(person=person, unit=county.top, role="secrecy")


@pytest.fixture(autouse=True)
def start(stand_at):
    stand_at("2026-01-12 09:00")


@pytest.fixture
def send(sign_in):
    """``send("ban", "new/", {...})``: a form of a person to a page of the room; an answer that is no 302 tells why."""

    def sent(who, path, said=None, **more):
        return sign_in(who).post(f"{HOME}{path}", said or {}, **more)

    return sent


@pytest.fixture
def plan(county, topic, send):
    """Drafted by the office with two tasks out of pasted key points."""
    assert send("ban", "new/", HEAD | {"topic": topic.pk}).status_code == 302
    found = Plan.objects.get()
    agree(send, f"{found.pk}/import/", {"text": KEY_POINTS})
    return found


@pytest.fixture
def issued(plan, send):
    """Approved by the leading group and issued: the road bureau leads the first task, the township the second."""
    step(send, "ban", plan, "submit")
    step(send, "bao", plan, "clear")
    step(send, "ling", plan, "approve")
    step(send, "ban", plan, "issue")
    return list(Task.objects.order_by("line__number"))


def agree(send, path, said, who="ban"):
    """An import: looked through, then written."""
    looked = send(who, path, said)
    assert looked.status_code == 200, looked.context["form"].errors
    answer = send(who, path, {"token": looked.context["token"]})
    assert answer.status_code == 302
    return looked.context


def step(send, who, row, name, said=None, kind=""):
    """A step taken on the page of a record; refused where it does not lead back to it."""
    row.case.refresh_from_db()
    path = f"{kind}{'/' if kind else ''}{row.pk}/{name}/"
    answer = send(who, path, {"read": row.case.content, "words": "", **(said or {})})
    assert answer.status_code == 302, (answer.status_code, answer.context and answer.context.get("reasons"))
    row.case.refresh_from_db()
    row.refresh_from_db()
    return answer


def tell(send, task, who="xin", **said):
    return send(who, f"tasks/{task.pk}/tell/", {"says": "专栏已经建成，公布施工公告十二条", **said})


def section(bureau, name):
    return Unit.objects.create(name=name, full_name=f"试县交通运输局{name}", code=name, parent=bureau, kind="section")
