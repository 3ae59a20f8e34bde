"""Files of an old site, and four people who agree to take it over."""

import json
from pathlib import Path

from tests.county import moment

AT = moment("2025-03-05 09:00")


def page(number: int, **other) -> dict:
    said = {
        "标题": f"关于第{number}座桥养护的通知", "栏目": "通知公告", "成文日期": "2019-05-06",
        "正文": f"<p>第{number}座桥封闭三天。</p>", "原公开时间": "2019-05-07 09:30", "标识": f"p{number}",
    }  # fmt: skip
    return said | other


def lines(path: Path, rows: list) -> Path:
    text = "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text(text + "\n", "utf-8")
    return path


def agree(intake, county) -> None:
    """Secrecy, review and publisher say yes to what they read."""
    for name, post in (("clear", county.mi), ("approve", county.fen), ("agree", county.fa)):
        intake.case.take(name, by=post, at=AT, read=intake.case.content)
