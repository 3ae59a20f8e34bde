"""政府信息公开申请表: the blank form as DOCX, to be printed or typed into (条例-29); it asks for no purpose.

A DOCX is a few XML members in an archive. They are written here as they are, so that the same form is the same bytes.
"""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from gongkai.papers import word

TITLE = "政府信息公开申请表"
ROWS = (
    ("申请人", "公民写姓名；法人、其他组织写名称和统一社会信用代码"),
    ("证件名称和号码", "附身份证明的复印件"),
    ("联系人和电话", ""),
    ("通信地址、邮编", ""),
    ("电子邮箱（可以不填）", ""),
    ("所需政府信息", "写明名称、文号，或者足以让机关找到它的特征"),
    ("获取方式", "□ 邮寄  □ 邮件  □ 当面领取  □ 传真"),
    ("载体形式", "□ 纸质  □ 电子文档"),
    ("申请人签名或者盖章、日期", ""),
)
NOTES = (
    "不用说明理由和用途，也不用写与申请无关的个人信息。书写有困难的，可以口头提出，由受理机构代为填写。",
    "交到哪里、多久答复，见受理机关的申请说明；寄信、传真、邮件的，标题写明“政府信息公开申请”。",
)

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{word.MEDIA}.main+xml"/></Types>'
)
_PARTS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>'
)
_WIDTHS = (2600, 6240)  # twentieths of a point: the type area of an official paper, 156 mm, in two columns
_TALL = {"所需政府信息": 3400}  # what is written there needs room
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="992"/></w:sectPr>'
)


def docx() -> bytes:
    """The form's bytes, always the same."""
    notes = "".join(_paragraph(one, "仿宋_GB2312", 24) for one in NOTES)
    body = _paragraph(TITLE, "黑体", 44, "center") + _table() + notes
    document = f'<w:document xmlns:w="{_W}"><w:body>{body}{_PAGE}</w:body></w:document>'
    members = {"[Content_Types].xml": _TYPES, "_rels/.rels": _PARTS, "word/document.xml": document}
    return word.archived(members)


def _table() -> str:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    head = f'<w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders></w:tblPr>'
    return f"<w:tbl>{head}<w:tblGrid>{columns}</w:tblGrid>{''.join(_rows())}</w:tbl>{_paragraph('', '仿宋_GB2312', 24)}"


def _rows() -> Iterator[str]:
    for name, hint in ROWS:
        height = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{_TALL.get(name, 800)}"/></w:trPr>'
        choice = hint.startswith("□")
        cells = (
            _cell(_WIDTHS[0], _paragraph(name, "黑体", 24)),
            _cell(_WIDTHS[1], _paragraph(hint, "仿宋_GB2312", 24 if choice else 18, grey=not choice)),
        )
        yield f"<w:tr>{height}{''.join(cells)}</w:tr>"


def _cell(width: int, inside: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def _paragraph(words: str, font: str, halves: int, align: str = "left", *, grey: bool = False) -> str:
    """``halves``: the size in half points."""
    face = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>'
    look = f'<w:rPr>{face}{_GREY if grey else ""}<w:sz w:val="{halves}"/></w:rPr>'
    run = f'<w:r>{look}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>' if words else ""
    return f'<w:p><w:pPr><w:spacing w:before="60" w:after="60"/><w:jc w:val="{align}"/></w:pPr>{run}</w:p>'


_GREY = '<w:color w:val="595959"/>'
