# ruff: noqa: E501 (a shape a line)
"""What of a file does not meet the eye do the readers find, and how often do they cry wolf?

    python -m bench.hidden [--seed 7] [--each 60] [--misses]

Papers, workbooks and PDF files of a county (lists of aid, letters, minutes, notices), made by seed, with one thing put
out of sight in each, or one look-alike: white letters on a blue head, red heads, pale watermarks, small print, frames,
formats that hide zeros. Found: a trace of the kind that was planted. False: any trace in a look-alike.
"""

import argparse
import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from gongkai.files.readers import pdf, sheets, word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = ["江春成", "罗秋生", "张甲", "李明亮", "欧阳夏", "何小满", "唐立冬", "曾谷雨"]
VILLAGES = ["石桥村", "河口村", "柳林社区", "青杠坪村", "天宝社区"]


def number(dice: Random) -> str:
    return "".join(str(dice.randrange(10)) for _ in range(18))


# ── Word ──


def run(words: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"


def line(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def cell(words: str, look: str = "", shade: str = "") -> str:
    fill = f'<w:tcPr><w:shd w:val="clear" w:fill="{shade}"/></w:tcPr>' if shade else "<w:tcPr/>"
    return f"<w:tc>{fill}{line(run(words, look))}</w:tc>"


def letter(dice: Random, planted: str) -> bytes:
    """A reply to a citizen's letter, a notice or minutes, with a table now and then."""
    head = dice.choice(("关于您来信的答复", "县政府常务会议纪要", "关于临时救助对象的公示", "关于拨付补贴资金的通知"))
    body = [line(run(head, '<w:color w:val="FF0000"/><w:sz w:val="44"/>')), line(run(f"{dice.choice(NAMES)}同志："))]
    body += [
        line(run(f"{dice.choice(VILLAGES)}的{dice.choice(('道路', '水渠', '低保', '路灯'))}问题已经办结。"))
        for _ in range(dice.randrange(1, 6))
    ]
    body.insert(dice.randrange(1, len(body) + 1), planted)
    return packed({"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{"".join(body)}</w:body></w:document>'})


def packed(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def colour(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


WORD: dict[str, tuple[str, Callable[[str], str]]] = {
    "white letters": ("unseen", lambda n: line(run("联系人证件："), run(n, colour("FFFFFF")))),
    "black marker": ("unseen", lambda n: line(run("证件号："), run(n, '<w:highlight w:val="black"/>'), run("。"))),
    "cell of its colour": ("unseen", lambda n: f"<w:tbl><w:tr>{cell('姓名')}{cell(n, colour('000000'), '000000')}</w:tr></w:tbl>"),
    "a point high": ("unseen", lambda n: line(run("落款"), run(n, '<w:sz w:val="2"/>'))),
    "hidden letters": ("vanished", lambda n: line(run(n, "<w:vanish/>"))),
    "deleted under revision": ("changes", lambda n: f'<w:p><w:del w:author="x"><w:r><w:delText>{n}</w:delText></w:r></w:del></w:p>'),
    "": ("", lambda n: line(run("说明：本表由民政部门提供。", colour("808080") + '<w:sz w:val="18"/>'))),
    " head": ("", lambda n: f"<w:tbl><w:tr>{cell('姓名', colour('FFFFFF'), '1F4F91')}{cell('村', colour('FFFFFF'), 'C00000')}</w:tr></w:tbl>"),
    " marker": ("", lambda n: line(run("重点：", '<w:highlight w:val="yellow"/>'), run("请核对", '<w:highlight w:val="lightGray"/>'))),
    " dark": ("", lambda n: f"<w:tbl><w:tr>{cell('合计', '', '000000')}{cell('12', colour('FFFF00'), '404040')}</w:tr></w:tbl>"),
}  # fmt: skip

# ── Excel ──


def solid(value: str) -> PatternFill:
    return PatternFill("solid", fgColor=value)


def book(dice: Random, change: Callable) -> bytes:
    """A list of those who were aided."""
    made = openpyxl.Workbook()
    made.properties.creator = "民政局"
    sheet = made.active
    sheet.append(["序号", "姓名", "住址", "金额"])
    for place in range(1, dice.randrange(4, 12)):
        sheet.append([place, dice.choice(NAMES), dice.choice(VILLAGES), dice.randrange(200, 3000)])
    change(made, sheet, dice.randrange(2, sheet.max_row + 1), number(dice))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def put(sheet, row: int, value: str, **look) -> None:
    at = sheet.cell(row, 5, value)
    for name, one in look.items():
        setattr(at, name, one)


def hide_row(made, sheet, row, said):
    sheet.row_dimensions[row].hidden = True


def hide_column(made, sheet, row, said):
    put(sheet, row, said)
    sheet.column_dimensions["E"].hidden = True


def hide_sheet(made, sheet, row, said):
    made.create_sheet("底稿").append([said])
    made["底稿"].sheet_state = "hidden"


def remark(made, sheet, row, said):
    sheet.cell(row, 2).comment = Comment(said, "审核")


def headed(made, sheet, row, said):
    for at in sheet[1]:
        at.fill, at.font = solid("FF1F4F91"), Font(color="FFFFFFFF")


EXCEL: dict[str, tuple[str, Callable]] = {
    "white cell": ("unseen", lambda b, s, r, n: put(s, r, n, font=Font(color="FFFFFFFF"))),
    "white of the theme": ("unseen", lambda b, s, r, n: put(s, r, n, font=Font(color=Color(theme=0)))),
    "black on black": ("unseen", lambda b, s, r, n: put(s, r, n, font=Font(color="FF000000"), fill=solid("FF000000"))),
    "format ;;;": ("unseen", lambda b, s, r, n: put(s, r, n, number_format=";;;")),
    "hidden row": ("rows", hide_row),
    "hidden column": ("columns", hide_column),
    "hidden sheet": ("sheet", hide_sheet),
    "remark": ("comments", remark),
    "": ("", lambda b, s, r, n: put(s, r, "备注", font=Font(color="FF808080", size=8))),
    " head": ("", headed),
    " zeros": ("", lambda b, s, r, n: put(s, r, "0", number_format="#,##0;-#,##0;")),
    " yellow": ("", lambda b, s, r, n: put(s, r, "待核", fill=solid("FFFFFF00"), font=Font(color="FFC00000"))),
}

# ── PDF ──


def page(*drawn: str) -> bytes:
    stream = "\n".join(drawn).encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for place, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (place, content)
    table, start = b"".join(b"%010d 00000 n \n" % place for place in places), len(out)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start
    )


def text(said: str, x: float, y: float, size: float = 12, grey: str = "0 g") -> str:
    return f"BT {grey} /F1 {size} Tf {x} {y} Td ({said}) Tj ET"


def paper(dice: Random, make: Callable[[str, float, float], list[str]]) -> bytes:
    lines = [
        text(f"Item {at}: village {dice.randrange(90)} paid {dice.randrange(900)}", 72, 780 - 22 * at)
        for at in range(dice.randrange(3, 20))
    ]
    return page(*lines, *make(number(dice), 72 + dice.randrange(200), 60 + dice.randrange(200)))


def box(x: float, y: float, fill: str, wide: float = 126) -> str:
    return f"{fill} {x - 2:.1f} {y - 4:.1f} {wide} 17 re f"


PICTURE = "q 130 0 0 18 {} {} cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 20> EI Q"
ROUND = "0 g {0} {1} m {2} {1} l {3} {1} {3} {4} {3} {4} c {3} {5} l {0} {5} l {6} {5} {6} {4} {6} {4} c f"
PDF: dict[str, tuple[str, Callable]] = {
    "under a black box": ("covered", lambda n, x, y: [text(n, x, y), box(x, y, "0 g")]),
    "under a white box": ("covered", lambda n, x, y: [text(n, x, y), box(x, y, "1 g")]),
    "under a rounded box": (
        "unseen",
        lambda n, x, y: [text(n, x, y), ROUND.format(x - 3, y - 5, x + 126, x + 130, y + 4, y + 14, x - 6)],
    ),
    "under a picture": ("unseen", lambda n, x, y: [text(n, x, y), PICTURE.format(x - 2, y - 4)]),
    "black on black": ("unseen", lambda n, x, y: [box(x, y, "0 g"), text(n, x, y)]),
    "white on paper": ("unseen", lambda n, x, y: [text(n, x, y, grey="1 g")]),
    "a point high ": ("unseen", lambda n, x, y: [text(n, x, y, 1)]),
    "off the page": ("unseen", lambda n, x, y: [text(n, x, y + 1200)]),
    "": ("", lambda n, x, y: [text(n, x, y), f"1 w {x} {y - 2} m {x + 120} {y - 2} l S"]),
    " head": ("", lambda n, x, y: [box(x, y, "0.12 0.31 0.57 rg"), text("Name", x, y, grey="1 g")]),
    " watermark": ("", lambda n, x, y: [text("DRAFT", 150, 300, 90, "0.93 g"), text(n, x, y)]),
    " framed": ("", lambda n, x, y: [text(n, x, y, 7), f"{x - 2} {y - 3} 130 15 re S"]),
    " highlighter": ("", lambda n, x, y: [box(x, y, "1 1 0 rg"), text(n, x, y)]),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--each", type=int, default=60)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    dice, totals = Random(args.seed), {"planted": [0, 0], "look-alikes": [0, 0]}
    families: list[tuple[str, dict, Callable, Callable]] = [
        ("Word", WORD, lambda make: letter(dice, make(number(dice))), word.read),
        ("Excel", EXCEL, lambda make: book(dice, make), sheets.read),
        ("PDF", PDF, lambda make: paper(dice, make), pdf.read),
    ]
    for family, shapes, made, read in families:
        for name, (kind, make) in shapes.items():
            hits = 0
            for _ in range(args.each):
                told = [trace[0] for trace in read(made(make))["traces"]]
                hit = kind in told if kind else bool(told)
                hits += hit
                if args.misses and hit is not bool(kind):
                    print("  judged wrongly:", family, name or "plain", told)
            count = totals["planted" if kind else "look-alikes"]
            count[0] += args.each
            count[1] += hits
            print(f"{family} {name.strip() or 'plain'}{'' if kind else ' (look-alike)'}: {hits} of {args.each}")
    for name, (all_of, hits) in totals.items():
        print(f"{name}: {hits} of {all_of}, {hits / all_of:.2%}")


if __name__ == "__main__":
    main()
