"""The staff list: every record has a day, also before it is public."""

from gongkai import tables


def test_a_draft_is_listed_with_the_day_it_was_begun(county, write, sign_in):
    write("还在拟稿", at="2025-03-03 10:00")
    client = sign_in("xin")
    page = client.get("/staff/disclosures/").content.decode()
    said = [
        f'<td class="nowrap" data-label="{name}">{word}</td>'
        for name, word in (("形成时间", "2025-03-03"), ("公开时间", "—"))
    ]
    assert "".join(said) in page
    answer = client.get("/staff/disclosures/?export=xlsx")
    rows = [row.values for row in tables.read(b"".join(answer), name="x.xlsx").sheets[0].rows]
    assert any("形成时间" in row for row in rows) and any(
        45719 in row for row in rows
    )  # 3 March 2025 as a sheet counts days
