"""Nothing of a list gets out that was not published: a marker stands in every word that is private."""

import re

from gongkai.acts.models import Act
from gongkai.registers import drafting
from tests.county import moment
from tests.house.test_leaks import crawl, marker
from tests.registers.conftest import FIRM, POWER, change_of, firm_code, row_of

AT = moment("2025-05-03 10:00")


def test_no_private_word_of_a_list_reaches_any_public_page(client, county, found, put, publish, begin):
    for post in (county.xin, county.mi, county.fen, county.fa):
        post.person.name = marker(f"姓名{post.pk}")
        post.person.save()
    powers = found()
    put(powers, POWER | {"code": "1", "name": "公开的事项"})
    put(
        powers,
        POWER | {"code": "2", "name": marker("不公开的事项"), "department": marker("股")},
        withheld=marker("依据"),
    )
    publish(powers)
    black = found("credit-black")
    put(black, FIRM | {"code": firm_code(6), "principal": marker("负责人"), "identity": marker("证号")})
    put(black, FIRM | {"code": firm_code(7), "name": marker("移出的"), "reason": marker("事由"), "until": "2026-01-01"})
    publish(black)
    detail = {"line": row_of(black, firm_code(7)).pk, "why": "repaired"}
    black.case.take("remove", by=county.fa, at=AT, words=marker("移出理由"), detail=detail)
    begin(powers)
    put(powers, POWER | {"code": "1", "name": marker("新名"), "procedure": marker("新程序")}, kind="changed")
    put(powers, POWER | {"code": "3", "name": marker("拟稿的"), "basis": f"《{marker('法')}》"})
    drafting.head(powers, AT.date(), marker("说明"), powers.draft.head_stamp, county.xin, AT)
    powers.case.take("override", by=county.xin, at=AT, words=marker("疑点"))
    draft = found("duties")
    put(draft, {"code": "1", "name": marker("从未公布")})
    pages = crawl(client)
    assert sum("公开的事项" in body for body in pages.values()) >= 3 and "/l/" in pages
    assert {path: re.findall('密语[^<"&]*外传', body) for path, body in pages.items() if "密语" in body} == {}
    assert change_of(powers, "1").values["procedure"] == marker("新程序")
    assert "密语" not in str(list(Act.objects.values("ground", "detail", "words", "content")))
    for word in ("密语", "新程序", "拟稿的", "负责人不得"):
        assert "/d/" not in client.get("/search/", {"q": word}).content.decode(), word


def test_what_a_row_said_while_it_was_withheld_is_never_told(client, county, found, put, publish, begin):
    """Opened later with other words, or taken out of the list: neither its page nor the list's history tells before."""
    powers = found()
    put(powers, POWER | {"code": "1", "name": "公开的事项"})
    kept = {"department": marker("股"), "procedure": marker("旧程序")}
    put(powers, POWER | {"code": "2", "name": "开放的事项", **kept}, withheld="涉密", basis=marker("旧据"))
    put(powers, POWER | {"code": "3", "name": marker("事项"), **kept}, withheld="涉密")
    publish(powers)
    begin(powers)
    put(powers, POWER | {"code": "2", "name": "开放的事项"}, kind="changed", basis="《公路法》第一条")
    put(powers, POWER | {"code": "3", "name": marker("事项")}, kind="cancelled", basis="《公路法》第二条")
    publish(powers, at="2025-05-04 10:00")
    begin(powers, at="2025-06-03 09:00")
    put(powers, POWER | {"code": "2", "name": "开放的事项", "department": "路政股"}, kind="changed", basis="《公路法》")
    publish(powers, at="2025-06-04 10:00")
    pages = crawl(client)
    assert any("路政股" in body for body in pages.values())
    assert {path: re.findall('密语[^<"&]*外传', body) for path, body in pages.items() if "密语" in body} == {}
