"""The staff list: every record has a day, also before it is public."""

import re
from datetime import date

from gongkai import tables

NEXT = re.compile(r'href="([^"]*\bafter=[^"]+)"')


def test_a_draft_is_listed_with_the_day_it_was_begun(county, write, sign_in):
    write("还在拟稿", at="2025-03-03 10:00")
    client = sign_in("xin")
    page = client.get("/staff/disclosures/").content.decode()
    said = [
        f'<td class="{look}" data-label="{name}">{word}</td>'
        for name, word, look in (("形成时间", "2025-03-03", "nowrap"), ("公开时间", "—", "bare"))
    ]
    assert "".join(said) in page
    answer = client.get("/staff/disclosures/?export=xlsx")
    rows = [row.values for row in tables.read(b"".join(answer), name="x.xlsx").sheets[0].rows]
    assert any("形成时间" in row for row in rows) and any(date(2025, 3, 3) in row for row in rows)


def test_the_second_page_of_the_list_begins_where_the_first_one_ended(county, write, sign_in):
    for number in range(51):  # one more than a page holds
        write(f"第{number}号文稿")
    client = sign_in("xin")
    first = client.get("/staff/disclosures/").content.decode()
    assert "第50号文稿" in first and "第0号文稿" not in first
    second = client.get(NEXT.search(first)[1].replace("&amp;", "&")).content.decode()
    assert "第0号文稿" in second and "第1号文稿" not in second
