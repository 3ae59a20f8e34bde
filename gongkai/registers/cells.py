"""What a cell of a list may hold, how it is written down, and what of it the public reads."""

import json
import re
import unicodedata
from datetime import date

from gongkai import tables
from gongkai.acts import chain
from gongkai.checks import privacy
from gongkai.checks.finding import mask
from gongkai.checks.numbers import is_credit_code
from gongkai.law.register_types import Field, RegisterType
from gongkai.publication.records import UNPRINTABLE
from gongkai.registers.models import Change
from gongkai.tables import TableRefused, typed

LONGEST = {"long": 4000, "text": 300, "basis": 1000}
ARTICLE = re.compile(r"[《〔]|第.{1,8}条|法|条例|规定|办法|决定|通知|意见|方案|标准|规范")


def read(field: Field, value: tables.Value, *, may_lack: bool = False) -> str:
    """A cell in its one written form. Raises ``ValueError`` with a sentence that names the cell and what to do.

    ``may_lack``: a draft may be saved before everything is there.
    """
    text = UNPRINTABLE.sub(" ", str(value if value is not None else "")).strip()
    if not text:
        if field.required and not may_lack:
            raise ValueError(f"缺“{field.name}”，请填写")
        return ""
    if field.kind == "date":
        return _day(field, value).isoformat()
    if field.kind == "number":
        return _number(field, value)
    if len(text) > (most := LONGEST.get(field.kind, 300)):
        raise ValueError(f"“{field.name}”超过{most}字，请缩短")
    if field.kind == "choice" and text not in field.choices:
        raise ValueError(f"“{field.name}”写的是“{text}”，只能是：{'、'.join(field.choices)}")
    if field.kind == "credit_code":
        return _credit_code(field, text)
    if field.kind == "basis" and not ARTICLE.search(text):
        raise ValueError(f"“{field.name}”写的是“{text[:20]}”，请写法律、法规、规章或者文件的名称和条款")
    return text


def public(field: Field, text: str) -> str:
    """What the public reads of a cell; nothing of one that is never shown."""
    if not field.public:
        return ""
    return masked(text) if field.sealed else text


def masked(text: str) -> str:
    """A person's word with little left of it: 王** , 510***********1234; numbers lose what the check would hide."""
    shorter = mask(text, privacy.find(text))
    return shorter if shorter != text else text[:1] + "*" * (len(text) - 1)


def private_of(change: Change) -> dict[str, str]:
    """Sealed cells by field; none once they were erased."""
    return json.loads(change.private) if change.private else {}


def all_of(change: Change) -> dict[str, str]:
    """Every cell by field, the sealed ones too: for those who write the list."""
    return {**change.values, **private_of(change)}


def keep(change: Change, kind: RegisterType, cells: dict[str, str]) -> None:
    """Puts written cells into a change: plain ones side by side, those about a person under seal."""
    said = {name: cells.get(name, "") for name in kind.fields}
    change.values = {name: said[name] for name, field in kind.fields.items() if not field.sealed}
    private = {name: said[name] for name, field in kind.fields.items() if field.sealed and said[name]}
    change.private = json.dumps(private, ensure_ascii=False, sort_keys=True) if private else None
    change.salt = chain.new_salt() if private else ""
    change.sealed = chain.salted(change.private, change.salt) if change.private else ""
    change.starts, change.lapses = _date_of(said, kind.starts), _date_of(said, kind.lapses)


def name_of(kind: RegisterType, cells: dict[str, str]) -> str:
    """What a row is called where others read it."""
    return public(kind.fields[kind.name], cells.get(kind.name, ""))[:300]


def shown(kind: RegisterType, change: Change) -> dict[str, str]:
    """Every public cell of a row as the public reads it, by field."""
    cells = all_of(change)
    return {field.id: public(field, cells.get(field.id, "")) for field in kind.public()}


def _date_of(said: dict[str, str], name: str) -> date | None:
    return date.fromisoformat(said[name]) if name and said.get(name) else None


def _day(field: Field, value: tables.Value) -> date:
    try:
        day = typed.day(tables.Cell(value, 0, 0))
    except TableRefused as refusal:
        raise ValueError(f"“{field.name}”：{refusal.reason}") from None
    assert day is not None
    return day


def _number(field: Field, value: tables.Value) -> str:
    try:
        return format(typed.amount(tables.Cell(value, 0, 0)), "f")
    except TableRefused as refusal:
        raise ValueError(f"“{field.name}”：{refusal.reason}") from None


def _credit_code(field: Field, text: str) -> str:
    code = unicodedata.normalize("NFKC", text).upper().replace(" ", "")
    if not is_credit_code(code):
        raise ValueError(f"“{field.name}”写的是“{text[:20]}”，不是有效的统一社会信用代码，请核对18位")
    return code
