"""Whoever has no part in a draft reads nothing of it on any staff page that a link leads to, nor in any export."""

import io
import re
import zipfile
from collections import Counter

import pytest

from gongkai.acts.models import Case
from gongkai.catalogue import publishing, units
from gongkai.disclosures import drafting
from gongkai.disclosures.models import Disclosure
from gongkai.publication.models import Site
from gongkai.workflow import countersigning, meetings
from tests.county import moment

AT = moment("2025-03-05 09:00")
MARK = "密语"
HREF = re.compile(r'(?:href|action)="(/staff/[^"#]*)"')
LEAD_OUT = ("/staff/accounts/",)
EACH = 2  # addresses of one shape

pytestmark = pytest.mark.told(AT)


def crawl(client):
    """Every staff page that links lead to from the desk, with what it says; workbooks and packages are opened."""
    found, todo, shapes = {}, ["/staff/"], Counter()
    while todo:
        url = todo.pop()
        shape = re.sub(r"=[^&]*|[0-9a-f]{64}|[0-9]+", "", url)
        if url in found or url.startswith(LEAD_OUT) or shapes[shape] == EACH:
            continue
        shapes[shape] += 1
        answer = client.get(url)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found[url] = said(body)
        todo += [one.replace("&amp;", "&") for one in HREF.findall(found[url])] if answer.status_code == 200 else []
    return found


def said(body: bytes) -> str:
    if body[:2] != b"PK":
        return body.decode(errors="replace")
    archive = zipfile.ZipFile(io.BytesIO(body))
    return "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def leaks(pages):
    around = re.compile(f"[^<>]{{0,20}}{MARK}[^<>]{{0,20}}")
    return {url: around.findall(body) for url, body in pages.items() if MARK in body}


@pytest.fixture
def world(county, write, publish):
    """A draft, a paper under review with countersigning and a meeting, a change of what is out, something withheld."""
    Site.objects.create(name="试县人民政府", domain="www.example.gov.cn", id_code="5100000001")
    publishing.show_columns(AT)
    units.show_units(AT)
    rule = {"kind": "通知", "doc_no": "试交发〔2025〕1号", "validity": "valid", "effective_on": AT.date()}
    out = publish(write("公开的办法", addressees="河边镇", html="<p>公开的正文。</p>", **rule))
    out.case.take("release", by=county.xin, at=AT, detail={"channel": "weibo"})
    out.case.take("change", by=county.xin, at=AT)
    out = Disclosure.objects.get(pk=out.pk)
    values = rule | {"doc_no": f"{MARK}〔2025〕2号", "summary": f"{MARK}概述"}
    draft = drafting.Draft(county.roads, county.topic, f"{MARK}新题", AT.date(), f"<p>{MARK}新文</p>", values)
    drafting.save(out, out.case.version, draft, county.xin, AT)
    write(f"{MARK}草稿", html=f"<p>{MARK}</p>")
    asked = write(f"{MARK}会签稿", html=f"<p>{MARK}</p>")
    asked.case.take("propose", by=county.xin, at=AT)
    asked.case.take("clear", by=county.mi, at=AT)
    countersigning.ask(asked.case, [county.top], county.xin, AT)
    meetings.convene("party", AT.date(), f"{MARK}主持", [asked.case], county.xin, AT)
    kept = write(f"{MARK}不公开", attribute="withheld", attribute_ground="条例-16", public_title="一件信息")
    for step, by in (("propose", county.xin), ("clear", county.mi), ("withhold", county.fen)):
        kept.case.take(step, by=by, at=AT, words=f"{MARK}理由")
    mine = {"kind": "通知", "links": [{"kind": "implements", "to": out.pk}], "doc_no": f"{MARK}〔2025〕2号"}
    publish_town(county, write("河边镇细则", by=county.zhen, **(mine | {"doc_no": "河府发〔2025〕1号"})))
    write("河边镇草稿", by=county.zhen, **mine | {"doc_no": "试交发〔2025〕1号"})
    return out


def publish_town(county, record):
    for step, by in zip(
        ("propose", "clear", "approve", "publish"), (county.zhen, county.zhenmi, county.zhenfen, county.zhenfa),
        strict=True,
    ):  # fmt: skip
        record.case.take(step, by=by, at=AT)


@pytest.mark.parametrize("name", ["zhen", "ling"])
def test_who_has_no_part_in_it_meets_no_word_of_a_draft(county, world, sign_in, name):
    pages = crawl(sign_in(name))
    assert len(pages) > 20 and any("公开的办法" in body for body in pages.values())
    assert leaks(pages) == {}


@pytest.mark.parametrize("name", ["fener", "ban"])
def test_what_is_narrowed_is_met_by_those_named_alone(county, write, sign_in, name):
    from gongkai.accounts.models import Person, Post, Role

    person = Person.objects.create(username="fener", name="分二", password="!")
    county.fener = Post.objects.create(person=person, unit=county.roads, role=Role.REVIEWER)
    row = write(f"{MARK}稿", html=f"<p>{MARK}</p>", doc_no="试交发〔2025〕7号", kind="通知")
    named = [post.person_id for post in (county.xin, county.mi, county.fen, county.fa)]
    row.case.take("narrow", by=county.xin, at=AT, words="人事", detail={"people": named})
    write("同号的稿子", by=county.xin, doc_no="试交发〔2025〕7号", kind="通知")
    row.case.take("propose", by=county.xin, at=AT)
    row.case.take("clear", by=county.mi, at=AT)
    countersigning.ask(Case.objects.get(pk=row.pk), [county.town], county.xin, AT)
    meetings.convene("party", AT.date(), "某", [row.case], county.xin, AT)
    asked = Case.objects.get(kind="countersign")
    assert MARK in sign_in("zhenfen").get(f"/staff/disclosures/countersigns/{asked.pk}/").content.decode()
    assert leaks(crawl(sign_in(name))) == {}
