"""A public record of each kind, filled in every field."""

from datetime import UTC, date, datetime, timedelta

from gongkai.publication.records import (
    Attachment,
    ColumnRecord,
    DocumentRecord,
    Edition,
    EntryRecord,
    Link,
    ListedRow,
    RegisterRecord,
    ResultRecord,
    ResultRow,
    Revised,
    RowChange,
    Term,
    TextRecord,
    UnitRecord,
)

AT = datetime(2026, 1, 12, 2, 30, tzinfo=UTC)
SHA = "0123456789abcdef" * 4


def document(number=1, **changes):
    values = {
        "key": f"disclosure:{number}",
        "title": f"关于第{number}号事项的公告",
        "column": "gsgg",
        "unit": "jyj",
        "unit_name": "试县交通运输局",
        "published": AT - timedelta(days=1000 - number),
        "html": f"<p>正文{number}，农村公路养护。</p>",
        **changes,
    }
    return DocumentRecord(**values)


def full_document(mark="", **changes):
    """A document with every field filled; ``mark`` stands in each text of it."""
    values = {
        "title": f"县道养护办法{mark}",
        "html": f"<p>养护正文{mark}</p>",
        "index_no": f"sy-2025-1{mark}",
        "doc_no": f"试府发〔2025〕1号{mark}",
        "genre": f"通知{mark}",
        "subject": f"交通{mark}",
        "formed": date(2025, 1, 2),
        "validity": "lapsed",
        "valid_from": date(2025, 2, 1),
        "valid_until": date(2025, 12, 31),
        "validity_note": f"由新办法代替{mark}。",
        "summary": f"讲养护{mark}",
        "source": f"县政府办{mark}",
        "author": f"办公室{mark}",
        "keywords": (f"公路{mark}", f"养护{mark}"),
        "attachments": (Attachment(f"附表{mark}.xlsx", 2048, "application/vnd.ms-excel", SHA),),
        "links": (Link("related", "https://www.gov.cn/", f"中国政府网{mark}"), Link("interprets", "disclosure:900")),
        "history": (Edition(AT - timedelta(days=9), f"首次公开{mark}"),),
        **changes,
    }
    return document(**values)


def column(code="gsgg", name="公示公告", **changes):
    return ColumnRecord(
        **{
            "key": f"topic:{code}",
            "code": code,
            "name": name,
            "description": f"{name}说明",
            "column_type": "工作动态",
            "keywords": ("公示",),
            **changes,
        }
    )


def unit(code="jyj", name="交运局", **changes):
    return UnitRecord(
        **{
            "key": f"unit:{code}",
            "code": code,
            "name": name,
            "kind": "部门",
            "full_name": f"试县{name}",
            "duties": "管公路。\n管运输。",
            "leader": "王某",
            "address": "试县大道1号",
            "hours": "工作日 9:00—17:00",
            "phone": "0825-1234567",
            "fax": "0825-7654321",
            "email": "jyj@example.gov.cn",
            **changes,
        }
    )


def result(**changes):
    return ResultRecord(
        **{
            "key": "result:1",
            "title": "2025年度政务公开考核结果",
            "column": "gsgg",
            "unit": "jyj",
            "unit_name": "试县政务公开办",
            "published": AT,
            "period": "2025年",
            "notes": ("按2018年考核表计分。",),
            "rows": (ResultRow("1", "jyj", "交运局", "98.20", "优秀"), ResultRow("2", "", "某公司", "60.00", "合格")),
            "definitions": (Term("得分", "各项得分相加"),),
            **changes,
        }
    )


def text(**changes):
    return TextRecord(
        **{
            "key": "text:guide",
            "title": "政府信息公开指南",
            "part": "guide",
            "column": "",
            "unit": "jyj",
            "unit_name": "试县政务公开办",
            "published": AT,
            "html": "<h2>受理机构</h2><p>试县政务公开办。</p>",
            "attachments": (Attachment("申请表.docx", 9, "application/msword", SHA),),
            "history": (Edition(AT, "首次公开"),),
            **changes,
        }
    )


def of_every_kind():
    return [full_document(), column(), unit(), result(), text(), register(), entry()]


def register(number=1, rows=3, **changes):
    """A list of so many rows in two sections; the first row has a page of its own."""
    lines = tuple(
        ListedRow(
            f"事项{n}",
            f"entry:{n}" if n == 1 else "",
            "行政许可" if n <= rows / 2 else "行政检查",
            (f"0{n}", f"事项{n}"),
        )
        for n in range(1, rows + 1)
    )
    values = {
        "key": f"register:{number}",
        "title": "试县交通运输局权力清单",
        "column": "gsgg",
        "unit": "jyj",
        "unit_name": "试县交通运输局",
        "published": AT,
        "register": "powers",
        "register_name": "权力清单",
        "heads": ("事项编码", "事项名称"),
        "rows": lines,
        "count": rows,
        "history": (Revised(AT, "新增 1 项：事项3", date(2026, 2, 1), (RowChange("新增", "事项3", ""),)),),
        **changes,
    }
    return RegisterRecord(**values)


def entry(number=1, **changes):
    values = {
        "key": f"entry:{number}",
        "title": f"事项{number}",
        "within": "register:1",
        "register_name": "权力清单",
        "shelf": "gsgg",
        "keeper": "jyj",
        "unit_name": "试县交通运输局",
        "published": AT,
        "pairs": (Term("办理程序", "申请、受理、审查"),),
        **changes,
    }
    return EntryRecord(**values)
